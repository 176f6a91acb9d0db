"""What every part of the map has to know while it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from jmap.layout.shapes import DASHES
from jmap.model import Address
from jmap.model.ground import emotion_of, ground_of
from jmap.model.measure import measure_for
from jmap.model.quantity import SECONDS
from jmap.text.labels import label
from jmap.text.number import duration, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.layout.columns import Column, Span
    from jmap.model import (
        Emotion,
        Experience,
        Improvement,
        Journey,
        Measurement,
        Persona,
        Project,
        Quantity,
        ReportedChange,
        Stage,
        Text,
        Touchpoint,
    )
    from jmap.model.ground import Ground
    from jmap.score.result import JourneyScore


class Traveller(NamedTuple):
    """A persona on this map and how it is told from the others; `persona` is `None` for everybody."""

    persona: Persona | None
    place: int

    @property
    def id(self) -> str:
        """Of the persona; empty for everybody."""
        return self.persona.id if self.persona else ""

    @property
    def color(self) -> str:
        """Token of its colour."""
        return f"persona-{self.place % 8 + 1}" if self.persona else "accent"

    @property
    def tint(self) -> str:
        """Token of its quiet ground."""
        return f"persona-{self.place % 8 + 1}-tint"

    @property
    def dash(self) -> tuple[float, ...]:
        """How its line is drawn."""
        return DASHES[self.place % 8]


EVERYBODY = Traveller(None, 0)


class Work(NamedTuple):
    """An improvement at a place it is meant for, and the ids of the pains and opportunities there that it names."""

    improvement: Improvement
    parts: frozenset[str]


@dataclass(frozen=True)
class Plan:
    """One map in one language."""

    project: Project
    journey: Journey
    scores: JourneyScore
    language: str
    private: bool
    spans: tuple[Span, ...]
    sources: frozenset[str]
    """Whose contents the lanes show that the project chose, whether or not there are any."""
    tail: float = 0.0
    """Room right of the last column, where the flow ends."""
    whole: bool = True
    """Whether what a place does not say is nothing, and not left out for an audience."""

    def word(self, key: str, **values: object) -> str:
        """A fixed word of the map in its language."""
        return label(key, self.language, **values)

    def say(self, text: Text | None) -> str:
        """A text of the journey in the map's language."""
        return text.to(self.language) if text is not None else ""

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """All columns, left to right."""
        return tuple(column for span in self.spans for column in span.columns)

    @cached_property
    def experiences(self) -> tuple[Stage | Touchpoint, ...]:
        """All stages, then all touchpoints."""
        return (*(span.stage for span in self.spans), *self.journey.touchpoints)

    @cached_property
    def right(self) -> float:
        """Where the last column ends."""
        last = self.columns[-1]
        return last.x + last.width

    @property
    def edge(self) -> float:
        """Where the lanes end."""
        return self.right + self.tail

    @cached_property
    def travellers(self) -> tuple[Traveller, ...]:
        """The personas of the journey, the main one first; unknown ones are passed over."""
        known = self.project.personas
        found = [known[persona] for persona in self.journey.personas if persona in known]
        return tuple(Traveller(persona, index) for index, persona in enumerate(found))

    @cached_property
    def by_persona(self) -> Mapping[str, Traveller]:
        """Travellers by persona id."""
        return {traveller.id: traveller for traveller in self.travellers}

    @cached_property
    def curves(self) -> tuple[Traveller, ...]:
        """Whose emotions are drawn: each persona's where they differ, else everybody's."""
        differ = any(emotion.persona for column in self.columns for emotion in column.subject.emotion)
        if not differ and len(self.travellers) != 1:
            return (EVERYBODY,)
        return self.travellers or (EVERYBODY,)

    def apart(self, who: Traveller | None) -> str:
        """The id of the persona whose values these are; empty where the map has nobody to tell them from."""
        return who.id if who is not None and len(self.travellers) > 1 else ""

    @cached_property
    def drawn(self) -> Sequence[Traveller]:
        """Whose curves the map has: none where no lane shows emotions, or no touchpoint has any."""
        known = any(column.subject.emotion for column in self.columns)
        return self.curves if known and "emotion" in self.sources else ()

    @cached_property
    def improvements(self) -> Mapping[str, int]:
        """Where the journey's own improvements stand in its list, by id."""
        return {each.id: index for index, each in enumerate(self.journey.improvements)}

    def works_at(self, here: Stage | Touchpoint) -> Sequence[Work]:
        """What is done about a stage or touchpoint, in order of the spec."""
        return self._works.get((type(here), here.id), ())

    @cached_property
    def _works(self) -> Mapping[tuple[type, str], list[Work]]:
        """By kind and id: a stage and a touchpoint may be called the same."""
        found: dict[tuple[type, str], list[Work]] = {}
        for improvement in self.project.improvements_of(self.journey):
            parts: dict[tuple[type, str], set[str]] = {}
            for reference in improvement.addresses:
                journey, place, part = Address.read(reference, self.journey.id)
                here = self.journey.at(place) if journey == self.journey.id else None
                if here is not None:
                    parts.setdefault((type(here), place), set()).add(part)
            for key, named in parts.items():
                found.setdefault(key, []).append(Work(improvement, frozenset(named)))
        return found

    def department(self, id_: str | None) -> str:
        """A department's name."""
        known = self.project.departments.get(id_ or "")
        return self.say(known.name) if known else (id_ or "")

    def measure(self, id_: str) -> str:
        """A measure's name: the project's own, else the usual one, else its id."""
        settings = self.project.settings.measures.get(id_)
        if settings is not None and settings.name is not None:
            return self.say(settings.name)
        known = measure_for(id_, self.project.settings.measures)
        return self.word(known.label) if known is not None and known.label else id_

    def target(self, measure: str) -> Quantity | None:
        """What the project aims at wherever a touchpoint names no target."""
        settings = self.project.settings.measures.get(measure)
        return settings.target if settings is not None else None

    def ground(self, wave: Measurement | ReportedChange, around: Sequence[str] = ()) -> Ground:
        """What a measured value rests on; `around` is the evidence of its place."""
        return ground_of(wave, around, self.project.evidence)

    def felt(self, here: Experience, who: Traveller) -> Emotion | None:
        """How a traveller feels there."""
        return emotion_of(here, who.id, self.project.evidence)

    def quantity(self, value: Quantity, measure: str) -> str:
        """A quantity of a measure as people read it; a plain number is in the unit the project gives the measure."""
        settings = self.project.settings.measures.get(measure)
        unit = settings.unit if settings is not None and value.unit == "number" else None
        if value.unit == "duration" or unit in SECONDS:
            return self.duration(value.amount * SECONDS.get(unit or "", 1))
        if settings is None or unit in (None, "%"):
            return f"{value}%" if unit else str(value)
        return f"{value} {self.say(settings.unit_text)}"

    def change(self, value: Quantity, measure: str) -> str:
        """A change of a measure as people read it, with its sign."""
        text = self.quantity(value, measure)
        return f"+{text}" if value.amount > 0 else text.replace("-", "−", 1)

    def amount(self, wave: Measurement, measure: str = "") -> str:
        """A measured value as people read it; empty where only the measure knows: from counts, or on which scale."""
        settings = self.project.settings.measures.get(measure)
        if wave.value is not None and (wave.value.unit != "number" or (settings and settings.unit)):
            return self.quantity(wave.value, measure)
        if wave.count is not None and wave.n:
            return f"{wave.count / wave.n * 100:.3g}%"  # three digits, for a rate may be far below 1%
        if None not in (wave.promoters, wave.passives, wave.detractors):
            total = (wave.promoters or 0) + (wave.passives or 0) + (wave.detractors or 0)
            if total:
                return plain(((wave.promoters or 0) - (wave.detractors or 0)) / total * 100, 0)
        return ""

    def duration(self, seconds: float) -> str:
        """A duration in its largest fitting units."""
        return duration(seconds, self.language)
