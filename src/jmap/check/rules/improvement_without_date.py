"""An improvement under way has no date."""

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
        if planned.item.status in STANDING and planned.item.due is None:
            message = (
                f'the improvement "{planned.item.title}" is {STANDING[planned.item.status]} and has no date'
            )
            yield Problem((*planned.pointer, "title"), message, "add `due:`, e.g. `due: 2027-03-31`")


RULE = Rule(
    code="A308",
    name="improvement-without-date",
    severity=Severity.INFO,
    summary="An improvement is being tested, planned or being done and has no date.",
    why="It can never be late, so nobody notices when it is forgotten.",
    bad="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - {title: A new hinge, addresses: door, status: planned, owner: Porters}
""",
    at=(4, 13),
    good="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - {title: A new hinge, addresses: door, status: planned, owner: Porters, due: 2027-03-31}
""",
    not_for="An idea has no date yet.",
    quiet="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - {title: A new hinge, addresses: door, owner: Porters}
""",
    check=_check,
)
