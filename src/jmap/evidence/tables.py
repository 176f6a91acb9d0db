"""Data as tables that can be asked: of files in memory, out of which nothing leads, or of a database named by users."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from jmap.diagnostics import Severity
from jmap.errors import ConfigError
from jmap.evidence.codes import MORE_HEADINGS, NO_COLUMN
from jmap.evidence.engine import ibis_library, refusing
from jmap.evidence.files import FILE, files_of
from jmap.evidence.remarks import Remark, UncountableError
from jmap.evidence.warehouse import connected
from jmap.model.refusal import shown
from jmap.spec.hints import did_you_mean, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jmap.diagnostics import Pointer
    from jmap.evidence.files import File
    from jmap.model import Data

TABLE: Final = ("data", "table")

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
_HEADINGS: Final = "the first line must be the headings: add them, or remove what stands above them"


@dataclass(frozen=True, slots=True)
class Columns:
    """A table, and what its columns are called there.

    Attributes:
        table: of Ibis.
        names: of the data's columns, with those in `table`.
        hold: computes a table once, for all questions, where somebody has the room for it.
        remarks: what is to be said of how it was read.
    """

    table: Any
    names: Mapping[str, str]
    hold: Callable[[Any], Any] | None = None
    remarks: tuple[Remark, ...] = ()

    def __getitem__(self, column: str) -> Any:
        return self.table[self.names[column]]

    def text(self, column: str) -> Any:
        """A column as text without blanks around it; nothing where nothing else is there."""
        return _text(self[column]) if self.hold is None else self[column]

    def on(self, table: Any) -> Columns:
        """The same columns of a table that was made of this one."""
        if self.hold is None:
            return replace(self, table=table)
        with refusing("the data cannot be counted", ("data",)):
            return replace(self, table=self.hold(table))

    def ask(self, question: Any) -> list[dict[str, Any]]:
        """The rows of an expression over the table.

        Raises:
            UncountableError: the engine refuses it.
        """
        with refusing("the data cannot be counted", ("data",)):
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
            ConfigError: they are a table, and no database is named, or it cannot be opened.
            UncountableError: there are no such data, or they lack a column.
        """
        if data.table is not None:
            yield self._of_table(data.table, columns)
            return
        with TemporaryDirectory() as folder:
            files = files_of(data, self.root, Path(folder))
            yield _joined(files, columns)

    @cached_property
    def _database(self) -> Any:
        if self.connect is None:
            message = "these data are a table of a database: name it by --connect URL or JMAP_CONNECT"
            raise ConfigError(message)
        return connected(self.connect)

    def _of_table(self, name: str, columns: Mapping[str, Pointer]) -> Columns:
        *catalogue, last = name.split(".")
        database = self._database
        with refusing(f"the table {shown(name)} cannot be read", TABLE):
            table = database.table(last, database=tuple(catalogue) or None)
        _check_columns(table.columns, columns, f"the table {shown(name)}", named=True)
        names = _names(columns)
        return Columns(table.select(**{new: table[old] for old, new in names.items()}), names)


def _names(columns: Iterable[str]) -> dict[str, str]:
    """Names of ours for columns, whatever they are called."""
    return {column: f"c{index}" for index, column in enumerate(columns)}


def _joined(files: Sequence[File], columns: Mapping[str, Pointer]) -> Columns:
    """The rows of all files one below the other, as texts, in memory."""
    ibis = ibis_library()
    names = _names(columns)
    database = ibis.duckdb.connect()
    paths = ", ".join("'" + str(file.path).replace("'", "''") + "'" for file in files)
    for lock in _LOCKS:
        database.raw_sql(lock.format(paths=paths))
    parts: list[Any] = []
    for file in files:
        if file.header is not None:
            _check_columns(file.header, columns, file.name, named=False)
        with refusing(f"{file.name} cannot be read", FILE):
            table, own = _read(database, file)
        _check_columns(own, columns, file.name, named=True)
        chosen = {new: _text(table[own[old]]) for old, new in names.items()}
        with refusing(f"{file.name} cannot be read", FILE):
            parts.append(database.create_table(f"f{len(parts)}", table.select(**chosen)))
    numbers = count()
    return Columns(
        ibis.union(*parts) if len(parts) > 1 else parts[0],
        names,
        lambda table: database.create_table(f"t{next(numbers)}", table),
        tuple(_more_headings(file) for file in files if file.below),
    )


def _more_headings(file: File) -> Remark:
    rows = "its second row" if file.below == 1 else "its second and third row"
    message = f"{file.name} has headings in {rows} as well, and no answers there"
    return Remark(MORE_HEADINGS, Severity.INFO, message, FILE)


def _text(column: Any) -> Any:
    return column.cast("string").strip().nullif("")


def _read(database: Any, file: File) -> tuple[Any, dict[str, str]]:
    """A file as a table, and what its columns are called there."""
    if file.header is None:
        table = database.read_parquet(file.path, hive_partitioning=False)
        return table, {column: column for column in table.columns}
    # Every entry is a text until it is known what it is for: nothing is guessed from the first rows.
    types = {f"h{index}": "VARCHAR" for index in range(len(file.header))}
    table = database.read_csv(
        file.path, columns=types, header=False, skip=file.skipped, auto_detect=False, delim=file.separator,
        quote='"', escape='"', nullstr="", strict_mode=True, max_line_size=_LONGEST_ROW,
    )  # fmt: skip
    # Spreadsheets write lines below the last row, and there is nobody in them.
    said = table.filter(ibis_library().coalesce(*(table[column] for column in types)).notnull())
    return said, {name: f"h{index}" for index, name in enumerate(file.header)}


def _check_columns(there: Iterable[str], asked: Mapping[str, Pointer], where: str, *, named: bool) -> None:
    """Refuse data without a column that is asked for.

    Args:
        there: the columns there are.
        asked: those needed.
        where: whose they are.
        named: whether `there` are names for certain. A text without headings has somebody's answers in its first line,
            which no message repeats: they are names only if one of them is asked for.
    """
    known = [*there]
    named = named or not asked.keys().isdisjoint(known)
    for column, pointer in asked.items():
        if column not in known:
            what = f"; it has: {listed(known)}" if named else ", nor any other of those asked for"
            hint = did_you_mean(column, known) if named else _HEADINGS
            raise UncountableError(NO_COLUMN, f"{where} has no column {shown(column)}{what}", pointer, hint)
        if (times := known.count(column)) > 1:
            message = f"{where} has {times} columns {shown(column)}"
            raise UncountableError(NO_COLUMN, message, pointer, "give them different names")
