"""Scores over several personas: whose values count how much."""

from __future__ import annotations

from functools import lru_cache
from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from jmap.score.mean import mean_of_scores, weighted_mean
from jmap.score.result import Basis, Component, Own, Score, Unscored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.model.journey import Journey
    from jmap.model.project import Project


_MEASURED, _JUDGED = Basis.MEASURED, Basis.JUDGED  # looking up a member takes as long as making a tuple


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
        measured = float(only.basis is _MEASURED)
        return Own(score, dict.fromkeys(personas, score), components, unscored, only.basis, measured)
    parts = [(each.weight, each.points, each.variance, each.interval) for each in components]
    if not personas or all(component.persona is None for component in components):
        weights: Sequence[float] = [component.weight for component in components]
        score = weighted_mean(parts)
        return _own(score, dict.fromkeys(personas, score), components, unscored, weights)
    known = tuple([(each.measure, each.persona, each.weight) for each in components])
    made_of, weights = _mix(known, tuple(shares.items()))
    values = {
        persona: weighted_mean([parts[index] for index in indices]) for persona, indices in made_of.items()
    }
    score = weighted_mean([(weight, *part[1:]) for weight, part in zip(weights, parts, strict=True)])
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
        weight for weight, component in zip(weights, components, strict=True) if component.basis is _MEASURED
    ]
    measured = fsum(grounded) / fsum(weights) if 0 < len(grounded) < len(weights) else float(bool(grounded))
    basis = _MEASURED if measured > 0.5 else _JUDGED  # noqa: PLR2004  most of the weight
    return Own(score, by_persona, components, unscored, basis, measured)


class _Given(NamedTuple):
    """What decides how much a value counts: all but the value."""

    measure: str
    persona: str | None
    weight: float


def entering(persona: str, components: Sequence[Component | _Given]) -> list[int]:
    """Which components make up the score of `persona`: their own, and everybody's of other measures."""
    own = {component.measure for component in components if component.persona == persona}
    return [
        index
        for index, component in enumerate(components)
        if component.persona == persona or (component.persona is None and component.measure not in own)
    ]


@lru_cache(maxsize=1024)  # most touchpoints of a map are known by the same measures of the same people
def _mix(
    known: tuple[tuple[str, str | None, float], ...], shares: tuple[tuple[str, float], ...]
) -> tuple[Mapping[str, Sequence[int]], Sequence[float]]:
    """Which values make up each persona's score, and the weight of each value over all of them; 1 in all.

    Of the values it takes what a `_Given` holds.
    """
    givens = [_Given(*each) for each in known]
    made_of = {persona: indices for persona, _ in shares if (indices := entering(persona, givens))}
    total = fsum(share for persona, share in shares if persona in made_of)
    terms: list[list[float]] = [[] for _ in givens]
    for persona, share in shares:
        if persona not in made_of:
            continue
        # Personas of share 0 are all that is known here: then they count alike, for something is known.
        part = share / total if total else 1 / len(made_of)
        whole = fsum(givens[index].weight for index in made_of[persona])
        for index in made_of[persona]:
            terms[index].append(part * givens[index].weight / whole)
    return made_of, [fsum(each) for each in terms]


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
