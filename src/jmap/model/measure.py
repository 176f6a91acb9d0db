"""What a measure is: a module in `measures/` whose constant `MEASURE` turns values into points 0–100.

A project's own measures are made from its settings; built-in ones are imported one by one, when asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, partial, update_wrapper
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, TypeAlias

from jmap.discovery import blamed, names, offered, one
from jmap.model.reading import REFUSALS, Reading, Refusal, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jmap.discovery import Discovery
    from jmap.model.experience import Measurement, ReportedChange
    from jmap.model.project import MeasureSettings
    from jmap.model.quantity import Unit

Direction: TypeAlias = Literal["higher", "lower"]


def _counts(counts: Mapping[int, int]) -> Mapping[str, Any]:
    return {"counts": {str(point): count for point, count in counts.items()}}


_FORM: Final = re.compile(r"(?:\{value: )?\d+(?:\.\d+)?(%|/\d+|[a-z]+|)(?=[\s,}]|$)")
"""A value in a form that a measure accepts, with what tells its unit."""
_CHANGES: Final[Mapping[Unit, str]] = {
    "share": "+20%", "scale": "+0.4/5", "duration": "-12s", "number": "+3",
}  # fmt: skip
"""A change in each unit, as messages show it."""
_PACKAGE: Final = "jmap.model.measures"
_GROUP: Final = "jmap.measures"


class Answers(NamedTuple):
    """What the single answers or events are that values are made of, for whoever counts them in data.

    Attributes:
        kind: `points` of a scale of whole numbers, `cases` that had the outcome or not, `amounts` to be averaged.
        lowest: point of the scale.
        highest: point of the scale, where the data do not have another one.
        told: the keys of a value made of counts by point.
        duration: whether amounts are times.
    """

    kind: Literal["points", "cases", "amounts"]
    lowest: int = 1
    highest: int = 5
    told: Callable[[Mapping[int, int]], Mapping[str, Any]] = _counts
    duration: bool = False


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
        answers: what it is counted from; `None` where data cannot say it column by column.
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
    answers: Answers | None = None

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

    def refuse_change(self, change: ReportedChange, settings: MeasureSettings | None) -> Refusal | None:
        """Why the measure cannot change so; `None` when it can: by per cent, or in a unit of its values."""
        if self.better is not None and change.better not in (None, self.better):
            return Refusal("S215", f"{self.better} {self.id} is better: leave `better: {change.better}` out")
        units = {_unit(found[1]) for found in map(_FORM.match, self.accepts) if found}
        units |= {"share", "number"} if settings is not None and settings.unit else {"share"}
        if change.value.unit in units:
            return None
        forms = " or ".join(form for unit, form in _CHANGES.items() if unit in units)
        return Refusal("S213", f"{self.id} cannot change by {change.value.signed}: write it as in {forms}")

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


def _unit(sign: str) -> Unit:
    """The unit of a value that has `sign` behind its number."""
    if sign[:1] in ("%", "/"):
        return "share" if sign == "%" else "scale"
    return "duration" if sign else "number"


def direction(name: str, settings: Mapping[str, MeasureSettings], *values: Measurement) -> Direction | None:
    """Which values of a measure are the good ones: as it says itself, else its `values`, else the project.

    Who declares a worst and a best value has said it, too; `None` where nobody has.
    """
    measure, own = measure_for(name, settings), settings.get(name)
    said = [measure.better if measure is not None else None]
    for each in (*values, *((own,) if own is not None else ())):
        said.append(each.better)
        if each.worst is not None and each.best is not None and each.worst != each.best:
            said.append("higher" if each.best.amount > each.worst.amount else "lower")
    return next((better for better in said if better is not None), None)


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
