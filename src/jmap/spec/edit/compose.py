"""A file of the spec language from values, in its canonical form."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from jmap.spec.edit.format import formatted
from jmap.spec.edit.scalars import quoted, written
from jmap.spec.nodes import Plain
from jmap.spec.reader import NULLS

if TYPE_CHECKING:
    from collections.abc import Iterable

_THINGS: Final = frozenset(
    {"stages", "touchpoints", "improvements", "personas", "evidence", "channels", "departments"}
)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_KEY: Final = re.compile(r"[^\W\d][\w-]*|\d+")


def composed(documents: Iterable[Mapping[str, Any]]) -> bytes:
    """The file that holds these documents; a `Plain` stands without quotes, any other text is never a number."""
    return formatted("", "---\n".join(map(_lines, documents)).encode())[0]


def _lines(value: Mapping[str, Any], indent: str = "") -> str:
    """A key in each line, and each thing in a list of things; what is said of one may stand in brackets."""
    text = ""
    for key, inner in value.items():
        if key in _THINGS and isinstance(inner, list) and all(isinstance(each, Mapping) for each in inner):
            deeper = f"{indent}    "
            items = (
                _lines(each, deeper) if _THINGS & {*each} else f"{deeper}{in_line(each)}\n" for each in inner
            )
            text += f"{indent}{_key(key)}:\n" + "".join(
                f"{indent}  - {item[len(deeper) :]}" for item in items
            )
        else:
            text += f"{indent}{_key(key)}: {in_line(inner)}\n"
    return text


def in_line(value: Any) -> str:
    """A value in one line, in brackets where it holds others."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {in_line(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(in_line, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, Plain | int | float) else written(str(value))


def in_json(value: Any) -> str:
    """A value in one line of JSON; but a `Plain` with a unit, `12s`, stands as it is, which only YAML takes.

    In quotes it would be a text and no value.
    """
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{json.dumps(str(key))}: {in_json(inner)}" for key, inner in value.items()) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(in_json, value)) + "]"
    if isinstance(value, Plain) and not _DATE.fullmatch(value):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def _key(key: str) -> str:
    return key if _KEY.fullmatch(key) and key not in NULLS else quoted(key)
