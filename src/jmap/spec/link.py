"""Checks what single values cannot know: ids are unique, references lead somewhere, measures make sense."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Literal

from jmap.diagnostics import Related
from jmap.model import Address, Experience, Journey, Measurement, Stage, Touchpoint, meant
from jmap.model.journey import END
from jmap.model.measure import measure_for, measure_ids
from jmap.spec.hints import LOOKED_AT, did_you_mean, listed
from jmap.spec.locate import locate, span
from jmap.spec.within import around, experiences, references, touchpoints
from jmap.text.clean import slug
from jmap.text.labels import LANGUAGES, label

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from jmap.diagnostics import Pointer
    from jmap.model import Data, Effect, Evidence, Improvement, Opportunity, Pain, Project, ReportedChange
    from jmap.model.frozen import Value
    from jmap.spec.nodes import YamlMap
    from jmap.spec.notebook import Notebook
    from jmap.spec.outline import Outline


class Linker:
    """Follows the references of one document after another against the whole project's ids."""

    def __init__(
        self,
        project: Project,
        notebook: Notebook,
        refused: Mapping[str, Collection[str]],
        refused_journeys: Collection[str],
    ) -> None:
        self.project = project
        self.notebook = notebook
        self.refused = refused
        self.refused_journeys = refused_journeys
        self.leads_to_refused = False
        self.known: dict[str, Collection[str]] = {
            "persona": project.personas,
            "evidence": project.evidence,
            "channel": project.channels,
            "department": project.departments,
            "journey": project.journeys,
        }

    def value(self, value: Value, root: YamlMap | Outline, journey: Journey | None = None) -> None:
        """References of `value` and of everything in it; those to personas stay within `journey`."""
        for kind, name, pointer in references(value):
            if kind == "persona" and journey is not None and name in self.project.personas:
                self._traveller(name, journey, root, pointer)
            else:
                self._one(kind, name, self.known[kind], root, pointer)
        for here, pointer in experiences(value):
            self._experience(here, root, pointer)
            library = self.notebook.libraries["stage" if isinstance(here, Stage) else "touchpoint"]
            self.leads_to_refused |= getattr(here, "use", None) in library.refused

    def journey(self, journey: Journey, root: YamlMap | Outline) -> bool:
        """References within and from a journey; whether none leads to something that has errors itself."""
        self.leads_to_refused = False
        self.value(journey, root, journey)
        self._unique("persona", ((name, ("personas", i)) for i, name in enumerate(journey.personas)), root)
        self._unique("stage", ((stage.id, ("stages", i)) for i, stage in enumerate(journey.stages)), root)
        self._unique("touchpoint", ((here.id, pointer) for here, pointer in touchpoints(journey)), root)
        self._measures(journey.measures, root, ("measures",))
        for touchpoint, pointer in touchpoints(journey):
            for index, step in enumerate(touchpoint.next or ()):
                if step.to != END:
                    place = (*pointer, "next", index, "to")
                    end = partial(_end_meant, step.to, journey)
                    self._one("touchpoint", step.to, journey.by_id, root, place, hint=end)
        for index, improvement in enumerate(journey.improvements):
            self._improvement(improvement, root, ("improvements", index), journey)
        return not self.leads_to_refused

    def improvement(self, improvement: Improvement, root: YamlMap | Outline) -> None:
        """References of an improvement that belongs to no journey."""
        self.value(improvement, root)
        self._improvement(improvement, root, (), None)

    def evidence(self, evidence: Evidence, root: YamlMap | Outline) -> None:
        """References of an item of evidence, and the places its values and data are about."""
        self.value(evidence, root)
        for index, figure in enumerate(evidence.values):
            self._at(figure.journey, figure.at, root, ("values", index))
        if evidence.data is not None:
            self._data(evidence.data, root)

    def _data(self, data: Data, root: YamlMap | Outline) -> None:
        """Where data are, and the places they are about."""
        if bool(data.files) is (data.table is not None):
            code, message = (
                ("S215", "data are in files or in a table, not in both")
                if data.files
                else ("S204", "data need the key `file`, or `table` for one of a database")
            )
            self.notebook.report(code, message, locate(root, ("data", "table"), prefer="key"))
        for index, bind in enumerate(data.binds):
            place = ("data", "binds", index)
            self._at(data.journey, bind.at, root, place)
            if not bind.measures:
                message = "this names no measure: `measures: {csat: COLUMN}`"
                self.notebook.report("S204", message, locate(root, (*place, "measures")))
            if bind.at is not None and bind.by is not None:
                message = "a place is either said by `at` or named by each row, in the column `by`"
                self.notebook.report("S215", message, locate(root, (*place, "by"), prefer="key"))
        if not data.binds:
            message = "data say nothing without `binds: [{at: TOUCHPOINT, measures: {csat: COLUMN}}]`"
            self.notebook.report("S204", message, locate(root, ("data", "binds")))

    def _at(self, name: str | None, place: str | None, root: YamlMap | Outline, pointer: Pointer) -> None:
        """A place of the journey `name`, or of the only one there is."""
        journeys = self.project.journeys
        if name is None and len(journeys) + len(self.refused_journeys) > 1:
            message = f"this does not say of which journey; there are: {listed(journeys) or 'none'}"
            self.notebook.report("S205", message, locate(root, pointer), hint="add `journey: ID`")
            return
        journey = journeys.get(name) if name is not None else next(iter(journeys.values()), None)
        if journey is not None and place is not None and journey.at(place) is None:
            what = f'touchpoint or stage of the journey "{journey.id}"'
            self._one(what, place, journey.places, root, (*pointer, "at"))

    def _improvement(
        self, improvement: Improvement, root: YamlMap | Outline, pointer: Pointer, journey: Journey | None
    ) -> None:
        for index, reference in enumerate(improvement.addresses):
            self._address(reference, root, (*pointer, "addresses", index), journey)
        for index, effect in enumerate(improvement.effects):
            place = (*pointer, "effect", index)
            values = [
                (value, (*place, side)) for side, value in effect.told if isinstance(value, Measurement)
            ]
            self._measured(effect.measure, values, root, (*place, "measure"))
            if effect.change is not None:
                self._changed(effect, effect.change, root, (*place, "change"))

    def _changed(
        self, effect: Effect, change: ReportedChange, root: YamlMap | Outline, pointer: Pointer
    ) -> None:
        settings = self.project.settings.measures
        measure = measure_for(effect.measure, settings)
        refusal = measure.refuse_change(change, settings.get(effect.measure)) if measure else None
        if refusal is not None:
            self.notebook.report(refusal.code, refusal.message, locate(root, (*pointer, "value")))
        if effect.before is not None and effect.after is not None:
            message = "an effect is told in one way: by `before` and `after`, or by its `change`"
            hint = "leave `change:` out: the difference is computed from before and after"
            self.notebook.report("S215", message, locate(root, pointer, prefer="key"), hint=hint)

    def _experience(self, here: Experience, root: YamlMap | Outline, pointer: Pointer) -> None:
        pains = {pain.id for pain in here.pains}
        self._unique("pain", ((pain.id, (*pointer, "pains", i)) for i, pain in enumerate(here.pains)), root)
        self._unique(
            "opportunity",
            ((each.id, (*pointer, "opportunities", i)) for i, each in enumerate(here.opportunities)),
            root,
        )
        for i, opportunity in enumerate(here.opportunities):
            for j, name in enumerate(opportunity.answers):
                place = (*pointer, "opportunities", i, "answers", j)
                self._one("pain of this touchpoint", name, pains, root, place)
        for lane in here.lanes:
            if lane not in self.notebook.lanes:
                known = listed(self.notebook.lanes) or "none"
                message = f'"{lane}" is no lane of the project\'s own; known: {known}'
                mark = locate(root, (*pointer, "lanes", lane), prefer="key")
                self.notebook.report("S205", message, mark, hint=did_you_mean(lane, self.notebook.lanes))
        self._measures(here.measures, root, (*pointer, "measures"))

    def _address(
        self, reference: str, root: YamlMap | Outline, pointer: Pointer, journey: Journey | None
    ) -> None:
        address = Address.read(reference, journey.id if journey is not None else "")
        if not address.journey:
            self.notebook.report(
                "S205",
                f'"{reference}" does not say in which journey',
                locate(root, pointer),
                hint=f"write journey/{reference}; journeys: {listed(self.project.journeys)}",
            )
            return
        if journey is None or journey.id != address.journey:
            journey = self.project.journeys.get(address.journey)
        if journey is None:
            self._one("journey", address.journey, self.project.journeys, root, pointer)
            return
        here = journey.at(address.place)
        if here is None:
            part = partial(_part_meant, reference, journey)
            self._one("touchpoint", address.place, journey.places, root, pointer, hint=part)
        elif address.part:
            parts = [part.id for part in _parts(here)]
            self._one(f'pain or opportunity of "{address.place}"', address.part, parts, root, pointer)

    def _measures(
        self, measures: Mapping[str, tuple[Measurement, ...]], root: YamlMap | Outline, pointer: Pointer
    ) -> None:
        for name, waves in measures.items():
            values = [(value, (*pointer, name, index)) for index, value in enumerate(waves)]
            self._measured(name, values, root, (*pointer, name))

    def _measured(
        self,
        name: str,
        values: list[tuple[Measurement, Pointer]],
        root: YamlMap | Outline,
        name_pointer: Pointer,
    ) -> None:
        if self.notebook.full(root.mark):
            return
        settings = self.project.settings.measures
        measure = measure_for(name, settings)
        prefer: Literal["key", "value"] = "key" if isinstance(name_pointer[-2], str) else "value"
        if measure is None:
            known = (*measure_ids(), *(key for key in settings if key not in measure_ids()))
            message = f'"{name}" is not a known measure; known: {listed(known, 30)}'
            hint = meant.term(name, known) or did_you_mean(name, known)
            hint = hint or "declare your own under `measures:` in jmap.yaml"
            self.notebook.report("S205", message, locate(root, name_pointer, prefer=prefer), hint=hint)
            return
        refusals = [(measure.refuse(value, settings.get(name)), pointer) for value, pointer in values]
        for refusal, pointer in refusals:
            if refusal is not None:
                self.notebook.report(refusal.code, refusal.message, locate(root, (*pointer, "value")))
        if not any(refusal for refusal, _ in refusals):
            mix = measure.refuse_mix([value for value, _ in values], settings.get(name))
            if mix is not None:
                self.notebook.report(mix.code, mix.message, locate(root, name_pointer, prefer=prefer))

    def _traveller(self, name: str, journey: Journey, root: YamlMap | Outline, pointer: Pointer) -> None:
        if name in journey.personas:
            return
        known = listed(journey.personas) or "none"
        message, hint = (
            f'"{name}" is not among the personas of this journey: {known}',
            "add it to `personas:`",
        )
        mark = locate(root, pointer)
        used = [at for here, at in around(journey, pointer) if getattr(here, "use", None)]
        related: tuple[Related, ...] = ()
        if used and (mark.source is not root.mark.source or mark.offset < root.mark.offset):
            # It is written where no journey is, and right for others that take it over.
            message = f'"{name}" is not among the personas of the journey "{journey.id}": {known}'
            hint = (
                f"{hint}, or say there what is so in this journey: `{pointer[len(used[-1])]}:` beside `use:`"
            )
            related = (Related("taken over here", span(locate(root, (*used[-1], "use")))),)
        self.notebook.report("S205", message, mark, hint=hint, related=related)

    def _one(
        self,
        what: str,
        name: str,
        known: Collection[str],
        root: YamlMap | Outline,
        pointer: Pointer,
        *,
        hint: Callable[[], str | None] = lambda: None,
    ) -> None:
        # One map does without another.
        if name in known or (what == "journey" and name in self.refused_journeys):
            return
        if name in self.refused.get(what, ()) or name in self.notebook.unread:
            self.leads_to_refused = True
            return
        if self.notebook.full(root.mark):
            return
        message = f'no {what} is called "{name}"; known: {listed(known) or "none"}'
        found = hint() or _called(name, known) or did_you_mean(name, known) or _declared(what, name)
        self.notebook.report("S205", message, locate(root, pointer), hint=found)

    def _unique(self, what: str, ids: Iterable[tuple[str, Pointer]], root: YamlMap | Outline) -> None:
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


