"""What is known of a moment in a journey: what people do and feel, what hurts, what would help, what was measured."""

from collections.abc import Mapping
from typing import Final, Literal

from pydantic import Field

from jmap.model.frozen import Value
from jmap.model.text import Text
from jmap.model.values import (
    ChangeField,
    Count,
    Day,
    Duration,
    EmotionLevel,
    Flag,
    Frequency,
    Id,
    Level,
    QuantityField,
    SampleSize,
    ScoreValue,
    Share,
    Weight,
)

STORY: Final = (
    "goal", "does", "needs", "thinks", "feels", "physical", "frontstage", "backstage", "support", "systems",
)  # fmt: skip
"""Fields that tell what happens, in statements, in the order of a map."""
STATEMENTS: Final = (*STORY, "quotes", "notes")
"""All fields of statements."""


class Statement(Value):
    """A sentence in a lane, a quote or a note; of everybody, or of one persona."""

    text: Text
    """The words themselves."""
    persona: Id | None = None
    """The persona it is about or who said it; everybody when absent."""
    evidence: tuple[Id, ...] = ()
    """Evidence items it rests on."""
    private: Flag = False
    """Kept out of every output unless private notes are asked for."""


class Emotion(Value):
    """How a touchpoint feels, from 1 (very bad) to 5 (very good)."""

    value: EmotionLevel
    """1–5; a word of the emotion list stands for its number."""
    persona: Id | None = None
    """Whose emotion; everybody's when absent."""
    n: SampleSize | None = None
    """People asked."""
    sd: Weight | None = None
    """Standard deviation of the answers, in points of the 1–5 scale."""
    source: Text | None = None
    """Where the value comes from."""
    date: Day | None = None
    """When it was measured."""
    evidence: tuple[Id, ...] = ()
    """Evidence items it rests on."""


class Pain(Value):
    """A pain point: what troubles people here."""

    id: Id = Field(alias="pain")
    """Unique in its touchpoint."""
    text: Text
    """The trouble, in a sentence."""
    severity: Level | None = None
    """1 (a nuisance) to 5 (stops them)."""
    frequency: Frequency | None = None
    """How often it is met: rare, sometimes, often, always, or a share of visits."""
    persona: Id | None = None
    """Whom it troubles; everybody when absent."""
    evidence: tuple[Id, ...] = ()
    """Evidence items it rests on."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, so that links and comparisons survive a rename."""


class Opportunity(Value):
    """What could be made better here."""

    id: Id = Field(alias="opportunity")
    """Unique in its touchpoint."""
    text: Text
    """The idea, in a sentence."""
    answers: tuple[Id, ...] = ()
    """Pains of the same touchpoint it would ease."""
    impact: Level | None = None
    """1 (little) to 5 (a lot)."""
    effort: Level | None = None
    """1 (little) to 5 (a lot)."""
    owner: Id | None = None
    """The department that would see to it."""
    persona: Id | None = None
    """Whom it would help; everybody when absent."""
    evidence: tuple[Id, ...] = ()
    """Evidence items it rests on."""
    formerly: tuple[Id, ...] = ()
    """Earlier ids, so that links and comparisons survive a rename."""


class Measurement(Value):
    """One measured value of one measure, with what it rests on.

    A value, or the counts it comes from: `promoters`/`passives`/`detractors` for NPS, `count` of `n` for shares,
    `counts` of answers by point for scales.
    """

    value: QuantityField | None = None
    """`82%`, `4.3/5`, `95s` or a plain number, as the measure takes it."""
    n: SampleSize | None = None
    """Sample size."""
    sd: Weight | None = None
    """Standard deviation of the single answers, in the unit of `value`."""
    count: Count | None = None
    """How many of `n` had the outcome."""
    counts: Mapping[str, Count] | None = None
    """Answers by point of the scale: `{1: 3, 2: 5, …}`."""
    promoters: Count | None = None
    """NPS answers 9–10."""
    passives: Count | None = None
    """NPS answers 7–8."""
    detractors: Count | None = None
    """NPS answers 0–6."""
    persona: Id | None = None
    """Whose value; everybody's when absent."""
    source: Text | None = None
    """Where the value comes from; shown, never fetched."""
    date: Day | None = None
    """When it was measured."""
    target: QuantityField | None = None
    """The value aimed at: the experience goal."""
    worst: QuantityField | None = None
    """The value that scores 0."""
    best: QuantityField | None = None
    """The value that scores 100."""
    better: Literal["higher", "lower"] | None = None
    """Which direction is good, where the measure itself does not say."""
    evidence: tuple[Id, ...] = ()
    """Evidence items it rests on."""


