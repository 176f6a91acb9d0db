"""What the entries of a column mean: points of a scale, emotions, or cases that had an outcome or not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.importers.grid import NOTHING
from jmap.text.emotions import emotion_level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jmap.model import Column

_WHOLE: Final = re.compile(r"-?\d{1,3}(?=(?:\.0+)?\Z)")
_CASES: Final = {
    **dict.fromkeys(("true", "yes", "y", "t", "1", "是", "有", "对"), 1),
    **dict.fromkeys(("false", "no", "n", "f", "0", "否", "没有", "不"), 0),
}


class Reading(NamedTuple):
    """How the entries of a column are read.

    Attributes:
        scale: the answers there are.
        said: what an entry says, whether that is on the scale or not.
        meanings: what single entries mean, where they do not say so themselves.
    """

    scale: range
    said: Callable[[str], int | None]
    meanings: Mapping[str, str]

    def answer(self, entry: str) -> int | None:
        """The answer that an entry is, if it is one."""
        answer = self.said(self.meanings.get(entry, entry).strip())
        return answer if answer in self.scale else None


def points(column: Column, lowest: int, highest: int) -> Reading:
    """Answers on a scale of whole numbers."""
    return Reading(range(lowest, highest + 1), _point, column.meanings)


def levels(column: Column) -> Reading:
    """Emotions from 1 to 5, by number or by word."""
    return Reading(range(1, 6), _level, column.meanings)


def cases(column: Column) -> Reading:
    """Cases that had the outcome, 1, and that had not, 0."""
    return Reading(range(2), _case, column.meanings)


def is_nothing(entry: str) -> bool:
    """Whether an entry says that there is no answer."""
    return entry.strip().casefold() in NOTHING


def _point(entry: str) -> int | None:
    found = _WHOLE.match(entry)
    return int(found[0]) if found else None


def _level(entry: str) -> int | None:
    level = emotion_level(entry)
    return int(level) if level and level == int(level) else _point(entry)


def _case(entry: str) -> int | None:
    case = _CASES.get(entry.casefold())
    return _point(entry) if case is None else case
