"""Scores of touchpoints, stages and journeys."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from math import fsum
from typing import TYPE_CHECKING

from jmap.score.coverage import coverage_of
from jmap.score.known import Knowledge
from jmap.score.mean import mean_of_scores
from jmap.score.pain import mean_load, pain_load
from jmap.score.path import path_scores
from jmap.score.personas import mean_per_persona, over_personas, shares_of
from jmap.score.result import (
    JourneyScore,
    Own,
    Score,
    StageScore,
    TouchpointScore,
    gap,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jmap.model.experience import Experience
    from jmap.model.journey import Journey, Stage, Touchpoint
    from jmap.model.project import Project

IMPORTANCE = 3
"""Weight of a moment whose importance is not given: the middle of 1–5."""


def score(project: Project) -> dict[str, JourneyScore]:
    """The scores of all journeys, by id, in the order of the project."""
    knowledge = Knowledge(project)
    with _without_collecting():
        return {
            name: _Scoring(project, journey, knowledge).journey()
            for name, journey in project.journeys.items()
        }


def score_journey(project: Project, journey: Journey) -> JourneyScore:
    """The scores of one journey of `project`."""
    with _without_collecting():
        return _Scoring(project, journey, Knowledge(project)).journey()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Scoring makes many objects and no garbage: the collector would go through them again and again in vain."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


class _Scoring:
    """The scoring of one journey."""

    def __init__(self, project: Project, journey: Journey, knowledge: Knowledge) -> None:
        self._journey = journey
        self._knowledge = knowledge
        self._shares = shares_of(project, journey)
        self._personas = tuple(self._shares)
        self._factor = project.settings.scoring.moment_of_truth

    def journey(self) -> JourneyScore:
        journey = self._journey
        touchpoints = {each.id: self._touchpoint(each) for each in journey.touchpoints}
        stages = {each.id: self._stage(each, touchpoints) for each in journey.stages}
        own = self._own_of_journey()
        items = [(each.weight, each.score, each.by_persona) for each in touchpoints.values()]
        items += [(each.weight, each.score, each.by_persona) for each in stages.values() if each.stands_in]
        by_persona = mean_per_persona([(weight, values) for weight, _, values in items], self._personas)
        result = self._with_missing(mean_of_scores((weight, each) for weight, each, _ in items), by_persona)
        ways = path_scores(journey, touchpoints)
        lowest, highest = _extremes(touchpoints.values())
        return JourneyScore(
            id=journey.id,
            score=result,
            by_persona=by_persona,
            stages=stages,
            touchpoints=touchpoints,
            coverage=coverage_of(
                [
                    *((each.weight, each.basis, each.measured) for each in touchpoints.values()),
                    *(
                        (each.weight, each.own.basis, each.own.measured)
                        for each in stages.values()
                        if each.stands_in
                    ),
                ]
            ),
            pain=mean_load(
                [(self._span(stage, touchpoints), stages[stage.id].pain) for stage in journey.stages]
            ),
            lowest=lowest,
            highest=highest,
            peak_end=ways[0].peak_end if ways else None,
            paths=ways,
            target=journey.target,
            gap=gap(result.value, journey.target),
            own=own,
            shares=self._shares,
        )

    def _own(self, here: Experience) -> Own:
        known = self._knowledge.read(here.emotion, here.measures, here.evidence, self._personas)
        return over_personas(*known, self._shares)

    def _own_of_journey(self) -> Own:
        journey = self._journey
        known = self._knowledge.read((), journey.measures, journey.evidence, self._personas)
        return over_personas(*known, self._shares)

    def _weight(self, here: Experience) -> float:
        importance = IMPORTANCE if here.importance is None else here.importance
        return importance * (self._factor if here.moment_of_truth else 1.0)

    def _touchpoint(self, touchpoint: Touchpoint) -> TouchpointScore:
        own = self._own(touchpoint)
        return TouchpointScore(
            touchpoint.id,
            own.score,
            own.by_persona,
            own.components,
            own.basis,
            own.measured,
            pain_load(touchpoint.pains),
            self._weight(touchpoint),
            touchpoint.target,
            own.unscored,
        )

    def _stage(self, stage: Stage, scores: Mapping[str, TouchpointScore]) -> StageScore:
        own = self._own(stage)
        touchpoints = [scores[each.id] for each in stage.touchpoints]
        scored = any(each.score.value is not None for each in touchpoints)
        stands_in = not scored and own.score.value is not None
        if stands_in:
            result, by_persona = own.score, own.by_persona
        else:
            by_persona = mean_per_persona(
                [(each.weight, each.by_persona) for each in touchpoints], self._personas
            )
            mean = mean_of_scores((each.weight, each.score) for each in touchpoints)
            result = self._with_missing(mean, by_persona)
        pain = mean_load([(each.weight, each.pain) for each in touchpoints], pain_load(stage.pains))
        return StageScore(
            stage.id, result, pain, by_persona, own, stands_in, self._weight(stage), stage.target
        )

    def _span(self, stage: Stage, scores: Mapping[str, TouchpointScore]) -> float:
        """Weight of a stage among stages: that of its touchpoints together, or its own without any."""
        return fsum(scores[each.id].weight for each in stage.touchpoints) or self._weight(stage)

    def _with_missing(self, mean: Score, by_persona: Mapping[str, Score]) -> Score:
        missing = tuple(persona for persona in self._personas if persona not in by_persona)
        return Score(mean.value, mean.interval, missing, mean.variance) if missing else mean


def _extremes(touchpoints: Iterable[TouchpointScore]) -> tuple[str | None, str | None]:
    """Ids of the first touchpoints with the lowest and the highest score, unless all are alike."""
    values: Sequence[tuple[float, str]] = [
        (each.score.value, each.id) for each in touchpoints if each.score.value is not None
    ]
    if not values:
        return None, None
    lowest = min(values, key=lambda pair: pair[0])
    highest = max(values, key=lambda pair: pair[0])
    return (lowest[1], highest[1]) if lowest[0] < highest[0] else (None, None)
