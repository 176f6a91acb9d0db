"""Experience goals: what a map aims at, and whether it is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.model import Measurement
from jmap.model.ground import ground_of, waves_of
from jmap.model.measure import direction, measure_for
from jmap.model.reading import RefusedError
from jmap.score.result import gap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.model import Journey, Project, Quantity, Stage, Touchpoint
    from jmap.model.ground import Ground
    from jmap.model.reading import Reading
    from jmap.score.result import JourneyScore, StageScore, TouchpointScore

SCORE: Final = "score"
"""In place of a measure: the experience score itself, for which journeys, stages and touchpoints have targets too."""


class Nearness(NamedTuple):
    """How near a measured value comes to its target; `gap` and `reached` as in `Goal`."""

    gap: float | None
    reached: bool | None


class Goal(NamedTuple):
    """One target, and how near what is known comes to it.

    Attributes:
        place: where it holds; `None` for the journey as a whole.
        measure: its id, or `SCORE`.
        persona: whose; everybody's when `None`.
        value: the newest value, that of a score from 0 to 100; `None` where there is none yet.
        target: the value aimed at.
        gap: points of the 0–100 scale by which the value lies above the target, below it when negative; `None` where
            one of them is not scored.
        reached: whether the value is as good as the target; `None` where that cannot be told.
        ground: what the value rests on; `None` for scores, which rest on many.
    """

    place: Stage | Touchpoint | None
    measure: str
    persona: str | None
    value: Measurement | float | None
    target: Quantity | float
    gap: float | None
    reached: bool | None
    ground: Ground | None = None


def goals(project: Project, journey: Journey, scores: JourneyScore) -> list[Goal]:
    """All goals of a journey: what is missed by most first, then what cannot be told, then what is reached."""
    return sorted(_goals(project, journey, scores), key=_rank)


def _rank(goal: Goal) -> tuple[bool, bool, float]:
    return goal.reached is True, goal.reached is None, goal.gap or 0.0


def _goals(project: Project, journey: Journey, scores: JourneyScore) -> Iterator[Goal]:
    places: list[tuple[Stage | Touchpoint | None, JourneyScore | StageScore | TouchpointScore]] = [
        (None, scores),
        *((stage, scores.stages[stage.id]) for stage in journey.stages),
        *((each, scores.touchpoints[each.id]) for each in journey.touchpoints),
    ]
    for place, score in places:
        if score.target is not None:
            value, above = score.score.value, gap(score.score.value, score.target)
            yield Goal(place, SCORE, None, value, score.target, above, None if above is None else above >= 0)
        here = journey if place is None else place
        for measure, given in here.measures.items():
            for persona, waves in waves_of(given, here.evidence, project.evidence).items():
                target = target_of(project, measure, waves[-1])
                if target is not None:
                    ground = ground_of(waves[-1], here.evidence, project.evidence)
                    yield _goal(project, Goal(place, measure, persona, waves[-1], target, None, None, ground))


def _goal(project: Project, goal: Goal) -> Goal:
    """The goal of a measure with how near its value comes."""
    assert isinstance(goal.value, Measurement)  # noqa: S101 - only scores are numbers
    if understood(project, goal.measure, goal.value) is None:
        return goal._replace(value=None)
    near = nearness(project, goal.measure, goal.value)
    return goal._replace(gap=near.gap, reached=near.reached)


def nearness(project: Project, measure: str, wave: Measurement) -> Nearness:
    """How near a value comes to what is aimed at."""
    wanted = aim(project, measure, wave)
    actual = understood(project, measure, wave) if wanted is not None else None
    if actual is None or wanted is None or wanted.scale != actual.scale:
        return Nearness(None, None)
    lower = lower_is_better(project, measure, wave)
    return Nearness(
        gap(actual.points, wanted.points),
        actual.value <= wanted.value if lower else actual.value >= wanted.value,
    )


def target_of(project: Project, measure: str, wave: Measurement) -> Quantity | None:
    """The value aimed at: the wave's own target, else that of the project."""
    settings = project.settings.measures.get(measure)
    return wave.target or (settings.target if settings is not None else None)


def understood(project: Project, measure: str, wave: Measurement) -> Reading | None:
    """The value understood by its measure; `None` where no measure takes it as it is."""
    settings = project.settings.measures
    known = measure_for(measure, settings)
    try:
        return known.reading(wave, settings.get(measure)) if known else None
    except RefusedError:
        return None


def aim(project: Project, measure: str, wave: Measurement) -> Reading | None:
    """The target, understood as if it had been reached."""
    target = target_of(project, measure, wave)
    if target is None:
        return None
    reached = Measurement(value=target, worst=wave.worst, best=wave.best, better=wave.better)
    return understood(project, measure, reached)


def lower_is_better(project: Project, measure: str, wave: Measurement) -> bool:
    """Whether a small value is good."""
    return direction(measure, project.settings.measures, wave) == "lower"
