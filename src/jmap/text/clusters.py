"""Grapheme clusters: what a reader takes for one character and a line break must not cut.

This is UAX #29 as far as maps need it: marks, joiners and variation selectors stay with their base, emoji
sequences, flags and keycaps are one cluster, so are the vowels and finals of a decomposed Hangul syllable.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from jmap.text.patterns import compiled

_PICTURE: Final = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001faff]"
)
_ELEMENT: Final = f"{_PICTURE}(?:\ufe0f|[\U0001f3fb-\U0001f3ff])?"
# No emoji joins more than four pictures; without a limit a chain of joiners would be unbreakable.
_SEQUENCE: Final = (
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|[0-9#*]\ufe0f?\u20e3"
    "|\U0001f3f4[\U000e0020-\U000e007e]{1,8}\U000e007f"
    f"|{_ELEMENT}(?:\u200d{_ELEMENT}){{1,3}}"
    f"|{_PICTURE}(?:\ufe0f|[\U0001f3fb-\U0001f3ff])"
)
_EMOJI_PART: Final = "[\u200d\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
_SIMPLE: Final = (  # every character stands for itself: Latin, CJK, Hangul syllables, their punctuation
    "[\t\n\x20-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\uff01-\uff9d]*"
)
_EXTENDING: Final = frozenset("\u200c\u200d\u0e33\u0eb3\uff9e\uff9f") | frozenset(
    map(chr, [*range(0x1160, 0x1200), *range(0xD7B0, 0xD800), *range(0xE0020, 0xE0080)])
)


def one_char_per_emoji(text: str, fill: str = "") -> str:
    """Give the text with each emoji sequence replaced by one emoji, to count pictures by characters.

    With a `fill` character, each is followed by so many of it that the text keeps its length.
    """
    if not compiled(_EMOJI_PART).search(text):
        return text
    return compiled(_SEQUENCE).sub(lambda found: "\N{GRINNING FACE}" + fill * (len(found[0]) - 1), text)


def plain(text: str) -> bool:
    """Whether every character of the text is surely a cluster of its own."""
    return text.isascii() or compiled(_SIMPLE).fullmatch(text) is not None


def clusters(text: str) -> list[str]:
    """Split text; joined again the clusters give the text."""
    if plain(text):
        return list(text)
    parts = compiled(f"{_SEQUENCE}|.", re.DOTALL).finditer(text)
    starts = [part.start() for part in parts if len(part[0]) > 1 or not _extends(part[0])]
    if not starts or starts[0]:
        starts.insert(0, 0)  # a mark without a base is a cluster of its own
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]


def _extends(char: str) -> bool:
    return char in _EXTENDING or unicodedata.category(char) in {"Mn", "Me", "Mc"}
