"""Which lanes a map has, in which order, and what each draws."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from jmap.layout import bars, cards, cells
from jmap.layout.cells import Cell
from jmap.layout.emotion import draw_emotion
from jmap.layout.flow import draw_flow, has_flow
from jmap.layout.scene import Line, Rect
from jmap.layout.type import BODY, MARGIN, PAD, ROW, SMALL_BOLD
from jmap.model.project import DEFAULT_LANES, LANES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jmap.layout.columns import Column
    from jmap.layout.pen import Pen
    from jmap.layout.plan import Plan
    from jmap.model import Experience, Lane, Project

    Draw = Callable[[Plan, Pen, Cell], float]
    Has = Callable[[Plan, Cell], bool]

BLUEPRINT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("line.interaction", ("frontstage",)),
    ("line.visibility", ("backstage",)),
    ("line.internal", ("support", "systems")),
)
"""Lines of a service blueprint and the lanes that lie below each."""


class Row(NamedTuple):
    """One lane ready to be drawn.

    Attributes:
        id: of the lane; `measures.csat` for one of several measures.
        name: its label.
        sub: a smaller line below the label.
        draw: draws the contents from a top edge and returns their bottom.
    """

    id: str
    name: str
    sub: str
    draw: Callable[[Plan, Pen, float], float]


def chosen(project: Project) -> tuple[tuple[str, Lane | None], ...]:
    """The project's lanes in its order, else the usual ones, with what the project says of them."""
    if project.settings.lanes:
        return tuple((lane.id, lane) for lane in project.settings.lanes)
    return tuple((lane, None) for lane in DEFAULT_LANES)


def rows(plan: Plan) -> Iterator[Row]:
    """The lanes that hold anything, top to bottom."""
    for id_, lane in chosen(plan.project):
        source = (lane.origin if lane else None) or id_
        own = plan.say(lane.name) if lane and lane.name else ""
        yield from _rows(plan, id_, source, own)


def _rows(plan: Plan, id_: str, source: str, own: str) -> Iterator[Row]:
    head, _, rest = source.partition(".")
    if head == "measures":
        known = bars.measures_of([*(s.stage for s in plan.spans), *plan.journey.touchpoints])
        for measure in known if not rest else [rest] if rest in known else []:
            yield _measure_row(plan, id_, measure, own if rest else "")
    elif source == "emotion":
        if any(column.subject.emotion or column.stage.emotion for column in plan.columns):
            yield Row(id_, own or plan.word("lane.emotion"), "", draw_emotion)
    elif source == "score":
        if any(score.score.value is not None for score in plan.scores.touchpoints.values()):
            yield Row(id_, own or plan.word("lane.score"), plan.word("lane.score.sub"), _draw_scores)
    else:
        has, draw = _kind(source)
        found = [cell for cell in _all_cells(plan, source) if has(plan, cell)]
        if found:
            sub = plan.word("lane.opportunities.sub") if source == "opportunities" else ""
            name = own or (plan.word(f"lane.{source}") if source in LANES else source)
            yield Row(id_, name, sub, partial(_draw_cells, lane=id_, has=has, draw=draw))


def _kind(source: str) -> tuple[Has, Draw]:
    """Whether a lane has something to show in a cell, and how it draws it."""
    simple: dict[str, tuple[Has, Draw]] = {
        "channel": (lambda _, cell: bool(cell.experience.channels), cells.draw_channels),
        "duration": (lambda _, cell: cell.experience.duration is not None, cells.draw_duration),
        "image": (lambda _, cell: cell.experience.image is not None, cells.draw_image),
        "owner": (lambda _, cell: cell.experience.owner is not None, cells.draw_owner),
        "pains": (lambda _, cell: bool(cell.experience.pains), cards.draw_pains),
        "opportunities": (_has_opportunities, cards.draw_opportunities),
        "improvements": (cards.has_improvements, cards.draw_improvements),
    }
    if source in simple:
        return simple[source]
    return (
        lambda plan, cell: bool(cells.statements_of(plan, cell.experience, source)),
        partial(_statements, source=source),
    )


def _statements(plan: Plan, pen: Pen, cell: Cell, source: str) -> float:
    return cells.draw_statements(plan, pen, cell, source)


def _has_opportunities(plan: Plan, cell: Cell) -> bool:
    if cell.experience.opportunities:
        return True
    return "improvements" not in plan.lane_ids and cards.has_improvements(plan, cell)


def _all_cells(plan: Plan, lane: str) -> Iterator[Cell]:
    for span in plan.spans:
        yield Cell(span.stage, span.x, 0, span.width, lane, span.pointer)
        for column in span.columns:
            if column.touchpoint is not None:
                yield _cell(column, 0, lane)


