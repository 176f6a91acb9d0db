"""Writes the short forms of the language out in full, so that the model knows one form only.

"A string works wherever a mapping with a `text` or `name` would; one item works wherever a list would." What
can be written in short is said by the models and by `jmap.spec.forms`. Every value keeps the place it was
written at, so a finding about the long form points into the file as it is. What was written stays as it is:
aliases and `use:` may share it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from jmap.model import (
    Channel,
    Department,
    Experience,
    Journey,
    Measurement,
    MeasureSettings,
    Settings,
    Touchpoint,
)
from jmap.spec.compose import as_list, copied, derived_id, list_at, mapping_at, maps, put, without
from jmap.spec.forms import fields_of, form_of, keys_of
from jmap.spec.hints import did_you_mean, listed
from jmap.spec.nodes import YamlList, YamlMap
from jmap.spec.punctuation import parted, unparted

if TYPE_CHECKING:
    from jmap.model.frozen import Value
    from jmap.spec.forms import Field
    from jmap.spec.nodes import Mark
    from jmap.spec.notebook import Notebook

LANGUAGE_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

_LANGUAGE_FOR_SURE: Final = re.compile(r"[a-z]{2}|[a-z]{2,3}(-[A-Za-z0-9]{2,8})+")
"""Tags of three letters alone could as well be a word: `ceo`, `txt`."""


def expand(kind: type[Value], raw: Any, mark: Mark, notebook: Notebook) -> Any:
    """`raw` as the long form of one `kind`; what is neither short nor long is left for the model to refuse.

    A mapping from persona to value becomes a list with a value for each.
    """
    form = form_of(kind)
    if form.short and is_short(kind, raw, notebook):
        raw = mapping_at(mark, **{form.short: raw})
    if not isinstance(raw, YamlMap):
        return raw
    if form.per_persona and raw and not any(key in keys_of(kind) for key in raw):
        return _by_persona(kind, raw, notebook)
    if form.shared and form.identity:
        raw = notebook.libraries[form.identity[0]].resolve(raw, notebook)
        raw = raw if "use" in fields_of(kind) else without(raw, "use")
    new = _entries(kind, raw, notebook)
    if form.identity:
        _pair(kind, new, *form.identity, notebook=notebook)
    return new


def is_short(kind: type[Value], raw: Any, notebook: Notebook) -> bool:
    """Whether `raw` stands for the one key a bare value is short for: a scalar, or a text in languages."""
    if isinstance(raw, str):
        return True
    if not isinstance(raw, YamlMap) or not raw or not fields_of(kind)[form_of(kind).short or ""].is_text:
        return False
    if all(key in notebook.languages for key in raw):
        return True
    if any(key in notebook.personas for key in raw) and form_of(kind).per_persona:
        return False
    # Looks like a text in languages that nobody declared: the text itself says so, at the right place.
    known = (*notebook.languages, *keys_of(kind))
    return all(
        key in notebook.languages or (key not in known and _LANGUAGE_FOR_SURE.fullmatch(key)) for key in raw
    )


def _by_persona(kind: type[Value], raw: YamlMap, notebook: Notebook) -> YamlList:
    """The items of a mapping from persona to value, each marked with its persona."""
    new = YamlList(raw.mark)
    for key, value in raw.items():
        key_mark, value_mark = raw.marks[key]
        persona = key if key in notebook.personas else derived_id(key, "persona")
        if persona not in notebook.personas:
            if key not in notebook.unread:
                _refuse_key(kind, key, key_mark, notebook)
            continue
        values = as_list(value, value_mark)
        for item, mark in zip(values, values.marks, strict=True):
            written = expand(kind, item, mark, notebook)
            for each in written if isinstance(written, YamlList) else [written]:
                if isinstance(each, YamlMap):
                    put(each, "persona", persona, key_mark)
                new.append(each)
                new.marks.append(mark)
    return new


def _refuse_key(kind: type[Value], key: str, mark: Mark, notebook: Notebook) -> None:
    """Say what a key could have been where both languages, personas and the keys of a long form may stand."""
    of_text = form_of(kind).short == "text"
    if of_text and key in notebook.languages:
        notebook.report(
            "S215", f'a mapping takes languages or personas, not both: "{key}" is a language', mark
        )
        return
    other = (
        f"language of the project ({listed(notebook.languages)})" if of_text else f"key of {article(kind)}"
    )
    message = f'"{key}" is no persona ({listed(notebook.personas) or "there is none"}) and no {other}'
    hint = of_settings(kind, key) or (
        "write each persona with its value"
        if unparted(key, alone=True)
        else did_you_mean(key, (*notebook.personas, *notebook.languages, *keys_of(kind)))
    )
    notebook.report("S205", message, mark, hint=hint)


def of_settings(kind: type[Value], key: str) -> str | None:
    """Where a measure is declared, for whoever does so where its values stand."""
    if kind is Measurement and key in keys_of(MeasureSettings):
        return "declare a measure of your own under `measures:` in jmap.yaml; here stand its values"
    return None


def article(kind: type[Value]) -> str:
    """The name of a model in a sentence: `a touchpoint`, `an opportunity`."""
    word = _WORDS.get(kind.__name__) or kind.__name__.lower()
    return word if word in _WORDS.values() else ("an " if word[0] in "aeiou" else "a ") + word


_WORDS: Final = {
    "CheckSettings": "check",
    "Evidence": "an evidence item",
    "Gates": "gates",
    "MeasureSettings": "a measure",
    "Privacy": "privacy",
    "Scoring": "scoring",
    "Settings": "jmap.yaml",
    "Theme": "a theme",
}


def _entries(kind: type[Value], raw: YamlMap, notebook: Notebook) -> YamlMap:
    """A copy of `raw` with its values written out; keys without a value are as if they were not there."""
    fields = fields_of(kind)
    lanes = notebook.lanes if issubclass(kind, Experience) else ()
    new = YamlMap(raw.mark)
    new.derived = raw.derived
    own: YamlMap | None = None
    for key, value in raw.items():
        if value is None:
            continue
        marks = raw.marks[key]
        if key in lanes and key not in fields:
            own = own or YamlMap(marks[0])
            own[key], own.marks[key] = _value(fields["lanes"], value, marks[1], notebook), marks
            continue
        new[key] = _field(fields[key], value, marks[1], notebook) if key in fields else value
        new.marks[key] = marks
    if own is not None:
        _take_lanes(new, own)
    return new


def _take_lanes(item: YamlMap, own: YamlMap) -> None:
    """Put the contents of own lanes where the model has them, beside what is under `lanes:` already."""
    written = item.get("lanes", YamlMap(own.mark))
    if isinstance(written, YamlMap):  # else the model refuses it
        merged = copied(written)
        merged.update(own)
        merged.marks.update(own.marks)
        item["lanes"] = merged
        item.marks.setdefault("lanes", (own.mark, own.mark))


def _field(field: Field, raw: Any, mark: Mark, notebook: Notebook) -> Any:
    """The value of a field written out, under each key where it holds values by key."""
    if not field.keyed or not isinstance(raw, YamlMap):
        return raw if field.keyed else _value(field, raw, mark, notebook)
    new = YamlMap(raw.mark)
    for key, value in raw.items():
        if value is not None:
            new[key] = _value(field, value, raw.marks[key][1], notebook)
            new.marks[key] = raw.marks[key]
    return new


def _value(field: Field, raw: Any, mark: Mark, notebook: Notebook) -> Any:
    if not field.many:
        return expand(field.kind, raw, mark, notebook) if field.kind else raw
    items = as_list(raw, mark)
    if field.kind is None and None not in items:
        return items
    new = YamlList(items.mark)
    for item, place in zip(items, items.marks, strict=True):
        if item is None:
            continue
        written = expand(field.kind, item, place, notebook) if field.kind else item
        if isinstance(written, YamlList) and not isinstance(item, YamlList):  # one of each persona
            new.extend(written)
            new.marks.extend(written.marks)
        else:
            new.append(written)
            new.marks.append(place)
    # The ids of touchpoints are the journey's matter.
    if field.kind and field.kind is not Touchpoint and (identity := form_of(field.kind).identity):
        number_equal(new, identity[0])
    return new


def _pair(kind: type[Value], item: YamlMap, id_key: str, name_key: str, *, notebook: Notebook) -> None:
    """Let id and name stand in for each other where only one was written.

    Where that one is no text, the model refuses it, and the other must not be called missing.
    """
    if id_key not in item and name_key in item:
        name = text_of(item[name_key], notebook) or "…"
        put(item, id_key, derived_id(name, id_key), item.marks[name_key][1])
        item.derived = True
    elif id_key in item and name_key not in item and fields_of(kind)[name_key].required:
        name = item[id_key] if isinstance(item[id_key], str) else "…"
        put(item, name_key, name, item.marks[id_key][1])
    elif id_key not in item and fields_of(kind)[name_key].required:  # to miss one of the two is enough
        put(item, id_key, derived_id("…", id_key), item.mark)
        item.derived = True


def number_equal(items: YamlList, id_key: str) -> None:
    """Number ids that were derived from equal names; ids somebody wrote are left to be reported."""
    things = [item for item in items if isinstance(item, YamlMap) and isinstance(item.get(id_key), str)]
    taken = {str(item[id_key]) for item in things if not item.derived}
    free: dict[str, int] = {}  # by id, the first number that may be free: thousands may have one name
    for item in things:
        if item.derived:
            base = item[id_key]
            number = free.get(base, 2)
            while item[id_key] in taken:
                item[id_key] = f"{base}-{number}"
                number += 1
            free[base] = number
            taken.add(item[id_key])


def text_of(raw: Any, notebook: Notebook) -> str:
    """The source-language text of a text not yet validated; empty when there is none."""
    if isinstance(raw, YamlMap):
        raw = next((raw[tag] for tag in notebook.languages if isinstance(raw.get(tag), str)), "")
    return str(raw) if isinstance(raw, str) else ""


def journey(raw: YamlMap, notebook: Notebook) -> YamlMap:
    """A journey in full; touchpoints given without stages stand in one stage of the journey's own name."""
    if raw.get("touchpoints") is not None and raw.get("stages") is None:
        place = raw.marks["touchpoints"]
        whole = mapping_at(place[0], touchpoints=raw["touchpoints"])
        whole.marks["touchpoints"] = place
        for key, own_key in (("stage", "journey"), ("name", "title")):
            if raw.get(own_key) is not None:
                put(whole, key, raw[own_key], place[0])
        raw = without(raw, "touchpoints", "stages")
        raw["stages"], raw.marks["stages"] = list_at(place[0], whole), place
    new: YamlMap = expand(Journey, raw, raw.mark, notebook)
    touchpoints = list_at(raw.mark)
    for stage in maps(new.get("stages")):
        touchpoints.extend(maps(stage.get("touchpoints")))
    number_equal(touchpoints, "touchpoint")
    return new


