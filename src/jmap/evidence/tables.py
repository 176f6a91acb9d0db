"""Data as tables that can be asked: of files in memory, out of which nothing leads, or of a database named by users."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from jmap.errors import ConfigError, ToolMissingError
from jmap.evidence.codes import NO_COLUMN, NO_DATA
from jmap.evidence.files import FILE, files_of
from jmap.evidence.remarks import UncountableError
from jmap.model.refusal import shown
from jmap.spec.hints import did_you_mean, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jmap.diagnostics import Pointer
    from jmap.evidence.files import File
    from jmap.model import Data

_LINE: Final = re.compile(r"Line: (\d+)")
_COUNTED: Final = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")
_LOCKS: Final = (
    "SET autoinstall_known_extensions = false",
    "SET autoload_known_extensions = false",
    "SET temp_directory = ''",
    "SET memory_limit = '4GB'",
    "SET allowed_paths = [{paths}]",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)
"""Nothing is fetched, nothing is written, and nothing is read but the files named."""
_LONGEST_ROW: Final = 2_000_000
_LONGEST_REASON: Final = 200


@dataclass(frozen=True, slots=True)
class Columns:
    """A table, and what its columns are called there.

    Attributes:
        table: of Ibis.
        names: of the data's columns, with those in `table`.
    """

    table: Any
    names: Mapping[str, str]

    def __getitem__(self, column: str) -> Any:
        return self.table[self.names[column]]

    def where(self, conditions: Sequence[Any]) -> Columns:
        """The rows that meet all `conditions`."""
        return replace(self, table=self.table.filter(conditions)) if conditions else self

    def ask(self, question: Any) -> list[dict[str, Any]]:
        """The rows of an expression over the table.

        Raises:
            UncountableError: the engine refuses it.
        """
        with _engine("the data cannot be counted", ("data",)):
            rows: list[dict[str, Any]] = question.to_pyarrow().to_pylist()
            return rows


class Tables:
    """The data of one project.

    Attributes:
        root: the project's folder: no file outside is read.
        connect: the database for data that name a table.
    """

    def __init__(self, root: Path, connect: str | None) -> None:
        self.root = root
        self.connect = connect

    @contextmanager
    def opened(self, data: Data, columns: Mapping[str, Pointer]) -> Iterator[Columns]:
        """The columns of some data, each asked for at a place of the spec.

        Raises:
            ToolMissingError: the library that reads them is not installed.
            ConfigError: they are a table, and no database is named.
            UncountableError: there are no such data, or they lack a column.
        """
        if data.table is not None:
            yield self._of_table(data.table, columns)
            return
        with TemporaryDirectory() as folder:
            files = files_of(data, self.root, Path(folder))
            yield _joined(files, columns)

    def _of_table(self, name: str, columns: Mapping[str, Pointer]) -> Columns:
        if self.connect is None:
            message = "these data are a table of a database: name it by --connect URL or JMAP_CONNECT"
            raise ConfigError(message)
        *catalogue, last = name.split(".")
        with _engine(f"the table {shown(name)} cannot be read", ("data", "table")):
            database = _ibis().connect(self.connect)
            table = database.table(last, database=tuple(catalogue) or None)
        _check_columns(table.columns, columns, f"the table {shown(name)}")
        return Columns(table, {column: column for column in columns})


def _joined(files: Sequence[File], columns: Mapping[str, Pointer]) -> Columns:
    """The rows of all files one below the other, as texts, in memory."""
    ibis = _ibis()
    names = {column: f"c{index}" for index, column in enumerate(columns)}
    database = ibis.duckdb.connect()
    paths = ", ".join("'" + str(file.path).replace("'", "''") + "'" for file in files)
    for lock in _LOCKS:
        database.raw_sql(lock.format(paths=paths))
    parts: list[Any] = []
    for file in files:
        if file.header is not None:
            _check_columns(file.header, columns, file.name)
        with _engine(f"{file.name} cannot be read", FILE):
            table, own = _read(database, file)
        _check_columns(own, columns, file.name)
        chosen = {new: table[own[old]].cast("string") for old, new in names.items()}
        with _engine(f"{file.name} cannot be read", FILE):
            parts.append(database.create_table(f"f{len(parts)}", table.select(**chosen)))
    return Columns(ibis.union(*parts) if len(parts) > 1 else parts[0], names)


def _read(database: Any, file: File) -> tuple[Any, dict[str, str]]:
    """A file as a table, and what its columns are called there."""
    if file.header is None:
        table = database.read_parquet(file.path)
        return table, {column: column for column in table.columns}
    # Every entry is a text until it is known what it is for: nothing is guessed from the first rows.
    types = {f"h{index}": "VARCHAR" for index in range(len(file.header))}
    table = database.read_csv(
        file.path, columns=types, header=False, skip=file.skipped, auto_detect=False, delim=file.separator,
        quote='"', escape='"', nullstr="", strict_mode=True, max_line_size=_LONGEST_ROW,
    )  # fmt: skip
    return table, {name: f"h{index}" for index, name in enumerate(file.header)}


def _check_columns(there: Iterable[str], asked: Mapping[str, Pointer], where: str) -> None:
    known = [*there]
    for column, pointer in asked.items():
        if column not in known:
            message = f"{where} has no column {shown(column)}; it has: {listed(known)}"
            raise UncountableError(NO_COLUMN, message, pointer, did_you_mean(column, known))


@contextmanager
def _engine(refusal: str, pointer: Pointer) -> Iterator[None]:
    """Turn what an engine raises into a refusal; each has exceptions of its own."""
    try:
        yield
    except (ToolMissingError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001
        raise UncountableError(NO_DATA, f"{refusal}: {_reason(error)}", pointer) from None


def _reason(error: Exception) -> str:
    """What an engine says, without the row itself: people stand in it."""
    text = str(error)
    line = f"line {found[1]}" if (found := _LINE.search(text)) else ""
    if counted := _COUNTED.search(text):
        return f"{line} has {counted[2]} cells, where the others have {counted[1]}"
    if "unterminated quote" in text.lower():
        return f"a quotation mark is never closed, at {line}"
    if "unicode" in text.lower() or "utf-8" in text.lower():
        return f"{line or 'it'} is not UTF-8; save it so, or say `encoding: gb18030`"
    return (line or text.partition("\n")[0].strip())[:_LONGEST_REASON] or type(error).__name__


def _ibis() -> Any:
    try:
        import ibis
    except ImportError:
        raise ToolMissingError("ibis", "pip install 'jmap[data]'") from None
    return ibis
