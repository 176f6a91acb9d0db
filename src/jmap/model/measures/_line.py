"""Measures on a line between a declared worst and best value: rates, durations and a project's own measures.

points = (value − worst) / (best − worst) × 100, kept within 0–100. Which rate is low and which duration long
depends on the business, so without both ends the value is shown and not scored.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from jmap.model.measure import Answers, Direction, Measure
from jmap.model.measures._estimate import (
    Form,
    bare,
    form_of,
    listed,
    mean_of,
    precise,
    share_of,
    share_of_count,
)
from jmap.model.quantity import SECONDS, Quantity, as_duration
from jmap.model.reading import Reading, RefusedError, placed

if TYPE_CHECKING:
    from jmap.model.experience import Measurement
    from jmap.model.project import MeasureSettings
    from jmap.model.reading import Estimate, Wording
    from jmap.model.text import Text

Dimension: TypeAlias = Literal["share", "duration", "scale", "number"]

HEART = (
    "HEART: K. Rodden, H. Hutchinson, X. Fu (2010), Measuring the user experience on a large scale: user-centered "
    "metrics for web applications, Proceedings of CHI 2010, 2395–2398."
)

FORMULA = "(value − worst) / (best − worst) × 100, kept within 0–100"
ACCEPTS: dict[Dimension, tuple[str, ...]] = {
    "share": ("82%", "{count: 197, n: 240}"),
    "duration": ("95s", "3min"),
    "scale": ("4.3/5",),
    "number": ("12",),
}
ANY = ("12", "82%", "95s", "4.3/5")


@dataclass(frozen=True, slots=True)
class Line:
    """How one such measure is read.

    Attributes:
        id: the measure.
        dimension: what its values are; for own measures `None`: as the unit or the first value given says.
        better: which direction is good; `None` when the ends alone say it.
    """

    id: str
    dimension: Dimension | None = None
    better: Direction | None = None

    def read(self, measurement: Measurement, settings: MeasureSettings | None) -> Reading:
        """Understand a value; raises `RefusedError`."""
        unit = settings.unit if settings else None
        worst = measurement.worst or (settings.worst if settings else None)
        best = measurement.best or (settings.best if settings else None)
        dimension = self._dimension(unit, worst, best, measurement.value)
        estimate = self._estimate(measurement, dimension, settings)
        for other in (measurement.target, worst, best):
            if other is not None:
                self._amount(other, dimension, unit)
            if other is not None and measurement.value is not None and other.top != measurement.value.top:
                raise RefusedError("S215", f"{self.id} mixes scales: {measurement.value} and {other}")
        better = self._direction(measurement.better, settings, worst, best, unit)
        scale = f"{unit or dimension}, {better} is better" if better else unit or dimension
        if worst is None or best is None:
            return Reading(estimate, None, None, "", scale)
        zero, hundred = (self._amount(end, dimension, unit) for end in (worst, best))
        working = (_working, estimate.value, zero, hundred, dimension)
        return placed(estimate, zero, hundred, working, scale)

    def settle(self, settings: MeasureSettings) -> None:
        """Refuse settings that contradict the measure or themselves."""
        dimension = self._dimension(settings.unit, settings.worst, settings.best, settings.target)
        for quantity in (settings.worst, settings.best, settings.target):
            if quantity is not None:
                self._amount(quantity, dimension, settings.unit)
        self._direction(None, settings, settings.worst, settings.best, settings.unit)

    def _dimension(self, unit: str | None, *given: Quantity | None) -> Dimension:
        first: Dimension = next((quantity.unit for quantity in given if quantity is not None), "share")
        declared = _unit_dimension(unit)
        if self.dimension and declared and declared != self.dimension:
            raise RefusedError("S215", f'{self.id} is a {self.dimension}: its unit cannot be "{unit}"')
        return self.dimension or declared or first

    def _estimate(
        self, measurement: Measurement, dimension: Dimension, settings: MeasureSettings | None
    ) -> Estimate:
        allowed: tuple[Form, ...] = ("value", "count") if dimension == "share" else ("value",)
        form = form_of(self.id, measurement, allowed, ACCEPTS[dimension])
        if form == "count":
            return share_of_count(self.id, measurement)
        if measurement.value is None:  # pragma: no cover  form_of has seen to it
            raise RefusedError("S213", f"{self.id} has no value")
        unit = settings.unit if settings else None
        amount = self._amount(measurement.value, dimension, unit)
        told: Wording = (_shown, measurement.value, dimension, settings and settings.unit_text, amount)
        if dimension == "duration":
            told = (as_duration, amount)
        if self.dimension == "share":
            if measurement.sd is not None:
                raise RefusedError("S215", f"{self.id} is a share, which has no `sd` of its own: n is enough")
            return share_of(amount, measurement.n, told)
        # An own percentage need not be a share of cases (a discount, a growth): n alone gives no interval.
        sd = None if measurement.sd is None else measurement.sd * _size(unit, measurement.value)
        return mean_of(amount, measurement.n, sd, told)

    def _amount(self, quantity: Quantity, dimension: Dimension, unit: str | None) -> float:
        """The quantity as a share 0–1, seconds, points or a plain number."""
        if quantity.unit == "number" and dimension != "number":
            if unit is None:
                raise bare(quantity, ACCEPTS[dimension])
        elif quantity.unit != dimension:
            raise RefusedError(
                "S213", f"{self.id} cannot be {quantity}: write {listed(_accepts(dimension, unit))}"
            )
        amount = quantity.amount * (_size(unit, quantity) if quantity.unit == "number" else 1)
        if self.dimension == "share" and not 0 <= amount <= 1:
            raise RefusedError("S203", f"{self.id} is a share from 0 to 100%, not {quantity}")
        if dimension == "duration" and amount < 0:
            raise RefusedError("S203", f"{self.id} is a duration and cannot be negative, as {quantity} is")
        return amount

    def _direction(
        self,
        measured: Direction | None,
        settings: MeasureSettings | None,
        worst: Quantity | None,
        best: Quantity | None,
        unit: str | None,
    ) -> Direction | None:
        declared = [self.better, settings.better if settings else None, measured]
        if worst is not None and best is not None:
            dimension = self._dimension(unit, worst)
            low, high = (self._amount(end, dimension, unit) for end in (worst, best))
            if low == high:
                raise RefusedError(
                    "S215", f"worst and best of {self.id} are equal: nothing lies between them"
                )
            declared.append("higher" if high > low else "lower")
        directions = list(dict.fromkeys(direction for direction in declared if direction))
        if len(directions) > 1:
            ends = f" (worst {worst}, best {best})" if worst is not None and best is not None else ""
            raise RefusedError(
                "S215",
                f"{self.id} is better when {directions[0]}, but {directions[1]} is said to be better{ends}",
            )
        return directions[0] if directions else None


def bounded(
    name: str, dimension: Dimension | None, better: Direction, *, scale: str, source: str, pooling: str
) -> Measure:
    """A built-in measure on a line; without a dimension of its own it takes that of its unit or values."""
    line = Line(name, dimension, better)
    return Measure(
        id=name,
        label=f"measure.{name}",
        accepts=ACCEPTS[dimension] if dimension else ANY,
        better=better,
        scale=scale,
        bounded=True,
        formula=FORMULA,
        source=source,
        pooling=pooling,
        read=line.read,
        settle=line.settle,
        answers=_answers(dimension),
    )


def own(name: str, settings: MeasureSettings) -> Measure:
    """A measure of a project's own."""
    line = Line(name)
    dimension = _unit_dimension(settings.unit)
    return Measure(
        id=name,
        label=None,
        accepts=_accepts(dimension, settings.unit) if dimension else ANY,
        better=settings.better,
        scale=settings.unit or "as its values say",
        bounded=True,
        formula=FORMULA,
        source="the project's own definition",
        pooling="counts are added up; means are weighted by n",
        read=line.read,
        settle=line.settle,
        answers=_answers(dimension or _given(settings)),
    )


