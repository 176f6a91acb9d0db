"""Spreadsheets as clients send them: nothing is lost without a word, and the map says what the table does."""

from __future__ import annotations

import datetime as dt
import io
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from jmap.errors import SpecError

if TYPE_CHECKING:
    from collections.abc import Callable

    from jmap.build.importing import Made
    from jmap.model import Journey

    Imported = Callable[..., Made]


def workbook(rows: Any, *merged: str, name: str = "Sheet1") -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(row)
    for cells in merged:
        page.merge_cells(cells)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def journeys(made: Made) -> list[Journey]:
    return [*made.loaded.project.journeys.values()]


def outline(journey: Journey) -> list[tuple[str, list[str]]]:
    return [(str(stage.name), [str(one.name) for one in stage.touchpoints]) for stage in journey.stages]


def texts(statements: Any) -> list[str]:
    return [str(each.text) for each in statements]


def codes(made: Made) -> list[str]:
    return [finding.code for finding in made.findings]


@pytest.mark.parametrize(
    "headings",
    [
        "阶段 Stage,触点 Touchpoint,痛点(Pain points),情绪 / Emotion",
        'Stage阶段,"Touchpoint\n触点",痛点|Pains,情绪Mood',
    ],
)
def test_headings_in_two_languages(imported: Imported, headings: str) -> None:
    made = imported("a.csv", f"{headings}\n到店,大门,太重,4\n")
    (place,) = journeys(made)[0].touchpoints
    assert (texts(place.pains), place.emotion[0].value, codes(made)) == (["太重"], 4, [])


def test_headings_again_in_another_language(imported: Imported) -> None:
    made = imported("a.csv", "阶段,触点,痛点\nStage,Touchpoint,Pain points\n到店,大门,太重\n")
    assert (outline(journeys(made)[0]), codes(made)) == ([("到店", ["大门"])], [])


def test_columns_again_in_another_language_are_lanes(imported: Imported) -> None:
    made = imported("a.csv", "Stage,阶段,Touchpoint,触点,Pains,痛点\nArrive,到店,Door,大门,Heavy,太重\n")
    (place,) = journeys(made)[0].touchpoints
    assert outline(journeys(made)[0]) == [("Arrive", ["Door"])]
    assert (texts(place.pains), {key: texts(said) for key, said in place.lanes.items()}) == (
        ["Heavy"], {"阶段": ["到店"], "触点": ["大门"], "痛点": ["太重"]},
    )  # fmt: skip
    assert codes(made) == ["I202"] * 3


def test_two_rows_of_headings(imported: Imported) -> None:
    rows = [["Stage", "Touchpoint", "Customer", None, "Shop"], [None, None, "Actions", "Mood", "Owner"],
            ["Arrive", "Door", "Opens", 4, "Facilities"]]  # fmt: skip
    for data in (workbook(rows), workbook(rows, "A1:A2", "B1:B2", "C1:D1")):
        made = imported("a.xlsx", data)
        (place,) = journeys(made)[0].touchpoints
        assert (texts(place.does), place.emotion[0].value, place.owner) == (["Opens"], 4, "facilities")
        assert (str(journeys(made)[0].title), codes(made)) == ("a", [])


def test_cells_that_are_merged_speak_of_each_row(imported: Imported) -> None:
    rows = [["门店旅程"], ["阶段", "触点", "负责部门"], ["到店", "大门", "店面"], [None, "前台", None]]
    made = imported("a.xlsx", workbook(rows, "A1:C1", "A3:A4", "C3:C4"))
    assert [place.owner for place in journeys(made)[0].touchpoints] == ["店面", "店面"]
    assert (str(journeys(made)[0].title), outline(journeys(made)[0])) == (
        "门店旅程",
        [("到店", ["大门", "前台"])],
    )


def test_cells_that_are_merged_over_columns_of_touchpoints(imported: Imported) -> None:
    rows = [
        ["Stage", "Arrive", None, "Pay"],
        ["Step", "Door", "Desk", "Till"],
        ["Owner", "Shop", None, "Bank"],
    ]
    made = imported("a.xlsx", workbook(rows, "B1:C1", "B3:C3"))
    assert [place.owner for place in journeys(made)[0].touchpoints] == ["shop", "shop", "bank"]
    assert outline(journeys(made)[0]) == [("Arrive", ["Door", "Desk"]), ("Pay", ["Till"])]


