"""A journey names no persona."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    known = survey.project.personas
    for name, journey in survey.project.journeys.items():
        if known and not journey.personas:
            message = f"it is not said whose journey this is; known personas: {', '.join(known)}"
            yield Problem(("journeys", name, "journey"), message, "add `personas:`")


RULE = Rule(
    code="C212",
    name="nobody-travels",
    severity=Severity.INFO,
    summary="A journey names no persona, although the project has some.",
    why="A map of everybody's journey is a map of nobody's: what is easy for one is hard for another.",
    bad="""\
journey: visit
personas: [guest]
stages: [{name: Arrive, touchpoints: [Door]}]
---
journey: call
stages: [{name: Ring, touchpoints: [Number]}]
---
persona: guest
""",
    at=(5, 10),
    good="""\
journey: visit
personas: [guest]
stages: [{name: Arrive, touchpoints: [Door]}]
---
journey: call
personas: [guest]
stages: [{name: Ring, touchpoints: [Number]}]
---
persona: guest
""",
    not_for="A project without personas maps processes.",
    quiet="""\
journey: call
stages: [{name: Ring, touchpoints: [Number]}]
""",
    check=_check,
)
