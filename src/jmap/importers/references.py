"""What leads from one thing in a file to another: each id once, and nothing that leads nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from jmap.importers.codes import LEFT, NOTED, TAKEN_FOR
from jmap.importers.columns import OWN_LANE
from jmap.model import Address
from jmap.model.project import LANES, ROWS
from jmap.model.refusal import shown
from jmap.model.values import RESERVED
from jmap.spec.names import REFERENCES as KINDS
from jmap.spec.nodes import Plain
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from jmap.importers.journey import Draft
    from jmap.importers.remarks import Remarks

ENTRIES: Final = {
    "personas": "persona",
    "evidence": "evidence",
    "channels": "channel",
    "departments": "department",
}
"""Catalogues, and the key of an id in each."""
REFERENCES: Final = {
    key: catalogue for key, kind in KINDS.items() for catalogue, id_ in ENTRIES.items() if id_ == kind
}
"""Keys whose values are names or ids, and the catalogue in which they are."""
_NUMBER: Final = re.compile(r"-\d+$")
"""What is added to an id that is made of a name which another has too."""


def settle(
    drafts: Sequence[Draft], catalogues: dict[str, list[dict[str, Any]]], remarks: Remarks
) -> Mapping[str, Mapping[str, str]]:
    """Give each journey and each entry of a catalogue an id of its own, and leave out what leads nowhere.

    Returns:
        By catalogue the ids of what tables call by name.
    """
    known = {str(draft.head["journey"]): 1 for draft in drafts if "journey" in draft.head}
    for draft in drafts:
        if "journey" not in draft.head:
            draft.head["journey"] = Plain(unused(slug(draft.head["title"]), known))
    for key, id_ in ENTRIES.items():
        _tell_apart(catalogues, key, id_, remarks)
        _give_ids(catalogues.get(key, ()), id_)
    for draft in drafts:
        _tell_apart(draft.head, "improvements", "improvement", remarks)
        for place in draft.places:
            _tell_apart(place, "pains", "pain", remarks)
            _tell_apart(place, "opportunities", "opportunity", remarks)
    said = [mapping for draft in drafts for mapping in _mappings([draft.head, *draft.places])]
    names = {key: _named(catalogues.get(key, ()), id_) for key, id_ in ENTRIES.items()}
    for key, catalogue in REFERENCES.items():
        if catalogues.get(catalogue) and catalogue != "evidence":
            _declare(said, key, catalogues[catalogue], names[catalogue], remarks)
    _rest(drafts, said, {str(each.get("evidence")) for each in catalogues.get("evidence", ())}, remarks)
    _lead(drafts, known, remarks)
    return names


def _give_ids(entries: Iterable[dict[str, Any]], id_: str) -> None:
    """Ids of their own, made of names, for entries that somebody has added."""
    known = {str(entry[id_]): 1 for entry in entries if id_ in entry}
    for entry in entries:
        name = entry.get("name") or entry.get("title")
        if name and id_ not in entry:
            entry[id_] = Plain(unused(slug(name), known))


def unused(id_: str, known: dict[str, int]) -> str:
    """The id, with a number if it has to differ from those that are known; then it is known as well.

    Args:
        id_: as it should be.
        known: ids, with the number that the next of the same name may have.
    """
    name, number = id_, known.get(id_, 1)
    while name in known:
        number += 1
        name = f"{id_}-{number}"
    known[id_] = number
    known.setdefault(name, 1)
    return name


def lane_id(name: str) -> str:
    """The id of a lane of its own, which cannot be a word of the language."""
    id_ = slug(name.removeprefix(OWN_LANE))
    return f"lane-{id_}" if id_ in (*LANES, *ROWS, *RESERVED) else id_


def _tell_apart(holder: dict[str, Any], key: str, id_: str, remarks: Remarks) -> None:
    """Leave out what stands there twice; the second of two things with one id gets another."""
    seen: dict[str, dict[str, Any]] = {}
    kept = []
    for thing in holder.get(key, ()):
        name = str(thing.get(id_, ""))
        if seen.get(name) == thing:
            continue
        if name in seen:
            what = shown(thing.get("text") or thing.get("title") or thing.get("name") or name)
            remarks.warn(LEFT, f"another thing has the ID {shown(name)}; {what} gets its own")
            thing.pop(id_)
        elif name:
            seen[name] = thing
        kept.append(thing)
    if key in holder:
        holder[key] = kept


def _mappings(value: Any) -> Iterator[dict[str, Any]]:
    """All mappings in a value, itself among them."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _mappings(inner)