def _declared(what: str, name: str) -> str | None:
    """Where a catalogue takes one more."""
    if what == "evidence":  # `evidence:` of a journey says on what it rests
        return (
            f"declare it in jmap.yaml or a file of its own: `evidence: [{{evidence: {name}, kind: survey}}]`"
        )
    return f"declare it under `{what}s:`" if what in ("persona", "channel", "department") else None


def _called(name: str, known: Collection[str]) -> str | None:
    """The id of what is called `name` on the map, or had it for an id before."""
    if not isinstance(known, Mapping):
        return None
    for id_, each in islice(known.items(), LOOKED_AT):
        names: Mapping[str, str] = getattr(each, "name", None) or getattr(each, "title", None) or {}
        if slug(name) in map(slug, names.values()) or name in getattr(each, "formerly", ()):
            return f'did you mean "{id_}"?'
    return None


def _part_meant(reference: str, journey: Journey) -> str | None:
    """The address of the pain or opportunity that alone has what was written for its id."""
    name = slug(reference)
    places: list[Stage | Touchpoint] = [*journey.stages, *journey.touchpoints]
    found = [
        f"{here.id}.{part.id}"
        for here in places
        for part in _parts(here)
        if name in (part.id, *map(slug, part.text.values()))
    ]
    return f'did you mean "{found[0]}"?' if len(found) == 1 else None


def _parts(here: Stage | Touchpoint) -> tuple[Pain | Opportunity, ...]:
    """What of a stage or touchpoint can be referred to."""
    return (*here.pains, *here.opportunities)


def _end_meant(name: str, journey: Journey) -> str | None:
    """The word for the end, for whoever wrote what it is called on the map."""
    called = [
        *(journey.end.values() if journey.end else ()),
        *(label("flow.end", each) for each in LANGUAGES),
    ]
    return f'did you mean "{END}"?' if slug(name) in map(slug, called) else None
