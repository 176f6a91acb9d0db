"""Weighted means of independent values with 95 % intervals."""

from __future__ import annotations

from math import fsum, sqrt
from typing import TYPE_CHECKING, TypeAlias

from jmap.model.measure import Z, clipped
from jmap.score.result import Score

if TYPE_CHECKING:
    from collections.abc import Iterable


Part: TypeAlias = tuple[float, float, float | None, tuple[float, float] | None]
"""One value of a mean: weight, points 0–100, variance in points² and 95 % bounds, `None` when unknown."""


def weighted_mean(parts: Iterable[Part]) -> Score:
    """Σ w·x / Σ w over parts with a weight, with Var = Σ w²·var / (Σ w)² when each has a variance.

    A single part keeps its own interval: Wilson's bounds of a share are not symmetrical. Sums are exact
    (`fsum`), so the order of the parts changes nothing, not even the last digit.
    """
    parts = [part for part in parts if part[0] > 0]
    if not parts:
        return Score()
    if len(parts) == 1:
        _, value, variance, interval = parts[0]
        return Score(value, interval, (), variance)
    total = fsum([part[0] for part in parts])
    value = clipped(fsum([part[0] * part[1] for part in parts]) / total)
    variances = [weight * weight * variance for weight, _, variance, _ in parts if variance is not None]
    if len(variances) < len(parts):
        return Score(value)
    variance = fsum(variances) / total**2
    reach = Z * sqrt(variance)
    return Score(value, (clipped(value - reach), clipped(value + reach)), variance=variance)


def mean_of_scores(scores: Iterable[tuple[float, Score]]) -> Score:
    """The weighted mean over those scores that have a value."""
    return weighted_mean(
        [
            (weight, score.value, score.variance, score.interval)
            for weight, score in scores
            if score.value is not None
        ]
    )
