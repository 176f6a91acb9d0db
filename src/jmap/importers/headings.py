"""Which row of a table, or which column, says what the others mean, and what stands around the table."""

from __future__ import annotations

import sys
from bisect import bisect_left
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.importers.columns import (
    LANES,
    STAGE,
    TOUCHPOINT,
    TOUCHPOINTS,
)
from jmap.importers.grid import Grid, Heading, Row, Titled
from jmap.importers.meaning import NO_COLUMN, heading_of, is_count, tell_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jmap.importers.columns import Table

_FIRST: Final = 30
"""Rows among which the headings are looked for."""
_LARGEST: Final = 1_000_000
"""Cells of a table that may have its headings below each other."""
_ENOUGH: Final = 2
"""Headings that jmap has to know in a row before it is taken for the row of headings."""
_SURE: Final = 3
"""As many, where none of them says what the stages or touchpoints are."""
_LABELLED: Final = 2
"""Cells of a line that is no part of the table: a label and what it says."""


class Head(NamedTuple):
    """A row of headings, perhaps of two rows one above the other.

    Attributes:
        grid: the table, its columns as rows where these have the headings.
        row: its place in the grid.
        height: how many rows.
        headings: those that jmap knows.
        said: all, as they stand.
    """

    grid: Grid
    row: int
    height: int
    headings: tuple[Heading | None, ...]
    said: tuple[str, ...]

    @property
    def known(self) -> set[str]:
        """The keys of the columns that jmap knows."""
        return {heading.column.key for heading in self.headings if heading}


def titled(sheet: Table, grid: Grid, meant: Mapping[str, str]) -> Titled | None:
    """The table with its headings, as rows or else as columns; `None` where jmap knows none.

    Args:
        sheet: of the register, whose columns it may have.
        grid: the table.
        meant: what headings mean: keys of columns by heading.
    """
    head = head_of(sheet, grid, meant)
    if head is None:
        return None
    rows = head.grid.rows
    below: Sequence[Row] = rows[head.row + head.height :]
    headings = [*head.headings]
    beside: list[list[str]] = []
    if sheet is TOUCHPOINTS:
        if head.grid.lines:
            beside = _aside(head, headings)
        else:
            below, beside = _without_notes(below)
        while below and _repeats(below[0], head.known, meant):
            below = below[1:]
        above = [row.said for row in rows[: head.row] if not _names_places(row, meant)]
        beside = [*above, *beside]
        tell_apart(headings, head.said)
    lanes = _with_lanes(head.said, headings, below)
    return Titled(lanes, tuple(below), head.grid.lines, tuple(tuple(line) for line in beside if line))


def parted(grid: Grid, meant: Mapping[str, str]) -> list[Grid]:
    """The tables of touchpoints in a grid: one, or several below each other with a gap and headings of their own."""
    blocks = [[*rows] for gap, rows in groupby(grid.rows, lambda row: not row.said) if not gap]
    heads = (
        [head_of(TOUCHPOINTS, Grid(grid.name, tuple(rows)), meant) for rows in blocks]
        if len(blocks) > 1
        else []
    )
    first = next(filter(None, heads), None)
    cuts = [
        block[0].number
        for before, block, head in zip([[], *blocks], blocks, heads, strict=False)
        if head and first and head is not first and _is_another(head, first)
        for block in ([before] if all(len(row.said) == 1 for row in before) else [block])
    ]
    numbers = [row.number for row in grid.rows]
    edges = [0, *(bisect_left(numbers, number) for number in cuts), len(numbers)]
    return [grid._replace(rows=grid.rows[start:end]) for start, end in pairwise(edges)]


def _is_another(head: Head, first: Head) -> bool:
    """Whether headings are those of a table like the first one, and not of a legend."""
    same = len(head.known & first.known) * 2 >= len(first.known)
    return same and bool(head.grid.lines) == bool(first.grid.lines)


def head_of(sheet: Table, grid: Grid, meant: Mapping[str, str]) -> Head | None:
    """The row or column of headings: that of which jmap knows most; of equal ones the first, and rows first."""
    turned = [grid.turned()] if _size(grid) <= _LARGEST else []
    heads = [head for each in (grid, *turned) for head in _heads(sheet, each, meant)]
    return max(heads, key=lambda head: (len(head.known), -head.height), default=None)


def _size(grid: Grid) -> int:
    return len(grid.rows) * max((len(row.cells) for row in grid.rows), default=0)


def _heads(sheet: Table, grid: Grid, meant: Mapping[str, str]) -> Iterator[Head]:
    """The rows that may be the headings; also two together, the upper of which names groups of columns."""
    first = grid.rows[: _FIRST + 1]
    firsts = _firsts(grid.rows)
    known = [tuple(heading_of(sheet, cell, meant) for cell in row.cells) for row in first]
    for index, row in enumerate(first[:_FIRST]):
        head = _cornered(sheet, Head(grid, index, 1, known[index], row.cells), firsts[index])
        if _is_head(sheet, head.known):
            yield head
        if sheet is not TOUCHPOINTS or index + 1 >= len(first) or not head.known:
            continue
        pair = _pair(head, first[index + 1], known[index + 1])
        if len(pair.known) >= len(head.known) + _ENOUGH and _is_head(sheet, pair.known):
            yield pair