def _cell(column: Column, y: float, lane: str) -> Cell:
    return Cell(column.subject, column.x + PAD, y, column.width - 2 * PAD, lane, column.pointer)


def _draw_cells(plan: Plan, pen: Pen, top: float, *, lane: str, has: Has, draw: Draw) -> float:
    """Every stage's own contents over all its columns, and below them those of its touchpoints."""
    bottom = top
    for number, span in enumerate(plan.spans):
        y = top
        whole = Cell(span.stage, span.x + PAD, y, span.width - 2 * PAD, lane, span.pointer)
        alone = not span.stage.touchpoints
        if has(plan, whole):
            with pen.group("cell", lane=lane, stage=span.stage.id):
                if not alone:
                    pen.put(Rect(whole.x, y, whole.width, 2, fill=f"stage-{number % 6 + 1}"))
                    whole = whole._replace(y=y + 7)
                y = draw(plan, pen, whole) + 9
            bottom = max(bottom, y - 9)
        for column in () if alone else span.columns:
            cell = _cell(column, y, lane)
            with pen.group("cell", lane=lane, stage=span.stage.id, touchpoint=getattr(column.touchpoint, "id", "")):
                if has(plan, cell):
                    bottom = max(bottom, draw(plan, pen, cell))
                elif lane in ("pains", "opportunities") and y == top:
                    pen.line("–", cell.x, y, cell.width, BODY, "muted")
                    bottom = max(bottom, y + BODY.leading)
    return bottom


def _measure_row(plan: Plan, lane: str, measure: str, own: str) -> Row:
    everything: list[Experience] = [*(s.stage for s in plan.spans), *plan.journey.touchpoints]
    found = [reading for e in everything for reading in bars.readings(plan, e, measure)]
    targets = {plan.quantity(r.measurement.target) if r.measurement.target else "" for r in found}
    general = plan.target(measure)
    shared = targets.pop() if len(targets) == 1 else ""
    shared = shared or (plan.quantity(general) if general else "")
    notes = [plan.word("measure.target", value=shared)] if shared else []
    if plan.lower_is_better(measure, found[0].measurement):
        notes.append(plan.word("measure.lower"))
    width = bars.widest_value(plan, everything, measure)

    def draw(plan: Plan, pen: Pen, cell: Cell) -> float:
        return bars.draw_measure(plan, pen, cell, measure, value_width=width, shared=shared)

    def contents(plan: Plan, pen: Pen, top: float) -> float:
        has = partial(_has_measure, measure=measure)
        bottom = _draw_cells(plan, pen, top, lane=id_, has=has, draw=draw)
        for span in plan.spans:
            if measure in span.stage.measures:
                continue
            for column in span.columns:
                if column.touchpoint is not None and not column.touchpoint.measures.get(measure):
                    bars.draw_unmeasured(plan, pen, _cell(column, top, id_))
        return bottom

    id_ = lane if lane != "measures" else f"measures.{measure}"
    return Row(id_, own or plan.measure(measure), " · ".join(notes), contents)


def _has_measure(_: Plan, cell: Cell, measure: str) -> bool:
    return bool(cell.experience.measures.get(measure))


def _draw_scores(plan: Plan, pen: Pen, top: float) -> float:
    bottom = top
    for column in plan.columns:
        if column.touchpoint is None:
            continue
        with pen.group("cell", lane="score", stage=column.stage.id, touchpoint=column.touchpoint.id):
            bottom = max(
                bottom, bars.draw_score(plan, pen, column, top - 4, column.width - 2 * PAD, column.x + PAD)
            )
    return bottom


def draw_divider(plan: Plan, pen: Pen, key: str, top: float) -> float:
    """One of the blueprint's lines with its name. Returns the bottom."""
    y = top + 13
    with pen.group("divider", lane=key):
        taken = pen.line(plan.word(key), MARGIN, top + 5, plan.right - MARGIN, SMALL_BOLD, "muted")
        pen.put(Line(MARGIN + taken + 10, y, plan.right, y, "muted", 1.4, (7, 5)))
    return top + 26


def dividers(row_ids: list[str]) -> dict[str, str]:
    """Which blueprint line is drawn above which lane: the first of its side, if anything stands above it."""
    found: dict[str, str] = {}
    for key, below in BLUEPRINT:
        first = next((id_ for id_ in row_ids if id_ in below), None)
        if first is not None and row_ids.index(first) > 0:
            found.setdefault(first, key)
    return found


FLOW = "flow"


def flow_row(plan: Plan) -> Row | None:
    """The flow lane, where the way through the journey is not the plain one."""
    if not has_flow(plan.journey):
        return None
    return Row(FLOW, plan.word("lane.flow"), "", draw_flow)


ROW_PAD = ROW