def test_merging_costs_little(imported: Imported) -> None:
    rows = [["Step", "Pain"], *([f"Step {number}", "x"] for number in range(300))]
    data = workbook(rows)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    page = "xl/worksheets/sheet1.xml"
    merged = b'<mergeCells><mergeCell ref="B2:ZZ300"/>' + b'<mergeCell ref="B2:B301"/>' * 50_000
    parts[page] = parts[page].replace(b"</sheetData>", b"</sheetData>" + merged + b"</mergeCells>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    began = time.process_time()
    with pytest.raises(SpecError) as refused:
        imported("a.xlsx", out.getvalue())
    assert [finding.message for finding in refused.value.findings] == [
        "too many cells of the workbook are merged"
    ]
    assert time.process_time() - began < 10


def test_stages_above_columns_need_no_heading(imported: Imported) -> None:
    made = imported("a.csv", ",发现,购买\n触点,小红书,小程序\n情绪曲线,4,2\n痛点,广告多,\n")
    assert outline(journeys(made)[0]) == [("发现", ["小红书"]), ("购买", ["小程序"])]
    assert codes(made) == ["I204"]


def test_a_canvas_without_a_row_of_touchpoints(imported: Imported) -> None:
    made = imported("a.csv", ",Aware,Buy\nActions,Looks,Pays\nEmotions,4,2\nPain points,noise,price\n")
    assert [(str(stage.name), texts(stage.pains)) for stage in journeys(made)[0].stages] == [
        ("Aware", ["noise"]),
        ("Buy", ["price"]),
    ]


def test_rows_with_a_name_alone_are_stages(imported: Imported) -> None:
    made = imported("a.csv", "Step,Mood,Pain\nARRIVE,,\nDoor,4,x\nDesk,3,\nPAY,,\nTill,2,\n")
    assert outline(journeys(made)[0]) == [("ARRIVE", ["Door", "Desk"]), ("PAY", ["Till"])]
    assert codes(made) == ["I204"]


def test_lines_above_and_below_a_table(imported: Imported) -> None:
    made = imported(
        "a.csv",
        "Customer journey map\nPersona:,Anna\nScenario: buys a car\nVersion,3\n\nStage,Step,Mood\nArrive,Door,4\n"
        "Pay,Till,2\n\nSource: 12 interviews\n",
    )
    (journey,) = journeys(made)
    assert (str(journey.title), journey.personas, str(journey.scenario)) == (
        "Customer journey map",
        ("anna",),
        "buys a car",
    )
    assert texts(journey.notes) == ["Version · 3", "Source: 12 interviews"]
    assert outline(journey) == [("Arrive", ["Door"]), ("Pay", ["Till"])]
    assert codes(made) == ["I204", "I204"]


def test_lines_above_and_below_columns_of_stages(imported: Imported) -> None:
    rows = [
        ["Customer journey map"], ["Persona", "Anna"], [], ["Stage", "Arrive", "Pay", "Leave"], ["Mood", 4, 2, 3], [],
        ["Line of visibility"], ["Backstage", "a", "b", "c"], [], ["Weather", "rain"], [], ["Source: interviews"],
    ]  # fmt: skip
    made = imported("a.xlsx", workbook(rows))
    (journey,) = journeys(made)
    assert (str(journey.title), journey.personas) == ("Customer journey map", ("anna",))
    assert [stage.emotion[0].persona for stage in journey.stages] == [None, None, None]
    assert texts(journey.notes) == ["Source: interviews"]
    weather = next(finding for finding in made.findings if finding.code == "I202")
    assert (weather.span and weather.span.line, weather.span and weather.span.column) == (10, 2)


def test_several_tables_on_a_sheet(imported: Imported) -> None:
    table = [["Stage", "Step", "Mood"], ["Arrive", "Door", 4], ["Pay", "Till", 2], []]
    rows = [
        ["Persona: Anna"],
        *table,
        ["Persona: Ben"],
        [],
        *table,
        ["Stage", "a part of the journey"],
        ["Step", "a place"],
    ]
    made = imported("a.xlsx", workbook(rows))
    assert [(str(each.title), each.personas) for each in journeys(made)] == [
        ("Anna", ("anna",)),
        ("Ben", ("ben",)),
    ]
    assert outline(journeys(made)[0]) == [("Arrive", ["Door"]), ("Pay", ["Till"])]


def test_headings_that_are_repeated_are_no_touchpoint(imported: Imported) -> None:
    made = imported("a.csv", "Step,Mood\nDoor,4\n\nDesk,3\n")
    assert outline(journeys(made)[0])[0][1] == ["Door", "Desk"]


def test_sheets_whose_tables_have_one_title_bear_the_names_of_the_sheets(imported: Imported) -> None:
    book = Workbook()
    for name in ("Buying", "Returning"):
        page = book.create_sheet(name)
        for row in (["Journey map"], ["Stage", "Step"], ["Arrive", "Door"]):
            page.append(row)
    data = io.BytesIO()
    book.save(data)
    assert [str(each.title) for each in journeys(imported("a.xlsx", data.getvalue()))] == [
        "Journey map · Buying", "Journey map · Returning",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["Journey", "Emotion", "客户旅程", "Personas"])
def test_a_sheet_is_what_its_headings_say_whatever_it_is_called(imported: Imported, name: str) -> None:
    rows = [["Stage", "Touchpoint", "Goal", "Owner", "Emotion"], ["Arrive", "Door", "Get in", "Shop", 4]]
    assert outline(journeys(imported("a.xlsx", workbook(rows, name=name)))[0]) == [("Arrive", ["Door"])]


def test_emotions_below_one_are_a_scale_around_nought(imported: Imported) -> None:
    made = imported("a.csv", "Step,Emotion (Anna),Emotion (Ben)\nDoor,2,-1\nDesk,1,0\n")
    felt = [[(each.persona, each.value) for each in place.emotion] for place in journeys(made)[0].touchpoints]
    assert felt == [[("anna", 5), ("ben", 2)], [("anna", 4), ("ben", 3)]]


def test_emotions_on_another_scale_are_a_lane(imported: Imported) -> None:
    made = imported("a.csv", "Step,Emotion\nDoor,8\nDesk,3\nTill,happy\n")
    assert [place.emotion for place in journeys(made)[0].touchpoints] == [(), (), ()]
    assert [texts(place.lanes["lane-emotion"]) for place in journeys(made)[0].touchpoints] == [
        ["8"],
        ["3"],
        ["happy"],
    ]
    assert (
        made.findings[0].message == '"8" is no emotion from 1 to 5; on what scale the others are nobody knows'
    )


@pytest.mark.parametrize(
    "heading", ["Emotion {}", "{} – Emotion", "Emotion ({})", "Emotion: {}", "Emotion · {}"]
)
def test_a_column_for_each_persona(imported: Imported, heading: str) -> None:
    names = [heading.format(name) for name in ("Anna", "Ben")]
    made = imported(
        "a.csv", f"Step,{names[0]},{names[1]},Pain points Anna,Pain points Ben\nDoor,4,2,heavy,stairs\n"
    )
    (place,) = journeys(made)[0].touchpoints
    assert [(each.persona, each.value) for each in place.emotion] == [("anna", 4), ("ben", 2)]
    assert [(each.persona, str(each.text)) for each in place.pains] == [("anna", "heavy"), ("ben", "stairs")]


def test_what_stands_in_a_row_of_a_persona_is_theirs(imported: Imported) -> None:
    made = imported(
        "a.csv", "Step,Persona,Pains,Thoughts,Systems\nDoor,Anna,heavy,hm,x\nDoor,Ben,stairs,no,x\n"
    )
    (place,) = journeys(made)[0].touchpoints
    assert [(each.persona, str(each.text)) for each in place.pains] == [("anna", "heavy"), ("ben", "stairs")]
    assert [each.persona for each in (*place.thinks, *place.systems)] == ["anna", "ben", None]


@pytest.mark.parametrize("cell", ["-", "–", "n/a", "N/A", "/", "无", "暂无", "None"])
def test_what_says_nothing_is_nothing(imported: Imported, cell: str) -> None:
    made = imported(
        "a.csv", f"Step,Pain,Owner,Importance,Weather,CSAT\nDoor,{cell},{cell},{cell},{cell},{cell}\n"
    )
    (place,) = journeys(made)[0].touchpoints
    assert (place.pains, place.owner, place.notes, place.lanes, codes(made)) == ((), None, (), {}, [])


@pytest.mark.parametrize("heading", ["#", "No.", "序号"])
def test_numbers_of_rows_are_no_lane(imported: Imported, heading: str) -> None:
    made = imported("a.csv", f"{heading},Step,Mood\n1,Door,4\n2,Desk,3\n")
    assert (outline(journeys(made)[0])[0][1], codes(made)) == (["Door", "Desk"], [])


def test_effort_is_that_of_an_improvement(imported: Imported) -> None:
    made = imported("a.csv", "Step,Idea,Impact,Effort,Effort (CES)\nDoor,A motor,4,2,5/7\n")
    (place,) = journeys(made)[0].touchpoints
    (opportunity,) = place.opportunities
    assert ([*place.measures], opportunity.impact, opportunity.effort) == (["ces"], 4, 2)


def test_a_measure_that_does_not_say_its_scale_is_a_note(imported: Imported) -> None:
    made = imported("a.csv", "Step,CSAT\nDoor,4.2\nDesk,82%\n")
    door, desk = journeys(made)[0].touchpoints
    assert (texts(door.notes), str(desk.measures["csat"][0].value)) == (["CSAT: 4.2"], "82%")


def test_times_and_durations_of_excel(imported: Imported) -> None:
    rows = [["Step", "Duration"], ["Door", dt.time(0, 3)], ["Desk", dt.timedelta(hours=26, seconds=5)]]
    made = imported("a.xlsx", workbook(rows))
    assert [place.duration for place in journeys(made)[0].touchpoints] == [180, 26 * 3600 + 5]


def test_a_stage_that_comes_again_is_told(imported: Imported) -> None:
    made = imported("a.csv", "Stage,Step\nLook,Site\nBuy,Till\nLook,Shop\nBuy,App\nLook,Site\n")
    assert outline(journeys(made)[0]) == [("Look", ["Site", "Shop", "Site"]), ("Buy", ["Till", "App"])]
    assert codes(made) == ["I204", "I204"]


def test_the_line_that_tells_excel_the_separator_is_no_title(imported: Imported) -> None:
    made = imported("a.csv", "sep=;\r\nStep;Mood\r\nDoor, front;3,5\r\nDesk;x\r\n")
    assert (str(journeys(made)[0].title), outline(journeys(made)[0])[0][1]) == ("a", ["Door, front", "Desk"])
    assert [finding.span and finding.span.line for finding in made.findings] == [4]


def test_a_column_without_a_heading_is_not_offered_an_option(imported: Imported) -> None:
    made = imported("a.csv", "Step,\nDoor,red\n")
    assert [finding.hint for finding in made.findings] == ["give the column a heading"]


def test_lanes_whose_names_make_one_id_stay_two(imported: Imported) -> None:
    made = imported("a.csv", "Step,Cost?,Cost!\nDoor,1,2\n")
    (place,) = journeys(made)[0].touchpoints
    assert {key: texts(said) for key, said in place.lanes.items()} == {"cost": ["1"], "cost-2": ["2"]}


def test_links_and_lists_of_wikis(imported: Imported) -> None:
    made = imported(
        "a.md", "|Step|Pain|\n|-|-|\n|[Door](https://wiki/x)|<ul><li>heavy</li><li>loud</li></ul>|\n"
    )
    (place,) = journeys(made)[0].touchpoints
    assert (str(place.name), texts(place.pains)) == ("Door", ["heavy", "loud"])
