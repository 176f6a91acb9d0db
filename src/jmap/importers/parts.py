"""What a table of touchpoints says of the one pain point or opportunity in a row: how bad, how often, worth what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.importers import cells
from jmap.importers.columns import LANES, PARTS
from jmap.importers.grid import Heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jmap.importers.grid import Cell, Titled


def beside(table: Titled) -> Titled:
    """The table with such columns where there is something they can speak of; without it they are lanes."""
    known = {heading.column.key for heading in table.headings if heading}
    headings = (
        Heading(LANES, each.said, each.said)
        if each and PARTS.get(each.column.key, "") not in {"", *known}
        else each
        for each in table.headings
    )
    return table._replace(headings=tuple(headings))


def described(said: Mapping[str, Any], row: Iterable[Cell], cell: Cell) -> dict[str, Any]:
    """The pain or opportunity, of those a place has by now, that a cell of the row speaks of.

    Raises:
        Refused: there is none in the row, or more than one.
    """
    key = PARTS[cell.heading.column.key]
    named = [
        (each.heading.name, text)
        for each in row
        if each.heading.column.key == key
        for text in cells.lines(each.said)
    ]
    if len(named) != 1:
        what = "pain point" if key == "pains" else "opportunity"
        raise cells.Refused(f"one {what} beside it, and there {'are several' if named else 'is none'}")
    found: dict[str, Any] = next(each for each in said[key] if whose(each) == named[0])
    return found


def whose(thing: Mapping[str, Any]) -> tuple[str, str]:
    """What makes two pain points or opportunities of a place the same: the persona, and the words."""
    return thing.get("persona", ""), thing["text"]
