"""Compares two journeys: touchpoints, pains and opportunities are the same where their ids are, or once were."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Protocol, TypeVar

from jmap.compare.result import Comparison, LaneChange, MeasureShift, PointChange, Shift
from jmap.model import Stage
from jmap.model.experience import STORY
from jmap.score.mood import mood
from jmap.score.result import Score

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jmap.model import Evidence, Experience, Journey, Statement, Touchpoint
    from jmap.score.result import Component, JourneyScore, Own, TouchpointScore, Unscored


class Known(Protocol):
    """Anything that keeps its earlier ids."""

    @property
    def id(self) -> str:
        """What it is called."""

    @property
    def formerly(self) -> tuple[str, ...]:
        """What it was called before."""


_T = TypeVar("_T", bound=Known)


def compare(
    before: Journey,
    after: Journey,
    scores: tuple[JourneyScore, JourneyScore],
    evidence: Mapping[str, Evidence],
    *,
    private: bool,
) -> Comparison:
    """What differs between two journeys of a project; `scores` are theirs, `evidence` is the project's.

    Statements marked private count only if asked for.
    """
    first, second = scores
    stages = pairs(before.stages, after.stages)
    points = _by_stage(pairs(before.touchpoints, after.touchpoints), stages)
    return Comparison(
        before,
        after,
        scores,
        Shift(first.score, second.score),
        tuple(
            (persona, Shift(first.by_persona[persona], second.by_persona[persona]))
            for persona in after.personas
            if persona in first.by_persona and persona in second.by_persona
        ),
        (first.pain, second.pain),
        _measures(first.own, second.own),
        tuple(_point(one, other, scores, evidence, private=private) for one, other in stages),
        tuple(_point(one, other, scores, evidence, private=private) for one, other in points),
    )


def _point(
    before: Stage | Touchpoint | None,
    after: Stage | Touchpoint | None,
    scores: tuple[JourneyScore, JourneyScore],
    evidence: Mapping[str, Evidence],
    *,
    private: bool,
) -> PointChange:
    sides = list(zip(scores, (before, after), strict=True))
    moods = [mood(place, each.shares, evidence) if place is not None else None for each, place in sides]
    pains = pairs(before.pains if before else (), after.pains if after else ())
    chances = pairs(before.opportunities if before else (), after.opportunities if after else ())
    return PointChange(
        kind="new" if before is None else "removed" if after is None else "kept",
        before=before,
        after=after,
        score=Shift(*(_score(*side) for side in sides)),
        mood=(moods[0], moods[1]),
        measures=_measures(*(_own(*side) for side in sides)),
        pains_gone=tuple(one for one, other in pains if one and not other),
        pains_new=tuple(other for one, other in pains if other and not one),
        pains_kept=tuple((one, other) for one, other in pains if one and other),
        chances_gone=tuple(one for one, other in chances if one and not other),
        chances_new=tuple(other for one, other in chances if other and not one),
        chances_kept=tuple((one, other) for one, other in chances if one and other),
        lanes=_lanes(before, after, private=private) if before and after else (),
    )


def _own(scores: JourneyScore, place: Stage | Touchpoint | None) -> TouchpointScore | Own | None:
    if place is None:
        return None
    return scores.stages[place.id].own if isinstance(place, Stage) else scores.touchpoints[place.id]


def _score(scores: JourneyScore, place: Stage | Touchpoint | None) -> Score:
    own = _own(scores, place)
    if own is None or (isinstance(place, Stage) and not scores.stages[place.id].stands_in):
        return Score()
    return own.score


def pairs(before: Sequence[_T], after: Sequence[_T]) -> list[tuple[_T | None, _T | None]]:
    """What is the same by its id or a former one, in order of the second.

    What only the first has stands behind what it followed there.
    """
    partners = _partners(before, after)
    taken = {one.id for one in partners.values()}
    gone: dict[str | None, list[_T]] = {}
    last: str | None = None
    for one in before:
        if one.id in taken:
            last = one.id
        else:
            gone.setdefault(last, []).append(one)
    found: list[tuple[_T | None, _T | None]] = [(one, None) for one in gone.get(None, ())]
    for other in after:
        partner = partners.get(other.id)
        found.append((partner, other))
        if partner is not None:
            found += [(one, None) for one in gone.get(partner.id, ())]
    return found


def moved(before: Sequence[_T], after: Sequence[_T]) -> list[tuple[_T, _T]]:
    """Of what both have: the fewest of it that must have moved for the rest to stand in the same order."""
    places = {one.id: place for place, one in enumerate(before)}
    kept = [(one, other) for one, other in pairs(before, after) if one is not None and other is not None]
    stayed = _longest_rise([places[one.id] for one, _ in kept])
    return [pair for index, pair in enumerate(kept) if index not in stayed]


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Where the numbers of a longest rising subsequence stand."""
    ends: list[int] = []  # by length: where the smallest number stands that a subsequence of it can end with
    former: list[int | None] = []
    for index, number in enumerate(numbers):
        length = bisect_left(ends, number, key=numbers.__getitem__)
        former.append(ends[length - 1] if length else None)
        ends[length : length + 1] = [index]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = former[last]
    return found


