"""A column of ratings: what scale they are on is told by their values, or not at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jmap.importers.codes import LANE, TAKEN_FOR
from jmap.importers.columns import LANES, TOUCHPOINTS, column_of
from jmap.importers.grid import Heading
from jmap.model.refusal import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.importers.grid import Cell, Titled
    from jmap.importers.remarks import Remarks

_NUMBER: Final = re.compile(r"[-+−]?\d+(?:[.,]\d+)?")
_UNIT: Final = re.compile(r"\s*(?:/\s*5|分)$")
"""What may stand behind a rating."""
_SCALES: Final = ((1, 5, 0), (-2, 2, 3))
"""Lowest and highest rating of a scale, and what makes an emotion from 1 to 5 of one."""


def rated(table: Titled, remarks: Remarks) -> Titled:
    """The table with ratings as emotions, and what stands in a column of emotions beside them as feelings.

    Ratings on another scale than 1 to 5 or -2 to 2 become a lane, for nobody knows what they mean; so do second ones.
    """
    emotion, feels = column_of(TOUCHPOINTS, "emotion"), column_of(TOUCHPOINTS, "feels")
    headings = [*table.headings]
    ratings = [index for index, each in enumerate(headings) if each and each.column.key == "rating"]
    for place, index in enumerate(ratings):
        cells = table.below(index)
        shift = shift_of(cell.said for cell in cells) if cells and not place else None
        if shift is None:
            headings[index] = _lane(headings[index])
            continue
        headings = [
            Heading(feels, each.said) if each and each.column is emotion and not each.name else each
            for each in headings
        ]
        headings[index] = _shifted(cells[0].heading._replace(column=emotion), shift, cells[0], remarks)
    felt = [
        index for index, each in enumerate(headings) if each and each.column is emotion and not each.shift
    ]
    return table._replace(headings=tuple(_felt(table, headings, felt, remarks)))


def _felt(
    table: Titled, headings: list[Heading | None], columns: list[int], remarks: Remarks
) -> list[Heading | None]:
    """The headings of emotions, all of which are on one scale; on one that nobody knows they are lanes."""
    cells = [cell for index in columns for cell in table.below(index) if is_number(cell.said)]
    if not cells or (shift := shift_of(cell.said for cell in cells)) == 0:
        return headings
    odd = next(cell for cell in cells if shift_of([cell.said]) != 0)
    for index in columns:
        if shift is None:
            headings[index] = _lane(headings[index])
        elif heading := headings[index]:
            headings[index] = _shifted(heading, shift, odd, remarks)
    if shift is None:
        message = f"{shown(odd.said)} is no emotion from 1 to 5; on what scale the others are nobody knows"
        remarks.warn(LANE, message, odd, hint="what stands there is on the map as a lane")
    return headings


def _lane(heading: Heading | None) -> Heading:
    said = heading.said if heading else ""
    return Heading(LANES, said, said)


def _shifted(heading: Heading, shift: int, cell: Cell, remarks: Remarks) -> Heading:
    if shift:
        message = f'"{heading.said}" was taken for a scale from -2 to 2, and became emotions from 1 to 5'
        remarks.note(TAKEN_FOR, message, cell)
    return heading._replace(shift=shift)


def is_number(said: str) -> bool:
    """Whether a rating is a number, and no word."""
    return _NUMBER.fullmatch(said) is not None


def shift_of(said: Iterable[str]) -> int | None:
    """What is added to ratings to make emotions of them; `None` when their scale is not known."""
    try:
        ratings = [float(_UNIT.sub("", cell.replace("−", "-").replace(",", "."))) for cell in said]
    except ValueError:
        return None
    return next(
        (shift for low, high, shift in _SCALES if all(low <= rating <= high for rating in ratings)), None
    )
