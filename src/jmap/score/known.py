"""What is known of a touchpoint, stage or journey: values on 0–100, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from jmap.model.experience import Emotion, Measurement
from jmap.model.measure import Measure, Reading, RefusedError, measure_for
from jmap.model.measures.emotion import felt
from jmap.score.value import Basis, Component, Unscored

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from jmap.model.people import Evidence
    from jmap.model.project import Project

Given: TypeAlias = Emotion | Measurement

_MEASURED, _JUDGED = Basis.MEASURED, Basis.JUDGED  # looking up a member takes as long as making a tuple


class Ground(NamedTuple):
    """What a value rests on, by itself or by its evidence.

    Attributes:
        n: sample size: its own, else the largest of the evidence.
        date: its own, else the newest of the evidence.
        basis: measured when n, a source and a date are known and nothing is assumed; else judged.
        assumed: whether an assumption is among the evidence.
        lent: whether `n` is that of the evidence.
    """

    n: int | None
    date: dt.date | None
    basis: Basis
    assumed: bool = False
    lent: bool = False


class Knowledge:
    """Reads what a project's maps know. One instance may read any number of journeys."""

    def __init__(self, project: Project) -> None:
        self._evidence: Mapping[str, Evidence] = project.evidence
        self._settings = project.settings.measures
        self._weights = project.settings.scoring.weights
        self._small = project.settings.scoring.small_sample
        self._measures: dict[str, Measure | None] = {}

    def read(
        self,
        emotions: Sequence[Emotion],
        measures: Mapping[str, tuple[Measurement, ...]],
        evidence: Sequence[str],
        personas: Sequence[str],
    ) -> tuple[tuple[Component, ...], tuple[Unscored, ...]]:
        """The newest values of each measure, everybody's and each persona's: scored, and only shown."""
        if not emotions and not measures:
            return (), ()
        components: list[Component] = []
        unscored: list[Unscored] = []
        waves: dict[str, Sequence[Given]] = {"emotion": emotions} if emotions else {}
        for name, measured in measures.items():
            waves[name] = (*waves[name], *measured) if name in waves else measured
        for name, given in waves.items():
            for value in self._newest(given, evidence, personas):
                result = self._understood(name, value, self._ground(value, evidence))
                if isinstance(result, Component):
                    components.append(result)
                else:
                    unscored.append(result)
        return tuple(components), tuple(unscored)

    def _newest(
        self, given: Sequence[Given], evidence: Sequence[str], personas: Sequence[str]
    ) -> Sequence[Given]:
        """The newest dated value of everybody and of each persona; the last listed where none has a date."""
        if len(given) == 1 and given[0].persona is None:
            return given
        found: dict[str | None, Given] = {}
        for value in given:
            known = found.get(value.persona)
            if known is None or not _older(
                self._ground(value, evidence).date, self._ground(known, evidence).date
            ):
                found[value.persona] = value
        return [found[persona] for persona in (None, *personas) if persona in found]

    def _ground(self, value: Given, around: Sequence[str]) -> Ground:
        """What `value` rests on; evidence `around` it only fills in what it does not say itself."""
        own, date, source = _sample(value), value.date, value.source is not None
        listed: Sequence[str] = value.evidence
        if not listed and own is not None and date is not None and source:
            return Ground(own, date, _MEASURED)
        listed = listed or around
        if not listed:
            return Ground(own, date, _JUDGED)
        items = [self._evidence[id_] for id_ in listed if id_ in self._evidence]
        if not value.evidence and value.persona is not None:
            items = [item for item in items if item.persona in (None, value.persona)]
        assumed = any(item.kind == "assumption" for item in items)
        items = [item for item in items if item.kind != "assumption"]
        n = own or max((item.n for item in items if item.n is not None), default=None)
        date = date or max((item.date for item in items if item.date is not None), default=None)
        complete = n is not None and date is not None and (source or bool(items))
        basis = _MEASURED if complete and not assumed else _JUDGED
        return Ground(n, date, basis, assumed, own is None and n is not None)

    def _understood(self, name: str, value: Given, ground: Ground) -> Component | Unscored:
        try:
            reading = self._reading(name, value, ground)
        except RefusedError:
            return Unscored(name, value.persona, _written(value), ground.n, ground.basis, "refused")
        weight, points = self._weights.get(name, 1.0), reading.points
        if points is None or weight == 0:
            reason = self._reason(name, reading)
            return Unscored(name, value.persona, reading.estimate.told, ground.n, ground.basis, reason)
        # What was assumed has no sampling error to speak of.
        n, variance = ground.n, None if ground.assumed else reading.variance
        return Component(
            name,
            value.persona,
            weight,
            points,
            variance,
            ground.basis,
            n,
            n is not None and n < self._small,
            reading,
        )

    def _reason(self, name: str, reading: Reading) -> Literal["bounds", "weight", "shown"]:
        if reading.points is not None:
            return "weight"
        measure = self._measures[name]
        return "bounds" if measure is None or measure.bounded else "shown"

    def _reading(self, name: str, value: Given, ground: Ground) -> Reading:
        if isinstance(value, Emotion):
            return felt(value.value, ground.n, value.sd)
        if name not in self._measures:
            self._measures[name] = measure_for(name, self._settings)
        measure = self._measures[name]
        if measure is None:
            raise RefusedError("S205", f'"{name}" is not a known measure')
        if ground.lent:
            value = value.model_copy(update={"n": ground.n})
        return measure.read(value, self._settings.get(name))


def _older(date: dt.date | None, than: dt.date | None) -> bool:
    return than is not None and (date is None or date < than)


def _sample(value: Given) -> int | None:
    """How many answered: as written, or as the counts add up."""
    n = value.n
    if n is not None or isinstance(value, Emotion):
        return n
    if value.counts is not None:
        return sum(value.counts.values()) or None
    return (value.promoters or 0) + (value.passives or 0) + (value.detractors or 0) or None


def _written(value: Given) -> str:
    given = value.value
    return "" if given is None else str(given)
