"""Tables as they come: rows of texts, and which row of them says what the columns mean."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.importers.columns import (
    LANES,
    OWN_MEASURE,
    TOUCHPOINTS,
    Column,
    by_name,
    column_of,
    measures_by_name,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jmap.importers.columns import Table

_FIRST: Final = 30
"""Rows among which the headings are looked for."""
_LARGEST: Final = 1_000_000
"""Cells of a table that may have its headings below each other."""
_ENOUGH: Final = 2
"""Headings that jmap has to know in a row before it is taken for the row of headings."""
_APART: Final = (" · ", ": ", "：")
"""What stands between the name of a column and the persona whose values it holds."""


class Row(NamedTuple):
    """A row of a table; `number` is that of its file, from 1."""

    number: int
    cells: tuple[str, ...]


class Grid(NamedTuple):
    """A table of a file.

    Attributes:
        name: of the sheet; empty where a file is one table.
        turned: whether its columns are given as rows.
    """

    name: str
    rows: tuple[Row, ...]
    turned: bool = False


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

    def of(self, persona: str) -> Cell:
        """The cell in a row about a persona, whose emotions it then holds."""
        if persona and self.heading.column.key == "emotion" and not self.heading.name:
            return self._replace(heading=self.heading._replace(name=persona))
        return self


class Titled(NamedTuple):
    """A table whose columns are known; `above` is what stands over the headings."""

    headings: tuple[Heading | None, ...]
    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()
    turned: bool = False

    def cells(self) -> Iterator[list[Cell]]:
        """Row by row what holds something."""
        for row in self.rows:
            found = []
            for index, (heading, said) in enumerate(zip(self.headings, row.cells, strict=False), 1):
                if heading is not None and (said := said.strip()):
                    place = (index, row.number) if self.turned else (row.number, index)
                    found.append(Cell(heading, said, *place))
            if found:
                yield found

    def below(self, column: int) -> list[Cell]:
        """The cells of a column in which something stands."""
        alone = tuple(heading if index == column else None for index, heading in enumerate(self.headings))
        return [cell for row in self._replace(headings=alone).cells() for cell in row]

    def unknown(self) -> list[Cell]:
        """The first cell below each heading that nobody knows."""
        found: dict[int, Cell] = {}
        for row in self.cells():
            for cell in row:
                if cell.heading.column is LANES:
                    found.setdefault(id(cell.heading), cell)
        return [*found.values()]


def titled(sheet: Table, grid: Grid, meant: Mapping[str, str]) -> Titled | None:
    """The table with its headings, as rows or else as columns; `None` where jmap knows none.

    Args:
        sheet: of the register, whose columns it may have.
        grid: the table.
        meant: what headings mean: keys of columns by heading.
    """
    heads = [
        (len(known), each, index, headings)
        for each in (grid, *_turned(grid))
        for index, row in enumerate(each.rows[:_FIRST])
        for headings in [tuple(_heading(sheet, cell, meant) for cell in row.cells)]
        if _is_head(sheet, known := {heading.column.key for heading in headings if heading})
    ]
    if not heads:
        return None
    _, found, index, headings = max(
        heads, key=lambda head: head[0]
    )  # of equal ones the first, and rows first
    below = found.rows[index + 1 :]
    above = tuple(cell.strip() for row in found.rows[:index] for cell in row.cells if cell.strip())
    return Titled(_with_lanes(found.rows[index], headings, below), below, above, found.turned)


def _is_head(sheet: Table, known: set[str]) -> bool:
    places = {"touchpoint", "stage"} if sheet is TOUCHPOINTS else known
    return bool(places & known) and (len(known) >= _ENOUGH or "touchpoint" in known)


def _turned(grid: Grid) -> Iterator[Grid]:
    """The table with rows for columns, unless it is larger than anybody would make one."""
    if len(grid.rows) * max((len(row.cells) for row in grid.rows), default=0) <= _LARGEST:
        columns = zip_longest(*(row.cells for row in grid.rows), fillvalue="")
        yield Grid(
            grid.name, tuple(Row(number, column) for number, column in enumerate(columns, 1)), turned=True
        )


def _heading(sheet: Table, said: str, meant: Mapping[str, str]) -> Heading | None:
    said = " ".join(said.split())
    if key := meant.get(said):
        return Heading(column_of(sheet, key), said)
    if column := by_name(sheet).get(plain(said)):
        return Heading(column, said)
    if sheet is not TOUCHPOINTS or not said:
        return None
    if said.startswith(OWN_MEASURE):
        return Heading(_column("measures"), said, said.removeprefix(OWN_MEASURE))
    for sign in _APART:
        name, _, who = said.partition(sign)
        if who and by_name(sheet).get(plain(name)) == _column("emotion"):
            return Heading(_column("emotion"), said, who)
    id_ = measures_by_name().get(plain(said))
    return Heading(_column("measures"), said, id_) if id_ else None


def _column(key: str) -> Column:
    return column_of(TOUCHPOINTS, key)


def _with_lanes(
    head: Row, headings: Sequence[Heading | None], below: Sequence[Row]
) -> tuple[Heading | None, ...]:
    """What nobody knows is a lane, if anything stands in it; without a name it is called by its number."""
    used = {index for row in below for index, cell in enumerate(row.cells) if cell.strip()}
    found = [*headings, *[None] * (max(used, default=0) + 1 - len(headings))]
    for index in sorted(used):
        if found[index] is None:
            name = " ".join(head.cells[index].split()) if index < len(head.cells) else ""
            found[index] = Heading(LANES, name, name or f"#{index + 1}")
    return tuple(found)
