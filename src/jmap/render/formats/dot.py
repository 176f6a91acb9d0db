"""The `dot` format: the flow in Graphviz's language, and pictures of it where Graphviz is installed.

What the graph looks like is fixed here: only labels and sizes come from the spec. The pictures depend on the
fonts and the Graphviz of the machine, so they are no part of the promise that the same input gives the same
bytes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from jmap.diagnostics import Severity
from jmap.errors import RenderError, ToolMissingError
from jmap.render.codes import TOOL_FAILED, TOOL_MISSING
from jmap.render.flow import INK, LEVELS, MUTED, PANEL, RULE, Arrow, Chart, Group, Node, chart
from jmap.render.format import Format, Output, Rendered
from jmap.render.graphviz import draw, quote
from jmap.render.graphviz_svg import publishable
from jmap.spec.codes import finding
from jmap.text.metrics import width
from jmap.text.wrap import wrap

if TYPE_CHECKING:
    from graphviz import Digraph

    from jmap.render.format import Sheet

FONT: Final = "Noto Sans, Noto Sans SC, Noto Sans CJK SC, PingFang SC, Microsoft YaHei, sans-serif"
SIZE, SMALL, TITLE = 14, 11, 20
"""Sizes of type in points: nodes, conditions, the title."""
_LEADING: Final = 1.25
_COLUMN, _CONDITION, _STAGE, _HEADLINE = 132.0, 110.0, 240.0, 900.0
"""Points after which names of touchpoints, conditions, names of stages and the title go on in a new line."""
_INCH: Final = 72.0
_MIDDLE: Final = 0.56
"""Share of a diamond's width that its text takes; the rest of the height follows from it."""

_GRAPH = {
    "rankdir": "LR", "charset": "UTF-8", "bgcolor": "white",
    "pad": "0.35", "nodesep": "0.4", "ranksep": "0.5",
    "fontname": FONT, "fontsize": str(TITLE), "fontcolor": INK, "labelloc": "t", "labeljust": "l",
}  # fmt: skip
_STAGE_BOX = {
    "style": "rounded,filled", "fillcolor": PANEL, "color": RULE, "penwidth": "1", "margin": "18",
    "fontname": FONT, "fontsize": str(SIZE), "fontcolor": MUTED, "labelloc": "t", "labeljust": "l",
}  # fmt: skip
_NODES = {
    "fontname": FONT, "fontsize": str(SIZE), "fontcolor": INK, "fixedsize": "true", "penwidth": "1.4",
    "style": "filled", "margin": "0",
}  # fmt: skip
_EDGES = {
    "fontname": FONT, "fontsize": str(SMALL), "fontcolor": MUTED, "color": MUTED, "arrowsize": "0.7",
    "penwidth": "1.2",
}  # fmt: skip


def render(sheet: Sheet) -> Rendered:
    """The graph, and its pictures if they can be made."""
    drawn = chart(sheet)
    text = source(drawn)
    outputs = [Output(".dot", text.encode())]
    findings = []
    try:
        svg = publishable(draw(text, "svg"), drawn.title, sheet.language, _titles(drawn))
        outputs.append(Output(".dot.svg", svg))
        outputs.append(Output(".dot.png", draw(text, "png")))
    except ToolMissingError as error:
        message = f"no pictures of the flow, only .dot files: {error.tool} is not installed"
        findings.append(finding(TOOL_MISSING, message, severity=Severity.INFO, hint=error.hint))
    except RenderError as error:
        message = f"{sheet.journey.id}.dot was written, but not all of its pictures: {error}"
        findings.append(finding(TOOL_FAILED, message, severity=Severity.WARNING))
    return Rendered(tuple(outputs), tuple(findings))


def source(drawn: Chart) -> str:
    """The graph in the DOT language."""
    from graphviz import Digraph

    graph = Digraph("flow", graph_attr=_GRAPH, node_attr=_NODES, edge_attr=_EDGES)
    graph.attr(label=_folded(drawn.title, _HEADLINE, TITLE))
    for group in drawn.groups:
        with graph.subgraph(name=f"cluster_{group.key}", graph_attr=_STAGE_BOX) as stage:
            _add_stage(stage, group)
    if drawn.end:
        _add_node(graph, drawn.end)
    for arrow in drawn.arrows:
        _add_arrow(graph, arrow)
    for before, after in pairwise(drawn.groups):
        if not (before.nodes and after.nodes):  # no arrow holds an empty stage between its neighbours
            graph.edge(_keys(before)[-1], _keys(after)[0], style="invis")
    text: str = graph.source
    return text


def _folded(text: str, column: float, size: float) -> str:
    return quote("\n".join(wrap(text, column, size)))


def _add_stage(stage: Digraph, group: Group) -> None:
    stage.attr(label=_folded(group.name, _STAGE, SIZE))
    for node in group.nodes:
        _add_node(stage, node)
    if not group.nodes:  # Graphviz draws no empty cluster
        stage.node(*_keys(group), label="", style="invis")


def _keys(group: Group) -> list[str]:
    """The nodes of a stage; one that is not seen, if it has none."""
    return [node.key for node in group.nodes] or [f"{group.key}_empty"]


def _add_node(graph: Digraph, node: Node) -> None:
    lines = [*wrap(node.title, _COLUMN, SIZE), *([node.score] if node.score else [])]
    wide = max(width(line, SIZE) for line in lines)
    high = len(lines) * SIZE * _LEADING
    shape, style = "box", "rounded,filled"
    if node.kind == "decision":
        shape, style = "diamond", "filled"
        wide = wide / _MIDDLE + 16
        high = high / (1 - _MIDDLE) + 8
    elif node.kind == "end":
        shape, style = "oval", "filled"
        wide, high = wide * 1.3 + 24, high * 1.3 + 14
    else:
        wide, high = max(wide + 32, 92.0), high + 20
    ground, edge = LEVELS[node.level]
    graph.node(
        node.key,
        label=quote("\n".join(lines)),
        shape=shape,
        style=style,
        fillcolor=ground,
        color=edge,
        peripheries="2" if node.kind == "end" else "1",
        width=f"{wide / _INCH:.3f}",
        height=f"{high / _INCH:.3f}",
    )


def _add_arrow(graph: Digraph, arrow: Arrow) -> None:
    more = {"label": _folded(arrow.text, _CONDITION, SMALL)} if arrow.text else {}
    if arrow.places <= 0:
        # Or what follows could stand before what leads to it.
        more |= {"style": "dashed", "constraint": "false"}
    elif arrow.places == 1:
        more["weight"] = "10"  # the plain way stays a straight line
    graph.edge(arrow.source, arrow.target, **more)


def _titles(drawn: Chart) -> dict[str, str]:
    """Words for what Graphviz calls `t1`, `cluster_s1` and `t1->t2`."""
    nodes = {node.key: node.title for group in drawn.groups for node in group.nodes}
    if drawn.end:
        nodes[drawn.end.key] = drawn.end.name
    stages = {f"cluster_{group.key}": group.name for group in drawn.groups}
    arrows = {f"{a.source}->{a.target}": f"{nodes[a.source]} → {nodes[a.target]}" for a in drawn.arrows}
    return nodes | stages | arrows


FORMAT = Format(
    id="dot",
    title="Graphviz",
    summary=(
        "The flow as a Graphviz graph (.dot): a cluster for each stage, touchpoints with score and colour, "
        "decisions, conditions, loops (dashed) and the end; with pictures (.dot.svg, .dot.png) where "
        "Graphviz is installed."
    ),
    render=render,
)
