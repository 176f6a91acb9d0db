"""A quick win is not planned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    if all(planned.item.status == "dropped" for planned in survey.improvements):
        return  # there is no plan
    impact, effort = survey.option(RULE, "impact"), survey.option(RULE, "effort")
    for part in survey.opportunities:
        is_quick_win = (part.item.impact or 0) >= impact and (part.item.effort or 5) <= effort
        if is_quick_win and not survey.taking_up(part):
            message = f'"{part.item.text}" would do much for little effort, and no improvement takes it up'
            yield Problem((*part.pointer, "text"), message, "add an improvement that addresses it")


RULE = Rule(
    code="A311",
    name="idle-quick-win",
    severity=Severity.INFO,
    summary="An opportunity with the highest impact and the lowest effort is in no improvement, "
    "although there "
    "is a plan.",
    why="This is where to begin; it is easily lost in a long list.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        opportunities:
          - {text: Unlock it, impact: 5, effort: 1}
      - touchpoint: desk
        name: Desk
improvements:
  - {title: A longer desk, addresses: desk}
""",
    at=(7, 20),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
        name: Door
        opportunities:
          - {opportunity: unlock, text: Unlock it, impact: 5, effort: 1}
      - name: Desk
improvements:
  - {title: Open at eight, addresses: door.unlock}
""",
    not_for="Before there is any plan, no opportunity is missing from it.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        opportunities: [{text: Unlock it, impact: 5, effort: 1}]
""",
    check=_check,
    options={"impact": 5, "effort": 1},
)
