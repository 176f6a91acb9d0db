from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jmap.build.formats import find_formats
from jmap.diagnostics import Severity
from jmap.render.format import Options, Sheet
from jmap.view import read_view

if TYPE_CHECKING:
    from tests.render.conftest import SheetOf

    from jmap.render.format import Format

LONG = "word " * 400


def journey(**touchpoint: Any) -> dict[str, Any]:
    stage = {"stage": "s", "name": "S", "touchpoints": [{"touchpoint": "t", "name": "T", **touchpoint}]}
    return {"journey": "j", "title": "T", "stages": [stage]}


def told(sheet: Sheet, format_: Format) -> list[str]:
    sheet = replace(sheet, options=sheet.options._replace(embed_fonts=False))
    return [one.message for one in format_.render(sheet).findings if one.code == "F202"]


ALL = find_formats(["svg", "linked-svg", "embed", "html", "md", "json", "mermaid", "dot"])
DRAWING = {"svg", "linked-svg", "embed", "html"}


@pytest.mark.parametrize("format_", ALL, ids=lambda each: each.id)
def test_formats_that_draw_the_map_tell_what_it_has_no_room_for(sheet_of: SheetOf, format_: Format) -> None:
    sheet = sheet_of(journey(does=[{"text": "short"}, {"text": LONG}]))
    assert bool(told(sheet, format_)) == (format_.id in DRAWING)
    assert told(sheet_of(journey(does=[{"text": "short"}])), format_) == []


@pytest.mark.parametrize(("audience", "says"), [("executive", True), ("training", False)])
def test_pages_without_a_map_say_nothing(sheet_of: SheetOf, audience: str, *, says: bool) -> None:
    sheet = replace(sheet_of(journey(does=[{"text": LONG}])), options=Options(view=read_view(audience)))
    (html,) = find_formats(["html"])
    assert bool(told(sheet, html)) == says


def test_a_map_tells_once_how_many_and_which(sheet_of: SheetOf) -> None:
    texts = [{"text": LONG}, {"text": LONG}]
    sheet = sheet_of(journey(does=texts))
    (svg,) = find_formats(["svg"])
    (finding,) = svg.render(sheet).findings
    assert (finding.code, finding.severity) == ("F202", Severity.INFO)
    assert finding.message == ("j: the map has room for the beginning of 2 texts only: does of t, does of t")
    assert finding.pointers[1] == ("journeys", "j", "stages", 0, "touchpoints", 0, "does", 1)
    titled = sheet_of({**journey(), "title": LONG, "scenario": LONG})
    assert told(titled, svg) == ["j: the map has room for the beginning of 2 texts only: title, scenario"]


def test_a_page_tells_of_each_language(sheet_of: SheetOf) -> None:
    text = {"zh-CN": "短", "en": LONG}
    editions = tuple(
        replace(sheet_of(journey(does=[{"text": text}]), language=language), stem=f"j.{language}")
        for language in ("zh-CN", "en")
    )
    (html,) = find_formats(["html"])
    assert told(replace(editions[0], editions=editions), html) == [
        "j.en: the map has room for the beginning of a text only: does of t"
    ]
