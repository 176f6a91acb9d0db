"""The map of a page: nothing of the picture is lost when it is taken apart."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from jmap.layout.scene import Group, Words, walk
from jmap.layout.type import LEFT
from jmap.render import palette
from jmap.render.format import Sheet
from jmap.render.looks import Classes
from jmap.render.svg import type_of
from jmap.report.formats.html import FORMAT
from jmap.report.map import _HEAD, Picture, _top
from jmap.report.names import Words as Names
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = (
    ("cx-blueprint", "shopping"),
    ("connected-crm", "purifier"),
    ("service-training", "buying-glasses"),
)


@pytest.fixture(params=EXAMPLES, ids=lambda param: param[1])
def sheet(root: Path, request: pytest.FixtureRequest) -> Sheet:
    folder, journey = request.param
    project = read_project(root / "examples" / folder).project
    return Sheet(project, project[journey], score_journey(project, project[journey]), "en", journey)


def texts(*markup: str) -> list[str]:
    parsed = etree.fromstring("<g>" + "".join(markup) + "</g>")
    return sorted(str(text) for text in parsed.xpath("//text/text()"))


def test_strips_hold_every_text_once(sheet: Sheet) -> None:
    drawn = Picture(Names(sheet), Classes(palette.variables())).whole()
    items = tuple(
        item for item in sheet.scene.items if isinstance(item, Group) and item.role not in {*_HEAD, "legend"}
    )
    parts = [
        strip[part]["items"]
        for strip in drawn["strips"]
        for part in ("label", "axis", "body")
        if strip.get(part)
    ]
    assert texts(*parts) == sorted(shape.text for shape in walk(items) if isinstance(shape, Words))


def placed(sheet: Sheet, looks: Classes) -> list[tuple[str, str | None, float, float]]:
    """Each text of the strips with its look and its place in the scene."""
    strips = Picture(Names(sheet), looks).whole()["strips"]
    columns = {name: float(x) for name, x in re.findall(r"\.(j\d+)\{translate:([\d.]+)px\}", looks.css())}
    tops = {
        "stages": _top(sheet.scene.items) - 6,
        **{lane: top for lane, (top, _) in sheet.scene.lanes.items()},
    }
    found = []
    for strip in (strip for strip in strips if strip["id"]):
        edge, top, *_ = map(float, strip["body"]["box"].split())
        for text in etree.fromstring(f"<svg>{strip['body']['items']}</svg>").iter("text"):
            x = float(text.get("x", "0")) + LEFT - edge
            y = float(text.get("y", "0")) + tops[strip["id"]] - top
            look = text.get("class")
            for group in text.iterancestors("g", "a"):
                across, down = map(float, re.findall(r"[\d.-]+", group.get("transform", "0 0")))
                names = group.get("class", "").split()
                x, y = x + across + sum(columns.get(name, 0) for name in names), y + down
                look = look or next((name for name in names if name not in columns), None)
            found.append((text.text, look or strip["body"]["type"], x, y))
    return found


def test_a_text_stands_where_the_scene_says_and_looks_so(sheet: Sheet) -> None:
    looks = Classes(palette.variables())
    found = placed(sheet, looks)
    wanted = [
        (item.text, type_of(item, looks).split('"')[1], item.x, item.y)
        for item in sheet.scene.shapes()
        if isinstance(item, Words)
    ]
    assert len(found) > 100
    for text, look, x, y in found:
        assert any(
            (text, look) == one[:2] and abs(x - one[2]) < 0.11 and abs(y - one[3]) < 0.11 for one in wanted
        ), text


def test_nothing_is_handed_down_to_a_line_that_cannot_take_it_back(sheet: Sheet) -> None:
    looks = Classes(palette.variables())
    strips = Picture(Names(sheet), looks).whole()["strips"]
    markup = "".join(strip["body"]["items"] for strip in strips)
    classes = " ".join(re.findall(r'<[ga] [^>]*class="([^"]*)"', markup)).split()
    handed = {*classes, *(strip["body"]["type"] for strip in strips if strip["body"]["type"])}
    rules = dict(re.findall(r"\.(j\d+)\{([^}]*)\}", looks.css()))
    said = {frozenset(part.partition(":")[0] for part in rules[name].split(";")) for name in handed}
    assert said == {frozenset({"font-size", "fill"}), frozenset({"translate"})}


def test_strips_lie_one_below_the_other(sheet: Sheet) -> None:
    drawn = Picture(Names(sheet), Classes(palette.variables())).whole()
    assert [strip["id"] for strip in drawn["lanes"]] == list(sheet.scene.lanes)
    tops = [top for top, _ in sheet.scene.lanes.values()]
    heights = [float(strip["body"]["box"].split()[3]) for strip in drawn["lanes"]]
    for (top, below), height in zip(pairwise([*tops, sheet.scene.height]), heights, strict=True):
        assert top + height <= below + 1


def test_a_legend_has_a_sign_for_each_meaning(sheet: Sheet) -> None:
    signs = Picture(Names(sheet), Classes(palette.variables())).whole()["signs"]
    assert "online" in [sign["text"] for sign in signs]
    for sign in signs:
        assert 4 <= float(sign["width"]) <= 40
        assert sign["items"]


def test_touchpoints_lead_to_their_rows(sheet: Sheet) -> None:
    heads = Picture(Names(sheet, "en:"), Classes(palette.variables())).whole()["strips"][0]["body"]["items"]
    links = re.findall(r'<a href="#en:t-([\w-]+)" class="j\d+', heads)
    assert links == [one.id for one in sheet.journey.touchpoints]


def test_a_look_stands_once(sheet: Sheet) -> None:
    looks = Classes(palette.variables())
    first = Picture(Names(sheet), looks).whole()
    rules = looks.css()
    assert Picture(Names(sheet), looks).whole() == first
    assert looks.css() == rules
    bodies = re.findall(r"\.j\d+\{([^}]*)\}", rules)
    assert len(bodies) == len(set(bodies)) > 10
    assert "font-size:13px" in rules


def test_all_that_a_persona_feels_at_a_touchpoint_is_one_group(sheet: Sheet) -> None:
    people = [id_ for id_ in sheet.journey.personas if id_ in sheet.project.personas]
    strips = {
        strip["id"]: strip for strip in Picture(Names(sheet), Classes(palette.variables())).whole()["lanes"]
    }
    body = etree.fromstring(f"<svg>{strips['emotion']['body']['items']}</svg>")
    for cell in body.xpath("g[g/@data-p]"):
        runs = [[*run] for is_group, run in groupby(cell, key=lambda one: one.tag == "g") if is_group]
        found = [[one.get("data-p") for one in run] for run in runs]
        assert all(len(run) == len(set(run)) and set(run) <= set(people) for run in found)
    assert bool(body.xpath("g/g/@data-p")) == (len(people) > 1)


@pytest.mark.parametrize("sheet", [("connected-crm", "purifier")], indirect=True, ids=["purifier"])
@pytest.mark.parametrize("lane", ["does", "feels", "quotes", "pains"])
def test_what_is_said_of_one_persona_can_be_told_from_the_rest(sheet: Sheet, lane: str) -> None:
    strips = {
        strip["id"]: strip for strip in Picture(Names(sheet), Classes(palette.variables())).whole()["lanes"]
    }
    body = etree.fromstring(f"<svg>{strips[lane]['body']['items']}</svg>")
    said = [
        one.persona
        for touchpoint in sheet.journey.touchpoints
        for one in getattr(touchpoint, lane)
        if one.persona in sheet.journey.personas
    ]
    assert said
    groups = body.xpath("//g[@data-p]")
    assert [group.get("data-p") for group in groups] == said
    assert all(group.xpath(".//text") for group in groups)


def test_touchpoints_without_lanes_keep_their_head(bare: Sheet) -> None:
    drawn = Picture(Names(bare), Classes(palette.variables())).whole()
    assert [strip["id"] for strip in drawn["strips"]] == ["stages"]
    assert drawn["lanes"] == []


def test_an_empty_journey_has_no_map(bare: Sheet) -> None:
    empty = bare.journey.model_copy(update={"stages": ()})
    sheet = replace(bare, journey=empty, scores=score_journey(bare.project, empty))
    drawn = Picture(Names(sheet), Classes(palette.variables())).whole()
    assert drawn["strips"] == []
    assert b"No touchpoints yet" in FORMAT.render(sheet).outputs[0].data
