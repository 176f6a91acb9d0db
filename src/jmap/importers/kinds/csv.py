"""The `csv` importer: a table with a row per touchpoint, or a column per stage, as spreadsheets save it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

from jmap.importers.codes import UNREADABLE
from jmap.importers.decode import decoded
from jmap.importers.grid import Grid, Row
from jmap.importers.importer import Importer
from jmap.importers.remarks import refuse
from jmap.importers.rows import register
from jmap.text.formula import unmarked

if TYPE_CHECKING:
    from jmap.importers.importer import Imported, Upload

_SEPARATORS: Final = ",;\t|"
_SAID: Final = re.compile(rf"sep=([{_SEPARATORS}])\r?\n", re.IGNORECASE)
"""How a file tells Excel what separates its cells."""
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')


def read(upload: Upload) -> Imported:
    """The one table of the file."""
    text = decoded(upload)
    rows = []
    said = _SAID.match(text)
    body = text[said.end() :] if said else text
    separator = said[1] if said else separator_of(text)
    reader = csv.reader(io.StringIO(body, newline=""), delimiter=separator, strict=True)
    try:
        line = first = 2 if said else 1
        for cells in reader:
            rows.append(Row(line, tuple(map(_plain, cells))))
            line = reader.line_num + first
    except csv.Error as error:
        hint = (
            "a quotation mark that is never closed is the usual reason"
            if "end of data" in str(error)
            else None
        )
        refuse(UNREADABLE, f"this row cannot be read: {error}", upload.path, line, hint=hint)
    return register(upload, [Grid("", tuple(rows))])


def separator_of(text: str) -> str:
    """What separates its cells: what stands most often in the first line that holds any."""
    for line in text.splitlines():
        bare = _QUOTED.sub("", line)
        if any(sign in bare for sign in _SEPARATORS):
            return max(_SEPARATORS, key=bare.count)
    return ","


def _plain(cell: str) -> str:
    return unmarked(cell.replace("\r\n", "\n").replace("\r", "\n"))


IMPORTER = Importer(
    id="csv",
    title="CSV",
    summary="A table with a row per touchpoint, or a column per stage: separated by comma, semicolon or tab.",
    endings=(".csv", ".tsv", ".txt"),
    read=read,
)
