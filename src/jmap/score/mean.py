"""Weighted means of independent values with 95 % intervals."""

from __future__ import annotations

from math import fsum
from operator import mul
from typing import TYPE_CHECKING

from jmap.model.reading import clipped
from jmap.score.value import Score

if TYPE_CHECKING:
    from collections.abc import Sequence


def weighted_mean(
    weights: Sequence[float],
    points: Sequence[float],
    variances: Sequence[float | None],
    missing: tuple[str, ...] = (),
) -> Score:
    """Σ w·x / Σ w over two or more points 0–100, with Var = Σ w²·var / (Σ w)² where each has a variance.

    `missing` is what the score shall say of it.

    Sums are exact (`fsum`), so the order of the parts changes nothing, not even the last digit.
    """
    total = fsum(weights)
    value = clipped(fsum(map(mul, weights, points)) / total)
    if None in variances:
        return Score(value, None, missing)
    squares = map(mul, weights, weights)
    return Score(value, fsum(map(mul, squares, variances)) / total**2, missing)


def mean_of_scores(scores: Sequence[tuple[float, Score]]) -> Score:
    """The weighted mean over those scores that have a value and a weight.

    A single one keeps its own interval: Wilson's bounds of a share are not symmetrical.
    """
    known = [
        (weight, value, variance)
        for weight, (value, variance, _, _) in scores
        if weight > 0 and value is not None
    ]
    if len(known) > 1:
        return weighted_mean(*zip(*known, strict=True))
    only = (score for weight, score in scores if weight > 0 and score.value is not None)
    return next(only, Score())._replace(missing=())
