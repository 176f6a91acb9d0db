"""Makes edits in the bytes of a file: what they do not name stays as it is, byte for byte."""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.diagnostics import Edit

_LINE_END: Final = re.compile("\r\n|\n|\r")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def apart(edits: Iterable[Edit]) -> bool:
    """Whether no two edits touch the same place."""
    places = sorted(((edit.line, edit.column), (edit.end_line, edit.end_column)) for edit in edits)
    return all(one[1] <= other[0] and one != other for one, other in pairwise(places))


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a file after edits that are `apart`: in its encoding, with its line ends."""
    mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
    text = data[len(mark) :].decode(encoding)
    ends = list(_LINE_END.finditer(text))
    starts = [0, *(match.end() for match in ends)]
    line_end = ends[0][0] if ends else "\n"
    for edit in sorted(edits, key=lambda edit: (edit.line, edit.column), reverse=True):
        start = starts[edit.line - 1] + edit.column - 1
        ends_inside = edit.end_line <= len(starts)  # a last line without an end is all that there is
        end = starts[edit.end_line - 1] + edit.end_column - 1 if ends_inside else len(text)
        text = text[:start] + edit.text.replace("\n", line_end) + text[end:]
    return mark + text.encode(encoding)
