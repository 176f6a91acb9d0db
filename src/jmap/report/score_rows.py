"""Scores as rows of a table: of journeys, or of the parts of one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jmap.score.coverage import coverage_of, samples
from jmap.score.group import by_channel, by_department, by_persona, by_segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jmap.model import Stage
    from jmap.report.names import Words
    from jmap.score.group import GroupScore
    from jmap.score.result import Component, Coverage, PainLoad, Score, StageScore, TouchpointScore


class By(StrEnum):
    """What the rows stand for."""

    JOURNEY = "journey"
    STAGE = "stage"
    TOUCHPOINT = "touchpoint"
    PERSONA = "persona"
    SEGMENT = "segment"
    CHANNEL = "channel"
    DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Row:
    """One journey, stage, touchpoint, persona, segment, channel or department.

    Attributes:
        journey: id of the journey it belongs to, `title` its title.
        id: empty for segments, and for what belongs to no group.
        n: smallest and largest sample of the values in the score.
        curve: scores of its touchpoints in the order of the map, of its stages where there are very many, or none.
        lowest: name and score of the lowest point.
    """

    journey: str
    title: str
    id: str
    name: str
    score: Score
    coverage: Coverage
    n: tuple[int, int] | None
    pain: PainLoad
    curve: tuple[float | None, ...] = ()
    lowest: tuple[str, float] | None = None
    peak_end: float | None = None
    target: float | None = None
    gap: float | None = None


LONGEST = 40
"""Places of a curve; beyond, its stages are shown, and of them no more than these."""


def rows(words: Words, by: By) -> list[Row]:
    """The rows of one journey."""
    project, journey, scores = words.project, words.sheet.journey, words.sheet.scores
    match by:
        case By.JOURNEY:
            return [_journey(words)]
        case By.STAGE:
            return [_stage(words, stage) for stage in journey.stages]
        case By.TOUCHPOINT:
            return [_touchpoint(words, own) for own in scores.touchpoints.values()]
        case By.PERSONA:
            return [_group(words, each, words.persona(each.id)) for each in by_persona(journey, scores)]
        case By.SEGMENT:
            found = by_segment(project, journey, scores)
            return [_group(words, each, words.say(each.name)) for each in found]
        case By.CHANNEL:
            channels = by_channel(journey, scores)
            return [_group(words, each, words.channel(each.id) if each.id else "") for each in channels]
        case By.DEPARTMENT:
            departments = by_department(journey, scores)
            return [_group(words, each, words.department(each.id)) for each in departments]


def _journey(words: Words) -> Row:
    journey, scores = words.sheet.journey, words.sheet.scores
    touchpoints = tuple(each.score.value for each in scores.touchpoints.values())
    in_detail = 0 < len(touchpoints) <= LONGEST
    stages = tuple(each.score.value for each in scores.stages.values())
    low = scores.lowest
    return Row(
        journey=journey.id,
        title=words.say(journey.title),
        id=journey.id,
        name=words.say(journey.title),
        score=scores.score,
        coverage=scores.coverage,
        n=samples(_entered(scores.touchpoints.values(), scores.stages.values())),
        pain=scores.pain,
        curve=touchpoints if in_detail else stages[:LONGEST],
        lowest=_point(words, low, scores.at(low).score.value) if low else None,
        peak_end=scores.peak_end,
        target=scores.target,
        gap=scores.gap,
    )


def _stage(words: Words, here: Stage) -> Row:
    scores = words.sheet.scores
    stage = scores.stages[here.id]
    inside = [scores.touchpoints[each.id] for each in here.touchpoints]
    places = [(each.weight, each.basis, each.measured) for each in inside]
    if stage.stands_in:
        places.append((stage.weight, stage.own.basis, stage.own.measured))
    known = [(each.score.value, each.id) for each in inside if each.score.value is not None]
    low = min(known, key=lambda pair: pair[0], default=None)
    return Row(
        journey=words.sheet.journey.id,
        title=words.say(words.sheet.journey.title),
        id=stage.id,
        name=words.say(here.name),
        score=stage.score,
        coverage=coverage_of(places),
        n=samples(_entered(inside, [stage])),
        pain=stage.pain,
        curve=tuple(each.score.value for each in inside[:LONGEST]),
        lowest=_point(words, low[1], low[0]) if low and len({value for value, _ in known}) > 1 else None,
        target=stage.target,
        gap=stage.gap,
    )


def _touchpoint(words: Words, own: TouchpointScore) -> Row:
    return Row(
        journey=words.sheet.journey.id,
        title=words.say(words.sheet.journey.title),
        id=own.id,
        name=words.say(words.sheet.journey.by_id[own.id].name),
        score=own.score,
        coverage=coverage_of([(1.0, own.basis, own.measured)]),
        n=samples(own.components),
        pain=own.pain,
        curve=(own.score.value,),
        target=own.target,
        gap=own.gap,
    )


def _group(words: Words, group: GroupScore, name: str) -> Row:
    low = group.lowest
    return Row(
        journey=words.sheet.journey.id,
        title=words.say(words.sheet.journey.title),
        id=group.id or "",
        name=name or words.word("value.none"),
        score=group.score,
        coverage=group.coverage,
        n=group.n,
        pain=group.pain,
        curve=tuple(score.value for score in group.places.values())[:LONGEST],
        lowest=_point(words, low, group.places[low].value) if low else None,
    )


def _entered(touchpoints: Iterable[TouchpointScore], stages: Iterable[StageScore]) -> Iterator[Component]:
    for each in touchpoints:
        yield from each.components
    for stage in stages:
        if stage.stands_in:
            yield from stage.own.components


def _point(words: Words, id_: str, value: float | None) -> tuple[str, float] | None:
    """Name and score of a touchpoint, or of a stage that stands in for its own."""
    here = words.sheet.journey.at(id_)
    return None if value is None or here is None else (words.say(here.name), value)
