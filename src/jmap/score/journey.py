"""Scores of touchpoints, stages and journeys."""

from __future__ import annotations

from math import fsum
from operator import itemgetter
from typing import TYPE_CHECKING

from jmap.collector import without_collecting
from jmap.model.flow import ways
from jmap.score.coverage import coverage_of
from jmap.score.known import Knowledge
from jmap.score.mean import mean_of_scores
from jmap.score.own import Own, own_of
from jmap.score.pain import mean_load, pain_load
from jmap.score.personas import shares_of
from jmap.score.result import JourneyScore, StageScore, TouchpointScore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jmap.model.experience import Emotion, Experience, Measurement
    from jmap.model.journey import Journey, Stage, Touchpoint
    from jmap.model.project import Project
    from jmap.score.value import Score

IMPORTANCE = 3
"""Weight of a moment whose importance is not given: the middle of 1–5."""


def score(project: Project) -> dict[str, JourneyScore]:
    """The scores of all journeys, by id, in the order of the project."""
    knowledge = Knowledge(project)
    with without_collecting():
        return {
            name: _Scoring(project, journey, knowledge).journey()
            for name, journey in project.journeys.items()
        }


def score_journey(project: Project, journey: Journey) -> JourneyScore:
    """The scores of one journey of `project`."""
    with without_collecting():
        return _Scoring(project, journey, Knowledge(project)).journey()


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
        stages = {each.id: self._stage(each) for each in journey.stages}
        touchpoints = {each.id: each for stage in stages.values() for each in stage.touchpoints}
        places = [(each.weight, each.own) for each in touchpoints.values()]
        places += [(each.weight, each.own) for each in stages.values() if each.stands_in]
        lowest, highest = _extremes(touchpoints.values() or stages.values())
        return JourneyScore(
            id=journey.id,
            score=self._mean(places),
            stages=stages,
            touchpoints=touchpoints,
            coverage=coverage_of([(weight, own.basis, own.measured) for weight, own in places]),
            pain=mean_load([(_span(each), each.pain) for each in stages.values()]),
            lowest=lowest,
            highest=highest,
            target=journey.target,
            own=self._own((), journey.measures, journey.evidence),
            shares=self._shares,
            ways=ways(journey),
            durations={each.id: each.duration for each in journey.touchpoints if each.duration is not None},
        )

    def _own(
        self,
        emotions: Sequence[Emotion],
        measures: Mapping[str, tuple[Measurement, ...]],
        evidence: Sequence[str],
    ) -> Own:
        known = self._knowledge.read(emotions, measures, evidence, self._personas)
        return own_of(*known, self._shares)

    def _weight(self, here: Experience) -> float:
        importance = IMPORTANCE if here.importance is None else here.importance
        return importance * (self._factor if here.moment_of_truth else 1.0)

    def _touchpoint(self, touchpoint: Touchpoint) -> TouchpointScore:
        return TouchpointScore(
            touchpoint.id,
            self._own(touchpoint.emotion, touchpoint.measures, touchpoint.evidence),
            pain_load(touchpoint.pains),
            self._weight(touchpoint),
            touchpoint.target,
        )

    def _stage(self, stage: Stage) -> StageScore:
        own = self._own(stage.emotion, stage.measures, stage.evidence)
        touchpoints = tuple([self._touchpoint(each) for each in stage.touchpoints])
        scored = any(each.own.score.value is not None for each in touchpoints)
        stands_in = not scored and own.score.value is not None
        mean = own.score if stands_in else self._mean([(each.weight, each.own) for each in touchpoints])
        pain = mean_load([(each.weight, each.pain) for each in touchpoints], pain_load(stage.pains))
        return StageScore(
            stage.id, mean, pain, own, stands_in, self._weight(stage), stage.target, touchpoints
        )

    def _mean(self, places: Sequence[tuple[float, Own]]) -> Score:
        """The mean score of places, by weight; missing in it is who has a value at none that weighs anything."""
        mean = mean_of_scores([(weight, own.score) for weight, own in places])
        if not self._personas:
            return mean
        known = [own.score.missing for weight, own in places if weight > 0]
        missing = tuple(persona for persona in self._personas if all(persona in absent for absent in known))
        return mean._replace(missing=missing) if missing else mean


def _span(stage: StageScore) -> float:
    """Weight of a stage among stages: that of its touchpoints together, or its own without any."""
    return fsum([each.weight for each in stage.touchpoints]) or stage.weight


def _extremes(places: Iterable[TouchpointScore | StageScore]) -> tuple[str | None, str | None]:
    """Ids of the first places with the lowest and the highest score, unless all are alike."""
    values = [(value, each.id) for each in places if (value := each.own.score.value) is not None]
    if not values:
        return None, None
    lowest, highest = min(values, key=itemgetter(0)), max(values, key=itemgetter(0))
    return (lowest[1], highest[1]) if lowest[0] < highest[0] else (None, None)
