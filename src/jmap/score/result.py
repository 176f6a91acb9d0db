"""What scoring yields: values that carry how they came about and what they rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Basis(StrEnum):
    """What a value rests on."""

    MEASURED = "measured"
    """Sample size, source and date are known, and the evidence is no assumption."""
    JUDGED = "judged"
    """A bare value, or evidence of kind assumption."""
    UNKNOWN = "unknown"
    """No value."""


@dataclass(frozen=True, slots=True)
class Component:
    """One value that entered a touchpoint's score.

    Attributes:
        measure: `emotion`, `csat`, … or the id of an own measure.
        persona: whose value; `None` for everybody's.
        points: the value on 0–100.
        weight: its weight before shares of personas are applied.
        basis: measured or judged.
        n: sample size, own or of its evidence.
        variance: of `points`, in points²; `None` when it cannot be known.
        shown: the value as written, e.g. `82%`.
        formula: the computation with its numbers, e.g. `(4 - 1) / 4 × 100 = 75`.
    """

    measure: str
    persona: str | None
    points: float
    weight: float
    basis: Basis
    n: int | None
    variance: float | None
    shown: str
    formula: str


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 0 to 100, or none.

    Attributes:
        value: 0–100; `None` when nothing is known.
        interval: 95 % bounds, where every part has a variance.
        missing: personas of the journey without a value here.
    """

    value: float | None = None
    interval: tuple[float, float] | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PainLoad:
    """How much trouble is met: 1 − Π(1 − severity/5 · frequency), 0–1.

    Attributes:
        value: 0–1; `None` without any pain.
        assumed: whether a missing severity (3) or frequency (sometimes) was filled in.
    """

    value: float | None = None
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class TouchpointScore:
    """One touchpoint. `weight` is its weight in stage and journey; `basis` the class that holds most of its weight."""

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


@dataclass(frozen=True, slots=True)
class Coverage:
    """Importance-weighted shares of touchpoints by basis; the three add up to 1."""

    measured: float
    judged: float
    unknown: float


@dataclass(frozen=True, slots=True)
class StageScore:
    """One stage."""

    id: str
    score: Score
    pain: PainLoad


@dataclass(frozen=True, slots=True)
class PathScore:
    """One acyclic way to the end. `peak_end` is 0–100; `seconds` is `None` where a duration on the way is unknown."""

    touchpoints: tuple[str, ...]
    peak_end: float | None
    seconds: float | None


@dataclass(frozen=True, slots=True)
class JourneyScore:
    """One journey.

    Attributes:
        id: the journey.
        score: importance-weighted mean over scored touchpoints.
        by_persona: the same for each persona's own values.
        stages: by stage id, in order.
        touchpoints: by touchpoint id, in order.
        coverage: what the scores rest on.
        pain: over all touchpoints, importance-weighted mean of their loads.
        lowest: id of the touchpoint with the lowest score; `None` below two scored ones.
        highest: likewise.
        peak_end: of the main path (the first one), 0–100.
        paths: ways to the end.
        target: score aimed at; `gap` = value − target.
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
