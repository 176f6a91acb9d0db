"""Puts what stands in cells into mappings of the spec language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.importers import cells
from jmap.importers.codes import NOTED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.importers.grid import Cell
    from jmap.importers.remarks import Remarks


def fill(said: dict[str, Any], row: Iterable[Cell], remarks: Remarks) -> None:
    """Add what a row says of a stage or touchpoint; what it cannot say there becomes a note."""
    for cell in row:
        column = cell.heading.column
        if column.kind == "computed":
            continue
        try:
            _add(said, column.key, cell, remarks)
        except cells.Refused as refused:
            _keep(said, cell, str(refused), remarks)


def entry(row: Iterable[Cell], remarks: Remarks) -> dict[str, Any]:
    """What a row of another sheet says: its columns by their keys."""
    found: dict[str, Any] = {}
    for cell in row:
        column = cell.heading.column
        if column.kind == "computed":
            continue
        try:
            found[column.key] = cells.read(column.kind, cell.said)
        except cells.Refused as refused:
            remarks.warn(NOTED, f'"{cell.said}" is left out: {cell.heading.said} takes {refused}', cell)
    return found


def _add(said: dict[str, Any], key: str, cell: Cell, remarks: Remarks) -> None:
    name = cell.heading.name
    if key == "lanes":
        _extend(said.setdefault("lanes", {}), name, cells.lines(cell.said))
    elif key == "measures":
        said.setdefault("measures", {}).setdefault(name, []).append(
            {"value": cells.read("quantity", cell.said)}
        )
    elif key == "emotion":
        felt = {"value": cells.emotion(cell.said)} | ({"persona": name} if name else {})
        _extend(said, "emotion", [felt])
    else:
        value = cells.read(cell.heading.column.kind, cell.said)
        if isinstance(value, list):
            _extend(said, key, value)
        elif said.setdefault(key, value) != value:
            _keep(said, cell, f"one value, and {said[key]!s} stands above", remarks)


def _extend(said: dict[str, Any], key: str, values: list[Any]) -> None:
    known = said.setdefault(key, [])
    known += [value for value in values if value not in known]


def _keep(said: dict[str, Any], cell: Cell, expected: str, remarks: Remarks) -> None:
    """Keep what a column cannot hold where people read it."""
    heading, told = cell.heading.said, " ".join(cell.said.split())
    if cell.heading.column.key == "emotion":
        _extend(said, "feels", cells.lines(cell.said))
        kept = "kept as what it feels like"
    else:
        _extend(said, "notes", [f"{heading}: {told}"])
        kept = "kept as a note"
    remarks.warn(NOTED, f'"{told}" is {kept}: {heading} takes {expected}', cell)
