"""How wide text is where every character takes one column or two: on terminals and in editors."""

from __future__ import annotations

import unicodedata


def cells(text: str) -> int:
    """How many columns `text` takes: two for a wide character, none for a combining mark."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
