"""Numbers, shares and durations as people read them; the same on every machine.

Rounding is commercial (half away from zero) and done on the decimal digits a number is written with: 4.25
becomes 4.3 and 2.675 becomes 2.68, as everybody who checks a map with pencil and paper expects, whatever the
binary fraction behind them. A negative number has the ASCII hyphen, so that it survives copying into a
spreadsheet and narrow console encodings. There is no thousands separator.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Final

from jmap.text.labels import label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_ROOMY: Final = Context(prec=400)  # any float fits
_UNITS: Final = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def plain(value: float | Decimal, digits: int = 1) -> str:
    """Round to at most `digits` decimals, without zeros at the end: 4.25 → `4.3`, 4.0 → `4`, -0.04 → `0`.

    Raises:
        ValueError: the value is not finite.
    """
    rounded = _rounded(value, digits)
    if not rounded:
        return "0"
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(value: float, digits: int = 1) -> str:
    """Write a difference with its sign: `+5`, `-3.2`, `±0`."""
    text = plain(value, digits)
    return "±0" if text == "0" else text if text.startswith("-") else f"+{text}"


def percent(share: float, digits: int = 0) -> str:
    """Write a share (0–1) in percent: 0.82 → `82%`.

    A share that is not quite nothing or all is never rounded to it: 0.004 → `0.4%`, 0.9996 → `>99.9%`.
    """
    value = Decimal(str(share)) * 100
    text = plain(value, digits)
    if text in ("0", "100") and 0 < value < 100:  # noqa: PLR2004 - percent
        text = plain(value, digits + 1)
        least = Decimal(1).scaleb(-digits - 1)
        text = {"0": f"<{least}", "100": f">{100 - least}"}.get(text, text)
    return f"{text}%"


def percents(shares: Iterable[float], digits: int = 0) -> tuple[str, ...]:
    """Write shares that add up to 1 in percents that add up to 100: 1/8, 3/8, 1/2 → `13%`, `37%`, `50%`.

    Where one that is not quite nothing or all would be rounded to it, all have a decimal more.
    """
    values = [Decimal(str(share)) * 100 for share in shares]
    rounded = _together(values, digits)
    if any(each in {0, 100} and each != value for each, value in zip(rounded, values, strict=True)):
        rounded = _together(values, digits + 1)
    least = Decimal(1).scaleb(-digits - 1)
    told = {0: f"<{least}%", 100: f">{100 - least}%"}
    return tuple(
        told[int(each)] if each in told and each != value else f"{plain(each, digits + 1)}%"
        for each, value in zip(rounded, values, strict=True)
    )


def _together(values: Sequence[Decimal], digits: int) -> list[Decimal]:
    """Round values whose sum is whole so that it stays: the largest remainders up, of equal ones the first."""
    unit = Decimal(1).scaleb(-digits)
    units = [value // unit for value in values]
    missing = round(sum(values) / unit - sum(units))
    for index in sorted(range(len(values)), key=lambda each: units[each] * unit - values[each])[:missing]:
        units[index] += 1
    return [each * unit for each in units]


def duration(seconds: float, language: str) -> str:
    """Write a duration in its two largest units: `3 分钟`, `1 h 30 min`; a day has 24 hours.

    Rounded to the smaller of the two; below a second to one decimal.
    """
    if seconds < 0:
        return f"-{duration(-seconds, language)}"
    if 0 < seconds < 1:
        return label("unit.second", language, value=plain(seconds))
    total = int(_rounded(seconds, 0))
    for at, (_, length) in enumerate(_UNITS[:-2]):
        if total >= length:  # seconds do not matter beside hours, nor minutes beside days
            smaller = _UNITS[at + 1][1]
            total = int(_rounded(seconds / smaller, 0)) * smaller
            break
    parts = []
    for unit, length in _UNITS:
        count, total = divmod(total, length)
        if count:
            parts.append(label(f"unit.{unit}", language, value=count))
    return " ".join(parts) or label("unit.second", language, value=0)


def _rounded(value: float | Decimal, digits: int) -> Decimal:
    number = Decimal(str(value))
    if not number.is_finite():
        raise ValueError(f"{value} is not a finite number")
    return number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _ROOMY)
