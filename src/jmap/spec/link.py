"""Checks what single values cannot know: that ids are unique, references lead somewhere, and measures make sense."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jmap.model.journey import END
from jmap.model.measure import measure_for, measure_ids
from jmap.model.project import LANES
from jmap.spec.locate import locate, span
from jmap.spec.notebook import did_you_mean, listed
from jmap.diagnostics import Related

if TYPE_CHECKING:
    from jmap.diagnostics import Pointer
    from jmap.model import Experience, Improvement, Journey, Measurement, Persona, Project, Stage, Touchpoint
    from jmap.spec.nodes import YamlMap
    from jmap.spec.notebook import Notebook


class Linker:
    """Follows the references of one document after another against the whole project's ids."""

    def __init__(self, project: Project, notebook: Notebook, refused: Collection[str]) -> None:
        self.project = project
        self.notebook = notebook
        self.refused = refused
        self.leads_to_refused = False

    def persona(self, persona: Persona, root: YamlMap) -> None:
        """References of a persona."""
        self._known("evidence", persona.evidence, self.project.evidence, root, ("evidence",))

    def journey(self, journey: Journey, root: YamlMap) -> bool:
        """References within and from a journey; whether none leads to something that has errors itself."""
        self.leads_to_refused = False
        self._known("persona", journey.personas, self.project.personas, root, ("personas",))
        self._known("evidence", journey.evidence, self.project.evidence, root, ("evidence",))
        self._one("department", journey.owner, self.project.departments, root, ("owner",))
        self._one("journey", journey.variant_of, self.project.journeys, root, ("variant_of",))
        self._unique("stage", ((stage.id, ("stages", i)) for i, stage in enumerate(journey.stages)), root)
        self._unique("touchpoint", ((t.id, pointer) for t, pointer in touchpoints(journey)), root)
        self._measures(journey.measures, root, ("measures",))
        for index, stage in enumerate(journey.stages):
            self._experience(stage, root, ("stages", index), journey)
        for touchpoint, pointer in touchpoints(journey):
            self._experience(touchpoint, root, pointer, journey)
            self._one("journey", touchpoint.opens, self.project.journeys, root, (*pointer, "opens"))
            for index, step in enumerate(touchpoint.next or ()):
                if step.to != END:
                    self._one("touchpoint", step.to, journey.by_id, root, (*pointer, "next", index, "to"))
        for index, improvement in enumerate(journey.improvements):
            self.improvement(improvement, root, ("improvements", index), journey)
        return not self.leads_to_refused

    def improvement(
        self, improvement: Improvement, root: YamlMap, pointer: Pointer, journey: Journey | None
    ) -> None:
        """References of an improvement: of `journey`, or of the project when it belongs to none."""
        self._one("department", improvement.owner, self.project.departments, root, (*pointer, "owner"))
        for index, reference in enumerate(improvement.addresses):
            self._address(reference, root, (*pointer, "addresses", index), journey)
        for index, effect in enumerate(improvement.effects):
            for side, measurement in (("before", effect.before), ("after", effect.after)):
                if measurement is not None:
                    place = (*pointer, "effect", index, side)
                    self._measurement(effect.measure, measurement, root, place, (*pointer, "effect", index, "measure"))

    def _experience(
        self, here: Stage | Touchpoint, root: YamlMap, pointer: Pointer, journey: Journey
    ) -> None:
        self._known("channel", here.channels, self.project.channels, root, (*pointer, "channel"))
        self._one("department", here.owner, self.project.departments, root, (*pointer, "owner"))
        self._known("evidence", here.evidence, self.project.evidence, root, (*pointer, "evidence"))
        pains = {pain.id for pain in here.pains}
        self._unique("pain", ((pain.id, (*pointer, "pains", i)) for i, pain in enumerate(here.pains)), root)
        self._unique(
            "opportunity", ((o.id, (*pointer, "opportunities", i)) for i, o in enumerate(here.opportunities)), root
        )
        for index, opportunity in enumerate(here.opportunities):
            place = (*pointer, "opportunities", index)
            self._one("department", opportunity.owner, self.project.departments, root, (*place, "owner"))
            self._known("pain of this touchpoint", opportunity.answers, pains, root, (*place, "answers"))
        for place, item in _statements(here):
            where = (*pointer, *place)
            self._one("persona of this journey", item.persona, journey.personas, root, (*where, "persona"))
            self._known("evidence", item.evidence, self.project.evidence, root, (*where, "evidence"))
        self._measures(here.measures, root, (*pointer, "measures"))

    def _address(self, reference: str, root: YamlMap, pointer: Pointer, journey: Journey | None) -> None:
        name, slash, rest = reference.rpartition("/")
        if slash:
            journey = self.project.journeys.get(name)
            if journey is None:
                self._one("journey", name, self.project.journeys, root, pointer)
                return
        elif journey is None:
            self.notebook.report(
                "S205",
                f'"{reference}" does not say in which journey',
                locate(root, pointer),
                hint=f"write journey/{reference}; journeys: {listed(self.project.journeys)}",
            )
            return
        touchpoint_id, _, part = rest.partition(".")
        here: Experience | None = journey.by_id.get(touchpoint_id) or next(
            (stage for stage in journey.stages if stage.id == touchpoint_id), None
        )
        if here is None:
            self._one("touchpoint", touchpoint_id, journey.by_id, root, pointer)
        elif part:
            parts = [pain.id for pain in here.pains] + [opportunity.id for opportunity in here.opportunities]
            self._one(f'pain or opportunity of "{touchpoint_id}"', part, parts, root, pointer)

    def _measures(self, measures: Mapping[str, tuple[Measurement, ...]], root: YamlMap, pointer: Pointer) -> None:
        for name, waves in measures.items():
            for index, measurement in enumerate(waves):
                self._measurement(name, measurement, root, (*pointer, name, index), (*pointer, name))

    def _measurement(
        self, name: str, measurement: Measurement, root: YamlMap, pointer: Pointer, name_pointer: Pointer
    ) -> None:
        settings = self.project.settings.measures
        measure = measure_for(name, settings)
        if measure is None:
            known = (*measure_ids(), *(key for key in settings if key not in measure_ids()))
            self.notebook.report(
                "S205",
                f'"{name}" is not a known measure; known: {listed(known)}',
                locate(root, name_pointer, prefer="key"),
                hint=did_you_mean(name, known) or "declare your own under `measures:` in jmap.yaml",
            )
            return
        if refusal := measure.refuse(measurement, settings.get(name)):
            code, message = refusal
            self.notebook.report(code, message, locate(root, (*pointer, "value")))
        self._one("persona", measurement.persona, self.project.personas, root, (*pointer, "persona"))
        self._known("evidence", measurement.evidence, self.project.evidence, root, (*pointer, "evidence"))

    def _known(
        self, what: str, ids: Iterable[str], known: Collection[str], root: YamlMap, pointer: Pointer
    ) -> None:
        for index, name in enumerate(ids):
            self._one(what, name, known, root, (*pointer, index))

    def _one(self, what: str, name: str | None, known: Collection[str], root: YamlMap, pointer: Pointer) -> None:
        if name is None or name in known:
            return
        if name in self.refused:
            self.leads_to_refused = True
            return
        self.notebook.report(
            "S205",
            f'no {what} is called "{name}"; known: {listed(known) or "none"}',
            locate(root, pointer),
            hint=did_you_mean(name, known),
        )

    def _unique(self, what: str, ids: Iterable[tuple[str, Pointer]], root: YamlMap) -> None:
        first: dict[str, Pointer] = {}
        for name, pointer in ids:
            place = (*pointer, what)
            if name in first:
                self.notebook.report(
                    "S206",
                    f'the {what} id "{name}" is used twice',
                    locate(root, place),
                    hint="give one of them another id",
                    related=(Related("first used here", span(locate(root, first[name]))),),
                )
            else:
                first[name] = place


