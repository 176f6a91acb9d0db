"""What comparing yields: pairs of values, the first of the journey taken for the origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from jmap.score.result import Component

if TYPE_CHECKING:
    from jmap.model import Journey, Opportunity, Pain, Stage, Statement, Touchpoint
    from jmap.score.result import JourneyScore, PainLoad, Score, Unscored

Interval: TypeAlias = tuple[float, float] | None


class Shift(NamedTuple):
    """A score here and there."""

    before: Score
    after: Score

    @property
    def points(self) -> float | None:
        """After − before, −100 to 100; `None` unless both are known."""
        return _difference(self.before.value, self.after.value)

    @property
    def apart(self) -> bool | None:
        """Whether the 95 % intervals do not overlap; `None` unless both are known."""
        return _apart(self.before.interval, self.after.interval)


class MeasureShift(NamedTuple):
    """The same measure of the same people here and there; `None` where it is not given."""

    measure: str
    persona: str | None
    before: Component | Unscored | None
    after: Component | Unscored | None

    @property
    def points(self) -> float | None:
        """After − before in points of the score, −100 to 100; `None` unless both are scored."""
        values = [each.points if isinstance(each, Component) else None for each in (self.before, self.after)]
        return _difference(*values)

    @property
    def apart(self) -> bool | None:
        """Whether the 95 % intervals do not overlap; `None` unless both are known."""
        bounds = [
            each.interval if isinstance(each, Component) else None for each in (self.before, self.after)
        ]
        return _apart(*bounds)

    @property
    def differs(self) -> bool:
        """Whether the values are not the same ones."""
        shown = [each.shown if each is not None else None for each in (self.before, self.after)]
        return shown[0] != shown[1]


class LaneChange(NamedTuple):
    """A lane that says something else."""

    lane: str
    before: tuple[Statement, ...]
    after: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class PointChange:
    """A touchpoint, or a whole stage, of either journey.

    Attributes:
        kind: `kept` by both, `new` in the second, or `removed` from it.
        before: `None` for a new one; `after` likewise for a removed one.
        score: with no value where there is no touchpoint, and for a stage whose touchpoints have the scores.
        mood: mean emotion of each, 1–5, over the journey's personas.
        measures: all that either gives, emotion among them; see `MeasureShift.differs`.
        pains_gone: pains only the first has: answered, or left behind with the place.
        pains_new: pains only the second has.
        pains_kept: pains of both, as each has them; opportunities in `chances_kept` likewise.
        chances_gone: opportunities only the first has; `chances_new` likewise the second.
        lanes: lanes that say something else, channel, owner and duration not among them.
    """

    kind: Literal["kept", "new", "removed"]
    before: Stage | Touchpoint | None
    after: Stage | Touchpoint | None
    score: Shift
    mood: tuple[float | None, float | None]
    measures: tuple[MeasureShift, ...]
    pains_gone: tuple[Pain, ...]
    pains_new: tuple[Pain, ...]
    pains_kept: tuple[tuple[Pain, Pain], ...]
    chances_gone: tuple[Opportunity, ...]
    chances_new: tuple[Opportunity, ...]
    chances_kept: tuple[tuple[Opportunity, Opportunity], ...]
    lanes: tuple[LaneChange, ...]

    @property
    def place(self) -> Stage | Touchpoint:
        """As it is in the second journey, or was."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one of the two there is
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two journeys.

    Attributes:
        score: of the journeys as a whole.
        by_persona: of those who travel on both.
        pain: pain load of each.
        measures: given for the journeys as a whole.
        stages: in order of the second journey, removed ones where they were; each apart from its touchpoints.
        points: touchpoints likewise.
    """

    before: Journey
    after: Journey
    scores: tuple[JourneyScore, JourneyScore]
    score: Shift
    by_persona: tuple[tuple[str, Shift], ...]
    pain: tuple[PainLoad, PainLoad]
    measures: tuple[MeasureShift, ...]
    stages: tuple[PointChange, ...]
    points: tuple[PointChange, ...]


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before


def _apart(one: Interval, other: Interval) -> bool | None:
    if one is None or other is None:
        return None
    return one[1] < other[0] or other[1] < one[0]
