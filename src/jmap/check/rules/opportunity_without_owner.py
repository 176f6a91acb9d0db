"""Nobody would see to an opportunity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps, per_journey
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Part, Survey
    from jmap.model import Opportunity


def _check(survey: Survey) -> Iterator[Problem]:
    for parts in per_journey(survey.opportunities):
        for part in gaps(parts, lambda each: _owned(survey, each)):
            message = f'nobody would see to "{part.item.text}"'
            yield Problem(
                (*part.pointer, "text"), message, "add `owner:` to it, or to an improvement that addresses it"
            )


def _owned(survey: Survey, part: Part[Opportunity]) -> bool:
    if part.item.owner or part.moment.stage.owner_of(part.moment.here):
        return True
    return any(planned.item.owner for planned in survey.taking_up(part))


RULE = Rule(
    code="A303",
    name="opportunity-without-owner",
    severity=Severity.INFO,
    summary="An opportunity has no owner, although most opportunities of the journey have.",
    why="What everybody should do, nobody does.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        opportunities: [{text: A new hinge, owner: Porters}]
      - name: Desk
        opportunities: [A bell]
""",
    at=(8, 25),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        opportunities: [{text: A new hinge, owner: Porters}]
      - name: Desk
        opportunities: [{text: A bell, owner: Reception}]
""",
    not_for="The owner of the touchpoint or its stage, or of an improvement that takes the opportunity up, sees to it.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        opportunities: [{text: A new hinge, owner: Porters}]
      - name: Desk
        owner: Reception
        opportunities: [A bell]
""",
    check=_check,
)
