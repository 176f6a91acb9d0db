"""Files of data as a reader of plain CSV and Parquet takes them: found, decoded, workbooks made into text."""

from __future__ import annotations

import csv
import fnmatch
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.errors import SpecError
from jmap.evidence.codes import NO_DATA
from jmap.evidence.remarks import UncountableError
from jmap.importers.grid import UNCOUNTED
from jmap.importers.importer import Upload
from jmap.importers.kinds.csv import separator_of
from jmap.importers.kinds.xlsx import grids
from jmap.model.refusal import shown
from jmap.spec.encoding import byte_order_mark
from jmap.spec.files import FileRefusedError, check_inside, read_inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.model import Data

FILE: Final = ("data", "file")

_WILD: Final = frozenset("*?[")
_WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls")
_AS_TEXT: Final = "save its first sheet as CSV, of which there may be any number of rows, and name that file"
_UTF_8: Final = frozenset({"utf-8", "utf8", "ascii"})
_BLOCK: Final = 1 << 20
_HEADER: Final = 1 << 20
"""Characters in which the headings end, whatever line ends are in them."""
_IMPORTED: Final = '{"ImportId":'
"""How cells of the third row of headings begin in exports of Qualtrics."""
_BELOW: Final = {"ResponseId": "Response ID", "Respondent ID": "", "respondent_id": ""}
"""What stands below a heading where the second row of Qualtrics or SurveyMonkey is one of headings as well."""


class File(NamedTuple):
    """A file in UTF-8, or of Parquet.

    Attributes:
        path: where it is, or a copy of it.
        name: as people know it.
        header: names of the columns of a text; `None` for Parquet.
        separator: of the text.
        skipped: rows before the first one of data.
        below: how many of these are headings below the first.
    """

    path: Path
    name: str
    header: tuple[str, ...] | None = None
    separator: str = ","
    skipped: int = 0
    below: int = 0


def files_of(data: Data, root: Path, folder: Path) -> list[File]:
    """The files that `data` names, each once; copies are made in `folder`.

    Raises:
        UncountableError: there is none at a path, or one cannot be read.
        ToolMissingError: the library that reads workbooks is not installed.
    """
    found = dict.fromkeys(path for index, glob in enumerate(data.files) for path in _paths(root, glob, index))
    return [_plain(root, path, data, folder / f"{index}.csv") for index, path in enumerate(found)]


def _paths(root: Path, glob: str, index: int) -> Iterator[Path]:
    """What a path means, in order of names: `*` stands for any name in its folder."""
    folder, _, name = glob.rpartition("/")
    hint = "paths begin at the project's folder"
    try:
        if not _WILD & set(name) or (root / glob).exists():
            yield check_inside(root, root / glob)
            return
        here = check_inside(root, root / folder)
        names = sorted(each.name for each in here.iterdir() if fnmatch.fnmatchcase(each.name, name))
    except (FileRefusedError, OSError) as error:
        raise UncountableError(
            NO_DATA, f"{shown(glob)} cannot be read: {error}", (*FILE, index), hint
        ) from None
    if not names:
        raise UncountableError(NO_DATA, f"there is no file {shown(glob)}", (*FILE, index), hint)
    yield from (check_inside(root, here / each) for each in names)


def _plain(root: Path, path: Path, data: Data, copy: Path) -> File:
    name = path.relative_to(root.resolve()).as_posix()
    kind = path.suffix.lower()
    try:
        if not path.is_file():
            raise FileRefusedError("it is not a regular file")  # noqa: TRY301 - told as any other refusal
        if kind in _WORKBOOKS:
            return _of_workbook(read_inside(root, path), name, copy)
        if _WILD & set(str(path)):  # the engine would look for others
            path = Path(shutil.copyfile(path, copy.with_suffix(".data")))
        return File(path, name) if kind == ".parquet" else _of_text(path, name, data.encoding, copy)
    except FileRefusedError as error:
        hint = _AS_TEXT if kind in _WORKBOOKS else None
        raise UncountableError(NO_DATA, f"{name} cannot be read: {error}", FILE, hint) from None
    except OSError as error:  # it may not be read, or the disk for copies is full
        raise UncountableError(NO_DATA, f"{name} cannot be read: {error.strerror}", FILE) from None
    except SpecError as error:
        raise UncountableError(NO_DATA, f"{name}: {error.findings[0].message}", FILE, _AS_TEXT) from None
    except LookupError:
        message = f"there is no encoding {shown(data.encoding or '')}"
        hint = "common ones: gb18030, big5, cp1252"
        raise UncountableError(NO_DATA, message, ("data", "encoding"), hint) from None
    except UnicodeDecodeError as error:
        message = f"{name} is not {error.encoding.upper()}"
        hint = "save it as UTF-8, or say `encoding: gb18030` (Chinese Excel) or `cp1252` (Western Excel)"
        raise UncountableError(NO_DATA, message, FILE, hint) from None
    except csv.Error as error:
        raise UncountableError(NO_DATA, f"the first line of {name} cannot be read: {error}", FILE) from None


def _of_workbook(data: bytes, name: str, copy: Path) -> File:
    """The first sheet, as text."""
    first = next(iter(grids(Upload(name, name, data, None, {}))), None)
    if first and first.uncounted:  # empty cells would count as no answers
        message = f"{name} has formulas without a result in its first sheet: {len(first.uncounted):,}"
        raise UncountableError(NO_DATA, message, FILE, UNCOUNTED)
    rows = [row.cells for row in (first.rows if first else ()) if any(row.cells)]
    width = max(map(len, rows), default=0)
    with copy.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((*cells, *[""] * (width - len(cells))) for cells in rows)
    return _of_text(copy, name, None, copy)


def _of_text(path: Path, name: str, encoding: str | None, copy: Path) -> File:
    with path.open("rb") as raw:
        mark, marked = byte_order_mark(raw.read(4))
    said = (marked or "utf-32") if mark else (encoding or "utf-8")
    if said.lower().replace("_", "-") not in _UTF_8:
        with (
            path.open(encoding=said, newline="") as old,
            copy.open("w", encoding="utf-8", newline="") as new,
        ):
            while part := old.read(_BLOCK):
                new.write(part)
        path = copy
    with path.open(encoding="utf-8-sig", newline="") as text:
        first = text.readline(_HEADER)
        said_so = first.lower().startswith("sep=") and len(first.rstrip("\r\n")) == len("sep=;")
        begin = text.readline(_HEADER) if said_so else first
        separator = first[4] if said_so else separator_of(begin)
        rows = csv.reader([begin, *text.readlines(_HEADER)], delimiter=separator, strict=True)
        header = tuple(cell.strip() for cell in next(rows, []))
        below = _headings_below(header, rows)
    return File(path, name, header, separator, int(said_so) + 1 + below, below)


def _headings_below(header: Sequence[str], rows: Iterator[list[str]]) -> int:
    """How many rows below the headings are headings as well: survey tools write texts of questions there."""
    try:
        second, third = next(rows, []), next(rows, [])
    except csv.Error:  # the engine takes longer cells, and tells the line of what it does not take
        return 0
    if any(cell.startswith(_IMPORTED) for cell in third):
        return 2
    known = any(_BELOW.get(name) == cell.strip() for name, cell in zip(header, second, strict=False))
    return int(known and any(second))
