"""One journey as it is put together from rows: stages, touchpoints, and what other tables say of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jmap.importers.codes import LEFT
from jmap.importers.fill import fill
from jmap.spec.nodes import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.importers.grid import Cell
    from jmap.importers.remarks import Remarks

_PLACES: Final = ("stage", "touchpoint", "stage-id", "id", "persona")
"""Columns that say what a row is about."""


class Draft:
    """A journey to be; stages and touchpoints are mappings of the spec language.

    Attributes:
        head: what is said of it as a whole.
        stages: in order; the touchpoints of a journey without stages stand in `loose`.
    """

    def __init__(self, title: str) -> None:
        self.head: dict[str, Any] = {"title": title}
        self.stages: list[dict[str, Any]] = []
        self.loose: list[dict[str, Any]] = []
        self._stage: dict[str, Any] | None = None
        self._here: dict[str, Any] | None = None

    def take(self, row: list[Cell], remarks: Remarks) -> dict[str, Any] | None:
        """Add a row; give the stage or touchpoint it speaks of, `None` where there is none yet."""
        said = {cell.heading.column.key: " ".join(cell.said.split()) for cell in row}
        stage, name = said.get("stage", ""), said.get("touchpoint", "")
        if stage and (self._stage is None or self._stage["name"] != stage):
            self.enter(stage, again=True)
        if said.get("stage-id") and self._stage is not None:
            self._stage["stage"] = Plain(said["stage-id"])
        if name and not self._goes_on(name, said.get("id", "")):
            self.meet(name, said.get("id", ""))
        elif stage and not name:
            self._here = self._stage
        if self._here is None:
            told = ", ".join(f'"{cell.said}"' for cell in row)
            remarks.warn(LEFT, f"{told} belongs to no touchpoint and was left out", row[0])
            return None
        who = said.get("persona", "")
        if who and who not in self.head.setdefault("personas", []):
            self.head["personas"].append(who)
        fill(self._here, (cell.of(who) for cell in row if cell.heading.column.key not in _PLACES), remarks)
        return self._here

    def _goes_on(self, name: str, id_: str) -> bool:
        """Whether a row speaks of the touchpoint of the row above: it has its name, and no other id."""
        here = self._here
        if here is None or here is self._stage or here["name"] != name:
            return False
        return id_ in ("", here.get("touchpoint"))

    def enter(self, name: str, *, again: bool = False) -> None:
        """Begin a stage, or go back `again` to the one of that name."""
        known = next((each for each in self.stages if again and each["name"] == name), None)
        if known is None:
            known = {"name": name, "touchpoints": []}
            self.stages.append(known)
        self._stage, self._here = known, None

    def meet(self, name: str, id_: str = "") -> dict[str, Any]:
        """Add a touchpoint to the stage."""
        self._here = ({"touchpoint": Plain(id_)} if id_ else {}) | {"name": name}
        (self.loose if self._stage is None else self._stage["touchpoints"]).append(self._here)
        return self._here

    def touchpoints(self) -> Iterator[dict[str, Any]]:
        """All of them, in order."""
        yield from self.loose
        for stage in self.stages:
            yield from stage["touchpoints"]

    def at(self, stage: str, name: str) -> dict[str, Any] | None:
        """The touchpoint of a name or id, else the stage; the journey itself where neither is named."""
        if not stage and not name:
            return self.head
        if not name:
            return next((each for each in self.stages if stage in (each["name"], each.get("stage"))), None)
        within = next(
            (each["touchpoints"] for each in self.stages if stage in (each["name"], each.get("stage"))), None
        )
        places = [*(within or ()), *self.touchpoints()]
        return next((each for each in places if name in (each.get("touchpoint"), each["name"])), None)
