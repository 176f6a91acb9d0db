"""A project: its settings and catalogues, and the journeys written with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from pydantic import Field

from jmap.model.frozen import Value
from jmap.model.text import Text
from jmap.model.values import Count, Id, LanguageTag, QuantityField, SampleSize, ScoreValue, Share, Weight

if TYPE_CHECKING:
    from jmap.diagnostics import Origin, Span
    from jmap.model.journey import Improvement, Journey
    from jmap.model.people import Evidence, Persona

LANES: tuple[str, ...] = (
    "goal", "does", "needs", "thinks", "feels", "emotion", "channel", "duration", "image",
    "physical", "frontstage", "backstage", "support", "systems",
    "measures", "pains", "opportunities", "improvements", "quotes", "notes", "owner", "score",
)  # fmt: skip
"""Every lane the language knows; a project chooses among them and orders them."""

ROWS: tuple[str, ...] = ("stages", "touchpoints", "flow")
"""Rows a map has besides its lanes; no lane may be called like one."""

DEFAULT_LANES: tuple[str, ...] = (
    "goal", "does", "needs", "thinks", "feels", "emotion",
    "physical", "frontstage", "backstage", "support", "systems",
    "measures", "pains", "opportunities", "quotes", "duration", "owner", "score",
)  # fmt: skip
"""The lanes of a project that does not choose; a lane without any content is left out of the map."""

Icon: TypeAlias = Literal[
    "web", "mobile", "app", "phone", "mail", "chat", "social", "store", "person", "form", "delivery", "print",
]  # fmt: skip
"""The icons a channel can have."""


class Channel(Value):
    """Where customers and organisation meet."""

    id: Id = Field(alias="channel")
    """Unique in the project."""
    name: Text
    """Its name on the map."""
    kind: Literal["online", "offline"] | None = None
    """Online or offline; unknown when absent."""
    icon: Icon | None = None
    """Drawn beside its name."""


class Department(Value):
    """A part of the organisation that answers for something."""

    id: Id = Field(alias="department")
    """Unique in the project."""
    name: Text
    """Its name on the map."""


class Lane(Value):
    """A lane of the map: a built-in one by its id, or one of the project's own."""

    id: Id
    """A built-in lane, or the key under which touchpoints carry this lane's text."""
    name: Text | None = None
    """Its label; a built-in lane has one already."""
    origin: str | None = Field(default=None, alias="from")
    """What an own lane shows: another lane, or `measures.ID`; its own key when absent."""


class MeasureSettings(Value):
    """A measure of the project's own, or bounds for a built-in one."""

    name: Text | None = None
    """Its name on the map."""
    unit_text: Text | None = Field(default=None, alias="unit")
    """`%`, `s`, or any word shown after the number."""
    better: Literal["higher", "lower"] | None = None
    """Which direction is good."""
    worst: QuantityField | None = None
    """The value that scores 0."""
    best: QuantityField | None = None
    """The value that scores 100."""
    target: QuantityField | None = None
    """The value aimed at everywhere a touchpoint names none."""

    @property
    def unit(self) -> str | None:
        """The unit in the project's first language, in which `%` and `s` say what a number is."""
        return None if self.unit_text is None else str(self.unit_text)


class Scoring(Value):
    """How known values become one score."""

    weights: Mapping[Id, Weight] = Field(default_factory=dict)
    """Weight of each measure in a touchpoint's score; 1 when absent, 0 leaves it out."""
    moment_of_truth: Weight = 2.0
    """How much heavier a moment of truth weighs in stage and journey."""
    small_sample: SampleSize = 30
    """Samples below this size are marked."""


class CheckSettings(Value):
    """Which findings are wanted."""

    select: tuple[str, ...] = ()
    """Codes, prefixes or names to report; all when absent."""
    extend_select: tuple[str, ...] = Field(default=(), alias="extend-select")
    """More of them."""
    ignore: tuple[str, ...] = ()
    """Codes, prefixes or names to leave out."""
    per_file_ignores: Mapping[str, tuple[str, ...]] = Field(default_factory=dict, alias="per-file-ignores")
    """Codes, prefixes or names to leave out in the files that match a glob."""
    severity: Mapping[str, Literal["error", "warning", "info"]] = Field(default_factory=dict)
    """Other severities, by code, prefix or name."""
    options: Mapping[str, Mapping[str, Weight]] = Field(default_factory=dict)
    """Other numbers for the options of rules, by code or name."""
    baseline: str | None = None
    """A file of findings that are known and left out, written by `jmap check --write-baseline`."""


class Gates(Value):
    """What a project must hold for a pipeline to pass."""

    min_score: ScoreValue | None = None
    """Lowest journey score allowed, 0–100."""
    min_coverage: Share | None = None
    """Lowest measured share allowed."""
    max_missed: Count | None = None
    """Most goals a journey may miss: targets of measures and scores."""
    max_findings: Mapping[Literal["error", "warning", "info"], Count] = Field(default_factory=dict)
    """Most findings allowed, by severity."""


class Privacy(Value):
    """What must not be published."""

    min_group: SampleSize = 10
    """Values aggregated from data over fewer people are suppressed."""


