"""Writes the short forms of the language out in full, in place, so that the model knows one form only.

"A string works wherever a mapping with a `text` or `name` would; one item works wherever a list would." Every value
keeps the place it was written at, so a finding about the long form points into the file as it is. Writing out twice
changes nothing: shared nodes (aliases, `use:`) may pass here more than once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from jmap.model import Emotion, Measurement, Opportunity, Pain, Statement
from jmap.model.frozen import Value
from jmap.spec.nodes import Mark, YamlList, YamlMap
from jmap.spec.notebook import Notebook, did_you_mean, listed
from jmap.text.clean import slug

Expand: TypeAlias = Callable[[Any, Mark, Notebook], Any]


def keys_of(kind: type[Value]) -> tuple[str, ...]:
    """The keys a mapping of `kind` takes."""
    return tuple(info.alias or name for name, info in kind.model_fields.items())


_STATEMENT_KEYS = keys_of(Statement)
_EMOTION_KEYS = keys_of(Emotion)
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def mapping_at(mark: Mark, **entries: Any) -> YamlMap:
    """A mapping that was written in short at `mark`."""
    new = YamlMap(mark)
    for key, value in entries.items():
        new[key] = value
        new.marks[key] = (mark, mark)
    return new


def with_key(item: YamlMap, key: str, value: Any) -> None:
    """Add an unwritten `key` to `item`, placed where the mapping begins."""
    if key not in item:
        item[key] = value
        item.marks[key] = (item.mark, item.mark)


def as_list(raw: Any, mark: Mark) -> YamlList:
    """`raw` itself when it is a list, else a list of it; nothing gives an empty list."""
    if isinstance(raw, YamlList):
        return raw
    new = YamlList(mark)
    if raw is not None:
        new.append(raw)
        new.marks.append(mark)
    return new


def each(expand: Expand) -> Expand:
    """Apply `expand` to every item, taking one item for a list; an item may become several."""

    def expand_all(raw: Any, mark: Mark, notebook: Notebook) -> YamlList:
        items = as_list(raw, mark)
        new = YamlList(items.mark)
        for item, place in zip(items, items.marks, strict=True):
            if item is None:
                continue
            result = expand(item, place, notebook)
            if isinstance(result, YamlList):
                new.extend(result)
                new.marks.extend(result.marks)
            else:
                new.append(result)
                new.marks.append(place)
        return new

    return expand_all


def fields(item: YamlMap, expanders: dict[str, Expand], notebook: Notebook) -> YamlMap:
    """Write out the values of `item` by key; keys without a value are as if they were not there."""
    for key in [key for key, value in item.items() if value is None]:
        del item[key]
    for key, expand in expanders.items():
        if key in item:
            item[key] = expand(item[key], item.marks[key][1], notebook)
    return item


def is_text(raw: Any, notebook: Notebook) -> bool:
    """Whether `raw` is a text: a scalar, or a mapping with language tags for keys."""
    return isinstance(raw, str) or (
        isinstance(raw, YamlMap) and bool(raw) and all(key in notebook.languages for key in raw)
    )


def text_of(raw: Any, notebook: Notebook) -> str:
    """The source-language text of a text not yet validated; empty when there is none."""
    if isinstance(raw, YamlMap):
        raw = next((raw[tag] for tag in notebook.languages if isinstance(raw.get(tag), str)), "")
    return str(raw) if isinstance(raw, str) else ""


def _per_persona(
    raw: YamlMap, own_keys: tuple[str, ...], expand: Expand, what: str, notebook: Notebook
) -> YamlList | None:
    """The items of a mapping from persona to value, each marked with its persona; `None` if `raw` is no such mapping."""
    if any(key in own_keys for key in raw) or not raw:
        return None
    known = [key for key in raw if key in notebook.personas]
    if not known and not all(_might_be_persona(key, notebook) for key in raw):
        return None
    new = YamlList(raw.mark)
    for key, value in raw.items():
        key_mark, value_mark = raw.marks[key]
        if key not in notebook.personas:
            notebook.report(
                "S205",
                f'"{key}" is neither a persona nor {what}; personas: {listed(notebook.personas) or "none"}',
                key_mark,
                hint=did_you_mean(key, (*notebook.personas, *notebook.languages, *own_keys)),
            )
            continue
        for item in each(expand)(value, value_mark, notebook):
            if isinstance(item, YamlMap):
                own = YamlMap(item.mark)
                own.update(item)
                own.marks.update(item.marks)
                own["persona"] = key
                own.marks["persona"] = (key_mark, key_mark)
                item = own  # noqa: PLW2901 — an aliased item may belong to several personas
            new.append(item)
            new.marks.append(value_mark)
    return new


def _might_be_persona(key: str, notebook: Notebook) -> bool:
    return bool(notebook.personas) and not _LANGUAGE_TAG.fullmatch(key)


def _statement(raw: Any, mark: Mark, notebook: Notebook) -> Any:
    if is_text(raw, notebook):
        return mapping_at(mark, text=raw)
    if isinstance(raw, YamlMap):
        by_persona = _per_persona(raw, _STATEMENT_KEYS, _statement, "a language of the project", notebook)
        if by_persona is not None:
            return by_persona
        if not any(key in _STATEMENT_KEYS for key in raw):
            return mapping_at(mark, text=raw)  # languages not declared: the text itself says so
        return fields(raw, {"evidence": as_ids}, notebook)
    return raw


def _emotion(raw: Any, mark: Mark, notebook: Notebook) -> Any:
    if isinstance(raw, str):
        return mapping_at(mark, value=raw)
    if isinstance(raw, YamlMap):
        by_persona = _per_persona(raw, _EMOTION_KEYS, _emotion, "a key of an emotion", notebook)
        return fields(raw, {"evidence": as_ids}, notebook) if by_persona is None else by_persona
    return raw


def as_ids(raw: Any, mark: Mark, _: Notebook) -> YamlList:
    """A list of ids, or one id."""
    return as_list(raw, mark)


def _named_by_text(id_key: str, kind: type[Value], expanders: dict[str, Expand]) -> Expand:
    """A pain or an opportunity: a text, or a mapping whose id may be missing."""
    keys = keys_of(kind)

    def expand(raw: Any, mark: Mark, notebook: Notebook) -> Any:
        if is_text(raw, notebook):
            raw = mapping_at(mark, text=raw)
        elif isinstance(raw, YamlMap) and not any(key in keys for key in raw):
            raw = mapping_at(mark, text=raw)
        if isinstance(raw, YamlMap):
            _pair(raw, id_key, "text", notebook)
            fields(raw, expanders, notebook)
        return raw

    return expand


def _pair(item: YamlMap, id_key: str, name_key: str, notebook: Notebook) -> None:
    """Let id and name stand in for each other where only one was written."""
    if item.get(id_key) is None and (text := text_of(item.get(name_key), notebook)):
        item.pop(id_key, None)
        with_key(item, id_key, slug(text))
        item.derived = True
    elif item.get(name_key) is None and isinstance(item.get(id_key), str):
        item.pop(name_key, None)
        item[name_key] = item[id_key]
        item.marks[name_key] = item.marks[id_key]


def _distinct(items: YamlList, id_key: str) -> YamlList:
    """Number ids that were derived from equal names; ids somebody wrote are left to be reported."""
    taken = {item[id_key] for item in items if isinstance(item, YamlMap) and not item.derived and id_key in item}
    for item in items:
        if isinstance(item, YamlMap) and item.derived:
            base, number = item[id_key], 2
            while item[id_key] in taken:
                item[id_key] = f"{base}-{number}"
                number += 1
            taken.add(item[id_key])
    return items


def _list_of(id_key: str, expand: Expand) -> Expand:
    expand_all = each(expand)

    def expand_distinct(raw: Any, mark: Mark, notebook: Notebook) -> YamlList:
        return _distinct(expand_all(raw, mark, notebook), id_key)

    return expand_distinct


def _image(raw: Any, mark: Mark, _: Notebook) -> Any:
    return mapping_at(mark, file=raw) if isinstance(raw, str) else raw


def _measurement(raw: Any, mark: Mark, notebook: Notebook) -> Any:
    if isinstance(raw, str):
        return mapping_at(mark, value=raw)
    if isinstance(raw, YamlMap):
        by_persona = _per_persona(raw, _MEASUREMENT_KEYS, _measurement, "a key of a measurement", notebook)
        return fields(raw, {"evidence": as_ids}, notebook) if by_persona is None else by_persona
    return raw


_MEASUREMENT_KEYS = keys_of(Measurement)


def _by_key(expand: Expand) -> Expand:
    """A mapping whose every value is written out by `expand`."""

    def expand_values(raw: Any, mark: Mark, notebook: Notebook) -> Any:
        del mark
        if isinstance(raw, YamlMap):
            fields(raw, dict.fromkeys(raw, expand), notebook)
        return raw

    return expand_values


def _step(raw: Any, mark: Mark, _: Notebook) -> Any:
    return mapping_at(mark, to=raw) if isinstance(raw, str) else raw


def _effect(raw: Any, mark: Mark, notebook: Notebook) -> Any:
    del mark
    if isinstance(raw, YamlMap):
        fields(raw, {"before": _measurement, "after": _measurement}, notebook)
    return raw


_STATEMENTS = each(_statement)
_MEASURES = _by_key(each(_measurement))
_TEXTS = each(lambda raw, _mark, _notebook: raw)

EXPERIENCE: dict[str, Expand] = {
    **dict.fromkeys(
        (
            "goal", "does", "needs", "thinks", "feels", "quotes", "notes",
            "physical", "frontstage", "backstage", "support", "systems",
        ),
        _STATEMENTS,
    ),
    "emotion": each(_emotion),
    "channel": as_ids,
    "evidence": as_ids,
    "pains": _list_of("pain", _named_by_text("pain", Pain, {"evidence": as_ids, "formerly": as_ids})),
    "opportunities": _list_of(
        "opportunity",
        _named_by_text("opportunity", Opportunity, {"answers": as_ids, "evidence": as_ids, "formerly": as_ids}),
    ),
    "measures": _MEASURES,
    "image": _image,
    "formerly": as_ids,
    "lanes": _by_key(_STATEMENTS),
}  # fmt: skip


def _experience(raw: YamlMap, id_key: str, expanders: dict[str, Expand], notebook: Notebook) -> YamlMap:
    for lane in notebook.lanes:
        if lane in raw:
            own = raw.setdefault("lanes", YamlMap(raw.marks[lane][0]))
            raw.marks.setdefault("lanes", raw.marks[lane])
            own[lane] = raw.pop(lane)
            own.marks[lane] = raw.marks[lane]
    _pair(raw, id_key, "name", notebook)
    return fields(raw, expanders, notebook)


def touchpoint(raw: Any, mark: Mark, notebook: Notebook) -> Any:
    """A touchpoint: a name, or a mapping."""
    if is_text(raw, notebook):
        raw = mapping_at(mark, name=raw)
    if isinstance(raw, YamlMap):
        _experience(raw, "touchpoint", {**EXPERIENCE, "next": each(_step)}, notebook)
    return raw


def stage(raw: Any, mark: Mark, notebook: Notebook) -> Any:
    """A stage: a name, or a mapping."""
    if is_text(raw, notebook):
        raw = mapping_at(mark, name=raw)
    if isinstance(raw, YamlMap):
        _experience(raw, "stage", {**EXPERIENCE, "touchpoints": _list_of("touchpoint", touchpoint)}, notebook)
    return raw


def improvement(raw: Any, mark: Mark, notebook: Notebook) -> Any:
    """An improvement: a title, or a mapping."""
    if is_text(raw, notebook):
        raw = mapping_at(mark, title=raw)
    if isinstance(raw, YamlMap):
        _pair(raw, "improvement", "title", notebook)
        fields(
            raw,
            {"addresses": as_ids, "effect": each(_effect), "notes": _STATEMENTS, "formerly": as_ids},
            notebook,
        )
    return raw


def persona(raw: Any, mark: Mark, notebook: Notebook) -> Any:
    """A persona: a name, or a mapping."""
    if is_text(raw, notebook):
        raw = mapping_at(mark, name=raw)
    if isinstance(raw, YamlMap):
        _pair(raw, "persona", "name", notebook)
        fields(raw, _PERSONA, notebook)
    return raw


_PERSONA: dict[str, Expand] = {
    **dict.fromkeys(("goals", "needs", "expectations", "pains", "behaviours"), _TEXTS),
    "image": _image,
    "evidence": as_ids,
    "formerly": as_ids,
}


def evidence(raw: Any, mark: Mark, notebook: Notebook) -> Any:
    """An evidence item."""
    del mark
    if isinstance(raw, YamlMap):
        if raw.get("evidence") is None and raw.get("title") is not None:
            _pair(raw, "evidence", "title", notebook)
        fields(raw, {"formerly": as_ids}, notebook)
    return raw


def journey(raw: YamlMap, mark: Mark, notebook: Notebook) -> YamlMap:
    """A journey; touchpoints given without stages stand in one stage of the journey's own name."""
    del mark
    _pair(raw, "journey", "title", notebook)
    if "touchpoints" in raw and "stages" not in raw:
        place = raw.marks["touchpoints"]
        whole = mapping_at(place[0], stage=raw["journey"], name=raw["title"], touchpoints=raw.pop("touchpoints"))
        whole.marks["touchpoints"] = place
        raw["stages"] = as_list(whole, place[0])
        raw.marks["stages"] = place
    return fields(
        raw,
        {
            "personas": as_ids,
            "evidence": as_ids,
            "stages": _list_of("stage", stage),
            "improvements": _list_of("improvement", improvement),
            "measures": _MEASURES,
            "notes": _STATEMENTS,
            "formerly": as_ids,
        },
        notebook,
    )


