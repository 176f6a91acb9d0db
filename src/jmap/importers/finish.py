"""From what was put together to what people would write: ids for names, short forms, and only what leads somewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from jmap.importers.importer import Imported
from jmap.importers.references import REFERENCES, settle
from jmap.model.experience import STATEMENTS
from jmap.model.measure import measure_ids
from jmap.model.project import LANES
from jmap.spec.nodes import Plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jmap.importers.journey import Draft
    from jmap.importers.remarks import Remarks


_COLON: Final = re.compile("[:：]")


def finished(
    drafts: Sequence[Draft],
    catalogues: dict[str, list[dict[str, Any]]],
    lanes: Mapping[str, str],
    remarks: Remarks,
) -> Imported:
    """The journeys as specs, with what they share.

    Args:
        drafts: the journeys; the first one holds what is said of all.
        catalogues: personas, evidence, channels, departments, and measures of their own, an entry each.
        lanes: ids of lanes of their own, by name.
        remarks: take what had to be left out.
    """
    names = settle(drafts, catalogues, remarks)
    documents = []
    for index, draft in enumerate(drafts):
        known = (*names["personas"], *names["personas"].values(), *_felt(draft))
        spoken = _tell_apart(draft, {*draft.head.get("personas", ()), *known})
        whole = {
            "journey": draft.head["journey"],
            **draft.head,
            "personas": [*dict.fromkeys(names["personas"].get(name, name) for name in spoken)],
            **({} if index else _lanes(drafts, lanes)),
            **({} if index else {key: catalogues.get(key, []) for key in ("channels", "departments")}),
            **_parts(draft),
        }
        documents.append(_short(_with_ids(whole, names)))
    if shared := {key: catalogues[key] for key in ("personas", "evidence") if catalogues.get(key)}:
        documents.append(_short(_with_ids(shared, names)))
    settings = _settings(drafts, catalogues.get("own-measures", ()), documents)
    return Imported(tuple(documents), tuple(remarks.findings), settings)


def _settings(
    drafts: Sequence[Draft], entries: Sequence[dict[str, Any]], documents: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """What only a `jmap.yaml` can say, if there is any of it; then lanes are declared there too."""
    own = {each.pop("measure"): _short(each) for each in entries if "measure" in each}
    known = {*own, *measure_ids()}
    own |= {Plain(id_): {} for draft in drafts for id_ in _measured(draft) if id_ not in known}
    if not own:
        return {}
    lanes = [lane for document in documents for lane in document.pop("lanes", ())]
    languages = [document.pop("languages") for document in documents if "languages" in document]
    return {
        **({"languages": languages[0]} if languages else {}),
        "measures": own,
        **({"lanes": lanes} if lanes else {}),
    }


def _felt(draft: Draft) -> dict[str, None]:
    """Whose emotions are known, in order."""
    felt = (felt for place in draft.places for felt in place.get("emotion", ()))
    return dict.fromkeys(each["persona"] for each in felt if each.get("persona"))


def _measured(draft: Draft) -> Iterator[str]:
    for holder in (draft.head, *draft.places):
        yield from holder.get("measures", ())
    for improvement in draft.head.get("improvements", ()):
        yield from (str(effect["measure"]) for effect in improvement.get("effect", ()))


def _tell_apart(draft: Draft, personas: set[str]) -> list[str]:
    """Say of each statement whose it is; give all personas of the journey."""
    for place in draft.places:
        lanes = place.get("lanes", {})
        for holder, key in [
            *((place, key) for key in STATEMENTS if key in place),
            *((lanes, key) for key in lanes),
        ]:
            holder[key] = [_statement(said, personas) for said in holder[key]]
    return [*dict.fromkeys((*draft.head.get("personas", ()), *_felt(draft)))]


def _statement(said: Any, personas: set[str]) -> Any:
    """`Anna: in a hurry` is a statement of Anna's."""
    if not isinstance(said, str):
        return said
    for colon in _COLON.finditer(said):
        name, text = said[: colon.start()].strip(), said[colon.end() :].strip()
        if name in personas and text:
            return {"persona": name, "text": text}
    return said


def _lanes(drafts: Sequence[Draft], ids: Mapping[str, str]) -> dict[str, Any]:
    """The lanes in use by any journey; said only where there are some of their own, which would else be unknown."""
    places = [place for draft in drafts for place in draft.places]
    own = {lane for place in places for lane in place.get("lanes", ())}
    if not own:
        return {}
    used = [lane for lane in LANES if any(place.get(lane) for place in places)]
    names: dict[str, str] = {}
    for name, id_ in ids.items():
        names.setdefault(id_, name)
    named = ({"id": Plain(id_), "name": name} for id_, name in names.items() if id_ in own)
    return {"lanes": [*map(Plain, used), *named]}


def _parts(draft: Draft) -> dict[str, Any]:
    """Stages, or touchpoints without any; those before the first of the stages have one of the map's name."""
    if not draft.stages:
        return {"touchpoints": draft.loose}
    first = [{"name": draft.head["title"], "touchpoints": draft.loose}] if draft.loose else []
    return {"stages": [*first, *draft.stages]}


def _with_ids(value: Any, names: Mapping[str, Mapping[str, str]]) -> Any:
    """Ids in place of the names by which a table refers to entries of catalogues."""
    if isinstance(value, list):
        return [_with_ids(inner, names) for inner in value]
    if not isinstance(value, dict):
        return value
    found: dict[str, Any] = {}
    for key, inner in value.items():
        known = names.get(REFERENCES.get(key, ""), {})
        if isinstance(inner, str):
            found[key] = known.get(inner, inner)
        elif known and isinstance(inner, list):
            found[key] = [
                known.get(each, each) if isinstance(each, str) else _with_ids(each, names) for each in inner
            ]
        else:
            found[key] = _with_ids(inner, names)
    return found


def _short(value: Any) -> Any:
    """The short forms: one item for a list of one, a text for a mapping that has nothing else; nothing empty."""
    if isinstance(value, dict):
        found = {key: _short(inner) for key, inner in value.items() if inner not in ("", [], {})}
        return next(iter(found.values())) if [*found] in (["text"], ["value"]) else found
    if isinstance(value, list):
        items = [_short(inner) for inner in value]
        return items[0] if len(items) == 1 and isinstance(items[0], str) else items
    return value
