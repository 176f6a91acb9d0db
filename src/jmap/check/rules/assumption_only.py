"""All that is known of a stage, or of a whole journey, was assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.check.survey import statements
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Moment, Survey
    from jmap.model import Stage


def _check(survey: Survey) -> Iterator[Problem]:
    if not any(item.kind == "assumption" for item in survey.project.evidence.values()):
        return
    assumed: dict[str, list[Moment[Stage]]] = {}
    for moment in survey.stages:
        cited = _cited(moment)
        if cited and all(_is_assumption(survey, name) for name in cited):
            assumed.setdefault(moment.journey.id, []).append(moment)
    for name, stages in assumed.items():
        if len(stages) == len(stages[0].journey.stages) > 1:
            message = "all that this map cites was assumed"
            yield Problem(("journeys", name, "journey"), message, _HINT)
            continue
        for moment in stages:
            message = f'all that the stage "{moment.here.name}" cites was assumed'
            yield Problem((*moment.pointer, "name"), message, _HINT)


_HINT = "ask or watch a few customers, and cite that as well"


def _is_assumption(survey: Survey, name: str) -> bool:
    item = survey.project.evidence.get(name)
    return item is not None and item.kind == "assumption"


def _cited(moment: Moment[Stage]) -> set[str]:
    found = set(moment.journey.evidence)
    for here in (moment.here, *moment.here.touchpoints):
        found.update(here.evidence)
        found.update(name for items in statements(here) for item in items for name in item.evidence)
        found.update(name for waves in here.measures.values() for value in waves for name in value.evidence)
    return found


RULE = Rule(
    code="E402",
    name="assumption-only",
    severity=Severity.INFO,
    summary="All evidence that a stage (or every stage of a journey) rests on is of the kind `assumption`.",
    why="What a team believes about its customers is where research begins, not its result.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [{name: Door, emotion: {value: 4, evidence: talks}}]
  - name: Leave
    touchpoints: [{name: Exit, emotion: {value: 3, evidence: workshop}}]
---
evidence:
  - {evidence: talks, kind: interview, date: 2026-10-03}
  - {evidence: workshop, kind: assumption}
""",
    at=(5, 11),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [{name: Door, emotion: {value: 4, evidence: talks}}]
  - name: Leave
    touchpoints: [{name: Exit, emotion: {value: 3, evidence: [workshop, talks]}}]
---
evidence:
  - {evidence: talks, kind: interview, date: 2026-10-03}
  - {evidence: workshop, kind: assumption}
""",
    not_for="A stage that cites nothing does not pretend to know; what it lacks is shown as coverage.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [{name: Door, emotion: {value: 4, evidence: talks}}]
  - name: Leave
    touchpoints: [{name: Exit, emotion: 3}]
---
evidence:
  - {evidence: talks, kind: interview, date: 2026-10-03}
""",
    check=_check,
)