def _given(settings: MeasureSettings) -> Dimension | None:
    """What the project's own bounds say that its values are."""
    return next((end.unit for end in (settings.worst, settings.best, settings.target) if end), None)


def _answers(dimension: Dimension | None) -> Answers:
    """What data hold of it: numbers, unless it is known to be a share of cases."""
    return Answers("cases" if dimension == "share" else "amounts", duration=dimension == "duration")


def _unit_dimension(unit: str | None) -> Dimension | None:
    if unit is None:
        return None
    if unit == "%":
        return "share"
    return "duration" if unit in SECONDS else "number"


def _accepts(dimension: Dimension, unit: str | None) -> tuple[str, ...]:
    plain = {"share": "82", "duration": "95", "scale": "4.3", "number": "12"}[dimension]
    spelled = () if dimension == "number" else ACCEPTS[dimension]
    return (*spelled, *((f"{plain} (in {unit})",) if unit else ())) or ("12",)


def _size(unit: str | None, quantity: Quantity) -> float:
    """What 1 of a plain number in `unit`, or of the sd of `quantity`, is in shares, seconds or numbers."""
    if quantity.unit == "share" or unit == "%":
        return 0.01
    return SECONDS.get(unit or "", 1) if quantity.unit == "number" else 1


def _shown(quantity: Quantity, dimension: Dimension, unit: Text | str | None, amount: float) -> str:
    if quantity.unit == "number" and dimension == "number":
        return f"{quantity} {unit}" if unit else str(quantity)
    return str(Quantity(amount, dimension, quantity.top))


def _working(amount: float, zero: float, hundred: float, dimension: Dimension) -> str:
    value, low, high = (_exact(number, dimension) for number in (amount, zero, hundred))
    return f"({value} - {low}) / ({high} - {low}) × 100"


def _exact(amount: float, dimension: Dimension) -> str:
    """An amount for the formula: percent, seconds or the number, so that amounts can be subtracted."""
    number = precise(amount * 100) + "%" if dimension == "share" else precise(amount)
    number += "s" if dimension == "duration" else ""
    return f"({number})" if amount < 0 else number