def catalogue(id_key: str) -> Expand:
    """A mapping from id to entry (`channels`, `departments`): each entry a name, or a mapping."""

    def expand(raw: Any, mark: Mark, notebook: Notebook) -> Any:
        del mark
        if not isinstance(raw, YamlMap):
            return raw
        for key, value in list(raw.items()):
            key_mark, value_mark = raw.marks[key]
            if value is None or is_text(value, notebook):
                value = mapping_at(value_mark, name=key if value is None else value)  # noqa: PLW2901
            if isinstance(value, YamlMap):
                value[id_key] = key
                value.marks[id_key] = (key_mark, key_mark)
                _pair(value, id_key, "name", notebook)
                fields(value, {}, notebook)
            raw[key] = value
        return raw

    return expand


def settings(raw: YamlMap, mark: Mark, notebook: Notebook) -> YamlMap:
    """The contents of `jmap.yaml`, without its catalogues."""
    del mark
    fields(raw, {key: as_ids for key in ("languages", "include", "outputs")}, notebook)
    return fields(raw, {"lanes": each(_lane), "check": _check, "measures": _by_key(_measure_settings)}, notebook)


def _lane(raw: Any, mark: Mark, _: Notebook) -> Any:
    return mapping_at(mark, id=raw) if isinstance(raw, str) else raw


def _check(raw: Any, mark: Mark, notebook: Notebook) -> Any:
    del mark
    if isinstance(raw, YamlMap):
        fields(raw, {key: as_ids for key in ("select", "extend-select", "ignore")}, notebook)
    return raw


def _measure_settings(raw: Any, mark: Mark, notebook: Notebook) -> Any:
    return mapping_at(mark, name=raw) if is_text(raw, notebook) else raw
