"""Lay a journey out: every part of the map at its place, once, for all formats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.layout.columns import LEAST, spans
from jmap.layout.flow import TAIL, has_flow
from jmap.layout.head import draw_names, draw_stages, draw_title, label
from jmap.layout.lanes import dividers, draw_divider, flow_row, rows, sources
from jmap.layout.legend import draw_legend
from jmap.layout.pen import Pen
from jmap.layout.plan import Plan
from jmap.layout.scene import Line, Scene
from jmap.layout.type import LEFT, MARGIN, ROW, SUBTITLE
from jmap.text.number import plain

if TYPE_CHECKING:
    from jmap.layout.grid import Row
    from jmap.model import Journey, Project
    from jmap.score.result import JourneyScore

HEAD = 2400.0
"""The head of a map is at most this wide: score and personas stay near the title of a very long one."""


def arrange(
    project: Project,
    journey: Journey,
    scores: JourneyScore,
    language: str,
    *,
    private: bool = False,
    whole: bool = True,
) -> Scene:
    """Draw a journey in one language. `private` lets private notes in; `whole` says that nothing was left out.

    The cost grows linearly with the touchpoints.
    """
    tail = TAIL if has_flow(journey) else 0.0
    plan = Plan(
        project, journey, scores, language, private, spans(journey, tail),
        sources(project), tail, whole,
    )  # fmt: skip
    pen = Pen(language)
    width = max(LEAST, (plan.right if plan.columns else 0) + tail + MARGIN)
    y = draw_title(plan, pen, min(width, HEAD)) + 20
    if not plan.columns:
        pen.line(plan.word("map.empty"), MARGIN, y, width - 2 * MARGIN, SUBTITLE, "muted")
        return _scene(plan, pen, (width, y + 60), {}, y)
    y = draw_stages(plan, pen, y) + 10
    lanes: dict[str, tuple[float, float]] = {}
    names = draw_names(plan, pen, y)
    heads = y = _separate(pen, names + ROW, width) if names > y else y
    found = list(rows(plan))
    lines = dividers(found)
    flow = flow_row(plan)
    for row in [flow, *found] if flow else found:
        if row.id in lines:
            y = draw_divider(plan, pen, lines[row.id], y)
        bottom = _draw_row(plan, pen, row, y)
        lanes[row.id] = y, bottom
        y = bottom if _divided(lines, found, row) else _separate(pen, bottom, width)
    y = draw_legend(plan, pen, y, width - MARGIN)
    return _scene(plan, pen, (width, y + 24), lanes, heads)


def _draw_row(plan: Plan, pen: Pen, row: Row, top: float) -> float:
    bottom = label(pen, row.id, row.name, row.sub, top)
    # The curves' ground reaches from line to line; everything else keeps its distance.
    gap = 0.0 if row.source == "emotion" else ROW
    with pen.group("lane", lane=row.id):
        return max(bottom + ROW, row.draw(plan, pen, top + gap) + gap)


def _divided(lines: dict[str, str], found: list[Row], row: Row) -> bool:
    """Whether one of the blueprint's lines follows, which stands for the fine one."""
    after = found.index(row) + 1 if row in found else 0
    return after < len(found) and found[after].id in lines


def _separate(pen: Pen, y: float, width: float) -> float:
    pen.put(Line(MARGIN, y, width - MARGIN, y, "line"))
    return y


def _scene(
    plan: Plan, pen: Pen, size: tuple[float, float], lanes: dict[str, tuple[float, float]], heads: float
) -> Scene:
    journey = plan.journey
    grid = {column.subject.id: (column.x, column.width) for column in plan.columns}
    return Scene(
        width=size[0],
        height=size[1],
        title=plan.say(journey.title),
        description=_description(plan),
        language=plan.language,
        items=tuple(pen.items),
        truncated=tuple(dict.fromkeys(pen.truncated)),
        signs=frozenset(pen.signs),
        grid=grid,
        lanes=lanes,
        heads=heads,
        left=LEFT,
    )


def _description(plan: Plan) -> str:
    """The map in a few sentences."""
    journey, scores = plan.journey, plan.scores
    separator = plan.word("list.separator")
    kind = "map.description" if journey.touchpoints else "map.description.stages"
    sentences = [plan.word(kind, stages=len(journey.stages), touchpoints=len(journey.touchpoints))]
    if plan.travellers:
        names = separator.join(plan.say(t.persona.name) for t in plan.travellers if t.persona)
        sentences.append(plan.word("map.personas", names=names))
    if scores.score.value is not None:
        sentences.append(plan.word("map.score", value=plain(scores.score.value, 0)))
    lowest = journey.at(scores.lowest or "")
    if lowest is not None:
        sentences.append(plan.word("map.lowest", name=plan.say(lowest.name)))
    return " ".join(sentences)
