from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from jmap.render.formats.mermaid_quadrant import FORMAT
from jmap.score.priority import Quadrant, quadrant, register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.render.conftest import ParseMermaid, SheetOf

    from jmap.render.format import Sheet

Rated = tuple[str, int | None, int | None]


def sheet(
    sheet_of: SheetOf,
    improvements: Sequence[Rated],
    opportunities: Sequence[Rated] = (),
    **kinds: Any,
) -> Sheet:
    """A journey with improvements and opportunities: title, impact and effort."""

    def rated(key: str, text: str, entries: Sequence[Rated]) -> list[dict[str, Any]]:
        found = [
            {key: f"i{number}", text: title, "impact": impact, "effort": effort}
            for number, (title, impact, effort) in enumerate(entries)
        ]
        return [{name: value for name, value in each.items() if value is not None} for each in found]

    stage = {"stage": "s", "name": "S", "opportunities": rated("opportunity", "text", opportunities)}
    todo = [{**each, **kinds} for each in rated("improvement", "title", improvements)]
    return sheet_of({"journey": "j", "title": "J", "stages": [stage], "improvements": todo})


def told(sheet: Sheet) -> tuple[list[str], list[str]]:
    """Points and remarks."""
    found = [line.strip() for line in FORMAT.render(sheet).outputs[0].data.decode().splitlines()]
    return [line for line in found if line.startswith('"')], [line for line in found if line[:4] == "%% -"]


@pytest.mark.node
@pytest.mark.parametrize("impact", range(1, 6))
@pytest.mark.parametrize("effort", range(1, 6))
def test_every_point_lies_in_its_quadrant(
    sheet_of: SheetOf, parse_mermaid: ParseMermaid, impact: int, effort: int
) -> None:
    [parsed] = parse_mermaid(FORMAT.render(sheet(sheet_of, [("T", impact, effort)])).outputs[0].data)
    (point,) = parsed["points"]
    place = {
        (True, True): Quadrant.MAJOR,
        (False, True): Quadrant.QUICK_WIN,
        (False, False): Quadrant.FILL_IN,
        (True, False): Quadrant.THANKLESS,
    }[point["x"] > 0.5, point["y"] > 0.5]
    assert place is quadrant(impact, effort)
    assert parsed["quadrants"] == ["major project", "quick win", "fill-in", "thankless task"]


@pytest.mark.node
def test_more_effort_is_further_right_and_more_impact_higher(
    sheet_of: SheetOf, parse_mermaid: ParseMermaid
) -> None:
    levels = [(impact, effort) for impact in (1, 2, 3, 4, 5) for effort in (1, 3, 5)][:14]
    data = FORMAT.render(sheet(sheet_of, [(f"{i}{e}", i, e) for i, e in levels])).outputs[0].data
    [parsed] = parse_mermaid(data)
    points = {point["text"].split()[1]: (point["y"], point["x"]) for point in parsed["points"]}
    for one, (y, x) in points.items():
        assert 0 < x < 1
        assert 0 < y < 1
        for other, (v, u) in points.items():
            assert one[0] <= other[0] or y > v
            assert (one[1] > other[1]) == (x > u + 1e-9)


def test_what_is_at_one_place_stands_below_each_other_by_priority(sheet_of: SheetOf) -> None:
    points, _ = told(sheet(sheet_of, [("B", 4, 3), ("A", 4, 3), ("C", 4, 1)]))
    assert points == ['"1 C": [0.125, 0.86]', '"2 B": [0.583, 0.747]', '"3 A": [0.583, 0.635]']


def test_texts_without_room_are_told_in_full(sheet_of: SheetOf) -> None:
    long = "An improvement with a title that is far too long"
    points, remarks = told(sheet(sheet_of, [(long, 4, 1), (long, 4, 3)]))
    assert points[0].startswith('"1 An improv')
    assert points[0].partition('"')[2].partition('"')[0].endswith("…")
    assert f'"2 {long}"' in points[1]
    assert remarks == [f"%% - 1 {long}"]
    [finding] = FORMAT.render(sheet(sheet_of, [(long, 4, 1)])).findings
    assert "Texts in full: 1" in finding.message


def test_what_there_is_no_room_for_is_told(sheet_of: SheetOf) -> None:
    points, remarks = told(sheet(sheet_of, [(f"T{number}", 5, 5) for number in range(9)] + [("U", 1, 1)]))
    assert len(points) == 8
    assert remarks == ["%% - 8 T7", "%% - 9 T8"]


def test_opportunities_stand_in_for_improvements(sheet_of: SheetOf) -> None:
    idea: Rated = ("Idea", 5, 1)
    done = FORMAT.render(sheet(sheet_of, [("Old", 5, 1)], [idea], status="done"))
    text = done.outputs[0].data.decode()
    assert "title J · Opportunities" in text
    assert '"1 Idea": ' in text
    assert "%% - Improvements: 1" in text
    both = FORMAT.render(sheet(sheet_of, [("New", 5, 1)], [idea])).outputs[0].data.decode()
    assert "title J · Improvements" in both
    assert '"1 New": ' in both
    assert "%% - Opportunities: 1" in both
    assert "Idea" not in both


def test_what_is_unknown_or_closed_is_told(sheet_of: SheetOf) -> None:
    assert told(sheet(sheet_of, [("A", 4, None), ("B", None, 2)])) == (
        [],
        ["%% - A (impact or effort unknown)", "%% - B (impact or effort unknown)"],
    )
    assert told(sheet(sheet_of, [("A", 4, 2)], status="dropped")) == ([], ["%% - A: dropped"])


@pytest.mark.node
def test_without_any_the_title_says_so(sheet_of: SheetOf, parse_mermaid: ParseMermaid) -> None:
    [parsed] = parse_mermaid(FORMAT.render(sheet_of({"journey": "j", "title": "J"})).outputs[0].data)
    assert parsed["title"] == "J · Improvements: none rated"
    assert parsed["points"] == []


@pytest.mark.node
def test_the_parser_reads_the_examples_back(example_sheets: list[Sheet], parse_mermaid: ParseMermaid) -> None:
    everything = parse_mermaid(*(FORMAT.render(sheet).outputs[0].data for sheet in example_sheets))
    for sheet, parsed in zip(example_sheets, everything, strict=True):
        found = [entry.improvement for entry in register(sheet.project, sheet.journey, sheet.scores)]
        texts = [each.title.to(sheet.language) for each in found if each.open] or [
            each.text.to(sheet.language)
            for stage in sheet.journey.stages
            for place in (*stage.touchpoints, stage)
            for each in place.opportunities
        ]
        assert len(parsed["points"]) == len(texts) > 0
        for point in parsed["points"]:
            text = point["text"].partition(" ")[2].removesuffix("…")
            assert any(each.startswith(text) for each in texts), (sheet.journey.id, point)
        heights = sorted(point["y"] for point in parsed["points"])
        assert all(y - x > 0.055 for x, y in pairwise(heights))
