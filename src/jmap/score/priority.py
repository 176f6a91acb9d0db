"""What to do first: opportunity scores, quadrants of impact and effort, and the register of improvements.

Opportunity: importance + max(importance − satisfaction, 0), both on 0–10, so 0–20; A. W. Ulwick (2002), Turn
customer input into innovation, Harvard Business Review 80(1), 91–97.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from jmap.model.journey import Address, Stage
from jmap.score.journey import IMPORTANCE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.model.experience import Opportunity, Pain
    from jmap.model.journey import Improvement, Journey, Touchpoint
    from jmap.model.project import Project
    from jmap.score.result import JourneyScore

HIGH = 3
"""Impact and effort are high from here on, of 1–5."""


class Quadrant(StrEnum):
    """Where a thing stands between impact and effort."""

    QUICK_WIN = "quick-win"
    MAJOR = "major"
    FILL_IN = "fill-in"
    THANKLESS = "thankless"


def quadrant(impact: int | None, effort: int | None) -> Quadrant | None:
    """The quadrant of `impact` and `effort` (1–5); `None` where one is unknown."""
    if impact is None or effort is None:
        return None
    if effort < HIGH:
        return Quadrant.QUICK_WIN if impact >= HIGH else Quadrant.FILL_IN
    return Quadrant.MAJOR if impact >= HIGH else Quadrant.THANKLESS


def ulwick(importance: float, satisfaction: float) -> float:
    """Opportunity, 0–20, of two ratings on 0–10."""
    return importance + max(importance - satisfaction, 0.0)


def opportunity_score(place: Stage | Touchpoint, scores: JourneyScore) -> float | None:
    """How much there is to gain at a touchpoint or in a stage, 0–20; `None` where its experience is unknown.

    Importance 1–5 (3 when not given) becomes (i − 1) / 4 × 10, the experience score divided by 10 stands for
    satisfaction.
    """
    known = scores.stages if isinstance(place, Stage) else scores.touchpoints
    score = known[place.id].score.value
    if score is None:
        return None
    importance = IMPORTANCE if place.importance is None else place.importance
    return ulwick((importance - 1) / 4 * 10, score / 10)


def reach(
    place: Stage | Touchpoint, pain: Pain | None, persona: str | None, shares: Mapping[str, float]
) -> float | None:
    """Share of customers, 0–1, that a pain meets: those who pass × the persona's share × how often it is met.

    What is not given counts as everybody, so this is the most it can be; `None` where none of the three is given.
    """
    factors = (place.reach, shares.get(persona or ""), pain.frequency if pain is not None else None)
    known = [factor for factor in factors if factor is not None]
    return prod(known) if known else None


@dataclass(frozen=True, slots=True)
class Entry:
    """One improvement in the register.

    Attributes:
        value: impact / effort, what a unit of effort brings; `None` where one is unknown.
        opportunity: highest opportunity score of the touchpoints and stages it addresses, 0–20.
        reach: share of customers met by the most widely met pain it addresses, at most; see `reach`.
    """

    improvement: Improvement
    value: float | None
    quadrant: Quadrant | None
    opportunity: float | None
    reach: float | None = None


class Planned(NamedTuple):
    """One improvement in the plan of all journeys; `journey` is the id of the one it stands in, empty for none."""

    entry: Entry
    journey: str


@dataclass(frozen=True, slots=True)
class Idea:
    """One opportunity, with what would be gained where it stands and whom it would reach.

    Attributes:
        owner: the department to see to it: its own, else the one that answers for the place.
    """

    place: Stage | Touchpoint
    opportunity: Opportunity
    owner: str | None
    quadrant: Quadrant | None
    score: float | None
    reach: float | None = None


def register(project: Project, journey: Journey, scores: JourneyScore) -> tuple[Entry, ...]:
    """The journey's improvements, the most worthwhile first.

    Open ones before done and dropped ones; then by impact per effort, opportunity and id. What is unknown
    comes after what is known.
    """
    known = {journey.id: (journey, scores)}
    entries = (_entry(each, journey.id, known) for each in project.improvements_of(journey))
    return tuple(sorted(entries, key=_rank))


def plan(project: Project, scores: Mapping[str, JourneyScore]) -> tuple[Planned, ...]:
    """The improvements of all journeys that have `scores`, and of the project, each once, in the order of `register`.

    Of what one would do for several journeys the most counts.
    """
    known = {id_: (project.journeys[id_], score) for id_, score in scores.items()}
    own = (Planned(_entry(each, id_, known), id_) for id_ in scores for each in project[id_].improvements)
    shared = (Planned(_entry(each, "", known), "") for each in project.improvements)
    return tuple(sorted((*own, *shared), key=lambda planned: _rank(planned.entry)))


def _rank(entry: Entry) -> tuple[bool, float, float, str]:
    return (
        not entry.improvement.open,
        -(entry.value if entry.value is not None else -1.0),
        -(entry.opportunity if entry.opportunity is not None else -1.0),
        entry.improvement.id,
    )


def ideas(journey: Journey, scores: JourneyScore) -> tuple[Idea, ...]:
    """All opportunities, the highest opportunity score first; then as on the map, those of stages behind."""
    found = [
        Idea(
            place,
            opportunity,
            opportunity.owner or stage.owner_of(place),
            quadrant(opportunity.impact, opportunity.effort),
            opportunity_score(place, scores),
            _reach_of_idea(place, opportunity, scores.shares),
        )
        for stage in journey.stages
        for place in _parts(stage)
        for opportunity in place.opportunities
    ]
    return tuple(sorted(found, key=lambda idea: -(idea.score if idea.score is not None else -1.0)))


def _parts(stage: Stage) -> tuple[Stage | Touchpoint, ...]:
    return (*stage.touchpoints, stage)


def _entry(improvement: Improvement, own: str, known: Mapping[str, tuple[Journey, JourneyScore]]) -> Entry:
    """The entry of an improvement of the journey `own`, if of any, by what it addresses in the `known` journeys."""
    impact, effort = improvement.impact, improvement.effort
    gains, reaches = [], []
    for address in (Address.read(each, own) for each in improvement.addresses):
        journey, scores = known.get(address.journey, (None, None))
        here = journey.at(address.place) if journey is not None else None
        if here is not None and scores is not None:
            gains.append(opportunity_score(here, scores))
            reaches.append(_reach_of(here, address.part, scores.shares))
    return Entry(
        improvement,
        None if impact is None or effort is None else impact / effort,
        quadrant(impact, effort),
        max((gain for gain in gains if gain is not None), default=None),
        max((found for found in reaches if found is not None), default=None),
    )


def _reach_of(here: Stage | Touchpoint, part: str, shares: Mapping[str, float]) -> float | None:
    """What a pain or opportunity reaches, or all of a touchpoint or stage, where that is known."""
    idea = next((each for each in here.opportunities if each.id == part), None)
    if idea is not None:
        return _reach_of_idea(here, idea, shares)
    pain = next((each for each in here.pains if each.id == part), None)
    return reach(here, pain, pain.persona if pain is not None else None, shares)


def _reach_of_idea(here: Stage | Touchpoint, idea: Opportunity, shares: Mapping[str, float]) -> float | None:
    """The reach of the most widely met pain it answers; without any, of the place and its persona."""
    answered = [pain for pain in here.pains if pain.id in idea.answers]
    if not answered:
        return reach(here, None, idea.persona, shares)
    reaches = [reach(here, pain, idea.persona or pain.persona, shares) for pain in answered]
    return max((each for each in reaches if each is not None), default=None)
