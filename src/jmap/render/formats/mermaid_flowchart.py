"""The `mermaid-flowchart` format: the flow with its branches and loops as a Mermaid flowchart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.render.flow import INK, LEVELS, MUTED, PANEL, RULE, Arrow, Group, Node, chart
from jmap.render.format import Format, Output, Rendered
from jmap.render.mermaid import escape, file, findings, heading, left_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.render.flow import Chart
    from jmap.render.format import Sheet

SUFFIX = ".flow.mmd"
_CARRIED = frozenset({"flow", "score"})
_SHAPES = {"step": ("(", ")"), "decision": ("{", "}"), "end": ("([", "])")}


def render(sheet: Sheet) -> Rendered:
    """The journey's flow as a Mermaid `flowchart`."""
    drawn = chart(sheet)
    text = file(lines(sheet, drawn), left_out(sheet, _CARRIED, sheet.language), sheet.language)
    missing = left_out(sheet, _CARRIED, "en")
    return Rendered(
        (Output(SUFFIX, text),), findings(f"{sheet.journey.id}{SUFFIX}", text, missing, len(drawn.arrows))
    )


def lines(sheet: Sheet, drawn: Chart) -> Iterator[str]:
    """The diagram line by line, without remarks on what it cannot carry."""
    yield "flowchart LR"
    yield from heading(sheet, drawn.title)
    for group in drawn.groups:
        yield from _group(group)
    if drawn.end:
        yield f"  {_node(drawn.end)}"
    for arrow in drawn.arrows:
        yield f"  {_arrow(arrow)}"
    for level, (ground, edge) in LEVELS.items():
        yield f"  classDef {level} fill:{ground},stroke:{edge},color:{INK}"
    yield f"  classDef stage fill:{PANEL},stroke:{RULE},color:{MUTED}"
    if drawn.groups:
        yield f"  class {','.join(group.key for group in drawn.groups)} stage"


def _group(group: Group) -> Iterator[str]:
    yield f'  subgraph {group.key}["{escape(group.name)}"]'
    for node in group.nodes:
        yield f"    {_node(node)}"
    yield "  end"


def _node(node: Node) -> str:
    left, right = _SHAPES[node.kind]
    lines = "<br>".join(escape(line) for line in (node.title, node.score) if line)
    return f'{node.key}{left}"{lines}"{right}:::{node.level}'


def _arrow(arrow: Arrow) -> str:
    text = f'|"{escape(arrow.text)}"|' if arrow.text else ""
    line = "-->" if arrow.places > 0 else "-.->"
    return f"{arrow.source} {line}{text} {arrow.target}"


FORMAT = Format(
    id="mermaid-flowchart",
    title="Mermaid flowchart",
    summary=(
        "A Mermaid flowchart (.flow.mmd) for GitHub, GitLab and docs sites: stages, touchpoints with score "
        "and colour, decisions, conditions, loops (dotted) and the end. Comments at its end list what it "
        "leaves out."
    ),
    render=render,
)
