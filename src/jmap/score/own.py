"""What is known of one touchpoint, stage or journey by values of its own, and the score they make."""

from __future__ import annotations

from functools import lru_cache
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.score.mean import weighted_mean
from jmap.score.value import Basis, Component, Score, Unscored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MEASURED, _JUDGED = Basis.MEASURED, Basis.JUDGED  # looking up a member takes as long as making a tuple
_NOBODY: Final[Mapping[str, float]] = {}


class Own(NamedTuple):
    """What is known here, apart from what follows from other places.

    Attributes:
        score: of `components`: their weighted mean; over several personas the mean by their shares.
        components: what entered it.
        unscored: what is only shown.
        basis: the class that holds most of the score's weight.
        measured: share of the score's weight that is measured, 0–1.
        shares: weight of each persona of the journey, adding up to 1.
    """

    score: Score = Score()
    components: tuple[Component, ...] = ()
    unscored: tuple[Unscored, ...] = ()
    basis: Basis = Basis.UNKNOWN
    measured: float = 0.0
    shares: Mapping[str, float] = _NOBODY

    @property
    def by_persona(self) -> Mapping[str, Score]:
        """The score of each persona with a value."""
        if all(each.persona is None for each in self.components):
            return dict.fromkeys(self.shares, self.score) if self.components else {}
        found = {}
        for persona in self.shares:
            entered = [self.components[index] for index in entering(persona, self.components)]
            if entered:
                found[persona] = _mean([each.weight for each in entered], entered)
        return found


def own_of(
    components: tuple[Component, ...], unscored: tuple[Unscored, ...], shares: Mapping[str, float]
) -> Own:
    """What is known here, with the score of `components`.

    A value of everybody counts for every persona who has none of the same measure. Each component enters the
    overall score once, with the weight it has over all personas together: a value they share is one
    observation, and taking it for several independent ones would make the interval too narrow.
    """
    if not components:
        return Own(Score(missing=tuple(shares)), unscored=unscored, shares=shares)
    measures, personas, base, points, variances, bases, *_ = zip(*components, strict=True)
    weights: Sequence[float] = base
    missing: tuple[str, ...] = ()
    if personas.count(None) < len(personas):
        weights, missing = _mix((measures, personas, base), tuple(shares.items()))
    if len(components) == 1 or 0 in weights:  # personas without a share have values without a weight
        score = _mean(weights, components, missing)
    else:
        score = weighted_mean(weights, points, variances, missing)
    known = bases.count(_MEASURED)
    if known in (0, len(bases)):
        basis, measured = bases[0], float(known > 0)
    else:
        parts = [weight for weight, basis in zip(weights, bases, strict=True) if basis is _MEASURED]
        measured = fsum(parts) / fsum(weights)
        basis = _MEASURED if measured > 0.5 else _JUDGED  # noqa: PLR2004  most of the weight
    return Own(score, components, unscored, basis, measured, shares)


def _mean(weights: Sequence[float], components: Sequence[Component], missing: tuple[str, ...] = ()) -> Score:
    """The mean of the values that have a weight."""
    entered = [(weight, each) for weight, each in zip(weights, components, strict=True) if weight]
    if len(entered) == 1:
        _, only = entered[0]
        return Score(only.points, only.variance, missing, only)
    return weighted_mean(
        [weight for weight, _ in entered],
        [each.points for _, each in entered],
        [each.variance for _, each in entered],
        missing,
    )


class _Given(NamedTuple):
    """What decides how much a value counts: all but the value. The first three of a `Component`."""

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
    known: tuple[tuple[str, ...], tuple[str | None, ...], tuple[float, ...]],
    shares: tuple[tuple[str, float], ...],
) -> tuple[Sequence[float], tuple[str, ...]]:
    """The weight of each value over all personas, 1 in all, and the personas without any value.

    Values of everybody alone keep their own weights. Of the values it takes what a `_Given` holds, each by itself.
    """
    givens = [_Given(*each) for each in zip(*known, strict=True)]
    if not shares or all(given.persona is None for given in givens):
        return [given.weight for given in givens], ()
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
    missing = tuple(persona for persona, _ in shares if persona not in made_of)
    return [fsum(each) for each in terms], missing
