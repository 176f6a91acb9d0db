"""A column of ratings: what scale they are on is told by their values, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.importers.codes import TAKEN_FOR
from jmap.importers.columns import LANES, TOUCHPOINTS
from jmap.importers.grid import Heading, Row, column_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.importers.grid import Titled
    from jmap.importers.remarks import Remarks

_SCALES: Final = ((1, 5, 0), (-2, 2, 3))
"""Lowest and highest rating of a scale, and what makes an emotion from 1 to 5 of one."""


def rated(table: Titled, remarks: Remarks) -> Titled:
    """The table with ratings as emotions, and what stands in a column of emotions beside them as feelings.

    Ratings on another scale than 1 to 5 or -2 to 2 become a lane, for nobody knows what they mean.
    """
    cells = [cell for row in table.cells() for cell in row if cell.heading.column.key == "rating"]
    if not cells:
        return table
    column, heading = next(
        (index, heading)
        for index, heading in enumerate(table.headings)
        if heading is not None and heading.column.key == "rating"
    )
    shift = _shift(cell.said for cell in cells)
    if shift is None:
        return _with(table, column, Heading(LANES, heading.said, heading.said), 0)
    if shift:
        message = f'"{heading.said}" was taken for a scale from -2 to 2, and became emotions from 1 to 5'
        remarks.note(TAKEN_FOR, message, cells[0])
    emotion, feels = column_of(TOUCHPOINTS, "emotion"), column_of(TOUCHPOINTS, "feels")
    for index, other in enumerate(table.headings):
        if other is not None and other.column.key == "emotion" and not other.name:
            table = _with(table, index, Heading(feels, other.said), 0)
    return _with(table, column, Heading(emotion, heading.said), shift)


def _shift(said: Iterable[str]) -> int | None:
    try:
        ratings = [float(cell.replace("−", "-").replace(",", ".").removesuffix("/5")) for cell in said]
    except ValueError:
        return None
    for low, high, shift in _SCALES:
        if all(low <= rating <= high for rating in ratings):
            return shift
    return None


def _with(table: Titled, column: int, heading: Heading, shift: int) -> Titled:
    headings = (*table.headings[:column], heading, *table.headings[column + 1 :])
    rows = table.rows
    if shift:
        rows = tuple(
            Row(row.number, (*row.cells[:column], _moved(row.cells[column], shift), *row.cells[column + 1 :]))
            if column < len(row.cells)
            else row
            for row in rows
        )
    return table._replace(headings=headings, rows=rows)


def _moved(cell: str, shift: int) -> str:
    return f"{float(cell.replace('−', '-').replace(',', '.')) + shift:g}" if cell.strip() else cell
