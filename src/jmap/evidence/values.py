"""From what was counted to a value in the form that its measure takes."""

from __future__ import annotations

from math import fsum, sqrt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.evidence.answers import cases, levels, points
from jmap.model import Quantity
from jmap.model.quantity import SECONDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.evidence.tally import Tally
    from jmap.model import Column
    from jmap.model.measure import Answers
    from jmap.model.quantity import Unit

_DIGITS: Final = 4
"""Significant digits of a mean: engines that add up in parallel differ in the last of sixteen."""
_MILLISECOND: Final = 0.001


class Told(NamedTuple):
    """A value.

    Attributes:
        said: its fields, as a `Figure` has them.
        n: answers it is made of.
        others: rows by entries that are no answer.
    """

    said: Mapping[str, Any]
    n: int
    others: Mapping[str, int]


def of_emotion(tally: Tally, column: Column) -> Told:
    """Mean and standard deviation of emotions from 1 to 5."""
    counts, others = levels(tally.answers, column)
    n = sum(counts.values())
    if not n:
        return Told({}, 0, others)
    mean = fsum(level * count for level, count in counts.items()) / n
    squares = fsum(count * (level - mean) ** 2 for level, count in counts.items())
    spread = {"sd": round(sqrt(squares / (n - 1)), 2)} if n > 1 else {}
    return Told({"value": Quantity(round(mean, 2), "number"), "n": n, **spread}, n, others)


def of_points(tally: Tally, column: Column, answers: Answers) -> Told:
    """Answers on a scale, counted by point."""
    counts, others = points(tally.answers, column, answers.lowest, column.top or answers.highest)
    n = sum(counts.values())
    return Told(answers.told(counts) if n else {}, n, others)


def of_cases(tally: Tally, column: Column) -> Told:
    """The share of cases that had the outcome."""
    counts, others = cases(tally.answers, column)
    n = sum(counts.values())
    return Told({"count": counts[1], "n": n}, n, others)


def of_amounts(tally: Tally, column: Column, *, duration: bool) -> Told:
    """Mean and standard deviation of numbers: durations, points of a scale up to `top`, or plain ones."""
    others = tally.answers
    if tally.mean is None:
        return Told({}, 0, others)
    size = _MILLISECOND if column.unit == "ms" else SECONDS[column.unit or "s"]
    factor = size if duration else 1
    unit: Unit = "duration" if duration else "scale" if column.top else "number"
    value = Quantity(_rounded(tally.mean * factor), unit, column.top if unit == "scale" else None)
    spread = {"sd": _rounded(tally.sd * factor)} if tally.sd is not None else {}
    return Told({"value": value, "n": tally.n, **spread}, tally.n, others)


def _rounded(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")
