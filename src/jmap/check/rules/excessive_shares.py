"""The personas of a journey are more than all customers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    personas = survey.project.personas
    for name, journey in survey.project.journeys.items():
        total = sum(personas[each].share or 0 for each in journey.personas if each in personas)
        if total > 1 + _ROUNDING:
            message = f"the personas of this journey are {total:.0%} of all customers"
            yield Problem(
                ("journeys", name, "personas"),
                message,
                "let their shares add up to 100 % at most",
                at_key=True,
            )


_ROUNDING = 0.015
"""Shares rounded to whole per cent may add up to this much too much."""


RULE = Rule(
    code="C211",
    name="excessive-shares",
    severity=Severity.WARNING,
    summary="The shares of a journey's personas add up to more than 100 %.",
    why="Shares are parts of one whole; together they cannot be more than it.",
    bad="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
share: 80%
---
persona: host
share: 40%
""",
    at=(2, 1),
    good="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
share: 60%
---
persona: host
share: 40%
""",
    not_for="Less than 100 % is fine: not everybody is mapped.",
    quiet="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
share: 30%
---
persona: host
share: 40%
""",
    check=_check,
)
