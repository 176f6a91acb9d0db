"""Where customers are lost: how many come to each place, how many of those go on, and how many do not.

A funnel as web analytics knows it. Of those who come to a step its conversion rate goes on (P. W. Farris, N. T. Bendle,
P. E. Pfeifer, D. J. Reibstein, Marketing Metrics, 2nd ed.), and the rest, the drop-off or abandonment rate, leaves:

    leaves = 1 − goes on        lost = reach × leaves

Only what was measured is told. No missing reach stands for everybody, and alternatives and branches are not multiplied:
a stage has a share of its own where it was measured as a whole, where all of its touchpoints were and lead one into the
next, or where it is known how many come to it and to the stage after it.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.model.flow import ways
from jmap.model.ground import ground_of, waves_of
from jmap.score.goal import understood
from jmap.text.number import percent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.model import Journey, Measurement, Project, Stage, Touchpoint
    from jmap.model.ground import Ground

GOES_ON: Final = ("conversion", "completion", "adoption", "retention")
"""Measures that say which share goes on, stays or gets done what it came for: of several at a place, the first."""
_ROUNDED: Final = 0.01
"""Shares that differ by no more than this may be the same, rounded."""


class Going(NamedTuple):
    """Those who go on from a place.

    Attributes:
        persona: whose; everybody's when `None`.
        share: of those who come here, 0–1.
        measure: which says it; empty where it follows from other shares.
        wave: the newest value of the measure, and `ground`, what it rests on.
        working: how it follows from other shares: `54% × 31%`.
    """

    persona: str | None
    share: float
    measure: str = ""
    wave: Measurement | None = None
    ground: Ground | None = None
    working: str = ""

    @property
    def leaves(self) -> float:
        """Share of those who come here that does not go on, 0–1."""
        return 1 - self.share


class Passage(NamedTuple):
    """What is known of those who come to a place.

    Attributes:
        stage: the stage itself, or that of the touchpoint.
        place: the stage or touchpoint.
        reach: share of customers who come here, 0–1; `None` where nobody knows.
        goings: who goes on: everybody, or personas where only theirs are known.
    """

    stage: Stage
    place: Stage | Touchpoint
    reach: float | None
    goings: tuple[Going, ...] = ()

    def lost(self, going: Going) -> float | None:
        """Share of all customers who come here and do not go on; `None` where one of the two is unknown.

        Reach is known of all customers together, so what only some of them do tells nothing of it.
        """
        return None if self.reach is None or going.persona is not None else self.reach * going.leaves


def funnel(project: Project, journey: Journey) -> list[Passage]:
    """Each stage and touchpoint of which reach or those who go on are known, in the order of the map."""
    lead = ways(journey)
    arrivals = Counter(target for targets in lead.values() for target in set(targets))
    following = [*journey.stages[1:], None]
    found: list[Passage] = []
    for stage, after in zip(journey.stages, following, strict=False):
        inside = [Passage(stage, each, each.reach, _goings(project, each)) for each in stage.touchpoints]
        found += [_whole(project, stage, after, inside, lead, arrivals), *inside]
    return [each for each in found if each.goings or each.reach is not None]


def worst(passages: Sequence[Passage]) -> tuple[Passage, Going] | None:
    """Where most customers are lost, of touchpoints, and of stages where none is known; `None` while all are alike.

    Counted of all customers, where that is known of two places, else of those who come to each.
    """
    known = {each.stage.id for each in passages if each.place is not each.stage and each.goings}
    leaving = [
        (each, going)
        for each in passages
        if each.place is not each.stage or each.stage.id not in known
        for going in each.goings
    ]
    lost = [(share, *one) for one in leaving if (share := one[0].lost(one[1])) is not None]
    ranked = lost if len(lost) > 1 else [(going.leaves, each, going) for each, going in leaving]
    if len({share for share, *_ in ranked}) < 2:  # noqa: PLR2004 - alike
        return None
    _, place, going = max(ranked, key=lambda one: one[0])
    return place, going


def _goings(project: Project, here: Stage | Touchpoint) -> tuple[Going, ...]:
    """Everybody's newest value of the first measure that has any, else each persona's."""
    for measure in GOES_ON:
        waves = waves_of(here.measures.get(measure, ()), here.evidence, project.evidence)
        found = tuple(_understood(project, measure, each[-1], here) for each in waves.values())
        told = tuple(each for each in found if each is not None)
        if told:
            return tuple(each for each in told if each.persona is None) or told
    return ()


def _understood(project: Project, measure: str, wave: Measurement, here: Stage | Touchpoint) -> Going | None:
    reading = understood(project, measure, wave)
    if reading is None:
        return None
    ground = ground_of(wave, here.evidence, project.evidence)
    return Going(wave.persona, reading.value, measure, wave, ground)


def _whole(
    project: Project,
    stage: Stage,
    after: Stage | None,
    inside: Sequence[Passage],
    lead: Mapping[str, tuple[str, ...]],
    arrivals: Mapping[str, int],
) -> Passage:
    """The stage as a whole."""
    reach = stage.reach
    goings = _goings(project, stage)
    if not goings and _one_after_another(inside, lead, arrivals):
        shares = [each.goings[0].share for each in inside]
        goings = (Going(None, prod(shares), working=" × ".join(percent(each, 1) for each in shares)),)
        reach = inside[0].reach if reach is None else reach
    if not goings and reach and after is not None and after.reach is not None and after.reach <= reach:
        working = f"{percent(after.reach, 1)} ÷ {percent(reach, 1)}"
        goings = (Going(None, after.reach / reach, working=working),)
    return Passage(stage, stage, reach, goings)


def _one_after_another(
    inside: Sequence[Passage], lead: Mapping[str, tuple[str, ...]], arrivals: Mapping[str, int]
) -> bool:
    """Whether all of several touchpoints have everybody's conversion, and each leads into the next and nowhere else.

    Where more or fewer come to one than the one before it lets through, there are ways the map does not show.
    """
    if len(inside) < 2:  # noqa: PLR2004 - one says it itself
        return False
    if not all(len(each.goings) == 1 and each.goings[0].measure == "conversion" for each in inside):
        return False
    if any(each.goings[0].persona is not None for each in inside):
        return False
    own = {each.place.id for each in inside}
    if own & set(lead[inside[-1].place.id]):
        return False
    return all(
        lead[one.place.id] == (other.place.id,) and arrivals[other.place.id] == 1 and _agree(one, other)
        for one, other in pairwise(inside)
    )


def _agree(one: Passage, other: Passage) -> bool:
    """Whether as many come to `other` as go on from `one`, as far as both are known."""
    if other.reach is None:
        return True
    return one.reach is not None and abs(one.reach * one.goings[0].share - other.reach) <= _ROUNDED