def settings(raw: YamlMap, notebook: Notebook) -> YamlMap:
    """The contents of `jmap.yaml`, without its catalogues, in full."""
    new: YamlMap = expand(Settings, raw, raw.mark, notebook)
    return new


PLACES: Final[dict[str, type[Value]]] = {"channel": Channel, "department": Department}
"""Kinds that are catalogued by key: `channels: {shop: …}`."""


def catalogue(kind: str, raw: Any, mark: Mark, notebook: Notebook) -> YamlList:
    """The entries of a catalogue in full: from a mapping by id, or a list, of names or entries."""
    if isinstance(raw, YamlMap):
        entries = YamlList(raw.mark)
        for key, value in raw.items():
            key_mark, value_mark = raw.marks[key]
            entry = mapping_at(key_mark, name=key) if value is None else value
            written = expand(PLACES[kind], entry, value_mark, notebook)
            if isinstance(written, YamlMap):
                put(written, kind, key, key_mark)
                written.derived = False
                _pair(PLACES[kind], written, kind, "name", notebook=notebook)
            entries.append(written)
            entries.marks.append(value_mark)
        return entries
    items = parted(as_list(raw, mark), kind, notebook)
    entries = YamlList(items.mark)
    entries.extend(
        expand(PLACES[kind], item, place, notebook) for item, place in zip(items, items.marks, strict=True)
    )
    entries.marks = list(items.marks)
    return entries
