"""The `csv` format: the table of touchpoints for spreadsheets and other programs."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from jmap.render.format import Format, Output, Rendered
from jmap.report.csv import write
from jmap.report.tables import touchpoints

if TYPE_CHECKING:
    from jmap.render.format import Sheet


def render(sheet: Sheet) -> Rendered:
    """The table; the mark at its beginning tells Excel that it is UTF-8."""
    table = touchpoints(sheet)
    text = write([[name for _, name in table.columns], *table.rows])
    return Rendered((Output(".csv", codecs.BOM_UTF8 + text.encode()),))


FORMAT = Format(
    id="csv",
    title="CSV",
    summary="The touchpoints as a table for spreadsheets and other programs, a row each; it imports back.",
    render=render,
)
