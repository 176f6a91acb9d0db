"""What a measured value says: an estimate in the measure's own unit and its place on 0–100, or why it says nothing."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Callable

Z: Final = 1.959963984540054
"""The 97.5 % point of the normal distribution: bounds at ± Z standard errors hold 95 %."""


def clipped(points: float) -> float:
    """`points` kept within 0–100."""
    return 0.0 if points <= 0 else 100.0 if points > 100 else points  # noqa: PLR2004  faster than min and max


class Refusal(NamedTuple):
    """Why a measured value cannot be taken: a finding code, and a sentence that shows what can."""

    code: str
    message: str


REFUSALS: Final = ("S203", "S213", "S215")
"""Codes by which a measure refuses: out of range, of a form it does not take, contradicting another key."""


class RefusedError(ValueError):
    """Raised by readers, with a code of `REFUSALS` and a sentence that shows what can be taken; `refusal` has both."""

    def __init__(self, code: str, message: str) -> None:
        self.refusal = Refusal(code, message)
        super().__init__(message)


Wording: TypeAlias = "str | tuple[Callable[..., str], *tuple[Any, ...]]"
"""A text, or the function that writes it and what it takes: of a hundred thousand readings few are ever told."""


def written(wording: Wording) -> str:
    """The text itself."""
    if isinstance(wording, str):
        return wording
    write, *taken = wording
    return write(*taken)


class Estimate(NamedTuple):
    """A share or mean.

    Attributes:
        value: in the measure's own unit.
        n: sample size.
        variance: of `value`; `None` where sample or spread is unknown, or all answers are alike.
        told: the value for people, or how to write it.
        worked: how it follows from counts; empty when it was given as such.
        bounds: `interval`, where it does not lie evenly around the value.
    """

    value: float
    n: int | None
    variance: float | None
    told: Wording
    worked: Wording = ""
    bounds: tuple[float, float] | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % bounds of `value`."""
        if self.bounds is not None or self.variance is None:
            return self.bounds
        reach = Z * sqrt(self.variance)
        return self.value - reach, self.value + reach

    @property
    def shown(self) -> str:
        """The value for people, e.g. `82%`."""
        return written(self.told)


class Reading(NamedTuple):
    """A measured value understood, and its place on the line where `zero` scores 0 and `hundred` 100.

    Attributes:
        estimate: the value in the measure's own unit: a share 0–1, points of a scale, seconds, NPS −100–100, or a
            number.
        points: on 0–100, 100 being best; `None` when a needed worst or best value is not declared, or the measure
            is only shown.
        variance: of `points`, in points²; `None` where sample or spread is unknown.
        working: the left side of the computation of `points`; without any, all of what is computed.
        scale: what the value stands on; values on different scales must not be compared.
        zero: worst value; `None` where there are no points, as is `hundred`, the best one.
    """

    estimate: Estimate
    points: float | None
    variance: float | None
    working: Wording
    scale: str
    zero: float | None = None
    hundred: float | None = None

    @property
    def value(self) -> float:
        """The value in the measure's own unit."""
        return self.estimate.value

    @property
    def n(self) -> int | None:
        """Sample size."""
        return self.estimate.n

    @property
    def shown(self) -> str:
        """The value for people, e.g. `82%`."""
        return self.estimate.shown

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % bounds of `points`, within 0–100."""
        bounds, points = self.estimate.interval, self.points
        if bounds is None or points is None or self.zero is None or self.hundred is None:
            return None
        factor = 100 / (self.hundred - self.zero)
        low, high = sorted(clipped((bound - self.zero) * factor) for bound in bounds)
        return min(low, points), max(high, points)  # rounding must not move a bound past the value

    @property
    def formula(self) -> str:
        """The computation with its numbers, e.g. `(4 - 1) / 4 × 100 = 75`; empty when not scored."""
        if self.points is None or self.zero is None or self.hundred is None:
            return written(self.working)
        raw = (self.estimate.value - self.zero) * (100 / (self.hundred - self.zero))
        kept = f" → {plain(self.points, 2)}" if self.points != raw else ""
        steps = [written(self.estimate.worked), f"{written(self.working)} = {plain(raw, 2)}{kept}"]
        return "; ".join(filter(None, steps))


def placed(estimate: Estimate, zero: float, hundred: float, working: Wording, scale: str) -> Reading:
    """Put `estimate` on the line where `zero` scores 0 and `hundred` 100; beyond its ends it stays there."""
    factor = 100 / (hundred - zero)
    points = clipped((estimate.value - zero) * factor)
    variance = None if estimate.variance is None else estimate.variance * factor**2
    return Reading(estimate, points, variance, working, scale, zero, hundred)
