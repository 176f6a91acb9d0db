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
    Emotion,
    Experience,
    Journey,
    Measurement,
    MeasureSettings,
    Settings,
    Touchpoint,
    meant,
)
from jmap.model.refusal import shown
from jmap.spec.compose import as_list, copied, derived_id, list_at, mapping_at, maps, without
from jmap.spec.forms import fields_of, form_of, keys_of, known_keys
from jmap.spec.hints import did_you_mean, listed
from jmap.spec.nodes import Mark, YamlList, YamlMap
from jmap.spec.punctuation import TEXT_WITH_COLON, as_meant, has_colon, parted, unparted

if TYPE_CHECKING:
    from jmap.model.frozen import Value
    from jmap.spec.forms import Field
    from jmap.spec.notebook import Notebook

_LANGUAGE_FOR_SURE: Final = re.compile(r"[a-z]{2}|[a-z]{2,3}(-[A-Za-z0-9]{2,8})+")
"""Tags of three letters alone could as well be a word: `ceo`, `txt`."""


def expand(kind: type[Value], raw: Any, mark: Mark, notebook: Notebook) -> Any:
    """`raw` as the long form of one `kind`; what is neither short nor long is left for the model to refuse.

    A mapping from persona to value becomes a list with a value for each.
    """
    form = form_of(kind)
    if form.short and is_short(kind, raw, notebook):
        new = mapping_at(mark, **{form.short: raw})
    elif not isinstance(raw, YamlMap):
        return raw
    elif form.per_persona and raw and known_keys(kind).isdisjoint(raw):
        return _by_persona(kind, raw, notebook)
    else:
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
    if any(key in known_keys(kind) and key not in notebook.languages for key in raw):
        return False
    if all(key in notebook.languages for key in raw):
        return True
    if any(key in notebook.personas for key in raw) and form_of(kind).per_persona:
        return False
    # Looks like a text in languages that nobody declared: the text itself says so, at the right place.
    return all(key in notebook.languages or _LANGUAGE_FOR_SURE.fullmatch(key) for key in raw)


def _by_persona(kind: type[Value], raw: YamlMap, notebook: Notebook) -> YamlList:
    """The items of a mapping from persona to value, each marked with its persona."""
    new = YamlList(raw.source, raw.place)
    for (key, value), places in zip(raw.items(), raw.places, strict=True):
        key_mark, value_mark = raw.marks_of(places)
        persona = key if key in notebook.personas else derived_id(key, "persona")
        if persona not in notebook.personas:
            if key not in notebook.unread:
                _refuse_key(kind, key, value, key_mark, notebook)
            continue
        values = as_list(value, value_mark)
        for item, mark in zip(values, values.marks, strict=True):
            written = expand(kind, item, mark, notebook)
            for each in written if isinstance(written, YamlList) else [written]:
                if isinstance(each, YamlMap):
                    each.put("persona", persona, key_mark)
                new.append(each)
                new.places.append(mark.offset)
    return new


def _refuse_key(kind: type[Value], key: str, value: Any, mark: Mark, notebook: Notebook) -> None:
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
    counts = meant.counted(value) if kind is Emotion and key == "counts" else None
    hint = (
        counts
        or _persona_called(key, notebook)
        or of_settings(kind, key)
        or (
            "write each persona with its value"
            if unparted(key, alone=True)
            else did_you_mean(key, (*notebook.personas, *notebook.languages, *keys_of(kind)))
            or (TEXT_WITH_COLON if of_text else "declare a persona under `personas:`")
        )
    )
    notebook.report("S205", message, mark, hint=hint)


def _persona_called(name: str, notebook: Notebook) -> str | None:
    """The id of the persona that has `name`, in whichever language."""
    for id_, raw in notebook.personas.items():
        called = raw.get("name") if raw is not None else None
        if name in (called.values() if isinstance(called, YamlMap) else (called,)):
            return f'did you mean "{id_}"?'
    return None


def of_settings(kind: type[Value], key: str) -> str | None:
    """Where a measure is declared, for whoever does so where its values stand."""
    if kind is Measurement and key in keys_of(MeasureSettings):
        return (
            "declare a measure of your own under `measures:` in jmap.yaml, or of a journey without one; "
            "here stand its values"
        )
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
    "ReportedChange": "a change",
    "Scoring": "scoring",
    "Settings": "jmap.yaml",
    "Theme": "a theme",
}


