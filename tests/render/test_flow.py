from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jmap.render.flow import INK, LEVELS, Arrow, Node, chart
from jmap.render.palette import MARK, contrast
from jmap.score import score_journey
from jmap.text.labels import label

if TYPE_CHECKING:
    from tests.render.conftest import SheetOf

    from jmap.render.format import Sheet


def test_arrows_know_how_far_they_lead(crm: Sheet) -> None:
    drawn = chart(replace(crm, language="en"))
    assert drawn.arrows == (
        Arrow("t1", "t2", "", 1),
        Arrow("t2", "t3", "complete", 1),
        Arrow("t2", "t2", "a field is missing", 0),
        Arrow("t3", "t4", "", 1),
        Arrow("t4", "t5", "figures needed · 30%", 1),
        Arrow("t4", "e", "70%", 2),
        Arrow("t5", "e", "accepted", 1),
        Arrow("t5", "t3", "data missing", -2),
    )


def test_a_blank_name_gives_way_to_the_id(sheet_of: SheetOf) -> None:
    touchpoint = {"touchpoint": "here", "name": " "}
    stages = [{"stage": "phase", "name": "\n", "touchpoints": [touchpoint]}]
    drawn = chart(sheet_of({"journey": "way", "title": "", "stages": stages, "end": "\t"}))
    [group] = drawn.groups
    assert (drawn.title, group.name, group.nodes[0].name) == ("way", "phase", "here")
    assert drawn.end is not None
    assert drawn.end.name.strip()


def test_a_journey_of_stages_alone_is_a_chain_of_them(sheet_of: SheetOf) -> None:
    stages = [
        {"stage": "aware", "name": "Aware", "emotion": [{"value": 4}], "moment_of_truth": True},
        {"stage": "buy", "name": "Buy"},
    ]
    sheet = sheet_of({"journey": "way", "title": "Way", "stages": stages})
    drawn = chart(replace(sheet, scores=score_journey(sheet.project, sheet.journey)))
    assert [(group.name, group.nodes) for group in drawn.groups] == [
        ("Aware", (Node("t1", "Whole stage", "Score 75", "good", "step", moment=True),)),
        ("Buy", (Node("t2", "Whole stage", label("score.none", "en"), "unknown", "step"),)),
    ]
    assert (drawn.arrows, drawn.end) == ((Arrow("t1", "t2", "", 1),), None)


@pytest.mark.parametrize("level", LEVELS)
def test_nodes_can_be_read(level: str) -> None:
    ground, edge = LEVELS[level]
    assert contrast(INK, ground) >= 12
    assert contrast(edge, ground) >= MARK
