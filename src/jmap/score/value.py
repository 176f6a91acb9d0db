"""What a score is made of and what it rests on.

What a map has many of are tuples: making one takes a third of the time that a frozen dataclass takes.
"""

from __future__ import annotations

from enum import StrEnum
from math import sqrt
from typing import TYPE_CHECKING, Literal, NamedTuple

from jmap.model.reading import Z, clipped, written

if TYPE_CHECKING:
    from jmap.model.reading import Reading, Wording


class Basis(StrEnum):
    """What a value rests on."""

    MEASURED = "measured"
    """Sample size, source and date are known, and the evidence is no assumption."""
    JUDGED = "judged"
    """A bare value, or evidence of kind assumption."""
    UNKNOWN = "unknown"
    """No value."""


class Component(NamedTuple):
    """One value that entered a touchpoint's score.

    Attributes:
        measure: `emotion`, `csat`, … or the id of an own measure.
        persona: whose value; `None` for everybody's.
        weight: its weight before shares of personas are applied.
        points: the value on 0–100.
        variance: of `points`, in points²; `None` when it cannot be known.
        basis: measured or judged.
        n: sample size, own or of its evidence.
        small: whether `n` is below the project's `small_sample`.
        reading: the value as its measure understands it.
    """

    measure: str
    persona: str | None
    weight: float
    points: float
    variance: float | None
    basis: Basis
    n: int | None
    small: bool
    reading: Reading

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % bounds of `points`; as `variance`, `None` when it cannot be known."""
        return None if self.variance is None else self.reading.interval

    @property
    def told(self) -> Wording:
        """The value as written, or how to write it."""
        return self.reading.estimate.told

    @property
    def shown(self) -> str:
        """The value as written, e.g. `82%`."""
        return self.reading.shown

    @property
    def sd(self) -> float | None:
        """The standard deviation of answers, in the measure's own unit, where the spec gives it and not the answers."""
        _, n, variance, _, worked, bounds = self.reading.estimate
        if n is None or variance is None or worked or bounds is not None:
            return None
        return sqrt(variance * n)

    @property
    def formula(self) -> str:
        """The computation with its numbers, e.g. `(4 - 1) / 4 × 100 = 75`."""
        return self.reading.formula


class Unscored(NamedTuple):
    """One value that is shown and enters no score.

    Attributes:
        measure: as in `Component`, and so are `persona`, `told`, `n` and `basis`.
        reason: `bounds`: it needs a worst and a best value that nobody declared; `weight`: the project gives
            its measure the weight 0; `refused`: it does not say what it is, or no such measure is known; `shown`:
            its measure is never scored.
    """

    measure: str
    persona: str | None
    told: Wording
    n: int | None
    basis: Basis
    reason: Literal["bounds", "weight", "refused", "shown"]

    @property
    def shown(self) -> str:
        """The value as written."""
        return written(self.told)


class Score(NamedTuple):
    """A score from 0 to 100, or none.

    Attributes:
        value: 0–100; `None` when nothing is known.
        variance: of `value`, in points², where every part has one.
        missing: personas of the journey without a value here.
        alone: the only value that entered it: bounds of a share do not lie evenly around it, so it keeps its own.
    """

    value: float | None = None
    variance: float | None = None
    missing: tuple[str, ...] = ()
    alone: Component | None = None

    @property
    def interval(self) -> tuple[float, float] | None:
        """95 % bounds of `value`, where every part has a variance."""
        if self.alone is not None:
            return self.alone.interval
        if self.value is None or self.variance is None:
            return None
        reach = Z * sqrt(self.variance)
        return clipped(self.value - reach), clipped(self.value + reach)


class PainLoad(NamedTuple):
    """How much trouble is met: 1 − Π(1 − severity/5 · frequency), 0–1.

    Attributes:
        value: 0–1; `None` without any pain.
        assumed: whether a missing severity (3) or frequency (sometimes) was filled in.
    """

    value: float | None = None
    assumed: bool = False


class Coverage(NamedTuple):
    """Importance-weighted shares by basis, which add up to 1.

    Of touchpoints, and of stages scored by their own values.
    """

    measured: float
    judged: float
    unknown: float