def _entries(kind: type[Value], raw: YamlMap, notebook: Notebook) -> YamlMap:
    """A copy of `raw` with its values written out; known keys without a value are as if they were not there."""
    fields = fields_of(kind)
    lanes = notebook.lanes if issubclass(kind, Experience) else ()
    new = YamlMap(raw.source, raw.place)
    new.derived = raw.derived
    own: YamlMap | None = None
    for (key, value), places in zip(raw.items(), raw.places, strict=True):
        if value is None and (key in lanes or key in known_keys(kind)):
            continue
        field = fields.get(key)
        if field is None and key in lanes:
            marks = raw.marks_of(places)
            own = own if own is not None else YamlMap(*marks[0])
            own.put(key, _value(fields["lanes"], value, marks[1], notebook), *marks)
            continue
        long = field is None or field.simple
        new[key] = value if long else _field(fields[key], value, raw.value_mark(places), notebook)
        new.places.append(places)
    if own is not None:
        _take_lanes(new, own)
    return new


def _take_lanes(item: YamlMap, own: YamlMap) -> None:
    """Put the contents of own lanes where the model has them, beside what is under `lanes:` already."""
    if "lanes" not in item:
        item.put("lanes", own, own.mark)
    elif isinstance(item["lanes"], YamlMap):  # else the model refuses it
        item["lanes"] = merged = copied(item["lanes"])
        for key, value in own.items():
            merged.put(key, value, *own.marks(key))


def _field(field: Field, raw: Any, mark: Mark, notebook: Notebook) -> Any:
    """The value of a field written out, under each key where it holds values by key."""
    if not field.keyed or not isinstance(raw, YamlMap):
        return raw if field.keyed else _value(field, raw, mark, notebook)
    new = YamlMap(raw.source, raw.place)
    for (key, value), places in zip(raw.items(), raw.places, strict=True):
        key_mark, value_mark = raw.marks_of(places)
        if value is not None:
            new[key] = _value(field, value, value_mark, notebook)
            new.places.append(places)
        elif not has_colon(key_mark):  # else its value is still to come
            notebook.report("S204", f"{shown(key)} has no value", key_mark, hint=as_meant(key))
    return new


def _value(field: Field, raw: Any, mark: Mark, notebook: Notebook) -> Any:
    if not field.many:
        return expand(field.kind, raw, mark, notebook) if field.kind else raw
    items = as_list(raw, mark)
    if field.kind is None and None not in items:
        return items
    new = YamlList(items.source, items.place)
    for item, place in zip(items, items.places, strict=True):
        if item is None:
            continue
        written = expand(field.kind, item, Mark(items.source, place), notebook) if field.kind else item
        if isinstance(written, YamlList) and not isinstance(item, YamlList):  # one of each persona
            new.extend(written)
            new.places.extend(written.places)
        else:
            new.append(written)
            new.places.append(place)
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
        item.put(id_key, derived_id(name, id_key), item.marks(name_key)[1])
        item.derived = True
    elif id_key in item and name_key not in item and fields_of(kind)[name_key].required:
        name = item[id_key] if isinstance(item[id_key], str) else "…"
        item.put(name_key, name, item.marks(id_key)[1])
    elif id_key not in item and fields_of(kind)[name_key].required:  # to miss one of the two is enough
        item.put(id_key, derived_id("…", id_key), item.mark)
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
        marks = raw.marks("touchpoints")
        whole = YamlMap(*marks[0])
        whole.put("touchpoints", raw["touchpoints"], *marks)
        for key, own_key in (("stage", "journey"), ("name", "title")):
            if raw.get(own_key) is not None:
                whole.put(key, raw[own_key], marks[0])
        raw = without(raw, "touchpoints", "stages")
        raw.put("stages", list_at(marks[0], whole), *marks)
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
        entries = YamlList(raw.source, raw.place)
        for (key, value), places in zip(raw.items(), raw.places, strict=True):
            key_mark, value_mark = raw.marks_of(places)
            entry = mapping_at(key_mark, name=key) if value is None else value
            written = expand(PLACES[kind], entry, value_mark, notebook)
            if isinstance(written, YamlMap):
                written.put(kind, key, key_mark)
                written.derived = False
                _pair(PLACES[kind], written, kind, "name", notebook=notebook)
            entries.append(written)
            entries.places.append(value_mark.offset)
        return entries
    items = parted(as_list(raw, mark), kind, notebook)
    entries = YamlList(items.source, items.place)
    entries.extend(
        expand(PLACES[kind], item, place, notebook) for item, place in zip(items, items.marks, strict=True)
    )
    entries.places = items.places.copy()
    return entries
