"""A persona does not say what it wants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    personas = list(survey.project.personas.values())
    for persona in gaps(personas, lambda each: each.goals or each.needs):
        message = f'the persona "{persona.name}" has no goals'
        yield Problem(("personas", persona.id, "name"), message, "add `goals:`: what they want to reach")


RULE = Rule(
    code="C206",
    name="missing-persona-goals",
    severity=Severity.INFO,
    summary="A persona has neither goals nor needs, although most personas have.",
    why="Goals are what makes a persona more than a portrait: the map is judged by them.",
    bad="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
goals: [A quiet evening]
---
persona: host
role: Opens the door
""",
    at=(8, 10),
    good="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
goals: [A quiet evening]
---
persona: host
goals: [Happy guests]
""",
    not_for="Personas that are only names, written beside the map, have no goals yet.",
    quiet="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    check=_check,
)
