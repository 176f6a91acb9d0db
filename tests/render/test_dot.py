from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmap.diagnostics import Severity
from jmap.model.flow import flow
from jmap.model.text import ILLEGAL
from jmap.render.flow import chart
from jmap.render.formats.dot import FORMAT, source

if TYPE_CHECKING:
    from pathlib import Path

    from tests.render.conftest import SheetOf

    from jmap.render.format import Sheet

HOSTILE = [
    'x"; URL="javascript:alert(1)',
    "back\\",
    "back\\\\",
    'quote\\"',
    "\\N \\G \\L \\n \\l \\r",
    "<B>x</B>",
    "<TABLE><TR><TD>x</TD></TR></TABLE>",
    "<>",
    "&amp; &lt; &#x1b; &#60; &nbsp;",
    "a:b:c",
    "node",
    "subgraph cluster_x { }",
    '"];x[image="/etc/passwd"',
    "%3 // x /* y */ # z",
    "{a|b} <port>",
    "两行\n文字",
    "🧭 ★",
    "  blank  ends  ",
]
KNOWN = {
    "graph": {
        "bgcolor", "charset", "color", "fillcolor", "fontcolor", "fontname", "fontsize", "label", "labeljust",
        "labelloc", "margin", "nodesep", "pad", "penwidth", "rankdir", "ranksep", "style",
    },
    "node": {
        "color", "fillcolor", "fixedsize", "fontcolor", "fontname", "fontsize", "height", "label", "margin",
        "penwidth", "peripheries", "shape", "style", "width",
    },
    "edge": {
        "arrowsize", "color", "constraint", "fontcolor", "fontname", "fontsize", "label", "penwidth", "style", "weight",
    },
}  # fmt: skip
DRAWN = {
    "_draw_", "_ldraw_", "_hdraw_", "_tdraw_", "_background", "_gvid", "_subgraph_cnt", "bb", "directed",
    "edges", "head", "lheight", "lp", "lwidth", "name", "nodes", "objects", "pos", "strict", "subgraphs",
    "tail", "xdotversion",
}  # fmt: skip
"""What Graphviz itself adds in its JSON."""


def laid_out(text: str) -> dict[str, Any]:
    """The graph as Graphviz read and drew it."""
    done = subprocess.run(["dot", "-Tjson"], input=text.encode(), capture_output=True, check=True)
    # Emoji that the machine's fonts draw as several glyphs may be too wide; nothing else may be said.
    complaints = [line for line in done.stderr.splitlines() if not line.endswith(b"size too small for label")]
    assert complaints == []
    graph: dict[str, Any] = json.loads(done.stdout)
    return graph


def drawn_text(thing: dict[str, Any]) -> str:
    """The letters drawn for a node, an edge or a cluster, without blanks."""
    return bare("".join(step["text"] for step in thing.get("_ldraw_", ()) if step["op"] == "T"))


def bare(text: str) -> str:
    return "".join(text.split())


def drawn_names(graph: dict[str, Any]) -> dict[str, str]:
    return {thing["name"]: drawn_text(thing) for thing in graph["objects"]}


def check_attributes(graph: dict[str, Any]) -> None:
    clusters = [thing for thing in graph["objects"] if thing["name"].startswith("cluster_")]
    nodes = [thing for thing in graph["objects"] if thing not in clusters]
    kinds = {"graph": [graph, *clusters], "node": nodes, "edge": graph.get("edges", [])}
    for kind, things in kinds.items():
        for thing in things:
            assert thing.keys() <= KNOWN[kind] | DRAWN


