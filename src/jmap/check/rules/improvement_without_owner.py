"""An improvement under way has no owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.check.survey import STANDING
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for planned in survey.improvements:
        if planned.item.status in STANDING and not planned.item.owner:
            message = (
                f'the improvement "{planned.item.title}" is {STANDING[planned.item.status]} and has no owner'
            )
            yield Problem(
                (*planned.pointer, "title"),
                message,
                f"add `owner:`; known: {', '.join(survey.project.departments) or 'none'}",
            )


RULE = Rule(
    code="A304",
    name="improvement-without-owner",
    severity=Severity.WARNING,
    summary="An improvement is being tested, planned or being done and has no owner.",
    why="Nobody can be asked how it is going.",
    bad="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - {title: A new hinge, addresses: door, status: doing, due: 2027-01-31}
""",
    at=(4, 13),
    good="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - {title: A new hinge, addresses: door, status: doing, due: 2027-01-31, owner: Porters}
""",
    not_for="An idea needs no owner yet.",
    quiet="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - {title: A new hinge, addresses: door, status: idea}
""",
    check=_check,
)
