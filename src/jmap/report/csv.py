"""Text in CSV files that spreadsheets open: what is written stays text, and is never taken for a formula."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from jmap.text.formula import MARK, is_formula

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE_ENDS: Final = re.compile(r"\r\n?")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def cell(value: str | float | None) -> str:
    """One value as a cell: numbers as they are, text that a spreadsheet would compute behind an apostrophe.

    >>> cell("=1+1"), cell(-5), cell(0.25), cell(None)
    ("'=1+1", '-5', '0.25', '')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        # A lone carriage return would end the row for some readers, and is not quoted by the writer.
        text = _CONTROLS.sub("\ufffd", _LINE_ENDS.sub("\n", value))
        return f"{MARK}{text}" if is_formula(value) else text
    return f"{value:.12g}"


def write(rows: Sequence[Sequence[str | float | None]]) -> str:
    """Rows as CSV (RFC 4180, but with plain line feeds), the first one being the heading."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([cell(value) for value in row] for row in rows)
    return text.getvalue()