class ReportedChange(Value):
    """How much a measure changed, as a source reports it that does not say from what to what.

    It is shown as it stands. Of what `+20%` is a part, or whether it means percentage points, only the source knows,
    so nothing is computed from it.
    """

    value: ChangeField
    """With its sign: `+20%`, `-0.4/5`, `-12s` or a plain number, as the measure takes it."""
    n: SampleSize | None = None
    """Sample size."""
    persona: Id | None = None
    """Whose value changed; everybody's when absent."""
    source: Text | None = None
    """Where the change is reported; shown, never fetched."""
    date: Day | None = None
    """When it was measured."""
    better: Literal["higher", "lower"] | None = None
    """Which direction is good, where the measure itself does not say."""
    evidence: tuple[Id, ...] = ()
    """Evidence items it rests on."""


class Image(Value):
    """A picture from the project's own files."""

    file: str
    """Path relative to the project's folder."""
    alt: Text | None = None
    """What the picture shows, for those who cannot see it."""


class Experience(Value):
    """The lanes of a map: everything that can be said of a touchpoint, and of a whole stage alike."""

    goal: tuple[Statement, ...] = ()
    """What people want to get done here."""
    does: tuple[Statement, ...] = ()
    """Behaviour: what they do."""
    needs: tuple[Statement, ...] = ()
    """What they need for it."""
    thinks: tuple[Statement, ...] = ()
    """What goes through their heads."""
    feels: tuple[Statement, ...] = ()
    """How it feels, in words."""
    emotion: tuple[Emotion, ...] = ()
    """How it feels, from 1 to 5, for everybody or per persona."""
    channels: tuple[Id, ...] = Field(default=(), alias="channel")
    """Where it happens: channels of the project."""
    importance: Level | None = None
    """Weight of this moment in the journey, 1–5; 3 when absent."""
    owner: Id | None = None
    """The department that answers for it."""
    reach: Share | None = None
    """Share of customers who pass here."""
    moment_of_truth: Flag = False
    """A moment that decides the relationship; weighs double by default."""
    duration: Duration | None = None
    """How long it takes."""
    physical: tuple[Statement, ...] = ()
    """Physical evidence: what people see and touch."""
    frontstage: tuple[Statement, ...] = ()
    """What staff or systems do in sight of the customer."""
    backstage: tuple[Statement, ...] = ()
    """What staff do out of sight."""
    support: tuple[Statement, ...] = ()
    """Support processes of others."""
    systems: tuple[Statement, ...] = ()
    """IT systems involved."""
    pains: tuple[Pain, ...] = ()
    """Pain points."""
    opportunities: tuple[Opportunity, ...] = ()
    """Opportunities."""
    quotes: tuple[Statement, ...] = ()
    """What people said, word for word."""
    notes: tuple[Statement, ...] = ()
    """Remarks of the authors."""
    measures: Mapping[Id, tuple[Measurement, ...]] = Field(default_factory=dict)
    """Measured values by measure; several are waves over time, oldest first."""
    target: ScoreValue | None = None
    """The experience score aimed at, 0–100."""
    image: Image | None = None
    """A storyboard frame."""
    evidence: tuple[Id, ...] = ()
    """Evidence items all of this rests on."""
    lanes: Mapping[Id, tuple[Statement, ...]] = Field(default_factory=dict)
    """Contents of the project's own lanes, by lane."""
