"""What a measure is: a module in `measures/` whose constant `MEASURE` turns values into points 0–100.

A project's own measures are made from its settings; built-in ones are imported one by one, when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from jmap.discovery import names, offered, one

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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


class RefusedError(ValueError):
    """Raised by readers; `refusal` says why."""

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


class Reading(NamedTuple):
    """A measured value understood.

    Attributes:
        value: in the measure's own unit: a share 0–1, points of a scale, seconds, NPS −100–100, or a number.
        points: on 0–100, 100 being best; `None` when a needed worst or best value is not declared, or
            the measure is only shown.
        variance: of `points`, in points²; `None` where sample or spread is unknown.
        interval: 95 % bounds of `points`, within 0–100.
        told: `shown`, or how to write it.
        worked: `formula`, or how to write it.
        n: sample size.
        scale: what the value stands on; values on different scales must not be compared.
    """

    value: float
    points: float | None
    variance: float | None
    interval: tuple[float, float] | None
    told: Wording
    worked: Wording
    n: int | None
    scale: str

    @property
    def shown(self) -> str:
        """The value for people, e.g. `82%`."""
        return written(self.told)

    @property
    def formula(self) -> str:
        """The computation with its numbers, e.g. `(4 - 1) / 4 × 100 = 75`; empty when not scored."""
        return written(self.worked)


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

    def refuse(self, measurement: Measurement, settings: MeasureSettings | None) -> Refusal | None:
        """Why `measurement` cannot be read; `None` when it can."""
        try:
            self.read(measurement, settings)
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
        scales = tuple(dict.fromkeys(self.read(each, settings).scale for each in measurements))
        if len(scales) < 2:  # noqa: PLR2004  one scale is no mix
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
    """Return the measure called `name`: built in, of a package, or the project's own by its settings; else `None`."""
    if name in _built_in_ids():
        return _built_in(name)
    if name in of_packages():
        return of_packages()[name]
    if name in settings:
        from jmap.model.measures._line import own

        return own(name, settings[name])
    return None


@cache
def _built_in(name: str) -> Measure:
    return one(_PACKAGE, name, "MEASURE", Measure)


@cache
def of_packages() -> Mapping[str, Measure]:
    """The measures that installed packages offer, by id; outputs call them by that."""
    found = offered(_GROUP, "MEASURE", Measure).found
    return {each.id: replace(each, label=None) for each in found if each.id not in _built_in_ids()}
