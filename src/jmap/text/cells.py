"""How wide text is where every character takes one column or two: on terminals and in editors."""

from __future__ import annotations

import unicodedata
from functools import cache


def cells(text: str) -> int:
    """How many columns `text` takes: two for a wide character, none for a combining mark."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@cache
def _cells(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
