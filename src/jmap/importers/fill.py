"""Puts what stands in cells into mappings of the spec language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.importers import cells
from jmap.importers.codes import LEFT, NOTED, TAKEN_FOR
from jmap.importers.columns import PARTS
from jmap.importers.parts import described, whose
from jmap.model.refusal import shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.importers.grid import Cell
    from jmap.importers.remarks import Remarks


def fill(said: dict[str, Any], row: Iterable[Cell], remarks: Remarks) -> None:
    """Add what a row says of a stage or touchpoint; what it cannot say there becomes a note."""
    known = sorted(row, key=lambda cell: cell.heading.column.key in PARTS)  # which speak of the others
    for cell in known:
        if cell.heading.column.kind != "computed":
            try:
                if cell.heading.column.key in PARTS:
                    value = _read(cell, remarks)
                    _once(described(said, known, cell).setdefault(cell.heading.column.key, value), value)
                else:
                    _add(said, cell, remarks)
            except cells.Refused as refused:
                _keep(said, cell, str(refused), remarks)


def entry(row: Iterable[Cell], remarks: Remarks) -> dict[str, Any]:
    """What a row of another sheet says: its columns by their keys."""
    found: dict[str, Any] = {}
    for cell in row:
        column = cell.heading.column
        if column.kind not in ("computed", "lanes"):
            try:
                found[column.key] = _read(cell, remarks)
            except cells.Refused as refused:
                leave_out(cell, refused, remarks)
    return found


def leave_out(cell: Cell, refused: cells.Refused, remarks: Remarks) -> None:
    """Say what a cell says that its column cannot hold, where nobody would read it as a note."""
    remarks.warn(LEFT, f"{shown(cell.said)} is left out: {cell.heading.said} takes {refused}", cell)


def _read(cell: Cell, remarks: Remarks) -> Any:
    """What a cell says; words for levels are told, for only who wrote them knows."""
    value = cells.read(cell.heading.column.kind, cell.said)
    if cell.heading.column.kind == "level" and not any(map(str.isdigit, cell.said)):
        remarks.note_once(TAKEN_FOR, f"{shown(cell.said.casefold())} was taken for {value} of 5", cell)
    return value


def _add(said: dict[str, Any], cell: Cell, remarks: Remarks) -> None:
    """Add what a cell says.

    Raises:
        Refused: it says what its column cannot hold, or something else than a cell above did.
    """
    key, name = cell.heading.column.key, cell.heading.name
    if key == "lanes":
        _extend(said.setdefault("lanes", {}), name, cells.lines(cell.said))
    elif key == "measures":
        value = {"value": cells.measured(name, cell.said)}
        _extend(said.setdefault("measures", {}), name, [value])
    elif key == "emotion":
        felt = {"value": cells.emotion(cell.said, cell.heading.shift)} | ({"persona": name} if name else {})
        for known in said.setdefault("emotion", []):
            if known.get("persona", "") == name:
                _once(known["value"], felt["value"])
                return
        said["emotion"].append(felt)
    else:
        value = _read(cell, remarks)
        if isinstance(value, list):
            _extend(said, key, [_of(name, each) for each in value] if name else value)
        else:
            _once(said.setdefault(key, value), value)


def _of(persona: str, said: Any) -> dict[str, Any]:
    """A statement, pain or opportunity of somebody's."""
    return {"persona": persona, **(said if isinstance(said, dict) else {"text": said})}


def _once(known: object, value: object) -> None:
    if known != value:
        raise cells.Refused(f"one value, and {shown(known)} stands above")


def _extend(said: dict[str, Any], key: str, values: list[Any]) -> None:
    known = said.setdefault(key, [])
    if key in PARTS.values():  # of which more may be known by now
        held = [*map(whose, known)]
        known += [value for value in values if whose(value) not in held]
    else:
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
    remarks.warn(NOTED, f"{shown(told)} is {kept}: {heading} takes {expected}", cell)
