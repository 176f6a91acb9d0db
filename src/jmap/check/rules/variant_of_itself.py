"""A journey is a variant of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    journeys = survey.project.journeys
    for name, journey in journeys.items():
        seen: set[str] = set()
        original = journey.variant_of
        while original is not None and original in journeys and original not in seen:
            seen.add(original)
            original = journeys[original].variant_of
        if name in seen:
            message = f'"{name}" is, by way of its own original, a variant of itself'
            yield Problem(("journeys", name, "variant_of"), message, "let the original have no `variant_of`")


RULE = Rule(
    code="T117",
    name="variant-of-itself",
    severity=Severity.WARNING,
    summary="The originals of a variant lead back to it.",
    why="Twins are compared with their original; here there is none.",
    bad="""\
journey: visit
variant_of: visit
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    at=(2, 13),
    good="""\
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
---
journey: visit-next
state: future
variant_of: visit
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    not_for="Several variants may have the same original.",
    quiet="""\
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
---
journey: visit-b
variant_of: visit
stages: [{name: Arrive, touchpoints: [Door]}]
---
journey: visit-c
variant_of: visit
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    check=_check,
)
