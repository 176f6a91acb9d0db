"""A persona is described and travels on no journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    if survey.complete:
        travelling = {name for journey in survey.project.journeys.values() for name in journey.personas}
        for name, persona in survey.project.personas.items():
            if name not in travelling:
                message = f'the persona "{persona.name}" travels on no journey'
                yield Problem(
                    ("personas", name, "name"), message, "add it to `personas:` of a journey, or remove it"
                )


RULE = Rule(
    code="T107",
    name="unused-persona",
    severity=Severity.INFO,
    summary="A persona is described and travels on no journey.",
    why="Its emotions, share and pains enter no map and no score, which is easily taken for done.",
    bad="""\
journey: visit
personas: [guest]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
name: Guest
---
persona: host
name: Host
""",
    at=(9, 7),
    good="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
name: Guest
---
persona: host
name: Host
""",
    not_for="A project that has personas but no journey yet is only at its beginning.",
    quiet="""\
persona: host
name: Host
""",
    check=_check,
)
