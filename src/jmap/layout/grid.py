"""The grid of a lane: a cell for every touchpoint, and for each stage one over all its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.layout.cells import Cell
from jmap.layout.scene import Rect
from jmap.layout.type import PAD, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from jmap.layout.columns import Column
    from jmap.layout.pen import Pen
    from jmap.layout.plan import Plan
    from jmap.model import Stage, Touchpoint

    Draw = Callable[[Plan, Pen, Cell], float]
    """Draws a cell and returns its bottom."""
    Has = Callable[[Plan, Stage | Touchpoint], bool]
    """Whether a lane has anything to show of a stage or touchpoint."""


class Row(NamedTuple):
    """One lane ready to be drawn.

    Attributes:
        id: of the lane; `measures.csat` for one of several measures.
        name: its label.
        sub: a smaller line below the label.
        draw: draws the contents from a top edge and returns their bottom.
        source: the lane of the language or the project whose contents it shows: its own, or that it comes `from`.
    """

    id: str
    name: str
    sub: str
    draw: Callable[[Plan, Pen, float], float]
    source: str = ""


def cell_of(column: Column, y: float, lane: str) -> Cell:
    """A touchpoint's cell."""
    return Cell(column.subject, column.x + PAD, y, column.width - 2 * PAD, lane, column.pointer)


def draw_cells(
    plan: Plan, pen: Pen, top: float, *, lane: str, has: Has, draw: Draw, empty: str = ""
) -> float:
    """Every stage's own contents over all its columns, and below them those of its touchpoints.

    Args:
        plan: the map.
        pen: what draws.
        top: where the contents begin.
        lane: its id.
        has: whether there is anything to show of a stage or touchpoint.
        draw: shows it.
        empty: what stands in place of nothing; it is left blank where the stage speaks for its touchpoints.
    """
    bottom = top
    for span in plan.spans:
        y = top
        alone = not span.stage.touchpoints
        if has(plan, span.stage):
            whole = Cell(span.stage, span.x + PAD, y, span.width - 2 * PAD, lane, span.pointer)
            with pen.group("cell", lane=lane, stage=span.stage.id):
                if not alone:
                    pen.put(Rect(whole.x, y, whole.width, 2, fill=span.color))
                    whole = whole._replace(y=y + 7)
                y = draw(plan, pen, whole) + 9
            bottom = max(bottom, y - 9)
        for column in () if alone else span.columns:
            known = has(plan, column.subject)
            if not known and not (empty and y == top):
                continue
            cell = cell_of(column, y, lane)
            with pen.group("cell", lane=lane, stage=span.stage.id, touchpoint=column.touchpoint_id):
                if known:
                    bottom = max(bottom, draw(plan, pen, cell))
                else:
                    pen.line(empty, cell.x, y + 1.5, cell.width, SMALL, "muted")
                    bottom = max(bottom, y + 1.5 + SMALL.leading)
    return bottom
