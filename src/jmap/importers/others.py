"""What the other sheets of a register say of the places of a journey, each row a thing of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jmap.importers.codes import LEFT
from jmap.importers.fill import entry
from jmap.spec.nodes import Plain
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jmap.importers.grid import Titled
    from jmap.importers.journey import Draft
    from jmap.importers.remarks import Remarks

_END: Final = "end"


def read(key: str, draft: Draft, table: Titled, remarks: Remarks) -> None:
    """Add the rows of a sheet to the journey; what belongs to no place of it is told."""
    add = SHEETS[key]
    told: set[tuple[int, str]] = set()
    for row in table.cells():
        said = entry(row, remarks)
        place = draft.at(said.pop("stage", ""), said.pop("touchpoint", ""))
        if place is None or not add(draft, place, said, told):
            about = ", ".join(f'"{cell.said}"' for cell in row[:3])
            remarks.warn(LEFT, f"{about} is about nothing in the journey and was left out", row[0])


_Said = dict[str, Any]


def _anew(key: str, needed: str) -> Callable[[Draft, _Said, _Said, set[tuple[int, str]]], bool]:
    """For what says more than the table of touchpoints does, and takes its place."""

    def add(draft: Draft, place: _Said, said: _Said, told: set[tuple[int, str]]) -> bool:
        del draft
        known = place.setdefault(key, [])
        if (id(place), key) not in told:
            known.clear()
            told.add((id(place), key))
        known.append(said)
        return needed in said

    return add


def _listed(key: str) -> Callable[[Draft, _Said, _Said, set[tuple[int, str]]], bool]:
    def add(draft: Draft, place: _Said, said: _Said, told: set[tuple[int, str]]) -> bool:
        del draft, told
        known = place.setdefault(key, [])
        same = next((each for each in known if each == {"text": said.get("text")}), None)
        if same is not None:
            same |= said
        else:
            known.append(said)
        return "text" in said

    return add


def _measures(draft: Draft, place: _Said, said: _Said, told: set[tuple[int, str]]) -> bool:
    del draft
    id_ = str(said.pop("measure", ""))
    waves = place.setdefault("measures", {}).setdefault(id_, [])
    if (id(place), id_) not in told:
        waves.clear()
        told.add((id(place), id_))
    waves.append(said)
    return bool(id_)


def _next(draft: Draft, place: _Said, said: _Said, told: set[tuple[int, str]]) -> bool:
    del place, told
    source, target = (str(said.pop(key, "")) for key in ("from", "to"))
    here, there = draft.at("", source), draft.at("", target)
    if not source or here is None or (there is None and target != _END):
        return False
    to = _END if there is None else there.setdefault("touchpoint", slug(there["name"]))
    here.setdefault("next", []).append({"to": Plain(to)} | said)
    return True


def _improvements(draft: Draft, place: _Said, said: _Said, told: set[tuple[int, str]]) -> bool:
    del place, told
    draft.head.setdefault("improvements", []).append(said)
    return "title" in said


def _effect(draft: Draft, place: _Said, said: _Said, told: set[tuple[int, str]]) -> bool:
    del place, told
    name, measure, wave = (said.pop(key, "") for key in ("improvement", "measure", "wave"))
    known = draft.head.get("improvements", [])
    improvement = next((each for each in known if name in (each.get("improvement"), each.get("title"))), None)
    if improvement is None or not (measure and wave):
        return False
    effects = improvement.setdefault("effect", [])
    if not effects or effects[-1]["measure"] != measure or wave in effects[-1]:
        effects.append({"measure": measure})
    effects[-1][str(wave)] = said
    return True


SHEETS: Final[Mapping[str, Callable[[Draft, _Said, _Said, set[tuple[int, str]]], bool]]] = {
    "emotion": _anew("emotion", "value"),
    "quotes": _anew("quotes", "text"),
    "pains": _listed("pains"),
    "opportunities": _listed("opportunities"),
    "measures": _measures,
    "next": _next,
    "improvements": _improvements,
    "effect": _effect,
}
"""What is done with a row, by the key of its table; tables are read in the order of the register."""