def _pair(upper: Head, row: Row, lower: Sequence[Heading | None]) -> Head:
    """The headings of two rows, the lower of which counts where something stands in it."""
    said = [*upper.said, *[""] * (len(row.cells) - len(upper.said))]
    headings = [*upper.headings, *[None] * (len(said) - len(upper.headings))]
    for index, cell in enumerate(row.cells):
        if cell.strip():
            said[index], headings[index] = cell, lower[index]
    return upper._replace(height=2, headings=tuple(headings), said=tuple(said))


def _is_head(sheet: Table, known: set[str]) -> bool:
    places = {"touchpoint", "stage"} if sheet is TOUCHPOINTS else known
    return bool(places & known) and (len(known) >= _ENOUGH or "touchpoint" in known)


def _cornered(sheet: Table, head: Head, first: int) -> Head:
    """The headings, where those in front have no name and need none: stages above a column each, or touchpoints.

    `first` is the first column in which something stands below.
    """
    known = head.known
    place = {"stage", "touchpoint"} & known
    unnamed = first < len(head.said) and not head.said[first].strip() and head.headings[first] is None
    if sheet is not TOUCHPOINTS or not unnamed or len(known) < (1 if place else _SURE):
        return head
    usual = (STAGE, TOUCHPOINT) if head.grid.lines else (TOUCHPOINT, STAGE)
    column = next((each for each in usual if each.key not in known), None)
    if column is None or any(head.headings[:first]):
        return head
    return head._replace(headings=(*head.headings[:first], Heading(column, ""), *head.headings[first + 1 :]))


def _firsts(rows: Sequence[Row]) -> list[int]:
    """For each row, the first column in which something stands in the rows below it."""
    found = [0] * len(rows)
    least = sys.maxsize
    for index in reversed(range(len(rows))):
        found[index] = least
        least = min(
            least, next((place for place, cell in enumerate(rows[index].cells) if cell.strip()), least)
        )
    return found


def _repeats(row: Row, known: set[str], meant: Mapping[str, str]) -> bool:
    """Whether a row says the headings again, as in another language."""
    headings = [heading_of(TOUCHPOINTS, cell, meant) for cell in row.said]
    return len(headings) >= _ENOUGH and all(heading and heading.column.key in known for heading in headings)


def _names_places(row: Row, meant: Mapping[str, str]) -> bool:
    """Whether a row above the headings belongs to them."""
    headings = [heading_of(TOUCHPOINTS, cell, meant) for cell in row.said]
    return len(headings) > 1 and any(
        heading and heading.column in (STAGE, TOUCHPOINT) for heading in headings
    )


def _aside(head: Head, headings: list[Heading | None]) -> list[list[str]]:
    """Lines around a table with columns for stages that are no lanes, such as its title; they lose their heading."""
    places = [index for index, each in enumerate(headings) if each and each.column in (STAGE, TOUCHPOINT)]
    known = [index for index, each in enumerate(headings) if each]
    found = []
    for index in range(len(headings)):
        said = [row.cells[index].strip() for row in head.grid.rows if row.cells[index].strip()]
        before = index < places[0] and len(said) <= _LABELLED
        after = index > known[-1] and len(said) == 1
        if said and (before or after) and len(head.grid.rows) > _LABELLED:
            found.append(said)
            headings[index] = NO_COLUMN
    return found


def _without_notes(rows: Sequence[Row]) -> tuple[Sequence[Row], list[list[str]]]:
    """The rows, and what stands below the table and a gap: lines of a cell each."""
    end = len(rows)
    start = end
    while start and len(rows[start - 1].said) <= 1:
        start -= 1
    gap = next((index for index in range(start, end) if not rows[index].said), None)
    if gap is None:
        return rows, []
    return rows[:gap], [row.said for row in rows[gap:]]


def _only_counts(name: str, index: int, below: Sequence[Row]) -> bool:
    """Whether a column numbers the rows, which say their order themselves."""
    if not is_count(name):
        return False
    cells = (row.cells[index].strip() for row in below if index < len(row.cells))
    return all(cell.replace(".", "").isdecimal() for cell in cells if cell)


def _with_lanes(
    said: Sequence[str], headings: Sequence[Heading | None], below: Sequence[Row]
) -> tuple[Heading | None, ...]:
    """What nobody knows is a lane, if anything stands in it; without a name it is called by its number."""
    used = {index for row in below for index, cell in enumerate(row.cells) if cell.strip()}
    found = [*headings, *[None] * (max(used, default=0) + 1 - len(headings))]
    for index in sorted(used):
        name = " ".join(said[index].split()) if index < len(said) else ""
        if found[index] is None and not _only_counts(name, index, below):
            found[index] = Heading(LANES, name, name or f"#{index + 1}")
    return tuple(None if heading is NO_COLUMN else heading for heading in found)
