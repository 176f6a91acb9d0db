"""Workbooks of others, and those that are made to do harm."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
import time
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from jmap.build.importing import make_spec
from jmap.errors import SpecError, ToolMissingError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from jmap.build.importing import Made
    from jmap.diagnostics import Finding
    from jmap.model import Journey

    Imported = Callable[..., Made]


def workbook(**sheets: Sequence[Sequence[Any]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def journey(made: Made) -> Journey:
    (only,) = made.loaded.project.journeys.values()
    return only


def test_cells_are_read_as_people_see_them(imported: Imported) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(
        ["Stage", "Step", "Emotion", "Reach", "Moment of truth", "Satisfaction (CSAT)", "Duration", "Notes"]
    )
    page.append(["Arrive", "Door", 3.6, 0.82, True, 0.4, "3 min", dt.date(2026, 9, 30)])
    page["D2"].number_format = "0%"
    page["F2"].number_format = "0.0%"
    data = io.BytesIO()
    book.save(data)
    (place,) = journey(imported("a.xlsx", data.getvalue())).touchpoints
    assert (place.emotion[0].value, place.reach, place.moment_of_truth) == (3.6, 0.82, True)
    assert str(place.measures["csat"][0].value) == "40%"
    assert (place.duration, [str(note.text) for note in place.notes]) == (180, ["2026-09-30"])


def test_a_sheet_each_is_a_journey_each(imported: Imported) -> None:
    rows = [["Step", "Pain"], ["Door", "Heavy"]]
    made = imported("a.xlsx", workbook(Buying=rows, Returning=rows, Prices=[["x", "y"], [1, 2]]))
    assert [str(each.title) for each in made.loaded.project.journeys.values()] == ["Buying", "Returning"]
    assert [(each.code, '"Prices"' in each.message) for each in made.findings] == [("I203", True)]


def test_places_are_those_of_the_sheet(imported: Imported) -> None:
    made = imported("a.xlsx", workbook(Buying=[["Step", "Importance"], [], ["Door", "high"]]))
    (finding,) = made.findings
    assert finding.span
    assert finding.span.path.endswith("a.xlsx[Buying]")
    assert (finding.span.line, finding.span.column) == (3, 2)


def test_what_another_sheet_says_of_nothing_is_told(imported: Imported) -> None:
    pains = [["Touchpoint", "Pain point"], ["Desk", "Slow"]]
    made = imported(
        "a.xlsx",
        workbook(
            Touchpoints=[["Step", "ID"], ["Door", "door"]],
            **{"Pain points": pains},
        ),
    )
    assert [each.code for each in made.findings] == ["I203"]
    assert journey(made).touchpoints[0].pains == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("bomb-200mb", "I101"),
        ("csv-in-disguise", "I101"),
        ("dimension-lie", "I102"),
        ("ole2", "I101"),
        ("xxe", "I101"),
        ("zipslip", "I102"),
    ],
)
def test_a_hostile_workbook_is_refused_at_little_cost(corpora: Path, name: str, code: str) -> None:
    began = time.process_time()
    with pytest.raises(SpecError) as refused:
        make_spec(corpora / "hostile" / "xlsx" / f"{name}.xlsx")
    assert [finding.code for finding in refused.value.findings] == [code]
    assert time.process_time() - began < 5


def test_a_part_that_is_no_xml_is_a_finding(imported: Imported) -> None:
    data = workbook(A=[["Step", "Pain"], ["Door", "x"]])
    with pytest.raises(SpecError) as refused:
        imported("a.xlsx", data.replace(b"PK\x01\x02", b"PK\x01\x03"))
    assert [finding.code for finding in refused.value.findings] == ["I101"]


def test_without_the_library_it_says_what_to_install(
    imported: Imported, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ToolMissingError, match=r"jmap\[xlsx\]"):
        imported("a.xlsx", workbook(A=[["Step", "Pain"], ["Door", "x"]]))


def test_other_files_need_no_such_library(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Step,Pain\nDoor,Heavy\n", encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from jmap.build.importing import make_spec;"
        f"make_spec(Path({str(tmp_path / 'a.csv')!r})); sys.exit('openpyxl' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_formulas_without_a_result_are_told(imported: Imported) -> None:
    """Programs write formulas and leave it to Excel to count; until then nobody knows what they say."""
    data = workbook(
        Map=[["Step", "Emotion", "Notes"], ["Door", "=1+2", '=IF(1>2,"a","b")'], ["Desk", 4, "=A1"]]
    )
    made = imported("a.xlsx", data)
    (told,) = lost(made)
    assert told.span
    assert (told.span.path.endswith("a.xlsx[Map]"), told.span.line, told.span.column) == (True, 2, 2)
    assert told.message == "formulas without a result in the file, whose cells are empty: 3, here the first"
    assert told.hint
    saved = replaced(data, rb"<v\s*/>|<v></v>", b"<v>3</v>")
    assert lost(imported("b.xlsx", saved)) == []
    # What Excel writes for a formula whose result is an empty text.
    empty = replaced(data, rb'(<c r="\w+")([^>]*><f>)', rb'\1 t="str"\2')
    assert lost(imported("c.xlsx", empty)) == []


def lost(made: Made) -> list[Finding]:
    return [each for each in made.findings if each.code == "I203"]


def replaced(book: bytes, pattern: bytes, by: bytes) -> bytes:
    """A workbook with something else in its first sheet."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, re.sub(pattern, by, part) if name.endswith("sheet1.xml") else part)
    return data.getvalue()
