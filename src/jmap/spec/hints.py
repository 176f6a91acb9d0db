"""Words that help somebody who wrote another one."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to `word`, if one is close."""
    folded = {entry.lower(): entry for entry in known}
    close = difflib.get_close_matches(word[:100].lower(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint naming the known word closest to `word`, if one is close."""
    close = closest(word, known)
    return f'did you mean "{close}"?' if close else None


def listed(words: Iterable[str], limit: int = 12) -> str:
    """Words for a message, cut after `limit`."""
    words = list(words)
    more = f" … ({len(words)} in all)" if len(words) > limit else ""
    return ", ".join(words[:limit]) + more
