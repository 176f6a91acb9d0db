"""How a value is refused: by a finding code of the `S2xx` family and a message that says what was expected."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Final

from pydantic_core import PydanticCustomError

_SHOWN = 40
"""Characters of a refused value that a message repeats."""

_LOOKED_AT: Final = 100
"""How many characters of a refused value are looked at to find out what it may have meant."""


def refuse(code: str, message: str, key: str | None = None, hint: str | None = None) -> PydanticCustomError:
    """An error carrying a finding `code`, about one `key` of a mapping if given; braces in `message` are text.

    `hint` names the function of `jmap.model.meant` that finds out what the value may have meant: of the very many
    refusals that a file can have, few are told.
    """
    return PydanticCustomError(code, "{message}", {"message": message, "key": key, "hint": hint})


def is_quoted(raw: object) -> bool:
    """Whether `raw` was written in quotes (or as a block): then it is text and never a number."""
    return type(raw) is str


def shown(raw: object) -> str:
    """`raw` as it may stand in a message: short, on one line."""
    if isinstance(raw, Mapping):
        return "a mapping"
    if isinstance(raw, list | tuple):
        return "a list"
    if raw is None:
        return "nothing"
    text = str(raw)
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return f'"{text}"'


def unquoted(raw: object, expected: str, hint: str | None = None) -> str:
    """The characters of an unquoted scalar or Python number; anything else is refused, text with a `hint`."""
    if isinstance(raw, bool) or raw is None or isinstance(raw, Mapping | list | tuple):
        raise refuse("S202", f"expected {expected}, not {shown(raw)}")
    if is_quoted(raw):
        raise refuse("S202", f"expected {expected}, not the quoted text {shown(raw)}", hint=hint)
    return str(raw)


def plain(raw: str) -> str:
    """The beginning of a text in half-width characters."""
    return unicodedata.normalize("NFKC", str(raw)[:_LOOKED_AT]).replace("\u2212", "-").strip()
