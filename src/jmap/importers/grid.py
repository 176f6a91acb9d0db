"""Tables as they come, rows of texts, and as they are once it is known what their columns mean."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.importers.columns import LANES, STAGE, TOUCHPOINT
from jmap.model.refusal import shown

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from jmap.importers.columns import Column

PERSONAL: Final = ("emotion", "goal", "does", "needs", "thinks", "feels", "pains", "quotes")
"""Keys of columns that may be about one persona."""
NOTHING: Final = frozenset(
    {"-", "–", "—", "--", "/", "n/a", "n.a.", "na", "none", "nil", "无", "暂无", "没有", "不适用"}
)
"""What people type into a cell that is to be empty."""

UNCOUNTED: Final = "open the workbook in a spreadsheet program, which counts them, and save it there"
"""What to do about formulas without a result."""

_WRITTEN: Final = frozenset({"undefined", "null", "nan"})
"""What programs write for nothing."""
_SHOWN: Final = 3
"""Cells of a row that a message repeats."""


class Row(NamedTuple):
    """A row of a table; `number` is that of its file, from 1."""

    number: int
    cells: tuple[str, ...]

    @property
    def said(self) -> list[str]:
        """What stands in its cells that hold something."""
        return [cell.strip() for cell in self.cells if cell.strip()]


class Place(NamedTuple):
    """A place in a table."""

    line: int
    column: int


class Grid(NamedTuple):
    """A table of a file.

    Attributes:
        name: of the sheet; empty where a file is one table.
        lines: where its columns are given as rows, the numbers of what was its rows.
        uncounted: cells with a formula whose result is not in the file; they are empty here.
    """

    name: str
    rows: tuple[Row, ...]
    lines: tuple[int, ...] = ()
    uncounted: tuple[Place, ...] = ()

    def turned(self) -> Grid:
        """The table with rows for columns."""
        columns = zip_longest(*(row.cells for row in self.rows), fillvalue="")
        rows = tuple(Row(number, column) for number, column in enumerate(columns, 1))
        return Grid(self.name, rows, tuple(row.number for row in self.rows))


class Heading(NamedTuple):
    """What a column is.

    Attributes:
        column: of the register.
        said: the heading as it stands.
        name: of a lane or measure of its own, or of the persona whose values the column holds.
        shift: what is added to numbers in it.
    """

    column: Column
    said: str
    name: str = ""
    shift: int = 0


class Cell(NamedTuple):
    """A cell that holds something, under its heading."""

    heading: Heading
    said: str
    line: int
    column: int

    def of(self, persona: str, keys: Container[str]) -> Cell:
        """The cell in a row about a persona, whose it then is if its column has one of these keys."""
        if persona and self.heading.column.key in keys and not self.heading.name:
            return self._replace(heading=self.heading._replace(name=persona))
        return self


def repeated(row: Sequence[Cell]) -> str:
    """The first cells of a row, as a message repeats them."""
    return ", ".join(shown(cell.said) for cell in row[:_SHOWN])


class Titled(NamedTuple):
    """A table whose columns are known.

    Attributes:
        headings: of the columns; `None` where nothing stands below.
        rows: below the headings.
        lines: of the grid.
        beside: lines above and below the table that are no part of it, what stands in the cells of each.
    """

    headings: tuple[Heading | None, ...]
    rows: tuple[Row, ...]
    lines: tuple[int, ...] = ()
    beside: tuple[tuple[str, ...], ...] = ()

    def cells(self) -> Iterator[list[Cell]]:
        """Row by row what holds something."""
        for row in self.rows:
            places = zip(self.headings, row.cells, strict=False)
            found = [
                self._cell(row, index, said) for index, (head, said) in enumerate(places) if head and said
            ]
            if found := [cell for cell in found if cell is not None]:
                yield found

    def below(self, column: int) -> list[Cell]:
        """The cells of a column in which something stands."""
        rows = (row for row in self.rows if column < len(row.cells))
        found = (self._cell(row, column, row.cells[column]) for row in rows)
        return [cell for cell in found if cell is not None]

    def _cell(self, row: Row, index: int, said: str) -> Cell | None:
        heading, said = self.headings[index], said.strip()
        if heading is None or not said or _is_nothing(heading, said):
            return None
        return Cell(
            heading, said, *((self.lines[index], row.number) if self.lines else (row.number, index + 1))
        )

    def unknown(self) -> list[Cell]:
        """The first cell below each heading that nobody knows."""
        found: dict[int, Cell] = {}
        for row in self.cells():
            for cell in row:
                if cell.heading.column is LANES:
                    found.setdefault(id(cell.heading), cell)
        return [*found.values()]


def is_said(text: str) -> bool:
    """Whether a text that people or a program wrote says anything."""
    return bool(text) and text.casefold() not in NOTHING | _WRITTEN


def _is_nothing(heading: Heading, said: str) -> bool:
    free = heading.column in (STAGE, TOUCHPOINT) or heading.column.kind == "text"
    return not free and said.casefold() in NOTHING
