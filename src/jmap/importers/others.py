"""What the other sheets of a register say of the places of a journey, each row a thing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jmap.importers.cells import lines
from jmap.importers.codes import LEFT, TOLD_TWICE
from jmap.importers.fill import entry
from jmap.importers.grid import repeated
from jmap.model.refusal import shown
from jmap.spec.nodes import Plain
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jmap.importers.grid import Cell, Titled
    from jmap.importers.journey import Draft
    from jmap.importers.remarks import Remarks

_END: Final = "end"
_OWN_ID: Final = {"pains": "pain", "opportunities": "opportunity"}
"""Keys of ids, which only jmap writes into tables: such rows also stood in the table of touchpoints."""


class _Rows:
    """What a sheet lists of one place.

    Attributes:
        kind: of the sheet.
        holder: what it is listed in, under `key`.
        said: a mapping each.
        cells: the first cell of each, where remarks point.
    """

    def __init__(self, kind: str, holder: dict[str, Any], key: str) -> None:
        self.kind = kind
        self.holder = holder
        self.key = key
        self.said: list[dict[str, Any]] = []
        self.cells: list[Cell] = []


class Others:
    """The reading of sheets that speak of one journey."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._improvements: dict[str, dict[str, Any]] = {}
        self._listed: dict[tuple[int, str], _Rows] = {}
        self._sheets: Mapping[str, Callable[[dict[str, Any]], bool]] = {
            "next": self._way,
            "improvements": self._improvement,
            "effect": self._effect,
        }

    def read(self, key: str, table: Titled, remarks: Remarks) -> None:
        """Add the rows of a sheet to the journey; what belongs to no place of it is told."""
        for row in table.cells():
            said = entry(row, remarks)
            add = self._sheets.get(key)
            if not (add(said) if add else self._list(key, said, row[0])):
                remarks.warn(
                    LEFT, f"{repeated(row)} is about nothing in the journey and was left out", row[0]
                )
        for rows in self._listed.values():
            _settle(rows, remarks)
        self._listed = {}

    def _list(self, key: str, said: dict[str, Any], cell: Cell) -> bool:
        place = self.draft.at(said)
        if place is None or _NEEDED[key] not in said:
            return False
        holder, name = (
            (place.setdefault("measures", {}), str(said.pop("measure")))
            if key == "measures"
            else (place, key)
        )
        rows = self._listed.setdefault((id(holder), name), _Rows(key, holder, name))
        rows.said.append(said)
        rows.cells.append(cell)
        return True

    def _way(self, said: dict[str, Any]) -> bool:
        source, target = (str(said.pop(key, "")) for key in ("from", "to"))
        here, there = self._named(source), None if target == _END else self._named(target)
        if here is None or (there is None and target != _END):
            return False
        to = _END if there is None else there.setdefault("touchpoint", Plain(slug(there["name"])))
        here.setdefault("next", []).append({"to": Plain(to)} | said)
        return True

    def _named(self, name: str) -> dict[str, Any] | None:
        """The touchpoint of an id, else of a name."""
        found = self.draft.called("touchpoint", name)
        return found or (self.draft.at({"touchpoint": name}) if name else None)

    def _improvement(self, said: dict[str, Any]) -> bool:
        if "title" not in said:
            return False
        self.draft.head.setdefault("improvements", []).append(said)
        for name in (said.get("improvement"), said["title"]):
            self._improvements.setdefault(str(name), said)
        return True

    def _effect(self, said: dict[str, Any]) -> bool:
        """What an improvement changed: a row before and a row after it, or one of the change that was reported."""
        name, measure, wave = (str(said.pop(key, "")) for key in ("improvement", "measure", "wave"))
        improvement = self._improvements.get(name)
        if improvement is None or not (measure and wave):
            return False
        effects = improvement.setdefault("effect", [])
        known = effects[-1] if effects else {}
        whole = (
            wave in known or "change" in known or (wave == "change" and {"before", "after"} <= known.keys())
        )
        if known.get("measure") != measure or whole:
            effects.append({"measure": Plain(measure)})
        effects[-1][wave] = said
        return True


_NEEDED: Final = {
    "emotion": "value",
    "pains": "text",
    "opportunities": "text",
    "quotes": "text",
    "measures": "measure",
}
"""Without this a row says nothing."""


def _settle(rows: _Rows, remarks: Remarks) -> None:
    """Put what a sheet lists before what the table of touchpoints says alone; tell where both say otherwise.

    A sheet of its own says more of each thing, so it counts; nobody knows which of the two somebody has changed.
    """
    before = rows.holder.get(rows.key, [])
    told = {_about(said, rows.kind): said for said in before}
    values: dict[str, set[str]] = {}
    last: dict[str, tuple[dict[str, Any], Cell]] = {}
    for said, cell in zip(rows.said, rows.cells, strict=True):
        about = _about(said, rows.kind)
        values.setdefault(about, set()).add(str(said.get("value")))
        last[about] = said, cell
    for about, (said, cell) in last.items():
        known = told.pop(about, None)
        if known is None and (rows.kind == "emotion" or _OWN_ID.get(rows.kind) in said):
            what = shown(said.get("text") or said["value"])
            message = f"{what} is no longer in the table of touchpoints, and was kept because it stands here"
            remarks.warn(TOLD_TWICE, message, cell, hint="delete this row as well, if it is gone")
        elif isinstance(known, dict) and "value" in known and str(known["value"]) not in values[about]:
            both = shown(known["value"]), shown(said.get("value"))
            message = f"the table of touchpoints says {both[0]} and this row {both[1]}, which counts"
            remarks.warn(TOLD_TWICE, message, cell, hint="change this row as well")
    rows.holder[rows.key] = [*rows.said, *told.values()]


def _about(said: Any, kind: str) -> str:
    """What a thing is known by: its text, or whose value it is."""
    if isinstance(said, str):  # a statement of whom it begins with
        said = {"text": said.replace("：", ": ", 1)}
    who = str(said.get("persona", ""))
    if "text" not in said:
        return who
    text = f"{who}: {said['text']}" if who and kind == "quotes" else said["text"]
    return " ".join(" ".join(lines(" ".join(str(text).split()))).split())
