"""The `xlsx` format: the register as a workbook, for those who go on in a spreadsheet, and back by `jmap import`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from jmap.diagnostics import Severity
from jmap.errors import ToolMissingError
from jmap.importers.columns import JOURNEY, STAGE, TOUCHPOINTS
from jmap.render.codes import DROPPED
from jmap.render.format import Format, Output, Rendered
from jmap.render.palette import palette
from jmap.report.names import Words
from jmap.report.package import NEVER, stored
from jmap.report.tables import tables
from jmap.spec.codes import finding
from jmap.text.cells import cells

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from jmap.render.format import Sheet
    from jmap.report.tables import Cell, Filled

SUFFIX: Final = ".xlsx"
_LONGEST: Final = 32_767
"""Characters that a cell of Excel holds."""
_NARROWEST, _WIDEST = 7, 42
"""Of a column, in digits."""
_LINE, _TALLEST = 17, 408
"""Height of a line of text, and the most of a row, in points."""
_PAGE: Final = 220
"""Digits beside each other on a page of A3, small but legible."""
_A3: Final = 8
_FIXED: Final = {"journey": 0, "touchpoints": 2}
"""Columns that stay while others are scrolled; where nothing is said, one."""
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,  # a text that begins with `=` stays one
    "strings_to_urls": False,
}


def render(sheet: Sheet) -> Rendered:
    """The workbook, a sheet for each table.

    Raises:
        ToolMissingError: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise ToolMissingError("XlsxWriter", "pip install 'jmap[xlsx]'") from None
    data = io.BytesIO()
    book = Workbook(data, _OPTIONS)
    book.set_properties({"title": Words(sheet).say(sheet.journey.title), "created": NEVER, "author": "jmap"})
    writing = _Writing(book, sheet)
    found = tables(sheet)
    apart = {table.table.key for table in found if STAGE in table.table.columns}
    for table in found:
        writing.table(table, apart)
    book.close()
    return Rendered((Output(SUFFIX, stored(data.getvalue())),), writing.findings())


class _Writing:
    """The writing of one workbook."""

    def __init__(self, book: Any, sheet: Sheet) -> None:
        self.book = book
        self.sheet = sheet
        self.cut = 0
        colors = palette("light", sheet.project.settings.theme.brand)
        rule = {"border": 1, "border_color": colors["line"]}
        text = {"font_color": colors["ink"], "valign": "top", "text_wrap": True, **rule}
        head = {**text, "bold": True, "valign": "vcenter"}
        self.head = book.add_format({**head, "font_color": "#ffffff", "bg_color": colors["accent"]})
        self.pale = book.add_format({**head, "bg_color": colors["accent-tint"]})
        self.text = book.add_format({**text, "num_format": "@"})
        self.number = book.add_format({**text, "align": "center"})
        computed = {"align": "center", "italic": True, "font_color": colors["muted"]}
        self.formats = {
            "computed": book.add_format({**text, **computed}),
            "stage": book.add_format({**text, "num_format": "@", "bg_color": colors["accent-tint"]}),
            "upright": book.add_format({**text, "align": "left"}),
        }
        self.scale = {
            "type": "3_color_scale", "min_type": "num", "mid_type": "num", "max_type": "num",
            "min_value": 1, "mid_value": 3, "max_value": 5,
            "min_color": colors["bad-faint"], "mid_color": colors["ground"], "max_color": colors["good-faint"],
        }  # fmt: skip

    def table(self, table: Filled, apart: Container[str]) -> None:
        """A sheet with one table: headings that stay, filters, and columns as wide as what is in them.

        What is computed, or has a sheet of its own (`apart`) in which it is changed, has a pale heading.
        """
        page = self.book.add_worksheet(table.name)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(_A3)
        if table.table is JOURNEY:
            self._upright(page, table)
            return
        widths = [
            _width(name, (row[column] for row in table.rows))
            for column, (_, name) in enumerate(table.columns)
        ]
        for column, ((known, name), wide) in enumerate(zip(table.columns, widths, strict=True)):
            page.set_column(column, column, wide)
            elsewhere = known.kind == "computed" or (table.table is TOUCHPOINTS and known.key in apart)
            page.write_string(0, column, name, self.pale if elsewhere else self.head)
        for number, row in enumerate(table.rows, 1):
            page.set_row(number, _height(row, widths))
            whole = table.table is TOUCHPOINTS and row[1] is None
            for column, cell in enumerate(row):
                kind = table.columns[column][0].kind
                self._write(page, number, column, cell, "stage" if whole and kind != "computed" else kind)
        fixed = _FIXED.get(table.table.key, 1)
        page.freeze_panes(1, fixed)
        page.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        page.repeat_rows(0)
        page.repeat_columns(0, fixed - 1)
        page.fit_to_pages(-(-sum(widths) // _PAGE), 0)
        for column, (known, _) in enumerate(table.columns):
            if known.kind == "emotion":
                page.conditional_format(1, column, len(table.rows), column, self.scale)

    def _upright(self, page: Any, table: Filled) -> None:
        """A table of one row, its headings below each other."""
        page.set_column(0, 0, max(_width(name, ()) for _, name in table.columns))
        page.set_column(1, 1, 2 * _WIDEST)
        for row, ((_, name), cell) in enumerate(zip(table.columns, table.rows[0], strict=True)):
            page.set_row(row, _height((cell,), (2 * _WIDEST,)))
            page.write_string(row, 0, name, self.head)
            self._write(page, row, 1, cell, "upright")

    def _write(self, page: Any, row: int, column: int, cell: Cell, kind: str) -> None:
        text = self.formats["stage"] if kind == "stage" else self.text
        if isinstance(cell, str):
            self.cut += len(cell) > _LONGEST
            shown = cell if len(cell) <= _LONGEST else f"{cell[: _LONGEST - 1]}…"
            page.write_string(row, column, shown, text)
        elif cell is None:
            page.write_blank(row, column, None, text)
        else:
            page.write_number(row, column, cell, self.formats.get(kind, self.number))

    def findings(self) -> tuple[Any, ...]:
        """What had no room."""
        if not self.cut:
            return ()
        message = f"{self.sheet.stem}{SUFFIX}: {self.cut} cells have more than the {_LONGEST:,} characters Excel takes"
        return (finding(DROPPED, message, severity=Severity.WARNING),)


def _width(name: str, column: Iterable[Cell]) -> int:
    """Of a column, with room for the arrow of its filter."""
    lines = (cells(line) for cell in column for line in str(cell or "").split("\n"))
    return min(max(_NARROWEST, cells(name) + 3, *lines, 0), _WIDEST)


def _lines(line: str, width: int) -> int:
    """How many lines a text takes; one more where a word that is wider than the column begins a line of its own."""
    whole, longest = cells(line), max(map(cells, line.split()), default=0)
    return -(-max(whole, 1) // width) + (width < longest < whole)


def _height(row: Iterable[Cell], widths: Iterable[int]) -> int:
    """Of a row; spreadsheets differ in whether they find it out themselves."""
    lines = (
        sum(_lines(line, width - 1) for line in str(cell).split("\n"))
        for cell, width in zip(row, widths, strict=True)
    )
    return min(_LINE * max(lines), _TALLEST)


FORMAT = Format(
    id="xlsx",
    title="Excel workbook",
    summary="The register as a workbook: touchpoints, pains, opportunities, measures, improvements; it imports back.",
    render=render,
)
