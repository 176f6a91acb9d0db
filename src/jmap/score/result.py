"""What scoring yields: values that carry how they came about and what they rest on.

What a map has many of are tuples: making one takes a third of the time that a frozen dataclass takes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from jmap.model.measure import written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.model.measure import Wording


class Basis(StrEnum):
    """What a value rests on."""

    MEASURED = "measured"
    """Sample size, source and date are known, and the evidence is no assumption."""
    JUDGED = "judged"
    """A bare value, or evidence of kind assumption."""
    UNKNOWN = "unknown"
    """No value."""


class Component(NamedTuple):
    """One value that entered a touchpoint's score.

    Attributes:
        measure: `emotion`, `csat`, … or the id of an own measure.
        persona: whose value; `None` for everybody's.
        points: the value on 0–100.
        weight: its weight before shares of personas are applied.
        basis: measured or judged.
        n: sample size, own or of its evidence.
        variance: of `points`, in points²; `None` when it cannot be known.
        told: `shown`, or how to write it.
        worked: `formula`, or how to write it.
        interval: 95 % bounds of `points`.
        small: whether `n` is below the project's `small_sample`.
    """

    measure: str
    persona: str | None
    points: float
    weight: float
    basis: Basis
    n: int | None
    variance: float | None
    told: Wording
    worked: Wording
    interval: tuple[float, float] | None = None
    small: bool = False

    @property
    def shown(self) -> str:
        """The value as written, e.g. `82%`."""
        return written(self.told)

    @property
    def formula(self) -> str:
        """The computation with its numbers, e.g. `(4 - 1) / 4 × 100 = 75`."""
        return written(self.worked)


class Unscored(NamedTuple):
    """One value that is shown and enters no score.

    Attributes:
        measure: as in `Component`, and so are `persona`, `told`, `n` and `basis`.
        reason: `bounds`: it needs a worst and a best value that nobody declared; `weight`: the project gives
            its measure the weight 0; `refused`: it does not say what it is, or no such measure is known; `shown`:
            its measure is never scored.
    """

    measure: str
    persona: str | None
    told: Wording
    n: int | None
    basis: Basis
    reason: Literal["bounds", "weight", "refused", "shown"]

    @property
    def shown(self) -> str:
        """The value as written."""
        return written(self.told)


class Score(NamedTuple):
    """A score from 0 to 100, or none.

    Attributes:
        value: 0–100; `None` when nothing is known.
        interval: 95 % bounds, where every part has a variance.
        missing: personas of the journey without a value here.
        variance: of `value`, in points², where every part has one.
    """

    value: float | None = None
    interval: tuple[float, float] | None = None
    missing: tuple[str, ...] = ()
    variance: float | None = None


class PainLoad(NamedTuple):
    """How much trouble is met: 1 − Π(1 − severity/5 · frequency), 0–1.

    Attributes:
        value: 0–1; `None` without any pain.
        assumed: whether a missing severity (3) or frequency (sometimes) was filled in.
    """

    value: float | None = None
    assumed: bool = False


_NOBODY: Final[Mapping[str, Score]] = {}


class Own(NamedTuple):
    """What is known of a stage or journey as a whole, apart from what follows from its touchpoints.

    Attributes:
        score: of `components`, as for a touchpoint.
        by_persona: the same for each persona.
        components: what entered it.
        unscored: what is only shown.
        basis: the class that holds most of the score's weight.
        measured: share of the score's weight that is measured, 0–1.
    """

    score: Score = Score()
    by_persona: Mapping[str, Score] = _NOBODY
    components: tuple[Component, ...] = ()
    unscored: tuple[Unscored, ...] = ()
    basis: Basis = Basis.UNKNOWN
    measured: float = 0.0


_NOTHING: Final = Own()


class TouchpointScore(NamedTuple):
    """One touchpoint.

    Attributes:
        score: weighted mean of `components`; over several personas the mean by their shares.
        by_persona: the same for each persona with a value.
        basis: the class that holds most of the score's weight.
        weight: importance (3 when not given), times the project's factor for moments of truth.
        target: score aimed at; `gap` = value − target.
        unscored: values that are only shown.
    """

    id: str
    score: Score
    by_persona: Mapping[str, Score]
    components: tuple[Component, ...]
    basis: Basis
    measured: float
    """Share of the score's weight that is measured, 0–1."""
    pain: PainLoad
    weight: float
    target: float | None
    unscored: tuple[Unscored, ...] = ()

    @property
    def gap(self) -> float | None:
        """Points above the target; below it when negative."""
        return gap(self.score.value, self.target)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Importance-weighted shares by basis, which add up to 1.

    Of touchpoints, and of stages scored by their own values.
    """

    measured: float
    judged: float
    unknown: float


@dataclass(frozen=True, slots=True)
class StageScore:
    """One stage.

    Attributes:
        score: importance-weighted mean over its scored touchpoints; without any, the stage's own values.
        by_persona: the same for each persona with a value.
        own: values given for the stage as a whole.
        stands_in: whether `score` is made of `own`.
        weight: its weight in the journey when `stands_in`.
        target: score aimed at.
    """

    id: str
    score: Score
    pain: PainLoad
    by_persona: Mapping[str, Score] = field(default_factory=dict)
    own: Own = _NOTHING
    stands_in: bool = False
    weight: float = 0.0
    target: float | None = None

    @property
    def gap(self) -> float | None:
        """Points above the target; below it when negative."""
        return gap(self.score.value, self.target)


@dataclass(frozen=True, slots=True)
class PathScore:
    """One acyclic way to the end.

    Attributes:
        peak_end: 0–100.
        seconds: the durations together; `None` where one on the way is unknown.
    """

    touchpoints: tuple[str, ...]
    peak_end: float | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class JourneyScore:
    """One journey.

    Attributes:
        id: the journey.
        score: importance-weighted mean over scored touchpoints, and stages that stand in for theirs.
        by_persona: the same for each persona's own values.
        stages: by stage id, in order.
        touchpoints: by touchpoint id, in order.
        coverage: what the scores rest on.
        pain: over all touchpoints, importance-weighted mean of their loads.
        lowest: id of the first touchpoint with the lowest score; `None` unless two scores differ.
        highest: likewise.
        peak_end: of the main path (the first one), 0–100.
        paths: ways to the end.
        target: score aimed at; `gap` = value − target.
        own: values given for the journey as a whole: measured there, not derived.
        shares: weight of each persona, adding up to 1.
    """

    id: str
    score: Score
    by_persona: Mapping[str, Score]
    stages: Mapping[str, StageScore]
    touchpoints: Mapping[str, TouchpointScore]
    coverage: Coverage
    pain: PainLoad
    lowest: str | None
    highest: str | None
    peak_end: float | None
    paths: tuple[PathScore, ...]
    target: float | None
    gap: float | None
    own: Own = _NOTHING
    shares: Mapping[str, float] = field(default_factory=dict)


def gap(value: float | None, target: float | None) -> float | None:
    """Points by which `value` lies above `target`; `None` when either is unknown."""
    return None if value is None or target is None else value - target
