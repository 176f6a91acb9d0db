"""Personas, and the evidence that what is said of them is true."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from jmap.model.data import Data, Figure
from jmap.model.experience import Image
from jmap.model.frozen import Value
from jmap.model.text import Text
from jmap.model.values import Day, Flag, Id, PersonaId, SampleSize, Share


class Persona(Value):
    """A kind of customer or user, described so that others can picture them."""

    id: PersonaId = Field(alias="persona")
    """Unique in the project."""
    name: Text
    """What everybody calls them."""
    role: Text | None = None
    """Their role or job."""
    segment: Text | None = None
    """The segment of customers they stand for."""
    scenario: Text | None = None
    """The situation in which they are met."""
    proficiency: Literal["beginner", "intermediate", "advanced"] | None = None
    """How skilled they are with what is mapped."""
    goals: tuple[Text, ...] = ()
    """What they want to reach."""
    needs: tuple[Text, ...] = ()
    """What they need."""
    expectations: tuple[Text, ...] = ()
    """What they take for granted."""
    pains: tuple[Text, ...] = ()
    """What troubles them in general."""
    behaviours: tuple[Text, ...] = ()
    """What they typically do."""
    demographics: Mapping[str, Text] = Field(default_factory=dict)
    """Age, place, tenure …: any name with its text."""
    quote: Text | None = None
    """A sentence they would say."""
    share: Share | None = None
    """Their share of all customers: the weight in scores over several personas."""
    image: Image | None = None
    """A portrait."""
    evidence: tuple[Id, ...] = ()
    """Evidence items the persona rests on."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, so that links and comparisons survive a rename."""


class Evidence(Value):
    """Something a map rests on: an interview, a survey, an observation."""

    id: Id = Field(alias="evidence")
    """Unique in the project."""
    kind: Literal["interview", "survey", "observation", "analytics", "competitor", "assumption"]
    """What sort of evidence; an `assumption` is judged, not measured."""
    title: Text | None = None
    """A short name."""
    date: Day | None = None
    """When it was gathered."""
    n: SampleSize | None = None
    """People or cases behind it."""
    persona: Id | None = None
    """The persona it is about."""
    source: Text | None = None
    """Where it is kept; shown, never fetched."""
    internal: Flag = False
    """Left out of the public view."""
    data: Data | None = Field(default=None, exclude=True)
    """The answers or events it consists of, and what they say; `jmap refresh` counts them."""
    # Outputs have them where they belong, and nothing of where they come from.
    values: tuple[Figure, ...] = Field(default=(), exclude=True)
    """The values it gives, each with its place; with `data`, `jmap refresh` writes them."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, so that links and comparisons survive a rename."""
