"""What the other sheets of a register say of the places of a journey, each row a thing of its own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from jmap.importers.codes import LEFT
from jmap.importers.fill import entry
from jmap.model.refusal import shown
from jmap.spec.nodes import Plain
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jmap.importers.grid import Titled
    from jmap.importers.journey import Draft
    from jmap.importers.remarks import Remarks

_END: Final = "end"
_SHOWN: Final = 3
"""Cells of a row that a message repeats."""


class Others:
    """The reading of sheets that speak of one journey."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._begun: dict[tuple[int, str], dict[str, Any]] = {}
        self._improvements: dict[str, dict[str, Any]] = {}
        self._sheets: Mapping[str, Callable[[dict[str, Any], dict[str, Any]], bool]] = {
            "emotion": partial(self._anew, "emotion", "value"),
            "quotes": partial(self._anew, "quotes", "text"),
            "pains": partial(self._more, "pains"),
            "opportunities": partial(self._more, "opportunities"),
            "measures": self._measure,
            "next": self._way,
            "improvements": self._improvement,
            "effect": self._effect,
        }

    def read(self, key: str, table: Titled, remarks: Remarks) -> None:
        """Add the rows of a sheet to the journey; what belongs to no place of it is told."""
        add = self._sheets[key]
        for row in table.cells():
            said = entry(row, remarks)
            place = self.draft.at(said.pop("stage", ""), said.pop("touchpoint", ""))
            if place is None or not add(place, said):
                about = ", ".join(shown(cell.said) for cell in row[:_SHOWN])
                remarks.warn(LEFT, f"{about} is about nothing in the journey and was left out", row[0])

    def _anew(self, key: str, needed: str, place: dict[str, Any], said: dict[str, Any]) -> bool:
        """For what says more than the table of touchpoints does, and takes its place."""
        self._list(place, key, key).append(said)
        return needed in said

    def _list(self, holder: dict[str, Any], key: str, name: str) -> list[Any]:
        """A list that is empty when a sheet first speaks of it."""
        if (id(holder), name) not in self._begun:
            self._begun[id(holder), name] = holder
            holder[key] = []
        found: list[Any] = holder[key]
        return found

    def _more(self, key: str, place: dict[str, Any], said: dict[str, Any]) -> bool:
        """For what the table of touchpoints names and a sheet says more of."""
        if "text" not in said:
            return False
        if (id(place), key) not in self._begun:
            self._begun[id(place), key] = {each["text"]: each for each in place.setdefault(key, [])}
        known = self._begun[id(place), key].pop(said["text"], None)
        if known is None:
            place[key].append(said)
        else:
            known |= said
        return True

    def _measure(self, place: dict[str, Any], said: dict[str, Any]) -> bool:
        id_ = str(said.pop("measure", ""))
        if id_:
            self._list(place.setdefault("measures", {}), id_, id_).append(said)
        return bool(id_)

    def _way(self, place: dict[str, Any], said: dict[str, Any]) -> bool:
        del place
        source, target = (str(said.pop(key, "")) for key in ("from", "to"))
        here, there = self.draft.at("", source), self.draft.at("", target)
        if not source or here is None or (there is None and target != _END):
            return False
        to = _END if there is None else there.setdefault("touchpoint", slug(there["name"]))
        here.setdefault("next", []).append({"to": Plain(to)} | said)
        return True

    def _improvement(self, place: dict[str, Any], said: dict[str, Any]) -> bool:
        if "title" not in said:
            return False
        place.setdefault("improvements", []).append(said)
        for name in (said.get("improvement"), said["title"]):
            self._improvements.setdefault(str(name), said)
        return True

    def _effect(self, place: dict[str, Any], said: dict[str, Any]) -> bool:
        """What an improvement changed: a row before and a row after it."""
        del place
        name, measure, wave = (str(said.pop(key, "")) for key in ("improvement", "measure", "wave"))
        improvement = self._improvements.get(name)
        if improvement is None or not (measure and wave):
            return False
        effects = improvement.setdefault("effect", [])
        if not effects or effects[-1]["measure"] != measure or wave in effects[-1]:
            effects.append({"measure": Plain(measure)})
        effects[-1][wave] = said
        return True
