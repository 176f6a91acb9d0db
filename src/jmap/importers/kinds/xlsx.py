"""The `xlsx` importer: a workbook, among them the register that jmap writes itself."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from jmap.errors import ToolMissingError
from jmap.importers.codes import UNREADABLE
from jmap.importers.grid import Grid, Place, Row
from jmap.importers.importer import Importer
from jmap.importers.remarks import refuse
from jmap.importers.rows import register

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jmap.importers.importer import Imported, Upload

_LARGEST: Final = 50 * 2**20
"""Bytes that a workbook may have unpacked."""
_MOST: Final = 200_000
"""Cells of a workbook that may hold something."""
_WIDEST: Final = 500
"""Columns over which a cell may be spread; more are a whole row, marked in haste."""
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s[^<>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"')
_FORMULA: Final = re.compile(
    rb'<(?:\w+:)?c r="(?P<cell>[A-Z]+\d+)"(?P<more>[^<>]*)>\s*'
    rb"<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<>]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>\s*|<(?:\w+:)?v></(?:\w+:)?v>\s*)?</(?:\w+:)?c>"
)
"""A cell with a formula and no result; one whose result is an empty text says that it is a text."""
_DOCTYPE: Final = b"<!DOCTYPE"
_OLE: Final = b"\xd0\xcf\x11\xe0"
"""How files of Excel before 2007 begin, and workbooks with a password."""


def read(upload: Upload) -> Imported:
    """All sheets of the workbook that can be seen."""
    return register(upload, grids(upload))


def grids(upload: Upload) -> list[Grid]:
    """What stands in the cells of all sheets that can be seen.

    Raises:
        SpecError: it is no workbook, or damaged, or holds too much.
        ToolMissingError: the library that reads workbooks is not installed.
    """
    _inspect(upload)
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise ToolMissingError("openpyxl", "pip install 'jmap[xlsx]'") from None
    try:
        book = load_workbook(io.BytesIO(upload.data), read_only=True, data_only=True)
        return [_grid(sheet, upload) for sheet in book.worksheets if sheet.sheet_state == "visible"]
    except (
        KeyError,
        ValueError,
        TypeError,
        zipfile.BadZipFile,
        SyntaxError,
    ):  # in whose words cells may stand
        refuse(UNREADABLE, "the workbook is damaged", upload.path, hint="open it and save it anew")


def _grid(sheet: Any, upload: Upload) -> Grid:
    rows = [*_rows(sheet, upload)]
    with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
        part = archive.read(sheet._worksheet_path)  # noqa: SLF001 — openpyxl tells some of it only with all of it
    return Grid(sheet.title, _spread(rows, _merged(part), upload), uncounted=tuple(_uncounted(part)))


def _uncounted(part: bytes) -> Iterator[Place]:
    """The cells whose formulas have no result: programs that write workbooks leave it to others to count."""
    from openpyxl.utils.cell import coordinate_to_tuple

    for found in _FORMULA.finditer(part):
        if b't="str"' not in found["more"]:
            yield Place(*coordinate_to_tuple(found["cell"].decode()))


def _rows(sheet: Any, upload: Upload) -> Iterator[Row]:
    sheet.reset_dimensions()  # a sheet may claim to have 17 thousand million cells
    count = 0
    last = 0
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = tuple(_text(cell) for cell in row)
        count += sum(map(bool, cells))
        if count > _MOST:
            refuse(UNREADABLE, f'the sheet "{sheet.title}" has more than {_MOST:,} cells', upload.path)
        if any(cells):
            if number > last + 1:  # a gap, however long, is one empty row
                yield Row(number - 1, ())
            yield Row(number, cells)
            last = number


def _merged(part: bytes) -> list[tuple[int, ...]]:
    """First column, first row, last column, last row of cells that were made one."""
    from openpyxl.utils import range_boundaries

    return [range_boundaries(found.decode()) for found in _MERGED.findall(part)]


def _spread(rows: list[Row], merged: Iterable[tuple[int, ...]], upload: Upload) -> tuple[Row, ...]:
    """The rows, each cell that was made of several as all of these; but for titles, which stand alone in a row."""
    places = {row.number: index for index, row in enumerate(rows)}
    count = 0
    for left, top, right, bottom in merged:
        first = rows[places[top]].cells if top in places else ()
        said = first[left - 1] if left <= len(first) else ""
        if not said or (right > left and sum(map(bool, first)) == 1):
            continue
        for number in range(top, min(bottom, rows[-1].number) + 1):
            if number in places:
                row = rows[places[number]]
                cells = [*row.cells, *[""] * (min(right, _WIDEST) - len(row.cells))]
                count += len(cells)
                if count > _LARGEST:
                    refuse(UNREADABLE, "too many cells of the workbook are merged", upload.path)
                cells[left - 1 : right] = [said] * (min(right, len(cells)) - left + 1)
                rows[places[number]] = row._replace(cells=tuple(cells))
    return tuple(rows)


def _text(cell: Any) -> str:
    """What people see in a cell, nearly: percentages as such, days without their midnight."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dt.datetime | dt.date):
        return (
            value.isoformat(sep=" ").removesuffix(" 00:00:00")
            if isinstance(value, dt.datetime)
            else value.isoformat()
        )
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    if isinstance(value, int | float):
        return f"{value * 100:.12g}%" if "%" in (cell.number_format or "") else f"{value:.15g}"
    return str(value).replace("_x000D_\n", "\n").replace("\r\n", "\n").replace("\r", "\n")


def _inspect(upload: Upload) -> None:
    """Refuse what is no workbook, or one that is made to exhaust who opens it."""
    if upload.data.startswith(_OLE):
        refuse(
            UNREADABLE,
            "the workbook is of Excel before 2007, or has a password",
            upload.path,
            hint="save it as .xlsx",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(upload.data)) as archive:
            _unpacked(archive, upload)
    except (
        zipfile.BadZipFile,
        RuntimeError,
        NotImplementedError,
    ):  # the latter two of parts that are encrypted
        refuse(
            UNREADABLE,
            "this is no workbook",
            upload.path,
            hint="a table of plain text is read with --from csv",
        )


def _unpacked(archive: zipfile.ZipFile, upload: Upload) -> None:
    if sum(part.file_size for part in archive.infolist()) > _LARGEST:
        refuse(UNREADABLE, f"the workbook has more than {_LARGEST // 2**20} MB unpacked", upload.path)
    for name in archive.namelist():
        # No part of a workbook has a document type; those that have one are made to do harm.
        if name.endswith((".xml", ".rels")) and _DOCTYPE in archive.read(name).replace(b"\0", b""):
            refuse(UNREADABLE, f"{name} has a document type, which no workbook needs", upload.path)


IMPORTER = Importer(
    id="xlsx",
    title="Excel workbook",
    summary="A workbook: the register that `jmap build -f xlsx` writes, or any sheet with a row per touchpoint.",
    endings=(".xlsx", ".xlsm"),
    read=read,
)
