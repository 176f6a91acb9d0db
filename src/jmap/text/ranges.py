"""Sets of characters told by ranges.

They are asked without a pattern: to compile one, Python 3.11 visits every character of its ranges, which takes
milliseconds where they are all the Chinese ones.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable


def within(*ranges: str) -> Callable[[str], bool]:
    """Whether a character is in one of the ranges, each written as its first and its last character."""
    edges = sorted(edge for ends in ranges for edge in (ord(ends[0]), ord(ends[1]) + 1))

    @lru_cache(maxsize=1 << 15)  # more than any text has; a hostile one may have all of Unicode
    def inside(char: str) -> bool:
        return bisect_right(edges, ord(char)) % 2 == 1

    return inside


is_chinese: Final = within("\u4e00\u9fff")
"""Whether a character is a Chinese one in common use; Japanese has them, too."""
