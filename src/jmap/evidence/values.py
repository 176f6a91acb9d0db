"""From what was counted to a value in the form that its measure takes."""

from __future__ import annotations

from math import fsum, sqrt
from typing import TYPE_CHECKING, Any, Final

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
_LONGEST: Final = 1e9
"""Seconds that something may take."""
_LARGEST: Final = 1e12
"""What is beyond is a mistake, or marks that there is no answer."""


def of_emotion(tally: Tally) -> Mapping[str, Any]:
    """Mean and standard deviation of emotions from 1 to 5."""
    counts, n = tally.counts, tally.n
    mean = fsum(level * count for level, count in counts.items()) / n
    squares = fsum(count * (level - mean) ** 2 for level, count in counts.items())
    spread = {"sd": round(sqrt(squares / (n - 1)), 2)} if n > 1 else {}
    return {"value": Quantity(round(mean, 2), "number"), "n": n, **spread}


def of_points(tally: Tally, answers: Answers) -> Mapping[str, Any]:
    """Answers on a scale, counted by point."""
    return answers.told(tally.counts)


def of_cases(tally: Tally) -> Mapping[str, Any]:
    """The share of cases that had the outcome."""
    return {"count": tally.counts[1], "n": tally.n}


def within(column: Column, *, duration: bool) -> tuple[float, float]:
    """What amounts in a column can be, in their unit: no time is less than nothing."""
    if duration:
        return 0, _LONGEST / _size(column)
    return (1, column.top) if column.top else (-_LARGEST, _LARGEST)


def of_amounts(tally: Tally, column: Column, *, duration: bool) -> Mapping[str, Any]:
    """Mean and standard deviation of numbers: durations, points of a scale up to `top`, or plain ones."""
    factor = _size(column) if duration else 1
    unit: Unit = "duration" if duration else "scale" if column.top else "number"
    value = Quantity(_rounded(tally.mean * factor), unit, column.top if unit == "scale" else None)
    spread = {"sd": _rounded(tally.sd * factor)} if tally.sd is not None else {}
    return {"value": value, "n": tally.n, **spread}


def _size(column: Column) -> float:
    """Seconds of the unit of times."""
    return _MILLISECOND if column.unit == "ms" else SECONDS[column.unit or "s"]


def _rounded(number: float) -> float:
    return float(f"{number:.{_DIGITS}g}")
