"""What is known of a touchpoint, stage or journey: values on 0–100, and what they rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from jmap.model.experience import Emotion
from jmap.model.ground import Given, Ground, ground_of, waves_of
from jmap.model.measure import Measure, measure_for
from jmap.model.measures.emotion import felt
from jmap.model.reading import Reading, RefusedError
from jmap.score.value import Basis, Component, Unscored

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.model.experience import Measurement
    from jmap.model.people import Evidence
    from jmap.model.project import Project

_MEASURED, _JUDGED = Basis.MEASURED, Basis.JUDGED  # looking up a member takes as long as making a tuple


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
        waves: dict[str, Sequence[Given]] = {"emotion": emotions, **measures} if emotions else {**measures}
        if emotions and "emotion" in measures:
            waves["emotion"] = (*emotions, *measures["emotion"])
        components: list[Component] = []
        unscored: list[Unscored] = []
        for name, given in waves.items():
            alone = len(given) == 1 and given[0].persona is None
            for value in given if alone else self._newest(given, evidence, personas):
                result = self._understood(name, value, ground_of(value, evidence, self._evidence))
                if isinstance(result, Component):
                    components.append(result)
                else:
                    unscored.append(result)
        return tuple(components), tuple(unscored)

    def _newest(
        self, given: Sequence[Given], evidence: Sequence[str], personas: Sequence[str]
    ) -> Sequence[Given]:
        """The newest value of everybody and of each persona."""
        found = {value.persona: value for value in given}
        if len(found) < len(given):
            waves = waves_of(given, evidence, self._evidence)
            found = {persona: values[-1] for persona, values in waves.items()}
        return [found[persona] for persona in (None, *personas) if persona in found]

    def _understood(self, name: str, value: Given, ground: Ground) -> Component | Unscored:
        basis = _MEASURED if ground.measured else _JUDGED
        try:
            reading = self._reading(name, value, ground)
        except RefusedError:
            return Unscored(name, value.persona, _written(value), ground.n, basis, "refused")
        weight, points = self._weights.get(name, 1.0), reading.points
        if points is None or weight == 0:
            reason = self._reason(name, reading)
            return Unscored(name, value.persona, reading.estimate.told, ground.n, basis, reason)
        # What was assumed has no sampling error to speak of.
        n, variance = ground.n, None if ground.assumed else reading.variance
        return Component(
            name,
            value.persona,
            weight,
            points,
            variance,
            basis,
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
        return measure.reading(value, self._settings.get(name))


def _written(value: Given) -> str:
    given = value.value
    return "" if given is None else str(given)
