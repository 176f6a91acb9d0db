"""Which personas count how much, and what each of them makes of several places."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from jmap.score.mean import mean_of_scores

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jmap.model.journey import Journey
    from jmap.model.project import Project
    from jmap.score.value import Score


def shares_of(project: Project, journey: Journey) -> dict[str, float]:
    """Weight of each persona of `journey`, adding up to 1.

    Personas without a share divide what the others leave equally; all are equal when none has one.
    """
    personas = journey.personas
    declared = [project.personas[name] for name in personas if name in project.personas]
    known = {each.id: each.share for each in declared if each.share is not None}
    open_ = len(personas) - len(known)
    left = max(0.0, 1 - fsum(known.values())) / open_ if open_ else 0.0
    weights = {name: known.get(name, left) for name in personas}
    total = fsum(weights.values())
    if total == 0:
        return dict.fromkeys(personas, 1 / len(personas)) if personas else {}
    return {name: weight / total for name, weight in weights.items()}


def mean_per_persona(
    items: Sequence[tuple[float, Mapping[str, Score]]], personas: Iterable[str]
) -> dict[str, Score]:
    """Each persona's weighted mean over the items where they have a value."""
    means = {
        persona: mean_of_scores(
            [(weight, by_persona[persona]) for weight, by_persona in items if persona in by_persona]
        )
        for persona in personas
    }
    return {persona: score for persona, score in means.items() if score.value is not None}
