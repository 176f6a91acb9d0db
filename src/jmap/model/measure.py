"""What a measure is: a module in `measures/` whose constant `MEASURE` turns values into points 0–100.

A project's own measures are made from its settings; built-in ones are imported one by one, when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, partial, update_wrapper
from math import sqrt
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from jmap.discovery import blamed, names, offered, one
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jmap.discovery import Discovery
    from jmap.model.experience import Measurement
    from jmap.model.project import MeasureSettings

Direction: TypeAlias = Literal["higher", "lower"]

_PACKAGE: Final = "jmap.model.measures"
_GROUP: Final = "jmap.measures"

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


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        id: the name under `measures:`; unique.
        label: key of its name in the label catalogues; `None` for an own measure, named by the project.
        accepts: the forms a value may be written in, as shown to who wrote another one.
        better: which direction is good; `None` where the project or the value has to say.
        scale: the range of values, in words.
        bounded: whether it is scored only between a declared `worst` and `best`. What is not, and still gives no
            points, is only shown.
        formula: from value to points.
        source: where the formula comes from.
        pooling: how several values become one.
        read: understands a value under the project's settings for this measure; raises `RefusedError`.
        settle: raises `RefusedError` when the project's settings for it contradict it or themselves.
    """

    id: str
    label: str | None
    accepts: tuple[str, ...]
    better: Direction | None
    scale: str
    bounded: bool
    formula: str
    source: str
    pooling: str
    read: Callable[[Measurement, MeasureSettings | None], Reading]
    settle: Callable[[MeasureSettings], None]

    def reading(self, measurement: Measurement, settings: MeasureSettings | None) -> Reading:
        """What `measurement` says. It remembers that: loading, checks, scores and pictures all ask.

        Raises:
            RefusedError: it does not say what it is.
        """
        kept: tuple[str, MeasureSettings | None, Reading] | None = vars(measurement).get("reading")
        if kept is not None and kept[0] == self.id and kept[1] is settings:
            return kept[2]
        reading = self.read(measurement, settings)
        vars(measurement)["reading"] = (self.id, settings, reading)
        return reading

    def refuse(self, measurement: Measurement, settings: MeasureSettings | None) -> Refusal | None:
        """Why `measurement` cannot be read; `None` when it can."""
        try:
            self.reading(measurement, settings)
        except RefusedError as error:
            return error.refusal
        return None

    def refuse_settings(self, settings: MeasureSettings) -> Refusal | None:
        """Why `settings` cannot belong to this measure; `None` when they can."""
        try:
            self.settle(settings)
        except RefusedError as error:
            return error.refusal
        return None

    def refuse_mix(
        self, measurements: Sequence[Measurement], settings: MeasureSettings | None
    ) -> Refusal | None:
        """Why `measurements`, each readable, cannot be compared: they stand on different scales."""
        if len(measurements) < 2:  # noqa: PLR2004  one alone is no mix, and by far the commonest
            return None
        scales = tuple(dict.fromkeys(self.reading(each, settings).scale for each in measurements))
        if len(scales) == 1:
            return None
        return Refusal("S215", f"{self.id} is given on different scales: {'; '.join(scales)}")


@cache
def _built_in_ids() -> tuple[str, ...]:
    return names(_PACKAGE)


@cache
def measure_ids() -> tuple[str, ...]:
    """Return the ids of all measures, in order: the built-in ones, which are not imported, and those of packages."""
    return tuple(sorted((*_built_in_ids(), *of_packages())))


def measure_for(name: str, settings: Mapping[str, MeasureSettings]) -> Measure | None:
    """Return the measure called `name`: built in, of a package, or the project's own by its settings; else `None`.

    Raises:
        PluginError: a package offers it, and it cannot be loaded.
    """
    if name in _built_in_ids():
        return _built_in(name)
    if name in of_packages():
        return of_packages()[name]
    _offered().refuse(name)
    if name in settings:
        from jmap.model.measures._line import own

        return own(name, settings[name])
    return None


@cache
def _built_in(name: str) -> Measure:
    return one(_PACKAGE, name, "MEASURE", Measure)


@cache
def _offered() -> Discovery[Measure]:
    return offered(_GROUP, "MEASURE", Measure, _built_in_ids(), _answerable)


def _answerable(measure: Measure, source: str) -> Measure:
    read = update_wrapper(partial(_read, measure.id, source, measure.read), measure.read)
    return replace(measure, label=None, read=read, settle=partial(_ask, measure.id, source, measure.settle))


def _read(name: str, source: str, read: Callable[..., Any], *given: object) -> Reading:
    reading = _ask(name, source, read, *given)
    with blamed(name, source):
        if not isinstance(reading, Reading):
            raise TypeError(f"read gives a {type(reading).__name__}, expected a Reading")
    return reading


def _ask(name: str, source: str, function: Callable[..., Any], *given: object) -> Any:
    with blamed(name, source, let=(RefusedError,)):
        try:
            return function(*given)
        except RefusedError as error:
            if error.refusal.code not in REFUSALS:
                known = ", ".join(REFUSALS)
                raise TypeError(
                    f"RefusedError has the code {error.refusal.code}, expected one of {known}"
                ) from error
            raise


@cache
def of_packages() -> Mapping[str, Measure]:
    """The measures that installed packages offer, by id; outputs call them by that."""
    return {each.id: each for each in _offered().found}
