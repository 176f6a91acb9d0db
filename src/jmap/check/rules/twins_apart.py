"""A journey and its twin no longer match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.model import Journey


def _check(survey: Survey) -> Iterator[Problem]:
    for name, journey in survey.project.journeys.items():
        original = survey.project.journeys.get(journey.variant_of or "")
        if original is None or original is journey:
            continue
        here, there = _only_in(journey, original), _only_in(original, journey)
        if here and there:
            mine, other = ", ".join(here), ", ".join(there)
            message = f"the twins have different stages: {mine} only here, {other} only in {original.id}"
            hint = "give the same stage the same id, or note its other id under `formerly:`"
            yield Problem(("journeys", name, "variant_of"), message, hint)


def _only_in(one: Journey, other: Journey) -> list[str]:
    known = {word for stage in other.stages for word in (stage.id, *stage.formerly)}
    return [stage.id for stage in one.stages if not known & {stage.id, *stage.formerly}]


RULE = Rule(
    code="K603",
    name="twins-apart",
    severity=Severity.WARNING,
    summary="A variant and its original each have stages the other does not know.",
    why="Twins are compared stage by stage; a stage renamed in one of them looks lost and found.",
    bad="""\
journey: visit
stages: [{stage: arrive, touchpoints: [Door]}, {stage: pay, touchpoints: [Till]}]
---
journey: visit-next
state: future
variant_of: visit
stages: [{stage: arrive, touchpoints: [Door]}, {stage: payment, touchpoints: [App]}]
""",
    at=(6, 13),
    good="""\
journey: visit
stages: [{stage: arrive, touchpoints: [Door]}, {stage: pay, touchpoints: [Till]}]
---
journey: visit-next
state: future
variant_of: visit
stages: [{stage: arrive, touchpoints: [Door]}, {stage: pay, touchpoints: [App]}]
""",
    not_for="A twin may leave a stage out, or add one: that is what it is for.",
    quiet="""\
journey: visit
stages: [{stage: arrive, touchpoints: [Door]}, {stage: pay, touchpoints: [Till]}]
---
journey: visit-next
state: future
variant_of: visit
stages: [{stage: arrive, touchpoints: [Door, App]}]
""",
    check=_check,
)