def _named(entries: Iterable[Mapping[str, Any]], id_: str) -> dict[str, str]:
    return {each["name"]: each[id_] for each in entries if {"name", id_} <= {*each}}


def _declare(
    said: Iterable[Mapping[str, Any]],
    key: str,
    entries: list[dict[str, Any]],
    names: dict[str, str],
    remarks: Remarks,
) -> None:
    """Enter who is named under a key, and not in the catalogue; a name may also be one that an id was made of."""
    id_ = ENTRIES[REFERENCES[key]]
    ids = {str(each[id_]) for each in entries if id_ in each}
    for mapping in said:
        named = mapping.get(key, ())
        for name in [named] if isinstance(named, str) else named:
            if name in names or name in ids:
                continue
            if (made := slug(name)) not in ids:
                ids.add(made)
                entries.append({id_: Plain(made), "name": name})
                remarks.note(
                    TAKEN_FOR,
                    f"no row of another sheet is about the {id_} {shown(name)}, which became a new one",
                )
            names[name] = Plain(made)


def _rest(drafts: Sequence[Draft], said: Sequence[dict[str, Any]], known: set[str], remarks: Remarks) -> None:
    """Leave out evidence of which nothing but the name is known; of a place it becomes a note."""
    places = {id(place) for draft in drafts for place in (draft.head, *draft.places)}
    for mapping in said:
        unknown = [name for name in mapping.get("evidence", ()) if name not in known]
        if not unknown:
            continue
        mapping["evidence"] = [name for name in mapping["evidence"] if name in known]
        told = ", ".join(unknown)
        kept = "left out"
        if id(mapping) in places:
            mapping.setdefault("notes", []).append(f"Evidence: {told}")
            kept = "kept as a note"
        remarks.warn(
            NOTED if id(mapping) in places else LEFT,
            f"no sheet says what the evidence {shown(told)} is; it was {kept}",
        )


def _lead(drafts: Sequence[Draft], journeys: Container[str], remarks: Remarks) -> None:
    """Leave out what leads to journeys or places that are not in the file."""
    parts = {str(draft.head["journey"]): _ids(draft) for draft in drafts}
    for draft in drafts:
        own = str(draft.head["journey"])
        for holder, key in [(draft.head, "variant_of"), *((place, "opens") for place in draft.places)]:
            if key in holder and str(holder[key]) not in journeys:
                remarks.warn(
                    LEFT, f"the journey {shown(holder.pop(key))} is in another file; nothing leads there"
                )
        for place in draft.places:
            pains = _ids_of(place.get("pains", ()), "pain", "text")
            for opportunity in place.get("opportunities", ()):
                answers = opportunity.get("answers", ())
                _drop(opportunity, "answers", {name for name in answers if not _known(name, pains)}, remarks)
        for improvement in draft.head.get("improvements", ()):
            addresses = {name: Address.read(name, own) for name in improvement.get("addresses", ())}
            lost = {name for name, address in addresses.items() if not _leads(address, parts)}
            _drop(improvement, "addresses", lost, remarks)


def _drop(thing: dict[str, Any], key: str, lost: set[str], remarks: Remarks) -> None:
    about = shown(thing.get("title") or thing.get("text"))
    for name in filter(lost.__contains__, thing.get(key, ())):
        remarks.warn(LEFT, f"{shown(name)} is not in this file; {about} does not lead there")
    if lost:
        thing[key] = [name for name in thing[key] if name not in lost]


def _leads(address: Address, parts: Mapping[str, Mapping[str, set[str]]]) -> bool:
    places = parts.get(address.journey, {})
    name = address.place if address.place in places else _NUMBER.sub("", address.place)
    return name in places and (not address.part or _known(address.part, places[name]))


def _ids(draft: Draft) -> dict[str, set[str]]:
    """The places of a journey by id, with the ids of what stands in each."""
    found: dict[str, set[str]] = {}
    for place in draft.places:
        inner = _ids_of(place.get("pains", ()), "pain", "text") | _ids_of(
            place.get("opportunities", ()), "opportunity", "text"
        )
        for id_ in _ids_of([place], "touchpoint" if "touchpoint" in place else "stage", "name"):
            found.setdefault(id_, set()).update(inner)
    return found


def _ids_of(things: Iterable[Mapping[str, Any]], id_: str, name: str) -> set[str]:
    """Ids as they stand, or as they are made of names."""
    return {str(each[id_]) if id_ in each else slug(str(each.get(name, ""))) for each in things}


def _known(id_: str, ids: set[str]) -> bool:
    return id_ in ids or _NUMBER.sub("", id_) in ids
