from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jmap.model.flow import flow
from jmap.render.formats.mermaid_flowchart import FORMAT
from jmap.text.labels import label

if TYPE_CHECKING:
    from tests.render.conftest import ParseMermaid, SheetOf

    from jmap.render.format import Sheet


@pytest.mark.node
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_parser_reads_the_flow_back(crm: Sheet, parse_mermaid: ParseMermaid, language: str) -> None:
    sheet = replace(crm, language=language)
    journey = sheet.journey
    [parsed] = parse_mermaid(FORMAT.render(sheet).outputs[0].data)
    keys = {touchpoint.id: f"t{number}" for number, touchpoint in enumerate(journey.touchpoints, 1)} | {
        "end": "e"
    }
    seconds = [label("flow.score", language, value=value) for value in (75, 43, "?", 92, 61)]
    seconds[2] = label("score.none", language)
    names = [("★ " if t.moment_of_truth else "") + t.name.to(language) for t in journey.touchpoints]
    assert parsed["direction"] == "LR"
    assert parsed["accTitle"] == journey.title.to(language)
    assert parsed["groups"] == [
        {
            "key": f"s{number}",
            "name": stage.name.to(language),
            "nodes": [keys[t.id] for t in stage.touchpoints],
        }
        for number, stage in enumerate(journey.stages, 1)
    ]
    nodes = {node["key"]: node for node in parsed["nodes"]}
    assert [nodes[key]["lines"] for key in keys.values()] == [
        *([name, second] for name, second in zip(names, seconds, strict=True)),
        ["结束" if language == "zh-CN" else "Done"],
    ]
    assert [nodes[key]["shape"] for key in keys.values()] == [
        "round", "diamond", "round", "diamond", "diamond", "stadium",
    ]  # fmt: skip
    assert [nodes[key]["classes"] for key in keys.values()] == [
        ["good"], ["bad"], ["unknown"], ["good"], ["warn"], ["unknown"],
    ]  # fmt: skip
    loops = [("entry", "entry"), ("report", "search")]
    shares = {0.3: " · 30%", 0.7: "70%", None: ""}
    assert parsed["arrows"] == [
        {
            "source": keys[edge.source],
            "target": keys[edge.target],
            "text": (edge.when.to(language) if edge.when else "") + shares[edge.share],
            "stroke": "dotted" if (edge.source, edge.target) in loops else "normal",
        }
        for edge in flow(journey)
    ]


@pytest.mark.node
def test_odd_shapes_are_accepted(sheet_of: SheetOf, parse_mermaid: ParseMermaid) -> None:
    bare = sheet_of({"journey": "j", "title": "J"})
    circle = {"touchpoint": "t", "name": "T", "next": [{"to": "t"}]}
    endless = sheet_of(
        {
            "journey": "j",
            "title": "J",
            "stages": [{"stage": "s", "name": "S"}, {"stage": "r", "name": "R", "touchpoints": [circle]}],
        }
    )
    nothing, round_and_round = parse_mermaid(
        *(FORMAT.render(sheet).outputs[0].data for sheet in (bare, endless))
    )
    assert (nothing["groups"], nothing["nodes"], nothing["arrows"]) == ([], [], [])
    assert [group["name"] for group in round_and_round["groups"]] == ["S", "R"]
    assert [node["key"] for node in round_and_round["nodes"]] == [
        "t1"
    ]  # no way leads to the end, so there is none


def test_too_many_edges_are_said(sheet_of: SheetOf) -> None:
    touchpoints = [{"touchpoint": f"t{number}", "name": "T"} for number in range(501)]
    sheet = sheet_of(
        {"journey": "j", "title": "J", "stages": [{"stage": "s", "name": "S", "touchpoints": touchpoints}]}
    )
    assert [finding.code for finding in FORMAT.render(sheet).findings] == ["F302"]
