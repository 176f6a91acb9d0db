"""How wide text will be, on any machine: an estimate from above that needs no font file.

The estimate adds up the widest advances of Noto Sans, DejaVu Sans and Noto Sans CJK (`advances`). Whichever
of them draws the text, it comes out at most 2 % wider than estimated. Two pieces of text, cut between
grapheme clusters, are together exactly as wide as their sum.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final

from jmap.text.clusters import one_char_per_emoji

EM: Final = 1000
"""Units of an em; widths are added as whole numbers of them."""

_EMOJI: Final = 1450  # the widest of the colour and outline faces
_EMOJI_PLANE: Final = range(0x1F000, 0x1FC00)
_SYMBOLS: Final = range(0x2300, 0x2C00)


class _Advances(dict[str, int]):
    """Character → width in units; what the table of `advances` does not list is filled in by rule."""

    def __missing__(self, char: str) -> int:
        self[char] = width = _by_rule(char)
        return width


def _by_rule(char: str) -> int:
    code, category = ord(char), unicodedata.category(char)
    if category in {"Mn", "Me", "Cf", "Zl", "Zp"}:
        return 0
    if code in _EMOJI_PLANE:
        return _EMOJI
    if code in _SYMBOLS and category == "So" and unicodedata.east_asian_width(char) == "W":
        return _EMOJI
    return EM  # Chinese, Japanese, Korean, full-width; also what is unknown


@cache
def _advances(bold: bool) -> _Advances:  # noqa: FBT001 - the key of a cache
    from jmap.text.advances import BOLD, REGULAR

    table = _Advances({char: width for width, chars in (BOLD if bold else REGULAR) for char in chars})
    table.update(dict.fromkeys("\t\n\r\v\f", table[" "]))
    return table


def units(text: str, *, bold: bool = False) -> int:
    """Width in em/1000."""
    if not text.isascii():
        text = one_char_per_emoji(text)
    return sum(map(_advances(bold).__getitem__, text))


def left_edges(text: str, *, bold: bool = False) -> list[int]:
    """Where each character begins if all stand on one line, in em/1000; at last where the text ends.

    The difference of two edges is the width of what lies between, where both are between grapheme clusters.
    """
    if not text.isascii():
        text = one_char_per_emoji(text, fill="\N{ZERO WIDTH JOINER}")
    return list(accumulate(map(_advances(bold).__getitem__, text), initial=0))


@lru_cache(maxsize=16384)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in px of text on one line, set `size` px high. A line break counts as a space."""
    return units(text, bold=bold) * size / EM
