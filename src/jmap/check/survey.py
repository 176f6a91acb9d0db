"""What rules see: a project walked once, each part with its place; its texts when a rule asks."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from jmap.check.corpus import Corpus
from jmap.check.ways import Ways
from jmap.model import (
    Address,
    Emotion,
    Experience,
    Improvement,
    Journey,
    Measurement,
    Opportunity,
    Pain,
    ReportedChange,
    Stage,
    Statement,
    Touchpoint,
)
from jmap.model.data import REACH
from jmap.model.experience import STATEMENTS
from jmap.model.ground import Ground, Grounded, ground_of, waves_of
from jmap.model.measure import measure_for
from jmap.model.reading import RefusedError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jmap.check.rule import Rule
    from jmap.diagnostics import Pointer
    from jmap.model import Project
    from jmap.model.reading import Reading

STANDING: Final = {"testing": "being tested", "planned": "planned", "doing": "being done"}
"""How improvements under way are said to stand."""

H = TypeVar("H", bound=Experience)
P = TypeVar("P")


class Moment(NamedTuple, Generic[H]):
    """A stage or a touchpoint."""

    here: H
    stage: Stage
    journey: Journey
    pointer: Pointer

    @property
    def cites(self) -> bool:
        """Whether evidence is given for it as a whole, for its stage or for its journey."""
        return any(each.evidence for each in (self.here, self.stage, self.journey))


class Part(NamedTuple, Generic[P]):
    """A pain or an opportunity, and where it is met."""

    item: P
    moment: Moment[Stage] | Moment[Touchpoint]
    pointer: Pointer

    @property
    def journey(self) -> Journey:
        """The journey it is met on."""
        return self.moment.journey


class Measured(NamedTuple):
    """One measured value of a stage, a touchpoint or, without a `moment`, a journey as a whole."""

    measure: str
    value: Measurement
    ground: Ground
    journey: Journey
    moment: Moment[Stage] | Moment[Touchpoint] | None
    pointer: Pointer

    @property
    def around(self) -> tuple[str, ...]:
        """The evidence of the place it stands at."""
        return self.moment.here.evidence if self.moment else self.journey.evidence


class Planned(NamedTuple):
    """An improvement; `journey` is where it was written, `None` when it belongs to the project."""

    item: Improvement
    journey: Journey | None
    pointer: Pointer

    def targets(self) -> Iterator[Address]:
        """What it addresses."""
        own = self.journey.id if self.journey is not None else ""
        return (Address.read(reference, own) for reference in self.item.addresses)


class Survey:
    """A project as rules see it. Everything is worked out once, when the first rule asks for it.

    Attributes:
        project: the project.
        today: the day that "overdue" and "stale" are measured from; `None` where no clock may be asked.
    """

    def __init__(self, project: Project, today: dt.date | None = None) -> None:
        self.project = project
        self.today = today

    def option(self, rule: Rule, key: str) -> float:
        """What the project sets for an option of a rule, else the rule's own number."""
        own = self.project.settings.check.options
        return own.get(rule.code, {}).get(key, own.get(rule.name, {}).get(key, rule.options[key]))

    def written(self, *pointer: str | int) -> str:
        """The first line of the value at `pointer` as it stands in its file, quotes included."""
        place = self.project.span(*pointer)
        return place.text[place.column - 1 :][: place.length] if place is not None else ""

    @cached_property
    def texts(self) -> Corpus:
        """Every text of the project."""
        return Corpus(self.project)

    @cached_property
    def stages(self) -> tuple[Moment[Stage], ...]:
        """All stages, in the order of the maps."""
        return tuple(
            Moment(stage, stage, journey, ("journeys", name, "stages", index))
            for name, journey in self.project.journeys.items()
            for index, stage in enumerate(journey.stages)
        )

    @cached_property
    def touchpoints(self) -> tuple[Moment[Touchpoint], ...]:
        """All touchpoints, in the order of the maps."""
        return tuple(
            Moment(touchpoint, stage, journey, (*pointer, "touchpoints", index))
            for stage, _, journey, pointer in self.stages
            for index, touchpoint in enumerate(stage.touchpoints)
        )

    @property
    def moments(self) -> Iterable[Moment[Stage] | Moment[Touchpoint]]:
        """All stages, then all touchpoints."""
        return chain(self.stages, self.touchpoints)

    def moment_at(self, pointer: Pointer) -> Moment[Stage] | Moment[Touchpoint] | None:
        """The stage or touchpoint that stands at `pointer`."""
        return self._by_pointer.get(pointer)

    @cached_property
    def _by_pointer(self) -> Mapping[Pointer, Moment[Stage] | Moment[Touchpoint]]:
        return {moment.pointer: moment for moment in self.moments}

    @cached_property
    def pains(self) -> tuple[Part[Pain], ...]:
        """All pains of stages and touchpoints."""
        return tuple(
            Part(pain, moment, (*moment.pointer, "pains", index))
            for moment in self.moments
            for index, pain in enumerate(moment.here.pains)
        )

    @cached_property
    def opportunities(self) -> tuple[Part[Opportunity], ...]:
        """All opportunities of stages and touchpoints."""
        return tuple(
            Part(opportunity, moment, (*moment.pointer, "opportunities", index))
            for moment in self.moments
            for index, opportunity in enumerate(moment.here.opportunities)
        )

    @cached_property
    def answered(self) -> set[Pointer]:
        """Pains that an opportunity beside them answers, or that an improvement takes up, by their pointers.

        An opportunity that does not say what it answers is taken to answer every pain beside it.
        """
        beside = [(part.moment.pointer, part.item.answers) for part in self.opportunities]
        all_there = {place for place, answers in beside if not answers}
        named = {(place, pain) for place, answers in beside for pain in answers}
        return {
            part.pointer
            for part in self.pains
            if part.moment.pointer in all_there
            or (part.moment.pointer, part.item.id) in named
            or self.taking_up(part)
        }

    @cached_property
    def measured(self) -> tuple[Measured, ...]:
        """All measured values of journeys, stages and touchpoints; those of improvements are `effects`."""
        places: Iterator[tuple[Journey, Moment[Stage] | Moment[Touchpoint] | None, Pointer]] = chain(
            ((journey, None, ("journeys", id_)) for id_, journey in self.project.journeys.items()),
            ((moment.journey, moment, moment.pointer) for moment in self.moments),
        )
        found = []
        for journey, moment, pointer in places:
            here = journey if moment is None else moment.here
            for name, waves in here.measures.items():
                for index, value in enumerate(waves):
                    ground = self.ground(value, here.evidence)
                    place = (*pointer, "measures", name, index)
                    found.append(Measured(name, value, ground, journey, moment, place))
        return tuple(found)

    @cached_property
    def improvements(self) -> tuple[Planned, ...]:
        """All improvements: of the project, then of its journeys."""
        found = [Planned(each, None, ("improvements", each.id)) for each in self.project.improvements]
        found += [
            Planned(each, journey, ("journeys", name, "improvements", index))
            for name, journey in self.project.journeys.items()
            for index, each in enumerate(journey.improvements)
        ]
        return tuple(found)

    @property
    def effects(self) -> Iterator[tuple[Pointer, Measurement | ReportedChange]]:
        """What was measured before and after improvements or reported of them, each value with its place."""
        for planned in self.improvements:
            for index, effect in enumerate(planned.item.effects):
                for side, value in effect.told:
                    yield (*planned.pointer, "effect", index, side), value

    def leads_to(self, address: Address) -> Moment[Stage] | Moment[Touchpoint] | None:
        """The touchpoint an address means, else the stage of that id."""
        return self._places.get((address.journey, address.place))

    @cached_property
    def _places(self) -> Mapping[tuple[str, str], Moment[Stage] | Moment[Touchpoint]]:
        return {(moment.journey.id, moment.here.id): moment for moment in self.moments}

    def taking_up(self, part: Part[Pain] | Part[Opportunity]) -> list[Planned]:
        """Improvements (dropped ones left out) of a pain or opportunity.

        They address it, a pain it answers, or all of its touchpoint or stage.
        """
        place, item = part.moment.pointer, part.item
        answers = item.answers if isinstance(item, Opportunity) else ()
        targets = {(place, name) for name in ("", item.id, *answers)} | {(_stage_of(place), "")}
        return [planned for target in targets for planned in self._addressed.get(target, ())]

    @cached_property
    def _addressed(self) -> Mapping[tuple[Pointer, str], list[Planned]]:
        found: dict[tuple[Pointer, str], list[Planned]] = {}
        for planned in self.improvements:
            if planned.item.status != "dropped":
                for address in planned.targets():
                    if (moment := self.leads_to(address)) is not None:
                        found.setdefault((moment.pointer, address.part), []).append(planned)
        return found

    def improving(self, moment: Moment[Stage] | Moment[Touchpoint]) -> list[Planned]:
        """Improvements (dropped ones left out) that address a moment, any part of it, or all of its stage."""
        found = self._improving.get(moment.pointer, [])
        stage = _stage_of(moment.pointer)
        return found if stage == moment.pointer else [*found, *self._addressed.get((stage, ""), ())]

    @cached_property
    def _improving(self) -> Mapping[Pointer, list[Planned]]:
        found: dict[Pointer, list[Planned]] = {}
        for (pointer, _), improvements in self._addressed.items():
            found.setdefault(pointer, []).extend(improvements)
        return found

    @cached_property
    def readings(self) -> tuple[tuple[Measured, Reading], ...]:
        """All measured values that their measures understand, with what they are understood as."""
        settings = self.project.settings.measures
        measures = {name: measure_for(name, settings) for name in {each.measure for each in self.measured}}
        found = []
        for each in self.measured:
            measure = measures[each.measure]
            if measure is not None:
                with suppress(RefusedError):
                    found.append((each, measure.reading(each.value, settings.get(each.measure))))
        return tuple(found)

    @cached_property
    def flows(self) -> Mapping[str, Ways]:
        """Where the ways of each journey lead, by its id."""
        return {name: Ways(journey) for name, journey in self.project.journeys.items()}

    @cached_property
    def complete(self) -> bool:
        """Whether every journey of the project could be read, so that it is known what nothing uses."""
        journeys = self.project.journeys
        origin = self.project.origin
        return bool(journeys) and all(
            name in journeys for name in (origin.names("journeys") if origin else ())
        )

    @cached_property
    def cited(self) -> frozenset[str]:
        """Ids of all evidence that anything rests on, or that is about a persona."""
        personas = self.project.personas
        found = {
            name
            for name, item in self.project.evidence.items()
            if item.persona in personas or any(figure.measure == REACH for figure in item.values)
        }
        for things in (self.project.journeys, self.project.personas):
            for thing in things.values():
                found.update(thing.evidence)
        notes = chain(
            *(journey.notes for journey in self.project.journeys.values()),
            *(planned.item.notes for planned in self.improvements),
        )
        for note in notes:
            found.update(note.evidence)
        for moment in self.moments:
            found.update(moment.here.evidence)
            for items in statements(moment.here):
                for item in items:
                    found.update(item.evidence)
        for measured in self.measured:
            found.update(measured.value.evidence)
        for _, value in self.effects:
            found.update(value.evidence)
        return frozenset(found)

    def ground(self, value: Grounded, around: Sequence[str]) -> Ground:
        """What a value rests on; `around` is the evidence of its place."""
        return ground_of(value, around, self.project.evidence)

    def feelings(self, here: Experience) -> list[Emotion]:
        """The newest emotions at a stage or touchpoint: everybody's, and each persona's."""
        return [waves[-1] for waves in waves_of(here.emotion, here.evidence, self.project.evidence).values()]

    def name_of(self, persona: str) -> str:
        """What a persona is called."""
        known = self.project.personas.get(persona)
        return str(known.name) if known else persona

    @cached_property
    def newest(self) -> tuple[Measured, ...]:
        """Of several waves of a measure only the newest, for each persona and for everybody."""
        given: dict[Pointer, list[Measured]] = {}
        for each in self.measured:
            given.setdefault(each.pointer[:-1], []).append(each)
        found: list[Measured] = []
        for group in given.values():
            if len(group) == 1:
                found += group
                continue
            waves = waves_of((each.value for each in group), group[0].around, self.project.evidence)
            found += [each for each in group if each.value is waves[each.value.persona][-1]]
        return tuple(found)

    @cached_property
    def newest_readings(self) -> tuple[tuple[Measured, Reading], ...]:
        """The newest of `readings`."""
        pointers = {each.pointer for each in self.newest}
        return tuple(pair for pair in self.readings if pair[0].pointer in pointers)


def _stage_of(place: Pointer) -> Pointer:
    """The pointer of the stage that the stage or touchpoint at `place` is, or stands in."""
    return place[:4]


_LISTED = (*STATEMENTS, "emotion", "pains", "opportunities")


def listed(
    here: Experience,
) -> Iterator[tuple[Pointer, tuple[Statement | Emotion | Pain | Opportunity, ...]]]:
    """Every list of things in a stage or touchpoint that may name a persona and evidence, with its keys."""
    parts = vars(here)
    for name in _LISTED:
        if parts[name]:
            yield (name,), parts[name]
    for lane, items in here.lanes.items():
        yield ("lanes", lane), items


def statements(here: Experience) -> Iterator[tuple[Statement | Emotion | Pain | Opportunity, ...]]:
    """The lists alone."""
    for _, items in listed(here):
        yield items
