"""What scoring yields: values that carry how they came about and what they rest on.

What only few outputs show (each persona's scores, the ways through a journey) is computed when asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.score.own import Own
from jmap.score.path import PathScore, path_scores, peak_end
from jmap.score.personas import mean_per_persona
from jmap.score.value import Basis, Component, Coverage, PainLoad, Score, Unscored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = [
    "Basis",
    "Component",
    "Coverage",
    "JourneyScore",
    "Own",
    "PainLoad",
    "PathScore",
    "Score",
    "StageScore",
    "TouchpointScore",
    "Unscored",
]

_NOTHING: Final = Own()


class TouchpointScore(NamedTuple):
    """One touchpoint.

    Attributes:
        own: what is known of it, and its score.
        pain: how much trouble is met there.
        weight: importance (3 when not given), times the project's factor for moments of truth.
        target: score aimed at; `gap` = value − target.
    """

    id: str
    own: Own
    pain: PainLoad
    weight: float
    target: float | None

    @property
    def score(self) -> Score:
        """The weighted mean of `components`; over several personas the mean by their shares."""
        return self.own.score

    @property
    def by_persona(self) -> Mapping[str, Score]:
        """The same for each persona with a value."""
        return self.own.by_persona

    @property
    def components(self) -> tuple[Component, ...]:
        """The values that entered the score."""
        return self.own.components

    @property
    def unscored(self) -> tuple[Unscored, ...]:
        """Values that are only shown."""
        return self.own.unscored

    @property
    def basis(self) -> Basis:
        """The class that holds most of the score's weight."""
        return self.own.basis

    @property
    def measured(self) -> float:
        """Share of the score's weight that is measured, 0–1."""
        return self.own.measured

    @property
    def gap(self) -> float | None:
        """Points above the target; below it when negative."""
        return gap(self.score.value, self.target)


class StageScore(NamedTuple):
    """One stage.

    Attributes:
        score: importance-weighted mean over its scored touchpoints; without any, the stage's own values.
        own: values given for the stage as a whole.
        stands_in: whether `score` is made of `own`.
        weight: its weight in the journey when `stands_in`.
        target: score aimed at.
        touchpoints: those in it.
    """

    id: str
    score: Score
    pain: PainLoad
    own: Own = _NOTHING
    stands_in: bool = False
    weight: float = 0.0
    target: float | None = None
    touchpoints: tuple[TouchpointScore, ...] = ()

    @property
    def by_persona(self) -> Mapping[str, Score]:
        """The score of each persona with a value."""
        if self.stands_in:
            return self.own.by_persona
        return mean_per_persona(
            [(each.weight, each.by_persona) for each in self.touchpoints], tuple(self.own.shares)
        )

    @property
    def gap(self) -> float | None:
        """Points above the target; below it when negative."""
        return gap(self.score.value, self.target)


@dataclass(frozen=True)
class JourneyScore:
    """One journey.

    Attributes:
        id: the journey.
        score: importance-weighted mean over scored touchpoints, and stages that stand in for theirs.
        stages: by stage id, in order.
        touchpoints: by touchpoint id, in order.
        coverage: what the scores rest on.
        pain: over all touchpoints, importance-weighted mean of their loads.
        lowest: id of the first touchpoint with the lowest score, of the stage in a journey of stages alone; `None`
            unless two scores differ.
        highest: likewise.
        target: score aimed at; `gap` = value − target.
        own: values given for the journey as a whole: measured there, not derived.
        shares: weight of each persona, adding up to 1.
        ways: where each touchpoint leads.
        durations: of touchpoints where known, in seconds.
    """

    id: str
    score: Score
    stages: Mapping[str, StageScore]
    touchpoints: Mapping[str, TouchpointScore]
    coverage: Coverage
    pain: PainLoad
    lowest: str | None
    highest: str | None
    target: float | None
    own: Own = _NOTHING
    shares: Mapping[str, float] = field(default_factory=dict)
    ways: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    durations: Mapping[str, float] = field(default_factory=dict)

    @property
    def gap(self) -> float | None:
        """Points above the target; below it when negative."""
        return gap(self.score.value, self.target)

    @property
    def places(self) -> tuple[tuple[float, Own], ...]:
        """All that enters the score, with its weight: touchpoints, then stages that stand in for theirs."""
        return (
            *((each.weight, each.own) for each in self.touchpoints.values()),
            *((each.weight, each.own) for each in self.stages.values() if each.stands_in),
        )

    def at(self, place: str) -> TouchpointScore | StageScore:
        """The score of the touchpoint of that id, else of the stage."""
        return self.touchpoints.get(place) or self.stages[place]

    @cached_property
    def by_persona(self) -> Mapping[str, Score]:
        """The score of each persona with a value."""
        return mean_per_persona([(weight, own.by_persona) for weight, own in self.places], self.shares)

    @property
    def peak_end(self) -> float | None:
        """Of the `main_moments`, 0–100."""
        return peak_end([each.score.value for each in self.main_moments if each.score.value is not None])

    @property
    def main_moments(self) -> tuple[TouchpointScore | StageScore, ...]:
        """The touchpoints of the main path; of a journey that has none, its stages."""
        if not self.touchpoints:
            return tuple(self.stages.values())
        return tuple(self.touchpoints[name] for name in self.main_path.touchpoints) if self.main_path else ()

    @cached_property
    def main_path(self) -> PathScore | None:
        """The first way to the end; `None` where none leads there."""
        return next(self._paths(), None)

    @cached_property
    def paths(self) -> tuple[PathScore, ...]:
        """Ways to the end, each touchpoint on it once: the first 64, fewer where they are very long."""
        return tuple(self._paths())

    def _paths(self) -> Iterator[PathScore]:
        values = {
            name: each.score.value for name, each in self.touchpoints.items() if each.score.value is not None
        }
        return path_scores(self.ways, values, self.durations)


def gap(value: float | None, target: float | None) -> float | None:
    """Points by which `value` lies above `target`; `None` when either is unknown."""
    return None if value is None or target is None else value - target
