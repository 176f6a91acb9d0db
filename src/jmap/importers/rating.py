"""A column of ratings: what scale they are on is told by their values, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.importers.codes import TAKEN_FOR
from jmap.importers.columns import LANES, TOUCHPOINTS, column_of
from jmap.importers.grid import Heading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.importers.grid import Titled
    from jmap.importers.remarks import Remarks

_SCALES: Final = ((1, 5, 0), (-2, 2, 3))
"""Lowest and highest rating of a scale, and what makes an emotion from 1 to 5 of one."""


def rated(table: Titled, remarks: Remarks) -> Titled:
    """The table with ratings as emotions, and what stands in a column of emotions beside them as feelings.

    Ratings on another scale than 1 to 5 or -2 to 2 become a lane, for nobody knows what they mean; so do second ones.
    """
    emotion, feels = column_of(TOUCHPOINTS, "emotion"), column_of(TOUCHPOINTS, "feels")
    headings = [*table.headings]
    ratings = [index for index, heading in enumerate(headings) if heading and heading.column.key == "rating"]
    for place, index in enumerate(ratings):
        heading = headings[index]
        assert heading is not None  # noqa: S101 - it is one of ratings
        cells = table.below(index)
        shift = _shift(cell.said for cell in cells) if cells and not place else None
        if shift is None:
            headings[index] = Heading(LANES, heading.said, heading.said)
            continue
        if shift:
            message = f'"{heading.said}" was taken for a scale from -2 to 2, and became emotions from 1 to 5'
            remarks.note(TAKEN_FOR, message, cells[0])
        headings = [
            Heading(feels, each.said) if each and each.column is emotion and not each.name else each
            for each in headings
        ]
        headings[index] = Heading(emotion, heading.said, shift=shift)
    return table._replace(headings=tuple(headings))


def _shift(said: Iterable[str]) -> int | None:
    """What makes emotions of ratings; `None` when their scale is not known."""
    try:
        ratings = [float(cell.replace("−", "-").replace(",", ".").removesuffix("/5")) for cell in said]
    except ValueError:
        return None
    return next(
        (shift for low, high, shift in _SCALES if all(low <= rating <= high for rating in ratings)), None
    )
