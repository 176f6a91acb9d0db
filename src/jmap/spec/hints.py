"""Words that help somebody who wrote another one."""

from __future__ import annotations

import difflib
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LOOKED_AT: Final = 1000
"""How many known words are compared: the comparison is slow, and thousands of ids are no vocabulary."""


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to `word`, if one is close."""
    folded = {entry.lower(): entry for entry in islice(known, LOOKED_AT)}
    close = difflib.get_close_matches(word[:100].lower(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint naming the known word closest to `word`, if one is close."""
    close = closest(word, known)
    return f'did you mean "{close}"?' if close else None


def language_meant(tag: str, known: Collection[str]) -> str | None:
    """A hint naming the language of `known` that `tag` seems to mean: `zh` for `zh-CN`, `en-US` for `en`."""
    main = tag.lower().replace("_", "-").partition("-")[0]
    same = next((each for each in known if each.lower().partition("-")[0] == main), None)
    return f'did you mean "{same}"?' if same else did_you_mean(tag, known)


def listed(words: Collection[str], limit: int = 12) -> str:
    """Words for a message, cut after `limit`."""
    more = f" … ({len(words)} in all)" if len(words) > limit else ""
    return ", ".join(islice(words, limit)) + more
