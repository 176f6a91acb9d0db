"""Tables of a journey, and the workbook they are in, as another library reads it."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

import jmap
from jmap.errors import ToolMissingError
from jmap.importers.importer import Upload
from jmap.importers.kinds.xlsx import read
from jmap.model import Emotion, Journey, Pain, Project, Stage, Statement, Text, Touchpoint
from jmap.plugin import Options, Sheet
from jmap.report.formats.xlsx import FORMAT
from jmap.score import score_journey

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PURIFIER = jmap.load(EXAMPLES / "connected-crm")["purifier"]
BLUEPRINT = jmap.load(EXAMPLES / "cx-blueprint")["shopping"]


def workbook(journey: Journey, **options: Any) -> Any:
    return load_workbook(io.BytesIO(jmap.draw(journey, "xlsx", **options)))


def rows(page: Any) -> list[dict[str, Any]]:
    head, *below = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in below]


def test_a_sheet_for_each_table_in_the_language() -> None:
    book = workbook(PURIFIER, language="zh-CN")
    assert book.sheetnames[:6] == ["客户旅程", "触点", "情感", "痛点", "机会点", "原声"]
    english = workbook(PURIFIER, language="en")
    assert english.sheetnames[:3] == ["Journey", "Touchpoints", "Emotion"]
    assert len(english.sheetnames) == len(book.sheetnames)


def test_the_register_has_a_row_for_each_stage_and_touchpoint() -> None:
    found = rows(workbook(PURIFIER, language="en")["Touchpoints"])
    named = [row["ID"] for row in found if row["Touchpoint"]]
    assert named == [one.id for one in PURIFIER.touchpoints]
    assert [row["Stage ID"] for row in found if not row["Touchpoint"]] == [
        stage.id for stage in PURIFIER.stages if stage.goal
    ]
    (post,) = [row for row in found if row["ID"] == "social-post"]
    assert post["Emotion · Young parents"] == 3.6
    assert post["Conversion rate"] == "4.8%"
    scores = jmap.score(jmap.load(EXAMPLES / "connected-crm"))["purifier"]
    value = scores.touchpoints["social-post"].score.value
    assert value is not None
    assert post["Experience score"] == round(value, 1)


def test_numbers_are_numbers_and_texts_are_texts() -> None:
    page = workbook(PURIFIER, language="en")["Touchpoints"]
    kinds = {cell.data_type for row in page.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s", "n"}


def test_measures_tell_whether_their_targets_are_reached() -> None:
    found = rows(workbook(PURIFIER, language="en")["Measures"])
    (chat,) = [row for row in found if row["Touchpoint ID"] == "advisor-chat"]
    assert (chat["Target"], chat["Status"], chat["Gap to target"]) == ("90%", "missed", -2)


def test_headings_stay_and_can_be_filtered() -> None:
    page = workbook(BLUEPRINT, language="en")["Touchpoints"]
    assert page.freeze_panes == "C2"
    assert page.auto_filter.ref.startswith("A1:")
    assert page.print_title_rows == "$1:$1"


def test_the_csv_says_the_same_as_the_sheet() -> None:
    text = jmap.draw(BLUEPRINT, "csv", language="en").decode("utf-8-sig")
    told = list(csv.DictReader(io.StringIO(text, newline="")))
    sheet = rows(workbook(BLUEPRINT, language="en")["Touchpoints"])
    shared = [name for name in told[0] if name in sheet[0]]
    assert len(shared) > 20
    for line, row in zip(told, sheet, strict=True):
        assert [line[name] for name in shared] == [
            f"{row[name]:.12g}" if isinstance(row[name], int | float) else row[name] or "" for name in shared
        ]


@pytest.mark.parametrize("private", [False, True])
def test_private_notes_are_there_only_when_asked_for(private: bool) -> None:  # noqa: FBT001
    notes = (Statement(text=Text({"en": "SECRET"}), private=True),)
    data = jmap.draw(one("T", notes=notes), "xlsx", options=Options(private=private))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert any("SECRET" in part for part in parts.values()) is private
    assert "1980-01-01T00:00:00Z" in parts["docProps/core.xml"]


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ToolMissingError, match=r"jmap\[xlsx\]"):
        jmap.draw(PURIFIER, "xlsx")


def one(text: str, notes: tuple[Statement, ...] = ()) -> Journey:
    """A journey of one touchpoint that is called so."""
    place = Touchpoint(
        touchpoint="t",
        name=Text({"en": text}),
        emotion=(Emotion(value=3),),
        pains=(Pain(pain="p", text=Text({"en": text})),),
        notes=notes,
    )
    stage = Stage(stage="s", name=Text({"en": "S"}), touchpoints=(place,))
    return Project(journeys={"j": Journey(journey="j", title=Text({"en": "J"}), stages=(stage,))})["j"]


@pytest.mark.parametrize(
    "text", ["=1+1", "=cmd|'/c calc'!A0", "_x0041_", "_x000D_", "http://127.0.0.1", "{=1}", "@x"]
)
def test_no_text_is_a_formula_or_a_link(text: str) -> None:
    page = workbook(one(text))["Pain points"]
    (cell,) = [row[2] for row in page.iter_rows(min_row=2)]
    assert (cell.data_type, cell.hyperlink) == ("s", None)


@given(
    st.text(
        st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs", "Mn"]), min_size=1, max_size=40
    )
)
def test_any_text_comes_back(text: str) -> None:
    shown = " ".join(text.split())
    if not shown:
        return
    imported = read(Upload("a.xlsx", "a", jmap.draw(one(shown), "xlsx"), None, {}))
    (stage,) = imported.documents[0]["stages"]
    assert stage["touchpoints"][0]["name"] == shown


def test_a_cell_that_is_too_long_for_excel_is_told() -> None:
    notes = tuple(Statement(text=Text({"en": "x" * 20_000})) for _ in range(2))
    journey = one("T", notes=notes)
    project = Project(journeys={"j": journey})
    rendered = FORMAT.render(Sheet(project, journey, score_journey(project, journey), "en", "j"))
    assert [finding.code for finding in rendered.findings] == ["F301"]
    page = load_workbook(io.BytesIO(rendered.outputs[0].data))["Touchpoints"]
    assert max(len(str(cell.value)) for row in page.iter_rows() for cell in row) == 32_767
