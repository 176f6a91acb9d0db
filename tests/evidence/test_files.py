"""Files of data as people have them: encodings, separators, workbooks, damage."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from tests.evidence.conftest import said

from jmap.diagnostics import Severity
from jmap.evidence.remarks import UncountableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from tests.evidence.conftest import Count

ROWS = [("评分, q1", "day"), *(("4", "2026-09-30"), ("5", "2026/9/3 10:00"), ("2", "2026年9月1日")) * 2]
CSAT = "file: {file}, date: day, binds: {{at: door, measures: {{csat: '评分, q1'}}}}"
BIND = "binds: {at: door, measures: {csat: q}}"
FOUND = {"at": "door", "measure": "csat", "counts": {"1": 0, "2": 2, "3": 0, "4": 2, "5": 2}}


def text(separator: str = ",", end: str = "\n") -> str:
    return "".join(separator.join(f'"{cell}"' for cell in row) + end for row in ROWS)


def workbook(*more: str) -> bytes:
    from openpyxl import Workbook

    book, data = Workbook(), io.BytesIO()
    for row in (*ROWS, *([more] if more else [])):
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(data)
    return data.getvalue()


def parquet() -> bytes:
    import pyarrow as pa
    from pyarrow import parquet as pq

    data = io.BytesIO()
    columns = {ROWS[0][0]: [int(row[0]) for row in ROWS[1:]], "day": [row[1] for row in ROWS[1:]]}
    pq.write_table(pa.table(columns), data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    {
        "commas.csv": text().encode(),
        "semicolons.csv": text(";").encode(),
        "tabs.tsv": text("\t", "\r\n").encode(),
        "excel.csv": ("sep=;\n" + text(";")).encode("utf-8-sig"),
        "mark.csv": text().encode("utf-8-sig"),
        "utf-16.csv": text(end="\r\n").encode("utf-16"),
        "old mac.csv": text(end="\r").encode(),
        "no end.csv": text().rstrip("\n").encode(),
        "book.xlsx": workbook(),
        "log.parquet": parquet(),
    }.items(),
)
def test_a_table_is_read_however_it_was_saved(counted: Count, name: str, content: bytes) -> None:
    found = counted(CSAT.format(file=f'"data/{name}"'), {f"data/{name}": content})
    assert said(found) == [FOUND]
    assert (found.n, str(found.date), found.remarks) == (6, "2026-09-30", ())


@pytest.mark.parametrize(
    ("file", "content"),
    {
        "[1].csv": "q\n5\n4\n4\n",
        "a[1]/b.csv": "q\n5\n4\n4\n",
        "year=2026/q=1/b.csv": "q\n5\n4\n4\n",
        "empty last cells.csv": "q,r\n5,\n4,\n4,\n",
        "nothing beside.csv": "q,r,r\n5,1,2\n4,1,2\n4,1,2\n",
        "blank lines.csv": "q,r\n\n5,1\n\n\n4,1\n4,1\n\n",
        "one column.csv": "q\n\n5\n\n\n4\n4\n\n",
        "wide.csv": "".join(f"{'c,' * 999}{cell}\n" for cell in "q544"),
        "long.csv": f"r,q\n{'x' * 200_000},5\n,4\n,4\n",
        "中文.csv": "编号,q\n1,5\n2,4\n3,4\n",
    }.items(),
)
def test_every_row_is_counted_once(counted: Count, file: str, content: str) -> None:
    found = counted(f"file: {file!r}, {BIND}", {file: content, "1.csv": "q\n1\n", "a1/b.csv": "q\n1\n"})
    assert said(found)[0]["counts"] == {"1": 0, "2": 0, "3": 0, "4": 2, "5": 1}
    assert (found.n, found.remarks) == (3, ())


QUALTRICS = (
    'StartDate,ResponseId,q\n"Start\nDate","Response\n ID","How ""was"" it,\n\nall in all?"\n'
    + ",".join(f'"{{""ImportId"":""{name}""}}"' for name in ("startDate", "_recordId", "QID1"))
    + "\n"
)
ANSWERS = "".join(f"2026-09-30 10:1{index}:00,{'{id}'}{index},{cell}\n" for index, cell in enumerate("544"))


IN_TABS = "StartDate\tResponseId\tq\nStart Date\tResponse ID\tHow was it?\n" + ANSWERS.replace(",", "\t")
MONKEY = "Start Date,Respondent ID,q\n,,Response\n" + ANSWERS.format(id="11")


@pytest.mark.parametrize(
    ("name", "content", "rows"),
    {
        "Qualtrics": ("a.csv", QUALTRICS + ANSWERS.format(id="R_"), "its second and third row"),
        "without ids": ("a.csv", (QUALTRICS + ANSWERS).replace("seId", "se"), "its second and third row"),
        "Qualtrics in tabs": ("a.tsv", IN_TABS, "its second row"),
        "SurveyMonkey": ("a.csv", MONKEY, "its second row"),
        "a workbook": (
            "a.xlsx",
            [["respondent_id", "q"], ["", "Response"], [11, 5], [12, 4], [13, 4]],
            "its second row",
        ),
    }.values(),
)
def test_further_rows_of_headings_are_nobody(counted: Count, name: str, content: Any, rows: str) -> None:
    found = counted(f"file: {name}, {BIND}", {name: content if isinstance(content, str) else sheet(content)})
    assert (found.n, said(found)[0]["counts"]) == (3, {"1": 0, "2": 0, "3": 0, "4": 2, "5": 1})
    (remark,) = found.remarks
    assert remark.message == f"{name} has headings in {rows} as well, and no answers there"
    assert remark.severity is Severity.INFO


def test_rows_that_look_like_others_are_answers(counted: Count) -> None:
    rows = "ResponseId,q\nR_1,5\n,4\nR_3,4\n"
    assert counted(f"file: a.csv, {BIND}", {"a.csv": rows}).n == 3


def test_folders_of_parts_are_no_columns(counted: Count) -> None:
    import pyarrow as pa
    from pyarrow import parquet as pq

    data = io.BytesIO()
    pq.write_table(pa.table({"q": [5, 4, 4]}), data)
    found = counted(f"file: 'r=1/q=1/*.parquet', {BIND}", {"r=1/q=1/[a].parquet": data.getvalue()})
    assert said(found)[0]["counts"] == {"1": 0, "2": 0, "3": 0, "4": 2, "5": 1}
    with pytest.raises(UncountableError, match='has no column "r"; it has: q'):
        counted(f"file: 'r=1/q=1/*.parquet', person: r, {BIND}")


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-9-31", "2026/13/01", "2025年2月29日", "0000-00-00", "30.9.2026"]
)
def test_days_there_are_not_are_told(counted: Count, day: str) -> None:
    rows = "".join(f"{cell}\n" for cell in (f"5,{day}", "4,2024-02-29", "4,2024-02-28 23:59"))
    found = counted(f"file: a.csv, date: d, {BIND}", {"a.csv": f"q,d\n{rows}"})
    assert (found.n, str(found.date)) == (3, "2024-02-29")
    assert [each.message for each in found.remarks] == ["1 row has no day such as 2026-09-30 or 2026/9/30"]


def test_chinese_excel_is_read_where_it_is_said(counted: Count) -> None:
    files: dict[str, str | bytes] = {"a.csv": text().encode("gb18030")}
    assert said(counted(CSAT.format(file="a.csv, encoding: gb18030"), files)) == [FOUND]
    with pytest.raises(UncountableError, match=r"^a\.csv is not UTF-8$") as refused:
        counted(CSAT.format(file="a.csv"), files)
    assert "encoding: gb18030" in str(refused.value.remark.hint)


def test_a_heading_may_have_lines_and_columns_another_order(counted: Count) -> None:
    files: dict[str, str | bytes] = {
        "1.csv": 'a,"how\nwas it"\nx,4\nx,5\nx,4\n',
        "2.csv": '"how\nwas it",b,a\n2,,\n1,,\n',
        "other.csv": "no\n",
    }
    found = counted('file: "[0-9].csv", binds: {at: desk, measures: {csat: "how\\nwas it"}}', files)
    assert said(found)[0]["counts"] == {"1": 1, "2": 1, "3": 0, "4": 2, "5": 1}


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("a.csv", None, '"a.csv" cannot be read: there is no such file'),
        ("'*.csv'", None, 'there is no file "*.csv"'),
        ("../a.csv", None, '"../a.csv" cannot be read: '),
        ("/etc/passwd", None, '"/etc/passwd" cannot be read: the file lies outside the project'),
        ("'/etc/pass*'", None, '"/etc/pass*" cannot be read: the file lies outside the project'),
        (".", None, " cannot be read: it is not a regular file"),
        ("a.csv", "", "a.csv has no column"),
        ("a.csv", "p,r\n1,2\n", 'a.csv has no column "q", nor any other of those asked for'),
        ("a.csv", "q,r\n1,2\n1,2,3\n", "a.csv cannot be read: line 3 has 3 cells, where the others have 2"),
        ("a.csv", "q,r\n1,2\n1\n", "a.csv cannot be read: line 3 has 1 cell, where the others have 2"),
        (
            "a.csv",
            "q,r\r\n1,2\n1,2\n",
            "a.csv cannot be read: some lines end as on Windows and some as on Unix",
        ),
        ("a.csv", "q,q\n1,2\n", 'a.csv has 2 columns "q"'),
        ("a.csv", 'q\n"anna@example.com\n', "a.csv cannot be read: a quotation mark is never closed"),
        ("a.csv", 'q,r\n5,"anna"x\n', "or text stands behind it, at line 2"),
        ("a.csv", b"q\n\xff\xfe\n", "a.csv "),
        ("a.xlsx", "no workbook", "a.xlsx: this is no workbook"),
        ("a.xlsx", workbook("=1+4", "x"), "a.xlsx has formulas without a result in its first sheet: 1"),
        ("a.parquet", "no parquet", "a.parquet cannot be read: "),
    ],
)
def test_what_cannot_be_read_is_told_without_its_rows(
    counted: Count, file: str, content: str | bytes | None, message: str
) -> None:
    files = {file: content} if content is not None else {}
    with pytest.raises(UncountableError) as refused:
        counted(f"file: {file}, {BIND}", files)
    told = str(refused.value)
    assert message in told
    assert told.isprintable()
    assert "anna" not in told


def test_a_link_leads_nowhere_else(counted: Count, tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to("/etc/passwd")
    with pytest.raises(UncountableError, match="outside the project"):
        counted(f"file: a.csv, {BIND}")


def test_a_pipe_is_not_waited_for(counted: Count, tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(UncountableError, match="not a regular file"):
        counted(f"file: a.csv, {BIND}")


def test_a_full_disk_is_told(counted: Count) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    files: dict[str, str | bytes] = {"a.csv": ("q\n" + "5\n" * 9000).encode("utf-16")}
    loaded = counted(f"file: a.csv, {BIND}", files)
    assert loaded.n == 9000
    resource.setrlimit(resource.RLIMIT_FSIZE, (9000, before[1]))
    try:
        with pytest.raises(UncountableError, match=r"^a\.csv cannot be read: File too large$"):
            counted(f"file: a.csv, {BIND}")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_an_unknown_encoding_is_told(counted: Count) -> None:
    with pytest.raises(UncountableError, match='there is no encoding "gbx"'):
        counted(f"file: a.csv, encoding: gbx, {BIND}", {"a.csv": "q\n1\n"})


def test_a_column_misspelt_gets_a_suggestion(counted: Count) -> None:
    with pytest.raises(UncountableError) as refused:
        counted(
            "file: a.csv, date: day, binds: {at: door, measures: {csat: scroe}}",
            {"a.csv": "day,score\n2026-09-30,1\n"},
        )
    assert str(refused.value) == 'a.csv has no column "scroe"; it has: day, score'
    assert refused.value.remark.hint == 'did you mean "score"?'
    assert refused.value.remark.pointer == ("data", "binds", 0, "measures", "csat")


@pytest.mark.parametrize("first", ["Anna Alsterdorf,5", "qq,4", "Report of 2026\nq"])
def test_a_first_line_that_is_no_headings_is_not_repeated(counted: Count, first: str) -> None:
    with pytest.raises(UncountableError) as refused:
        counted(f"file: a.csv, {BIND}", {"a.csv": f"{first}\n4,4\n"})
    remark = refused.value.remark
    assert remark.message == 'a.csv has no column "q", nor any other of those asked for'
    assert remark.hint == "the first line must be the headings: add them, or remove what stands above them"


def sheet(rows: Iterable[Sequence[str | int]]) -> bytes:
    from openpyxl import Workbook

    book, data = Workbook(write_only=True), io.BytesIO()
    first = book.create_sheet()
    for row in rows:
        first.append(row)
    book.save(data)
    return data.getvalue()


def damaged() -> bytes:
    """A workbook with a name for a number."""
    old, new = io.BytesIO(sheet([["q"], [5]])), io.BytesIO()
    with zipfile.ZipFile(old) as read, zipfile.ZipFile(new, "w") as written:
        for name in read.namelist():
            written.writestr(name, read.read(name).replace(b"<v>5</v>", b"<v>Anna</v>"))
    return new.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    {
        "too large": (
            lambda: sheet([["q"] * 401] * 500),
            'a.xlsx: the sheet "Sheet" has more than 200,000 cells',
        ),
        "too heavy": (lambda: b"PK" + bytes(17 << 20), "a.xlsx cannot be read: it is larger than 16 MB"),
        "damaged": (damaged, "a.xlsx: the workbook is damaged"),
    }.values(),
)
def test_a_workbook_that_is_not_read_can_be_saved_as_text(
    counted: Count, content: Callable[[], bytes], message: str
) -> None:
    with pytest.raises(UncountableError) as refused:
        counted(f"file: a.xlsx, {BIND}", {"a.xlsx": content()})
    assert str(refused.value) == message
    assert str(refused.value.remark.hint).startswith("save its first sheet as CSV")
