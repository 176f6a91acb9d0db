"""Which lanes a map has, in which order, and what each draws."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from jmap.layout import bars, cards, cells
from jmap.layout.emotion import draw_emotion
from jmap.layout.flow import draw_flow, has_flow
from jmap.layout.grid import Row, draw_cells
from jmap.layout.measures import measure_rows
from jmap.layout.scene import Line
from jmap.layout.type import MARGIN, PAD, SMALL_BOLD
from jmap.model.project import DEFAULT_LANES, LANES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.layout.cells import Cell
    from jmap.layout.grid import Draw, Has
    from jmap.layout.pen import Pen
    from jmap.layout.plan import Plan
    from jmap.model import Lane, Project, Stage, Touchpoint

BLUEPRINT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("line.interaction", ("frontstage",)),
    ("line.visibility", ("backstage",)),
    ("line.internal", ("support", "systems")),
)
"""Lines of a service blueprint and the lanes that lie below each."""


def chosen(project: Project) -> tuple[tuple[str, Lane | None], ...]:
    """The project's lanes in its order, else the usual ones, with what the project says of them."""
    if project.settings.lanes:
        return tuple((lane.id, lane) for lane in project.settings.lanes)
    return tuple((lane, None) for lane in DEFAULT_LANES)


def sources(project: Project) -> frozenset[str]:
    """Whose contents the lanes of the map show."""
    return frozenset(_source(id_, lane) for id_, lane in chosen(project))


def _source(id_: str, lane: Lane | None) -> str:
    return (lane.origin if lane else None) or id_


def rows(plan: Plan) -> Iterator[Row]:
    """The lanes that hold anything, top to bottom."""
    for id_, lane in chosen(plan.project):
        source = _source(id_, lane)
        own = plan.say(lane.name) if lane and lane.name else ""
        yield from (row._replace(source=source) for row in _rows(plan, id_, source, own))


def _taken(project: Project) -> Iterator[str]:
    """Measures that stand in lanes of their own."""
    for _, lane in chosen(project):
        if lane is not None and lane.origin and lane.origin.startswith("measures."):
            yield lane.origin.partition(".")[2]


def _rows(plan: Plan, id_: str, source: str, own: str) -> Iterator[Row]:
    head, _, rest = source.partition(".")
    if head == "measures":
        yield from measure_rows(plan, id_, rest, own, frozenset(_taken(plan.project)))
    elif source == "emotion":
        if any(column.subject.emotion or column.stage.emotion for column in plan.columns):
            yield Row(id_, own or plan.word("lane.emotion"), "", partial(draw_emotion, lane=id_))
    elif source == "score":
        if any(score.score.value is not None for score in plan.scores.touchpoints.values()):
            name = own or plan.word("lane.score")
            yield Row(id_, name, plan.word("lane.score.sub"), partial(_draw_scores, lane=id_))
    else:
        has, draw = _kind(source)
        if any(has(plan, experience) for experience in plan.experiences):
            sub = plan.word(f"lane.{source}.sub") if source in ("pains", "opportunities") else ""
            empty = "–" if sub and plan.whole else ""
            name = own or (plan.word(f"lane.{source}") if source in LANES else source)
            yield Row(id_, name, sub, partial(draw_cells, lane=id_, has=has, draw=draw, empty=empty))


def _kind(source: str) -> tuple[Has, Draw]:
    """Whether a lane has something to show in a cell, and how it draws it."""
    simple: dict[str, tuple[Has, Draw]] = {
        "channel": (lambda _, here: bool(here.channels), cells.draw_channels),
        "duration": (lambda _, here: here.duration is not None, cells.draw_duration),
        "image": (lambda _, here: here.image is not None, cells.draw_image),
        "owner": (lambda _, here: here.owner is not None, cells.draw_owner),
        "pains": (lambda _, here: bool(here.pains), cards.draw_pains),
        "opportunities": (_has_opportunities, cards.draw_opportunities),
        "improvements": (cards.has_improvements, cards.draw_improvements),
    }
    if source in simple:
        return simple[source]
    return (
        lambda plan, here: bool(cells.statements_of(plan, here, source)),
        partial(_statements, source=source),
    )


def _statements(plan: Plan, pen: Pen, cell: Cell, source: str) -> float:
    return cells.draw_statements(plan, pen, cell, source)


def _has_opportunities(plan: Plan, here: Stage | Touchpoint) -> bool:
    if here.opportunities:
        return True
    return "improvements" not in plan.sources and cards.has_improvements(plan, here)


def _draw_scores(plan: Plan, pen: Pen, top: float, *, lane: str) -> float:
    bottom = top
    for column in plan.columns:
        if column.touchpoint is None:
            continue
        with pen.group("cell", lane=lane, stage=column.stage.id, touchpoint=column.touchpoint.id):
            bottom = max(
                bottom, bars.draw_score(plan, pen, column, top - 4, column.width - 2 * PAD, column.x + PAD)
            )
    return bottom


def draw_divider(plan: Plan, pen: Pen, key: str, top: float) -> float:
    """One of the blueprint's lines with its name. Returns the bottom."""
    y = top + 13
    with pen.group("divider", lane=key):
        taken = pen.line(plan.word(key), MARGIN, top + 5, plan.edge - MARGIN, SMALL_BOLD, "muted")
        pen.put(Line(MARGIN + taken + 10, y, plan.edge, y, "muted", 1.2, (6, 5)))
    return top + 26


def dividers(found: Sequence[Row]) -> dict[str, str]:
    """Which blueprint line is drawn above which lane: the first of its side, if anything stands above it."""
    lines: dict[str, str] = {}
    for key, below in BLUEPRINT:
        first = next((row for row in found if row.source in below), None)
        if first is not None and first is not found[0]:
            lines.setdefault(first.id, key)
    return lines


FLOW = "flow"


def flow_row(plan: Plan) -> Row | None:
    """The flow lane, where the way through the journey is not the plain one."""
    if not has_flow(plan.journey):
        return None
    return Row(FLOW, plan.word("lane.flow"), "", draw_flow)
