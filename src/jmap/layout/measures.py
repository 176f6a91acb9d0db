"""Which measures get a lane of their own, and which share one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jmap.layout import bars
from jmap.layout.grid import Row, draw_cells
from jmap.layout.type import SMALL_BOLD
from jmap.score.goal import lower_is_better

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.layout.cells import Cell
    from jmap.layout.pen import Pen
    from jmap.layout.plan import Plan
    from jmap.model import Stage, Touchpoint

USUAL = 0.5
"""A measure known at this share of touchpoints has a lane of its own; rarer ones share one."""


def measure_rows(plan: Plan, lane: str, only: str, name: str, elsewhere: frozenset[str]) -> Iterator[Row]:
    """The lanes of measured values.

    Args:
        plan: the map.
        lane: id of the lane the project chose.
        only: the one measure it shows; all when empty.
        name: the project's name for the lane.
        elsewhere: measures that have lanes of their own by the project's choice.
    """
    known = bars.measures_of(plan.experiences)
    if only:
        if only in known:
            yield _single(plan, lane, only, name)
        return
    left = [measure for measure in known if measure not in elsewhere]
    usual = [measure for measure in left if _spread(plan, measure) >= USUAL]
    rare = [measure for measure in left if measure not in usual]
    if len(rare) == 1:
        usual, rare = left, []
    for measure in usual:
        yield _single(plan, f"{lane}.{measure}", measure, "")
    if rare:
        yield _shared(plan, lane, rare, name)


def _spread(plan: Plan, measure: str) -> float:
    """Share of the columns where the measure is known."""
    known = sum(
        bool(column.subject.measures.get(measure) or column.stage.measures.get(measure))
        for column in plan.columns
    )
    return known / len(plan.columns)


def _single(plan: Plan, lane: str, measure: str, name: str) -> Row:
    """A lane of one measure, whose label tells the target they share."""
    found = [reading for e in plan.experiences for reading in bars.readings(plan, e, measure)]
    targets = {plan.quantity(r.measurement.target, measure) if r.measurement.target else "" for r in found}
    general = plan.target(measure)
    shared = targets.pop() if len(targets) == 1 else ""
    shared = shared or (plan.quantity(general, measure) if general else "")
    notes = [plan.word("measure.target", value=shared)] if shared else []
    if lower_is_better(plan.project, measure, found[0].measurement):
        notes.append(plan.word("measure.lower"))
    room = bars.widest_value(found)

    def draw(plan: Plan, pen: Pen, cell: Cell) -> float:
        return bars.draw_measure(plan, pen, cell, measure, value_width=room, shared=shared)

    def has(_: Plan, here: Stage | Touchpoint) -> bool:
        return bool(here.measures.get(measure))

    contents = partial(draw_cells, lane=lane, has=has, draw=draw, empty=plan.word("value.unknown"))
    return Row(lane, name or plan.measure(measure), " · ".join(notes), contents)


def _shared(plan: Plan, lane: str, measures: Sequence[str], name: str) -> Row:
    """A lane of several measures, each named where it is known."""
    room = bars.widest_value(r for m in measures for e in plan.experiences for r in bars.readings(plan, e, m))

    def draw(plan: Plan, pen: Pen, cell: Cell) -> float:
        y = cell.y
        for measure in known(cell.experience):
            title = plan.measure(measure)
            if lower_is_better(
                plan.project, measure, bars.readings(plan, cell.experience, measure)[0].measurement
            ):
                title += f" ({plan.word('measure.lower')})"
            y = pen.paragraph(title, cell.x, y, cell.width, SMALL_BOLD, "ink", lines=2)
            y = bars.draw_measure(plan, pen, cell._replace(y=y), measure, value_width=room, shared="") + 8
        return y - 8

    def has(_: Plan, here: Stage | Touchpoint) -> bool:
        return bool(known(here))

    def known(here: Stage | Touchpoint) -> list[str]:
        return [measure for measure in measures if here.measures.get(measure)]

    contents = partial(draw_cells, lane=lane, has=has, draw=draw, empty=plan.word("value.unknown"))
    return Row(lane, name or plan.word("lane.measures"), "", contents)
