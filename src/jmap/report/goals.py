"""Experience goals as rows of a table: what is aimed at, what is known, and what lies between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jmap.layout.bars import told
from jmap.model import Measurement
from jmap.report.names import difference, figure
from jmap.report.score_table import Column, rounded
from jmap.score.goal import SCORE, Goal, goals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.report.names import Words


def rows(words: Iterable[Words]) -> list[tuple[Words, Goal]]:
    """The goals of each journey, one journey after the other."""
    return [(one, goal) for one in words for goal in goals(one.project, one.sheet.journey, one.sheet.scores)]


def goal_columns(*, several: bool) -> tuple[Column, ...]:
    """The columns of a table of goals; of `several` journeys the first says which."""
    journey = Column(
        "report.journey", number=False, text=lambda words, _: words.say(words.sheet.journey.title)
    )
    return (*((journey,) if several else ()), *_COLUMNS)


def data(words: Words, goal: Goal) -> dict[str, Any]:
    """A row as plain data, numbers to six decimals; `None` where something is not known."""
    return {
        "journey": words.sheet.journey.id,
        "place": goal.place.id if goal.place is not None else None,
        "name": _place(words, goal),
        "measure": goal.measure,
        "persona": goal.persona,
        "value": _value(words, goal) or None,
        "target": _target(words, goal),
        "gap": rounded(goal.gap),
        "reached": goal.reached,
        "n": goal.ground.n if goal.ground else None,
        "date": _date(goal) or None,
        "owner": _owner(words, goal),
    }


def _place(words: Words, goal: Goal) -> str:
    return words.say(goal.place.name) if goal.place is not None else words.word("report.whole-journey")


def _value(words: Words, goal: Goal) -> str:
    if isinstance(goal.value, Measurement):
        return told(words.plan, goal.measure, goal.value)
    return figure(goal.value)


def _target(words: Words, goal: Goal) -> str:
    if isinstance(goal.target, int | float):
        return figure(goal.target)
    return words.plan.quantity(goal.target, goal.measure)


def _state(words: Words, goal: Goal) -> str:
    return words.word("value.unknown") if goal.value is None else words.reached(reached=goal.reached)


def _date(goal: Goal) -> str:
    return goal.ground.date.isoformat() if goal.ground and goal.ground.date and goal.value is not None else ""


def _owner(words: Words, goal: Goal) -> str | None:
    journey = words.sheet.journey
    if goal.place is None:
        return journey.owner
    stage = next(each for each in journey.stages if goal.place is each or goal.place in each.touchpoints)
    return stage.owner_of(goal.place)


_COLUMNS: Final = (
    Column("report.place", number=False, text=_place),
    Column(
        "report.measure",
        number=False,
        text=lambda words, goal: (
            words.word("report.score") if goal.measure == SCORE else words.plan.measure(goal.measure)
        ),
    ),
    Column(
        "report.persona",
        number=False,
        text=lambda words, goal: words.persona(goal.persona) if goal.persona else "",
    ),
    Column("report.value", number=True, text=_value),
    Column("report.target", number=True, text=_target),
    Column("report.gap", number=True, text=lambda _, goal: difference(goal.gap)),
    Column("report.status", number=False, text=_state),
    Column(
        "report.n",
        number=True,
        text=lambda _, goal: str(goal.ground.n) if goal.ground and goal.ground.n and goal.value else "",
    ),
    Column("report.date", number=False, text=lambda _, goal: _date(goal)),
    Column("report.owner", number=False, text=lambda words, goal: words.department(_owner(words, goal))),
)
