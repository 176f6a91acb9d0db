"""A register that somebody has worked on in a spreadsheet: what they changed is in the map, or they are told."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

import jmap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jmap.build.importing import Made
    from jmap.model import Journey

    Imported = Callable[..., Made]

VISIT = """\
journey: visit
title: A visit
personas: [{persona: anna, name: Anna}, {persona: ben, name: Benjamin}]
departments: {shop: Shop}
stages:
  - stage: arrive
    name: Arrive
    goal: Be welcome
    pains: [{pain: crowd, text: A crowd, severity: 2}]
    touchpoints:
      - touchpoint: door
        name: Door
        owner: shop
        emotion: [{value: 4, persona: anna, n: 12}, {value: 3, persona: ben, n: 9}]
        pains: [{pain: heavy, text: Heavy, severity: 4}]
        opportunities: [{opportunity: motor, text: A motor, answers: heavy}]
        measures: {csat: [{value: 70%, n: 50, date: 2026-01-31}, {value: 82%, n: 60, date: 2026-06-30}]}
        next: [{to: desk}]
      - {touchpoint: desk, name: Desk, emotion: [{value: 2, persona: anna, n: 12}]}
improvements: [{improvement: push, title: Push, addresses: [visit/door.heavy, visit/desk]}]
"""


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder: Path = tmp_path_factory.mktemp("visit")
    (folder / "visit.yaml").write_text(VISIT, encoding="utf-8")
    return jmap.draw(jmap.load(folder / "visit.yaml")["visit"], "xlsx", language="en")


@pytest.fixture
def edited(register: bytes, imported: Imported) -> Callable[[Any], Made]:
    def edit(change: Any) -> Made:
        book = load_workbook(io.BytesIO(register))
        change(book)
        data = io.BytesIO()
        book.save(data)
        return imported("visit.xlsx", data.getvalue())

    return edit


def cell(book: Any, sheet: str, column: str, **where: str) -> Any:
    """The cell of a column in the first row that has these values."""
    page = book[sheet]
    head = {each.value: each.column for each in page[1]}
    for row in range(2, page.max_row + 1):
        if all(page.cell(row, head[name]).value == value for name, value in where.items()):
            return page.cell(row, head[column])
    raise AssertionError(where)


def journey(made: Made) -> Journey:
    return made.loaded.project["visit"]


def told(made: Made) -> list[tuple[str, str]]:
    places = [
        (finding, finding.span and finding.span.path.partition("[")[2].rstrip("]"))
        for finding in made.findings
    ]
    return [(finding.code, place or "") for finding, place in places]


def test_what_nobody_touched_says_nothing(edited: Callable[[Any], Made]) -> None:
    assert edited(lambda _: None).findings == ()


@pytest.mark.parametrize("name", ["Gate", "Desk", "arrive"])
def test_a_touchpoint_that_is_renamed_keeps_what_other_sheets_say(
    edited: Callable[[Any], Made], name: str
) -> None:
    made = edited(lambda book: setattr(cell(book, "Touchpoints", "Touchpoint", ID="door"), "value", name))
    door = journey(made).touchpoints[0]
    assert (str(door.name), door.pains[0].severity, len(door.measures["csat"])) == (name, 4, 2)
    assert made.findings == ()


def test_a_stage_that_is_renamed_keeps_what_other_sheets_say(edited: Callable[[Any], Made]) -> None:
    def rename(book: Any) -> None:
        for row in book["Touchpoints"].iter_rows(min_row=2, max_col=1):
            row[0].value = "Enter"

    (stage,) = journey(edited(rename)).stages
    assert (str(stage.name), stage.id, stage.pains[0].severity) == ("Enter", "arrive", 2)


@pytest.mark.parametrize("value", ["1/5", None])
@pytest.mark.parametrize("column", ["Emotion · Anna", "Satisfaction (CSAT)", "Pain points"])
def test_what_is_changed_in_one_of_two_sheets_is_told(
    edited: Callable[[Any], Made], column: str, value: Any
) -> None:
    made = edited(lambda book: setattr(cell(book, "Touchpoints", column, ID="door"), "value", value))
    sheet = {"Emotion · Anna": "Emotion", "Pain points": "Pain points"}.get(column, "Measures")
    expected = [] if (sheet, value) == ("Measures", None) else [("I205", sheet)]
    assert told(made) == expected


def test_a_new_wave_is_no_contradiction(edited: Callable[[Any], Made]) -> None:
    def measure(book: Any) -> None:
        book["Measures"].append(["Arrive", "Door", "csat", "90%", 70])

    made = edited(measure)
    assert [str(wave.value) for wave in journey(made).touchpoints[0].measures["csat"]] == [
        "70%",
        "82%",
        "90%",
    ]
    assert made.findings == ()


def test_what_is_added_in_either_sheet_is_there(edited: Callable[[Any], Made]) -> None:
    def add(book: Any) -> None:
        cell(book, "Touchpoints", "Pain points", ID="door").value = "Heavy\nLoud"
        book["Pain points"].append(["Arrive", "Door", "Dark"])
        book["Touchpoints"].append(["Arrive", "Till"])

    made = edited(add)
    door, _, till = journey(made).touchpoints
    assert ([str(pain.text) for pain in door.pains], str(till.name)) == (["Heavy", "Dark", "Loud"], "Till")
    assert made.findings == ()


def test_what_leads_to_a_row_that_is_gone_is_left_out_and_told(edited: Callable[[Any], Made]) -> None:
    made = edited(lambda book: book["Touchpoints"].delete_rows(4))
    assert [one.id for one in journey(made).touchpoints] == ["door"]
    assert journey(made).improvements[0].addresses == ("visit/door.heavy",)
    assert told(made) == [("I203", "Emotion"), ("I203", "Flow"), ("I203", "")]


def test_a_row_that_is_copied_is_another_touchpoint(edited: Callable[[Any], Made]) -> None:
    def copy(book: Any) -> None:
        page = book["Touchpoints"]
        page.append([each.value for each in page[3]])
        book["Pain points"].append([each.value for each in book["Pain points"][3]])

    made = edited(copy)
    first, _, second = journey(made).touchpoints
    assert (first.id, str(second.name), len(first.pains), len(second.pains)) == ("door", "Door", 1, 1)
    assert told(made) == [("I203", "Touchpoints")]


@pytest.mark.parametrize("id_", ["Way in!", "end"])
def test_an_id_that_is_none_is_told(edited: Callable[[Any], Made], id_: str) -> None:
    made = edited(lambda book: setattr(cell(book, "Touchpoints", "ID", ID="desk"), "value", id_))
    assert journey(made).touchpoints[1].id == "desk"  # made of its name
    assert [finding.message for finding in made.findings][:1] == [
        f'"{id_}" is left out: ID takes letters of any script, digits, - and _'
    ]


def test_a_department_that_is_new_is_entered(edited: Callable[[Any], Made]) -> None:
    made = edited(
        lambda book: setattr(cell(book, "Touchpoints", "Owner", ID="door"), "value", "Lost & found")
    )
    assert journey(made).touchpoints[0].owner == "lost-found"
    assert str(made.loaded.project.departments["lost-found"].name) == "Lost & found"
    assert told(made) == [("I204", "")]


def test_a_persona_that_is_renamed_in_one_sheet_is_the_same(edited: Callable[[Any], Made]) -> None:
    made = edited(lambda book: setattr(cell(book, "Personas", "Name", ID="anna"), "value", "Annabel"))
    assert journey(made).personas == ("anna", "ben")
    assert str(made.loaded.project.personas["anna"].name) == "Annabel"
    assert [felt.persona for felt in journey(made).touchpoints[0].emotion] == ["anna", "ben"]
    assert made.findings == ()


def test_a_persona_that_nobody_knows_is_told(edited: Callable[[Any], Made]) -> None:
    made = edited(lambda book: setattr(cell(book, "Personas", "Name", ID="ben"), "value", "Bob"))
    assert journey(made).personas == ("anna", "benjamin")
    assert told(made) == [("I204", "")]


def test_evidence_that_nobody_describes_is_a_note(imported: Imported) -> None:
    made = imported("a.csv", "Step,Evidence\nDoor,Interviews in May\n")
    (place,) = next(iter(made.loaded.project.journeys.values())).touchpoints
    assert ([str(note.text) for note in place.notes], place.evidence) == (["Evidence: Interviews in May"], ())
    assert [finding.code for finding in made.findings] == ["I201"]
