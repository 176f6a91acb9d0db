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


class Understood(NamedTuple):
    """Rows by what was answered, and rows by entries that are no answer."""

    counts: Mapping[int, int]
    others: Mapping[str, int]


def points(answers: Mapping[str, int], column: Column, lowest: int, highest: int) -> Understood:
    """Answers on a scale of whole numbers."""
    return _counted(answers, column, range(lowest, highest + 1), _point)


def levels(answers: Mapping[str, int], column: Column) -> Understood:
    """Emotions from 1 to 5, by number or by word."""
    return _counted(answers, column, range(1, 6), _level)


def cases(answers: Mapping[str, int], column: Column) -> Understood:
    """Cases that had the outcome, under 1, and that had not, under 0."""
    return _counted(answers, column, range(2), _case)


def _counted(
    answers: Mapping[str, int], column: Column, scale: range, read: Callable[[str], int | None]
) -> Understood:
    """Every point of the scale with its rows; what says that there is no answer is none."""
    counts = dict.fromkeys(scale, 0)
    others: dict[str, int] = {}
    for entry, rows in answers.items():
        answer = read(column.meanings.get(entry, entry).strip())
        if answer in counts:
            counts[answer] += rows
        elif entry.casefold() not in NOTHING:
            others[entry] = rows
    return Understood(counts, others)


def _point(entry: str) -> int | None:
    found = _WHOLE.match(entry)
    return int(found[0]) if found else None


def _level(entry: str) -> int | None:
    level = emotion_level(entry)
    return int(level) if level and level == int(level) else _point(entry)


def _case(entry: str) -> int | None:
    case = _CASES.get(entry.casefold())
    return _point(entry) if case is None else case
