"""One journey as it is put together from rows: stages, touchpoints, and where other tables find them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from jmap.importers.codes import LEFT
from jmap.importers.fill import fill
from jmap.model.refusal import shown
from jmap.spec.nodes import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.importers.grid import Cell
    from jmap.importers.remarks import Remarks

_ABOUT: Final = ("stage", "touchpoint", "stage-id", "id", "persona")
"""Columns that say what a row is about."""

_SHOWN: Final = 3
"""Cells of a row that a message repeats."""


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
        self._named: dict[str, dict[str, Any]] = {}
        self._stage: dict[str, Any] | None = None
        self._here: dict[str, Any] | None = None

    def take(self, row: list[Cell], remarks: Remarks) -> None:
        """Add what a row says to the stage or touchpoint it speaks of."""
        said = {cell.heading.column.key: " ".join(cell.said.split()) for cell in row}
        stage, name, id_ = (said.get(key, "") for key in ("stage", "touchpoint", "id"))
        if stage and (self._stage is None or self._stage["name"] != stage):
            self._go_back_to(stage)
        if said.get("stage-id") and self._stage is not None:
            self._stage["stage"] = Plain(said["stage-id"])
        if name and not self._goes_on(name, id_):
            self.meet(name, id_)
        elif stage and not name:
            self._here = self._stage
        if self._here is None:
            told = ", ".join(shown(cell.said) for cell in row[:_SHOWN])
            remarks.warn(LEFT, f"{told} belongs to no touchpoint and was left out", row[0])
            return
        who = said.get("persona", "")
        if who and who not in self.head.setdefault("personas", []):
            self.head["personas"].append(who)
        fill(self._here, (cell.of(who) for cell in row if cell.heading.column.key not in _ABOUT), remarks)

    def _goes_on(self, name: str, id_: str) -> bool:
        """Whether a row speaks of the touchpoint of the row above: it has its name, and no other id."""
        here = self._here
        if here is None or here is self._stage or here["name"] != name:
            return False
        return id_ in ("", here.get("touchpoint"))

    def _go_back_to(self, stage: str) -> None:
        if stage in self._named:
            self._stage, self._here = self._named[stage], None
        else:
            self.enter(stage)

    def enter(self, stage: str) -> None:
        """Begin a stage."""
        self._stage, self._here = {"name": stage, "touchpoints": []}, None
        self._named[stage] = self._stage
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

    def at(self, stage: str, name: str) -> dict[str, Any] | None:
        """The touchpoint of a name or id, if it can be in that stage, else the stage.

        The journey itself where neither is named. To be asked when all rows have been taken.
        """
        return self._by_names.get((stage, name)) or self._by_names.get(("", name) if name else (stage, ""))

    @cached_property
    def _by_names(self) -> Mapping[tuple[str, str], dict[str, Any]]:
        """What tables call a place: stage and touchpoint by name or id, or one of both alone."""
        found = {("", ""): self.head}
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
    return [str(place[key]) for key in (id_, "name") if key in place]
