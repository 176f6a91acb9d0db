"""What to do first: opportunity scores, quadrants of impact and effort, and the register of improvements.

Opportunity: importance + max(importance − satisfaction, 0), both on 0–10, so 0–20; A. W. Ulwick (2002), Turn
customer input into innovation, Harvard Business Review 80(1), 91–97.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from jmap.score.journey import IMPORTANCE

if TYPE_CHECKING:
    from jmap.model.experience import Opportunity
    from jmap.model.journey import Improvement, Journey, Touchpoint
    from jmap.model.project import Project
    from jmap.score.result import JourneyScore

HIGH = 3
"""Impact and effort are high from here on, of 1–5."""
OPEN = ("idea", "planned", "doing")
"""States of an improvement that is still to have its effect."""


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


def opportunity_score(touchpoint: Touchpoint, scores: JourneyScore) -> float | None:
    """How much there is to gain at a touchpoint, 0–20; `None` where its experience is unknown.

    Importance 1–5 (3 when not given) becomes (i − 1) / 4 × 10, the experience score divided by 10 stands for
    satisfaction.
    """
    score = scores.touchpoints[touchpoint.id].score.value
    if score is None:
        return None
    importance = IMPORTANCE if touchpoint.importance is None else touchpoint.importance
    return ulwick((importance - 1) / 4 * 10, score / 10)


@dataclass(frozen=True, slots=True)
class Entry:
    """One improvement in the register.

    Attributes:
        value: impact / effort, what a unit of effort brings; `None` where one is unknown.
        opportunity: highest opportunity score of the touchpoints it addresses, 0–20.
    """

    improvement: Improvement
    value: float | None
    quadrant: Quadrant | None
    opportunity: float | None


@dataclass(frozen=True, slots=True)
class Idea:
    """One opportunity of a touchpoint, with what would be gained there."""

    touchpoint: str
    opportunity: Opportunity
    quadrant: Quadrant | None
    score: float | None


def register(project: Project, journey: Journey, scores: JourneyScore) -> tuple[Entry, ...]:
    """The journey's improvements, the most worthwhile first.

    Open ones before done and dropped ones; then by impact per effort, opportunity and id. What is unknown
    comes after what is known.
    """
    entries = [_entry(each, journey, scores) for each in project.improvements_of(journey)]
    return tuple(
        sorted(
            entries,
            key=lambda entry: (
                entry.improvement.status not in OPEN,
                -(entry.value if entry.value is not None else -1.0),
                -(entry.opportunity if entry.opportunity is not None else -1.0),
                entry.improvement.id,
            ),
        )
    )


def ideas(journey: Journey, scores: JourneyScore) -> tuple[Idea, ...]:
    """All opportunities of the touchpoints, the highest opportunity score first, then in order of the map."""
    found = [
        Idea(
            touchpoint.id,
            opportunity,
            quadrant(opportunity.impact, opportunity.effort),
            opportunity_score(touchpoint, scores),
        )
        for touchpoint in journey.touchpoints
        for opportunity in touchpoint.opportunities
    ]
    return tuple(sorted(found, key=lambda idea: -(idea.score if idea.score is not None else -1.0)))


def _entry(improvement: Improvement, journey: Journey, scores: JourneyScore) -> Entry:
    impact, effort = improvement.impact, improvement.effort
    addressed = [journey.by_id[name] for name in _touchpoints(improvement, journey) if name in journey.by_id]
    gains = [gain for each in addressed if (gain := opportunity_score(each, scores)) is not None]
    return Entry(
        improvement,
        None if impact is None or effort is None else impact / effort,
        quadrant(impact, effort),
        max(gains, default=None),
    )


def _touchpoints(improvement: Improvement, journey: Journey) -> tuple[str, ...]:
    """Ids of the touchpoints of `journey` that the references name: `pay`, `pay.slow`, `shop/pay.slow`."""
    parts = [reference.rpartition("/") for reference in improvement.addresses]
    own = improvement in journey.improvements
    return tuple(
        here.partition(".")[0] for there, _, here in parts if there == journey.id or (own and not there)
    )