class Theme(Value):
    """The look, as data."""

    brand: str | None = Field(default=None, pattern=r"^#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?$")
    """The brand's colour, `#rrggbb` or `#rgb`."""
    logo: str | None = None
    """A picture from the project's own files."""
    # With `{1,60}` in place of the length, building the validator would take 20 ms.
    font: str | None = Field(default=None, pattern=r"^[\w -]+$", max_length=60)
    """A font family the readers have installed."""


class Settings(Value):
    """Contents of `jmap.yaml`."""

    title: Text | None = None
    """The project's title."""
    languages: tuple[LanguageTag, ...] = ()
    """Language tags the texts are written in; the first is the source."""
    include: tuple[str, ...] = ("**/*.yaml", "**/*.yml")
    """Globs of the project's spec files."""
    lanes: tuple[Lane, ...] = ()
    """Choice and order of lanes; the default set when absent."""
    measures: Mapping[Id, MeasureSettings] = Field(default_factory=dict)
    """Own measures, and bounds for built-in ones."""
    # Defaults need no checks: for `Scoring()` and the others validators would be built at every start.
    scoring: Scoring = Field(default_factory=Scoring.model_construct)
    """How scores are made."""
    check: CheckSettings = Field(default_factory=CheckSettings.model_construct)
    """Which findings are wanted."""
    gates: Gates = Field(default_factory=Gates.model_construct)
    """What must hold for a pipeline to pass."""
    privacy: Privacy = Field(default_factory=Privacy.model_construct)
    """What must not be published."""
    theme: Theme = Field(default_factory=Theme.model_construct)
    """The look."""
    outputs: tuple[str, ...] = (
        "html", "svg", "md", "mermaid-journey", "mermaid-flowchart", "dot", "json",
    )  # fmt: skip
    """Formats that `jmap build` writes."""
    templates: str | None = None
    """Folder of the project's own templates; used only when the command line trusts the project."""


class Asset(NamedTuple):
    """A picture read from the project's files; `width` and `height` are in pixels."""

    data: bytes
    mime: Literal["image/png", "image/jpeg", "image/webp", "image/gif"]
    width: int
    height: int


class Home:
    """The project a journey belongs to: beside its fields, and no part of what makes two journeys equal."""

    def __init__(self, project: Project) -> None:
        self.project = project


# No model of its own: its parts are validated one by one, and a validator for all of it would be built at each start.
@dataclass(frozen=True)
class Project:
    """Everything of one project by id, checked and linked; `project["id"]` is a journey.

    Attributes:
        languages: of the texts; the first is the source.
        improvements: those that belong to no single journey file; their references name the journey.
        assets: pictures by the path the spec names.
        origin: where all of this was written; `None` for a project made in Python.
    """

    settings: Settings = field(default_factory=Settings)
    languages: tuple[str, ...] = ("en",)
    channels: Mapping[str, Channel] = field(default_factory=dict)
    departments: Mapping[str, Department] = field(default_factory=dict)
    personas: Mapping[str, Persona] = field(default_factory=dict)
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    improvements: tuple[Improvement, ...] = ()
    journeys: Mapping[str, Journey] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    origin: Origin | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Let every journey find its way home, so that one alone can be drawn with the names it uses.

        A journey that has a home keeps it, and this project a copy.
        """
        own = {
            id_: journey.model_copy() if "home" in vars(journey) else journey
            for id_, journey in self.journeys.items()
        }
        for journey in own.values():
            vars(journey)["home"] = Home(self)
        object.__setattr__(self, "journeys", own)

    def __repr__(self) -> str:
        """What it holds, by name: in full it would be pages of a notebook."""
        return f"Project(journeys={[*self.journeys]})"

    def __getitem__(self, journey: str) -> Journey:
        return self.journeys[journey]

    def span(self, *pointer: str | int, key: bool = False) -> Span | None:
        """The place in the project's files of what `pointer` leads to, if it came from files."""
        return self.origin.span(pointer, key=key) if self.origin is not None else None

    def twins_of(self, journey: Journey) -> tuple[Journey, ...]:
        """The journey that `journey` is a variant of, if any, then its own variants, in order of the project."""
        origin = self.journeys.get(journey.variant_of or "")
        first = [origin] if origin is not None and origin.id != journey.id else []
        known = {journey.id, *(twin.id for twin in first)}
        variants = (other for other in self._variants.get(journey.id, ()) if other.id not in known)
        return (*first, *variants)

    @cached_property
    def _variants(self) -> Mapping[str, list[Journey]]:
        """Journeys by the id of the one they are a variant of: each of thousands is asked for its twins."""
        found: dict[str, list[Journey]] = {}
        for journey in self.journeys.values():
            if journey.variant_of is not None:
                found.setdefault(journey.variant_of, []).append(journey)
        return found

    def improvements_of(self, journey: Journey) -> tuple[Improvement, ...]:
        """Improvements that address `journey`: its own, and those of the project that name it."""
        return (*journey.improvements, *self._addressing.get(journey.id, ()))

    @cached_property
    def _addressing(self) -> Mapping[str, list[Improvement]]:
        """The project's improvements by the id of each journey they name."""
        found: dict[str, list[Improvement]] = {}
        for improvement in self.improvements:
            named = (reference.rpartition("/")[0] for reference in improvement.addresses)
            for journey in dict.fromkeys(named):
                found.setdefault(journey, []).append(improvement)
        return found
