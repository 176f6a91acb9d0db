"""Text that spreadsheets would compute, and the mark that keeps it text.

Spreadsheets compute a cell that begins with `=`, `+`, `-`, `@`, or the full-width forms of these, also behind
blanks and control characters; an apostrophe before it makes it text (OWASP, CSV Injection).
"""

from __future__ import annotations

import re
from typing import Final

_FORMULA: Final = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠\u2212]|[\t\r\n\x00]"
)
MARK: Final = "'"
"""Before a text that would else be computed."""


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute it."""
    return _FORMULA.match(text) is not None


def unmarked(cell: str) -> str:
    """A text as it was before it got a mark."""
    return cell.removeprefix(MARK) if cell[:1] == MARK and is_formula(cell[1:]) else cell
