"""Nobody answers for a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps, per_journey
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for touchpoints in per_journey(survey.touchpoints):
        for moment in gaps(touchpoints, lambda each: each.stage.owner_of(each.here)):
            message = f'nobody answers for "{moment.here.name}"'
            yield Problem(
                (*moment.pointer, "name"),
                message,
                f"add `owner:`; known: {', '.join(survey.project.departments)}",
            )


RULE = Rule(
    code="C207",
    name="missing-owner",
    severity=Severity.INFO,
    summary="A touchpoint has no owner, although most of its journey has.",
    why="Trouble between two departments is where nobody feels responsible.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, owner: Porters}
      - {name: Desk}
""",
    at=(6, 16),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, owner: Porters}
      - {name: Desk, owner: Reception}
""",
    not_for="The owner of a stage answers for all its touchpoints.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    owner: Reception
    touchpoints: [{name: Door, owner: Porters}, Desk]
""",
    check=_check,
)
