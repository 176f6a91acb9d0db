"""A journey: stages of touchpoints, the flow through them, and the improvements made to it."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import Literal, NamedTuple, Self

from pydantic import Field

from jmap.model.experience import Experience, Measurement, ReportedChange, Statement
from jmap.model.frozen import Value
from jmap.model.text import Text
from jmap.model.values import Day, Duration, Flag, Id, Level, Reference, ScoreValue, Share

END = "end"
"""The `to` of a step that ends the journey."""
_DAY = 86_400
"""In seconds."""


class Step(Value):
    """One way on from a touchpoint."""

    to: Reference
    """The touchpoint it leads to, or `end`."""
    when: Text | None = None
    """The condition under which it is taken."""
    share: Share | None = None
    """Share of those at the touchpoint who take it."""


class Touchpoint(Experience):
    """One encounter between a customer and the organisation."""

    id: Id = Field(alias="touchpoint")
    """Unique in its journey."""
    name: Text
    """Its title on the map."""
    next: tuple[Step, ...] | None = None
    """Ways on; the following touchpoint when absent."""
    decision: Flag | None = None
    """Drawn as a decision; implied by several ways on."""
    opens: Id | None = None
    """The journey it leads into."""
    use: Id | None = None
    """The shared touchpoint it was taken from."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, so that links and comparisons survive a rename."""

    @property
    def is_decision(self) -> bool:
        """Whether the way forks here."""
        return self.decision if self.decision is not None else len(self.next or ()) > 1


class Stage(Experience):
    """A phase of the journey."""

    id: Id = Field(alias="stage")
    """Unique in its journey."""
    name: Text
    """Its title on the map."""
    touchpoints: tuple[Touchpoint, ...] = ()
    """In the order of the map, left to right."""
    use: Id | None = None
    """The shared stage it was taken from."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, so that links and comparisons survive a rename."""

    def owner_of(self, here: Experience) -> str | None:
        """The department that answers for the stage or one of its touchpoints, which may leave that to the stage."""
        return here.owner or self.owner

    def channels_of(self, here: Experience) -> tuple[str, ...]:
        """The channels of the stage or one of its touchpoints, which may leave them to the stage."""
        return here.channels or self.channels


class Effect(Value):
    """What an improvement did: the same measure before and after, or how much it changed."""

    measure: Id
    """The measure compared."""
    before: Measurement | None = None
    """Its value before."""
    after: Measurement | None = None
    """Its value after."""
    change: ReportedChange | None = None
    """How much it changed, where a source tells no more: shown as reported, and nothing computed from it."""

    @property
    def told(self) -> tuple[tuple[str, Measurement | ReportedChange], ...]:
        """The values that are given, each with its key."""
        sides = (("before", self.before), ("after", self.after), ("change", self.change))
        return tuple((key, value) for key, value in sides if value is not None)

    @property
    def persona(self) -> str | None:
        """Whose values they are, where all are one persona's."""
        found = {value.persona for _, value in self.told}
        return found.pop() if len(found) == 1 else None


class Address(NamedTuple):
    """Where a reference of an improvement leads.

    Attributes:
        journey: its id; empty where none is said.
        place: id of a touchpoint or stage; see `Journey.at`.
        part: id of a pain or an opportunity there; empty for all of the place.
    """

    journey: str
    place: str
    part: str

    @classmethod
    def read(cls, reference: str, own: str = "") -> Self:
        """Take `place`, `place.part` or `journey/place.part` apart; `own` is the journey that need not be said."""
        journey, _, rest = reference.rpartition("/")
        place, _, part = rest.partition(".")
        return cls(journey or own, place, part)


class Improvement(Value):
    """Something done about pains or opportunities."""

    id: Id = Field(alias="improvement")
    """Unique in the project."""
    title: Text
    """What is done."""
    addresses: tuple[Reference, ...] = ()
    """Touchpoints, pains or opportunities it is meant for: `report.slow-export`."""
    owner: Id | None = None
    """The department that does it."""
    status: Literal["idea", "testing", "planned", "doing", "done", "dropped"] = "idea"
    """Where it stands; an idea is tested before it is planned for all."""
    impact: Level | None = None
    """1 (little) to 5 (a lot)."""
    effort: Level | None = None
    """1 (little) to 5 (a lot)."""
    due: Day | None = None
    """When it is to be done."""
    effects: tuple[Effect, ...] = Field(default=(), alias="effect")
    """What it changed, measured."""
    notes: tuple[Statement, ...] = ()
    """Remarks of the authors."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, so that links and comparisons survive a rename."""

    @property
    def open(self) -> bool:
        """Whether it is still to have its effect."""
        return self.status not in ("done", "dropped")


class Journey(Value):
    """The whole way of one or several personas through an experience."""

    id: Id = Field(alias="journey")
    """Unique in the project."""
    title: Text
    """The map's title."""
    personas: tuple[Id, ...] = ()
    """Who travels; the first is the main one."""
    state: Literal["current", "future"] = "current"
    """What is, or what shall be."""
    variant_of: Id | None = None
    """The journey this one is an A/B or to-be twin of."""
    scenario: Text | None = None
    """The situation mapped."""
    goal: Text | None = None
    """What the personas want to reach."""
    owner: Id | None = None
    """The department that keeps the map."""
    reviewed: Day | None = None
    """Last review with those who know."""
    review_every: Duration | None = None
    """How long a review holds."""
    target: ScoreValue | None = None
    """The experience score aimed at, 0–100."""
    stages: tuple[Stage, ...] = ()
    """In the order of the map, left to right."""
    end: Text | None = None
    """Label of the flow's end."""
    improvements: tuple[Improvement, ...] = ()
    """What is done about it."""
    measures: Mapping[Id, tuple[Measurement, ...]] = Field(default_factory=dict)
    """Measured values of the journey as a whole. Without a `jmap.yaml` it declares own ones here, too."""
    notes: tuple[Statement, ...] = ()
    """Remarks of the authors."""
    evidence: tuple[Id, ...] = ()
    """Evidence items the whole map rests on."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, so that links and comparisons survive a rename."""

    @property
    def review_due(self) -> dt.date | None:
        """When the next review is due; `None` without a last one or a rhythm, and beyond the year 9999."""
        if self.reviewed is None or self.review_every is None:
            return None
        days = self.review_every // _DAY
        return self.reviewed + dt.timedelta(days) if days <= (dt.date.max - self.reviewed).days else None

    @cached_property
    def touchpoints(self) -> tuple[Touchpoint, ...]:
        """All touchpoints, in the order of the map."""
        return tuple(touchpoint for stage in self.stages for touchpoint in stage.touchpoints)

    @cached_property
    def by_id(self) -> Mapping[str, Touchpoint]:
        """Touchpoints by id."""
        return {touchpoint.id: touchpoint for touchpoint in self.touchpoints}

    def at(self, place: str) -> Stage | Touchpoint | None:
        """What references call `place`: the touchpoint of that id, else the stage."""
        return self.places.get(place)

    @cached_property
    def places(self) -> Mapping[str, Stage | Touchpoint]:
        """All that references can lead to, by id; see `at`."""
        stages = {stage.id: stage for stage in self.stages if stage.id not in self.by_id}
        return {**self.by_id, **stages}
