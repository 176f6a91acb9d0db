from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jmap.model import Statement, Text
from jmap.report.filters import marks
from jmap.report.names import Words
from jmap.report.page import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.report.conftest import Told

    from jmap.render.format import Sheet


def test_a_touchpoint_answers_to_what_it_names(sheet_with: Callable[..., Sheet]) -> None:
    first, empty = page(sheet_with("Text"))["touchpoints"]
    told, plain = first["touchpoints"]
    assert told["marks"] == {
        "persona": ["one", "two"],
        "channel": ["web"],
        "department": ["dep"],
        "stage": ["first"],
        "score": [told["score"]["level"]],
    }
    assert plain["marks"]["persona"] == ["one", "two"], "what names nobody is everybody's"
    assert empty["touchpoints"][0]["marks"]["score"] == ["unknown"]


def test_facets_that_part_nothing_are_left_out(sheet_with: Callable[..., Sheet], bare: Sheet) -> None:
    facets = {facet["id"]: facet["options"] for facet in page(sheet_with("Text"))["filters"]}
    assert [option["id"] for option in facets["persona"]] == ["one", "two"]
    assert facets["channel"] == [{"id": "web", "name": "Text"}], "one of several touchpoints has a channel"
    assert [option["id"] for option in facets["stage"]] == ["first", "empty"]
    assert page(bare)["filters"] == []


def test_a_touchpoint_answers_to_the_owner_and_channels_of_its_stage(told: Told) -> None:
    stage = (
        "{name: Arrive, owner: Porters, channel: Shop, touchpoints: [Door, {name: Desk, owner: Reception}]}"
    )
    found = told(f"journey: visit\nstages: [{stage}]\n")
    door, desk = (one["marks"] for one in found["touchpoints"][0]["touchpoints"])
    assert (door["department"], door["channel"]) == (["porters"], ["shop"])
    assert (desk["department"], desk["channel"]) == (["reception"], ["shop"])
    assert "department" in {facet["id"] for facet in found["filters"]}


def test_whom_a_remark_is_about_says_nothing_of_the_touchpoint(sheet_with: Callable[..., Sheet]) -> None:
    sheet = sheet_with("Text")
    stage = sheet.journey.stages[0]
    plain = stage.touchpoints[1].model_copy(
        update={"notes": (Statement(text=Text({"en": "Ask one again"}), persona="one", private=True),)}
    )
    assert marks(Words(sheet), stage, plain)["persona"] == ["one", "two"]
    thought = plain.model_copy(update={"notes": (), "thinks": plain.notes})
    assert marks(Words(sheet), stage, thought)["persona"] == ["one", "two"], "what is private says nothing"
    options = sheet.options._replace(private=True)
    assert marks(Words(replace(sheet, options=options)), stage, thought)["persona"] == ["one"]