@pytest.mark.dot
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_graphviz_reads_the_flow_back(crm: Sheet, language: str) -> None:
    sheet = replace(crm, language=language)
    journey = sheet.journey
    drawn = chart(sheet)
    graph = laid_out(source(drawn))
    check_attributes(graph)
    keys = {touchpoint.id: f"t{number}" for number, touchpoint in enumerate(journey.touchpoints, 1)} | {
        "end": "e"
    }
    names = drawn_names(graph)
    assert drawn_text(graph) == bare(journey.title.to(language))
    for number, stage in enumerate(journey.stages, 1):
        cluster = next(thing for thing in graph["objects"] if thing["name"] == f"cluster_s{number}")
        assert drawn_text(cluster) == bare(stage.name.to(language))
        inside = [graph["objects"][index]["name"] for index in cluster["nodes"]]
        assert inside == [keys[touchpoint.id] for touchpoint in stage.touchpoints]
    for node in (node for group in drawn.groups for node in group.nodes):
        assert names[node.key] == bare(node.title + node.score)
    assert names["e"] == ("结束" if language == "zh-CN" else "Done")
    shapes = {thing["name"]: thing["shape"] for thing in graph["objects"] if "shape" in thing}
    assert shapes == {
        "t1": "box",
        "t2": "diamond",
        "t3": "box",
        "t4": "diamond",
        "t5": "diamond",
        "e": "oval",
    }
    colors = {thing["name"]: thing["color"] for thing in graph["objects"] if "shape" in thing}
    assert len({colors["t1"], colors["t2"], colors["t3"], colors["t5"]}) == 4
    objects = {thing["_gvid"]: thing["name"] for thing in graph["objects"]}
    shares = {0.3: "·30%", 0.7: "70%", None: ""}
    found = sorted((objects[e["tail"]], objects[e["head"]], drawn_text(e)) for e in graph["edges"])
    assert found == sorted(
        (
            keys[edge.source],
            keys[edge.target],
            bare(edge.when.to(language) if edge.when else "") + shares[edge.share],
        )
        for edge in flow(journey)
    )


def everywhere(sheet_of: SheetOf, texts: list[str]) -> Sheet:
    """A sheet with a stage for each text, which stands in every place that the graph shows."""
    stages = []
    for number, text in enumerate(texts):
        step = {
            "touchpoint": f"t{number}",
            "name": text,
            "next": [{"to": f"t{number}", "when": text}, {"to": "end"}],
        }
        stages.append({"stage": f"s{number}", "name": text, "touchpoints": [step]})
    return sheet_of({"journey": "j", "title": texts[0], "stages": stages, "end": texts[0]})


def check_everywhere(sheet_of: SheetOf, texts: list[str]) -> None:
    drawn = chart(everywhere(sheet_of, texts))
    graph = laid_out(source(drawn))
    check_attributes(graph)
    names = drawn_names(graph)
    objects = {thing["_gvid"]: thing["name"] for thing in graph["objects"]}
    loops = {objects[e["tail"]]: drawn_text(e) for e in graph["edges"] if e["tail"] == e["head"]}
    assert drawn_text(graph) == bare(drawn.title)
    assert len(graph["objects"]) == 2 * len(texts) + 1
    assert len(graph["edges"]) == 2 * len(texts)
    for number, (text, group) in enumerate(zip(texts, drawn.groups, strict=True)):
        shown = bare(text)
        assert names[f"cluster_{group.key}"] == (shown or f"s{number}")
        assert names[group.nodes[0].key] == (shown or f"t{number}") + bare(group.nodes[0].score)
        assert loops[group.nodes[0].key] == shown


@pytest.mark.dot
def test_hostile_texts_are_only_texts(sheet_of: SheetOf) -> None:
    check_everywhere(sheet_of, HOSTILE)


@pytest.mark.dot
def test_naughty_strings_are_only_texts(sheet_of: SheetOf, naughty: list[str]) -> None:
    for start in range(0, len(naughty), 60):
        check_everywhere(sheet_of, naughty[start : start + 60])


SYNTAX = [
    '"',
    "\\",
    "\\n",
    "\\N",
    "<",
    ">",
    "<b>",
    "&",
    "&lt;",
    "&#x1b;",
    ";",
    ":",
    "{",
    "}",
    "[",
    "]",
    "=",
    "\n",
    " ",
    "字",
]
texts = st.lists(
    st.one_of(st.sampled_from(SYNTAX), st.text(max_size=5).filter(lambda text: not ILLEGAL.search(text))),
    max_size=8,
).map("".join)


