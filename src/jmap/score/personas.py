"""Scores over several personas: whose values count how much."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from jmap.score.mean import Part, mean_of_scores, weighted_mean
from jmap.score.result import Basis, Component, Own, Score, Unscored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.model.journey import Journey
    from jmap.model.project import Project


def shares_of(project: Project, journey: Journey) -> dict[str, float]:
    """Weight of each persona of `journey`, adding up to 1.

    Personas without a share divide what the others leave equally; all are equal when none has one.
    """
    personas = journey.personas
    known = {
        name: project.personas[name].share
        for name in personas
        if name in project.personas and project.personas[name].share is not None
    }
    given = fsum(share for share in known.values() if share is not None)
    open_ = [name for name in personas if name not in known]
    left = max(0.0, 1 - given) / len(open_) if open_ else 0.0
    weights = {name: known.get(name) or (left if name in open_ else 0.0) for name in personas}
    total = fsum(weights.values())
    if total == 0:
        return dict.fromkeys(personas, 1 / len(personas)) if personas else {}
    return {name: weight / total for name, weight in weights.items()}


def over_personas(
    components: tuple[Component, ...], unscored: tuple[Unscored, ...], shares: Mapping[str, float]
) -> Own:
    """The score of `components`, and each persona's own.

    A value of everybody counts for every persona who has none of the same measure. Each component enters the
    overall score once, with the weight it has over all personas together: a value they share is one
    observation, and taking it for several independent ones would make the interval too narrow.
    """
    personas = tuple(shares)
    if not components:
        return Own(Score(missing=personas), unscored=unscored)
    if len(components) == 1 and components[0].persona is None:  # by far the commonest, so without detours
        (only,) = components
        score = Score(only.points, only.interval, (), only.variance)
        measured = float(only.basis is Basis.MEASURED)
        return Own(score, dict.fromkeys(personas, score), components, unscored, only.basis, measured)
    if not personas or all(component.persona is None for component in components):
        weights = [component.weight for component in components]
        score = weighted_mean(map(_part, components, weights))
        return _own(score, dict.fromkeys(personas, score), components, unscored, weights)
    made_of = {persona: entering(persona, components) for persona in personas}
    values = {
        persona: weighted_mean(_part(components[index], components[index].weight) for index in indices)
        for persona, indices in made_of.items()
        if indices
    }
    weights = _effective(components, {persona: made_of[persona] for persona in values}, shares)
    score = weighted_mean(map(_part, components, weights))
    missing = tuple(persona for persona in personas if persona not in values)
    score = Score(score.value, score.interval, missing, score.variance)
    return _own(score, values, components, unscored, weights)


def _own(
    score: Score,
    by_persona: Mapping[str, Score],
    components: tuple[Component, ...],
    unscored: tuple[Unscored, ...],
    weights: Sequence[float],
) -> Own:
    grounded = [
        weight
        for weight, component in zip(weights, components, strict=True)
        if component.basis is Basis.MEASURED
    ]
    measured = fsum(grounded) / fsum(weights) if 0 < len(grounded) < len(weights) else float(bool(grounded))
    basis = Basis.MEASURED if measured > 0.5 else Basis.JUDGED  # noqa: PLR2004  most of the weight
    return Own(score, by_persona, components, unscored, basis, measured)


def _part(component: Component, weight: float) -> Part:
    return weight, component.points, component.variance, component.interval


def entering(persona: str, components: tuple[Component, ...]) -> list[int]:
    """Which components make up the score of `persona`: their own, and everybody's of other measures."""
    own = {component.measure for component in components if component.persona == persona}
    return [
        index
        for index, component in enumerate(components)
        if component.persona == persona or (component.persona is None and component.measure not in own)
    ]


def _effective(
    components: tuple[Component, ...], made_of: Mapping[str, Sequence[int]], shares: Mapping[str, float]
) -> list[float]:
    """Weight of each component in the share-weighted mean over the personas in `made_of`; 1 in all."""
    total = fsum(shares[persona] for persona in made_of)
    terms: list[list[float]] = [[] for _ in components]
    for persona, indices in made_of.items():
        # Personas of share 0 are all that is known here: then they count alike, for something is known.
        share = shares[persona] / total if total else 1 / len(made_of)
        whole = fsum(components[index].weight for index in indices)
        for index in indices:
            terms[index].append(share * components[index].weight / whole)
    return [fsum(each) for each in terms]


def mean_per_persona(
    items: Sequence[tuple[float, Mapping[str, Score]]], personas: Sequence[str]
) -> dict[str, Score]:
    """Each persona's weighted mean over the items where they have a value."""
    means = {
        persona: mean_of_scores(
            (weight, by_persona[persona]) for weight, by_persona in items if persona in by_persona
        )
        for persona in personas
    }
    return {persona: score for persona, score in means.items() if score.value is not None}