def touchpoints(journey: Journey) -> Iterator[tuple[Touchpoint, Pointer]]:
    """Every touchpoint with its pointer."""
    for i, stage in enumerate(journey.stages):
        for j, touchpoint in enumerate(stage.touchpoints):
            yield touchpoint, ("stages", i, "touchpoints", j)


_WITH_PERSONA = (
    "goal", "does", "needs", "thinks", "feels", "emotion", "quotes", "notes", "pains", "opportunities",
    "physical", "frontstage", "backstage", "support", "systems",
)  # fmt: skip


def _statements(here: Experience) -> Iterator[tuple[Pointer, Any]]:
    """Everything below `here` that may name a persona and evidence, with its pointer."""
    for name in _WITH_PERSONA:
        for index, item in enumerate(getattr(here, name)):
            yield (name, index), item
    for lane, items in here.lanes.items():
        for index, item in enumerate(items):
            yield ("lanes", lane, index), item


def check_lanes(project: Project, root: YamlMap, notebook: Notebook) -> None:
    """Own lanes have a name and take their content from somewhere that exists."""
    sources = (*LANES, *(f"measures.{name}" for name in (*measure_ids(), *project.settings.measures)))
    for index, lane in enumerate(project.settings.lanes):
        if lane.origin is not None and lane.origin not in sources:
            notebook.report(
                "S205",
                f'a lane cannot come from "{lane.origin}"; known: {listed(sources, 30)}',
                locate(root, ("lanes", index, "from")),
                hint=did_you_mean(lane.origin, sources),
            )
        if lane.id not in LANES and lane.name is None:
            notebook.report(
                "S205",
                f'"{lane.id}" is not a lane of the language; known: {listed(LANES, 30)}',
                locate(root, ("lanes", index, "id")),
                hint=did_you_mean(lane.id, LANES) or "for a lane of your own write {id: …, name: …}",
            )