@pytest.mark.dot
@settings(max_examples=40)
@given(st.lists(texts, min_size=1, max_size=5))
def test_any_text_is_only_text(sheet_of: SheetOf, some: list[str]) -> None:
    check_everywhere(sheet_of, some)


@pytest.mark.dot
def test_labels_fit_their_nodes(crm: Sheet) -> None:
    graph = laid_out(source(chart(crm)))
    for thing in graph["objects"]:
        texts = [step for step in thing.get("_ldraw_", ()) if step["op"] == "T"]
        if "shape" not in thing:
            continue
        wide = max(step["width"] for step in texts) / 72 / float(thing["width"])
        high = len(texts) * 14 * 1.2 / 72 / float(thing["height"])
        assert (wide + high if thing["shape"] == "diamond" else max(wide, high)) <= 1.0


@pytest.mark.dot
def test_pictures_come_with_the_graph(crm: Sheet) -> None:
    rendered = FORMAT.render(crm)
    assert rendered.findings == ()
    dot, svg, png = rendered.outputs
    assert (dot.suffix, svg.suffix, png.suffix) == (".dot", ".dot.svg", ".dot.png")
    assert dot.data.decode().startswith("digraph flow {")
    assert png.data.startswith(b"\x89PNG")
    text = svg.data.decode()
    assert "<title>CRM 用户体验地图</title>" in text
    assert "<title>报表 → 查询</title>" in text
    for unwanted in ("<!", "xlink", "href", "id=", "script", "/usr", "t5-", "cluster_s"):
        assert unwanted not in text


@pytest.mark.dot
def test_an_empty_stage_keeps_its_cluster(sheet_of: SheetOf) -> None:
    sheet = sheet_of({"journey": "j", "title": "J", "stages": [{"stage": "s", "name": "Nothing yet"}]})
    assert drawn_names(laid_out(source(chart(sheet))))["cluster_s1"] == "Nothingyet"
    assert laid_out(source(chart(sheet_of({"journey": "j", "title": "J"}))))["name"] == "flow"


@pytest.mark.dot
def test_stages_and_touchpoints_stand_in_order_whatever_leads_back(sheet_of: SheetOf) -> None:
    def touchpoint(id_: str, *to: str) -> dict[str, Any]:
        return {"touchpoint": id_, "name": id_, "next": [{"to": target} for target in to]}

    sheet = sheet_of(
        {
            "journey": "j",
            "title": "J",
            "stages": [
                {
                    "stage": "a",
                    "name": "A",
                    "touchpoints": [touchpoint("t1", "t2", "t3"), touchpoint("t2", "t4")],
                },
                {"stage": "b", "name": "B"},
                {
                    "stage": "c",
                    "name": "C",
                    "touchpoints": [touchpoint("t3", "t2", "t4"), touchpoint("t4", "t2", "end")],
                },
            ],
        }
    )
    graph = laid_out(source(chart(sheet)))
    across = {
        thing["name"]: float(thing["pos"].split(",")[0]) for thing in graph["objects"] if "pos" in thing
    }
    assert sorted(across, key=across.__getitem__) == ["t1", "t2", "s2_empty", "t3", "t4", "e"]


def test_without_graphviz_there_is_the_graph_and_a_hint(
    crm: Sheet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("jmap.render.graphviz.find_spec", lambda _: None)
    rendered = FORMAT.render(crm)
    assert [output.suffix for output in rendered.outputs] == [".dot"]
    [finding] = rendered.findings
    assert (finding.code, finding.severity) == ("F303", Severity.INFO)
    assert finding.hint is not None
    assert re.search(r"apt install graphviz.*jmap\[graphviz\]", finding.hint)


def test_a_failing_graphviz_costs_only_the_pictures(
    crm: Sheet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\necho 'Error: \x1b[31mno' >&2\nexit 3\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    rendered = FORMAT.render(crm)
    assert [output.suffix for output in rendered.outputs] == [".dot"]
    [finding] = rendered.findings
    assert (finding.code, finding.severity) == ("F304", Severity.WARNING)
    assert "crm.dot was written" in finding.message
    assert finding.message.endswith("(exit code 3): Error: [31mno")