def _by_stage(
    points: list[tuple[Touchpoint | None, Touchpoint | None]], stages: list[tuple[Stage | None, Stage | None]]
) -> list[tuple[Touchpoint | None, Touchpoint | None]]:
    """Touchpoints stage by stage, so that none begins anew where both journeys go through it on ways of their own."""
    homes: tuple[dict[str, int], dict[str, int]] = ({}, {})
    for place, pair in enumerate(stages):
        for home, stage in zip(homes, pair, strict=True):
            home.update({one.id: place for one in stage.touchpoints} if stage else {})

    def place_of(pair: tuple[Touchpoint | None, Touchpoint | None]) -> int:
        return next(home[one.id] for home, one in zip(reversed(homes), reversed(pair), strict=True) if one)

    return sorted(points, key=place_of)


def _partners(before: Iterable[_T], after: Sequence[_T]) -> dict[str, _T]:
    """The first's things by the id of the same thing in the second. Ids of today go before former ones."""
    by_id = {one.id: one for one in before}
    found = {other.id: by_id[other.id] for other in after if other.id in by_id}
    left = {id_: one for id_, one in by_id.items() if id_ not in found}
    renamed: dict[str, list[str]] = {}
    for one in left.values():
        for name in one.formerly:
            renamed.setdefault(name, []).append(one.id)
    for other in after:
        if other.id not in found:
            partner = next(
                (id_ for id_ in (*other.formerly, *renamed.get(other.id, ())) if id_ in left), None
            )
            if partner is not None:
                found[other.id] = left.pop(partner)
    return found


def _measures(
    before: TouchpointScore | Own | None, after: TouchpointScore | Own | None
) -> tuple[MeasureShift, ...]:
    first, second = _values(before), _values(after)
    keys = dict.fromkeys((*second, *first))
    return tuple(MeasureShift(*key, first.get(key), second.get(key)) for key in keys)


def _values(own: TouchpointScore | Own | None) -> dict[tuple[str, str | None], Component | Unscored]:
    if own is None:
        return {}
    found: list[Component | Unscored] = [*own.components, *own.unscored]
    return {(each.measure, each.persona): each for each in found}


def _lanes(before: Experience, after: Experience, *, private: bool) -> tuple[LaneChange, ...]:
    told = [(lane, getattr(before, lane), getattr(after, lane)) for lane in STORY]
    own = dict.fromkeys((*after.lanes, *before.lanes))
    told += [(lane, before.lanes.get(lane, ()), after.lanes.get(lane, ())) for lane in own]
    found = (LaneChange(lane, _said(old, private), _said(new, private)) for lane, old, new in told)
    return tuple(change for change in found if _words(change.before) != _words(change.after))


def _said(statements: Iterable[Statement], private: bool) -> tuple[Statement, ...]:  # noqa: FBT001 - a filter
    return tuple(each for each in statements if private or not each.private)


def _words(statements: Iterable[Statement]) -> list[tuple[object, str | None]]:
    return [(each.text, each.persona) for each in statements]
