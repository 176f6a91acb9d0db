"""One journey as it is put together from rows: stages, touchpoints, and where other tables find them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from jmap.importers.cells import Refused, read
from jmap.importers.codes import LEFT, TAKEN_FOR
from jmap.importers.fill import fill, leave_out
from jmap.importers.grid import PERSONAL, repeated
from jmap.model.refusal import shown
from jmap.spec.nodes import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.importers.grid import Cell
    from jmap.importers.remarks import Remarks

_ABOUT: Final = ("stage", "touchpoint", "stage-id", "id", "persona")
"""Columns that say what a row is about."""


class Draft:
    """A journey to be; stages and touchpoints are mappings of the spec language.

    Attributes:
        head: what is said of it as a whole.
        stages: in order; the touchpoints of a journey without stages stand in `loose`.
        several: whether rows are about several personas, so that it has to be said what is whose.
    """

    def __init__(self) -> None:
        self.head: dict[str, Any] = {}
        self.stages: list[dict[str, Any]] = []
        self.loose: list[dict[str, Any]] = []
        self.several = False
        self._stages: dict[tuple[str, str], dict[str, Any]] = {}
        self._people: set[str] = set()
        self._ids: set[tuple[str, str]] = set()
        self._stage: dict[str, Any] | None = None
        self._here: dict[str, Any] | None = None

    def take(self, row: list[Cell], remarks: Remarks) -> None:
        """Add what a row says to the stage or touchpoint it speaks of."""
        about = {cell.heading.column.key: cell for cell in row if cell.heading.column.key in _ABOUT}
        stage, name, id_, who = (
            " ".join(about[key].said.split()) if key in about else ""
            for key in ("stage", "touchpoint", "id", "persona")
        )
        if stage:
            self._turn_to(stage, about["stage"], about.get("stage-id"), remarks)
        if name and not self._goes_on(name, id_):
            self.meet(name, self._free("touchpoint", about.get("id"), remarks))
        elif stage and not name:
            self._here = self._stage
        if self._here is None:
            remarks.warn(LEFT, f"{repeated(row)} belongs to no touchpoint and was left out", row[0])
            return
        keys = PERSONAL if self.several else PERSONAL[:1]
        cells = [cell.of(who, keys) for cell in row if cell.heading.column.key not in _ABOUT]
        for name in (who, *(cell.heading.name for cell in cells if cell.heading.column.key in PERSONAL)):
            if name and name not in self._people:
                self._people.add(name)
                self.head.setdefault("personas", []).append(name)
        fill(self._here, cells, remarks)

    def part(self) -> None:
        """What comes next does not go on with the touchpoint above, even under its name."""
        self._here = None

    def _goes_on(self, name: str, id_: str) -> bool:
        """Whether a row speaks of the touchpoint of the row above: it has its name, and no other id."""
        here = self._here
        if here is None or here is self._stage or here["name"] != name:
            return False
        return id_ in ("", here.get("touchpoint"))

    def _free(self, what: str, cell: Cell | None, remarks: Remarks) -> str:
        """The id in a cell, if it is one and nothing else has it."""
        if cell is None:
            return ""
        if (what, cell.said) in self._ids:
            remarks.warn(LEFT, f"another {what} has the ID {shown(cell.said)}; this one gets its own", cell)
            return ""
        try:
            id_ = str(read("id", cell.said))
        except Refused as refused:
            leave_out(cell, refused, remarks)
            return ""
        self._ids.add((what, id_))
        return id_

    def _turn_to(self, name: str, cell: Cell, id_: Cell | None, remarks: Remarks) -> None:
        """Go on with a stage, go back to one, or begin one."""
        own = id_.said if id_ else ""
        here = self._stage
        if here is not None and here["name"] == name and own in ("", here.get("stage")):
            return
        known = self._stages.get(("stage", own)) if own else self._stages.get(("name", name))
        if known is None:
            self.enter(name, self._free("stage", id_, remarks))
            return
        if known["name"] != name:
            message = (
                f"{shown(name)} is left out: the stage with its ID is called {shown(known['name'])} above"
            )
            remarks.warn(LEFT, message, cell)
        elif known is not here and ("back", name) not in self._ids:
            self._ids.add(("back", name))
            message = f"{shown(name)} goes on here; its touchpoints stand together on the map, where it began"
            remarks.note(TAKEN_FOR, message, cell)
        if known is not here:
            self._stage, self._here = known, None

    def enter(self, stage: str, id_: str = "") -> None:
        """Begin a stage."""
        self._stage, self._here = (
            ({"stage": Plain(id_)} if id_ else {}) | {"name": stage, "touchpoints": []},
            None,
        )
        self._stages.setdefault(("name", stage), self._stage)
        if id_:
            self._stages[("stage", id_)] = self._stage
        self.stages.append(self._stage)

    def meet(self, name: str, id_: str = "") -> dict[str, Any]:
        """Add a touchpoint to the stage."""
        self._here = ({"touchpoint": Plain(id_)} if id_ else {}) | {"name": name}
        (self.loose if self._stage is None else self._stage["touchpoints"]).append(self._here)
        return self._here

    @property
    def places(self) -> Iterator[dict[str, Any]]:
        """All stages, then all touchpoints, in order."""
        yield from self.stages
        yield from self.touchpoints

    @property
    def touchpoints(self) -> Iterator[dict[str, Any]]:
        """All of them, in order."""
        yield from self.loose
        for stage in self.stages:
            yield from stage["touchpoints"]

    def at(self, said: dict[str, Any]) -> dict[str, Any] | None:
        """The place that a row of another table speaks of, whose columns about that it takes out of `said`.

        Its touchpoint by id, else by name, if it can be in that stage; else its stage; the journey itself where nothing
        is named. To be asked when all rows have been taken.
        """
        stage_id, id_, stage, name = (
            str(said.pop(key, "")) for key in ("stage-id", "touchpoint-id", "stage", "touchpoint")
        )
        found = self.called("touchpoint", id_) or self.called("stage", stage_id if not name else "")
        if found is None and name:
            found = self._by_names.get((stage, name)) or self._by_names.get(("", name))
        elif found is None:
            found = self._by_names.get((stage, "")) if stage else self.head
        return found

    def called(self, what: str, id_: str) -> dict[str, Any] | None:
        """The touchpoint or stage of an id."""
        return self._by_ids.get((what, id_))

    @cached_property
    def _by_ids(self) -> Mapping[tuple[str, str], dict[str, Any]]:
        places = [
            *(("stage", each) for each in self.stages),
            *(("touchpoint", each) for each in self.touchpoints),
        ]
        return {(what, str(each[what])): each for what, each in places if what in each}

    @cached_property
    def _by_names(self) -> Mapping[tuple[str, str], dict[str, Any]]:
        """What tables call a place: stage and touchpoint by name or id, or one of both alone."""
        found: dict[tuple[str, str], dict[str, Any]] = {}
        homes = [
            ({"name": "", "touchpoints": self.loose}, [""]),
            *((each, [*_called(each, "stage"), ""]) for each in self.stages),
        ]
        for stage, names in homes:
            for own in names[:-1]:
                found.setdefault((own, ""), stage)
            for one in stage["touchpoints"]:
                for name in _called(one, "touchpoint"):
                    for own in names:
                        found.setdefault((own, name), one)
        return found


def _called(place: dict[str, Any], id_: str) -> list[str]:
    return [str(place[key]) for key in ("name", id_) if key in place]
