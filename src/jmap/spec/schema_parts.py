"""Pieces of JSON Schema that the schema of the language is made of."""

from __future__ import annotations

from functools import cache
from types import NoneType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, TypeAlias, get_args, get_origin

from pydantic import WithJsonSchema

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic.fields import FieldInfo

Schema: TypeAlias = dict[str, Any]

SCALAR: Final = {"type": ["string", "number", "boolean"]}
"""Any scalar that is not null: what a text may be written as."""

NOTHING: Final = {"type": "null"}
"""What follows a key when nothing does."""


def texts(english: str, chinese: str) -> Schema:
    """Hover texts in both languages."""
    if not english:
        return {}
    return {"description": f"{english} {chinese}", "markdownDescription": f"{english}\n\n{chinese}"}


def any_of(*forms: Schema) -> Schema:
    """Any of several forms; forms that are alternatives themselves are taken apart."""
    flat = [each for form in forms for each in (form["anyOf"] if [*form] == ["anyOf"] else [form])]
    unique = [form for index, form in enumerate(flat) if form not in flat[:index]]
    return unique[0] if len(unique) == 1 else {"anyOf": unique}


def one_or_many(item: Schema) -> Schema:
    """An item, or a list of such items and gaps."""
    return any_of(item, {"type": "array", "items": any_of(item, NOTHING)})


def mapping_of(value: Schema, keys: Iterable[str], *, is_open: bool = False) -> Schema:
    """A mapping whose keys are offered, and no others taken unless it is open."""
    properties = dict.fromkeys(keys, value)
    return {
        "type": "object",
        "properties": properties,
        "additionalProperties": value if is_open else False,
        "minProperties": 1,
    }


@cache
def emotion_words() -> Schema:
    """Words and faces that stand for an emotion, best first."""
    from jmap.text.emotions import EMOTION_WORDS

    return {"enum": [*EMOTION_WORDS], "enumDescriptions": [f"{level}/5" for level in EMOTION_WORDS.values()]}


def scalar(info: FieldInfo) -> Schema:
    """The schema of a field's scalar: what its type says of itself."""
    found = _declared(Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation)
    bounds = {
        key: bound
        for key, name in (("pattern", "pattern"), ("maxLength", "max_length"))
        for item in info.metadata
        if (bound := getattr(item, name, None)) is not None
    }
    return found | bounds


def _declared(annotation: Any) -> Schema:
    for item in getattr(annotation, "__metadata__", ()):
        if isinstance(item, WithJsonSchema):
            return dict(item.json_schema or {})
    if get_origin(annotation) is Annotated:
        return _declared(get_args(annotation)[0])
    if get_origin(annotation) is Literal:
        return {"enum": [*get_args(annotation)]}
    inner = [each for each in get_args(annotation) if each not in (NoneType, ...)]
    return _declared(inner[-1]) if inner else dict(SCALAR)
