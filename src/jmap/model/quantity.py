"""Numbers of the spec language, which say what they are."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from pydantic_core import PydanticCustomError

from jmap.model.refusal import refuse, shown, unquoted

_NUMBER = re.compile(r"[+-]?(?:\d{1,15})(?:\.\d{1,15})?")
_DURATION_PART = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*(sec|s|min|h|d|w|秒|分钟|分|小时|天|周)")
_SIGNED = re.compile(r"([+-]?)(\d.*)", re.DOTALL)
SECONDS = {
    "s": 1, "sec": 1, "秒": 1, "min": 60, "分": 60, "分钟": 60, "h": 3600, "小时": 3600,
    "d": 86400, "天": 86400, "w": 604800, "周": 604800,
}  # fmt: skip


def number(raw: object, expected: str = "a number", hint: str = "number") -> float:
    """A finite decimal number; `expected` names what the field takes in the message, for `hint` see `refuse`."""
    if isinstance(raw, float) and math.isfinite(raw):
        return raw  # from Python code, whatever its decimals
    text = unquoted(raw, expected, hint)
    if not _NUMBER.fullmatch(text):
        raise refuse("S202", f"expected {expected}, not {shown(raw)}", hint=hint)
    return float(text)


def share(raw: object) -> float:
    """A share 0–1, written `80%` or `0.8`."""
    expected = "a share such as 80% or 0.8"
    text = unquoted(raw, expected)
    value = (
        number(_Unquoted(text[:-1].rstrip()), expected) / 100 if text.endswith("%") else number(raw, expected)
    )
    if not 0 <= value <= 1:
        raise refuse("S203", f"expected {expected}, from 0 to 100%, not {shown(raw)}", hint="share")
    return round(value, 12)


class _Unquoted(str):
    """A part of an unquoted scalar, still unquoted."""

    __slots__ = ()


def duration(raw: object) -> float:
    """Seconds from `90s`, `3min`, `2h`, `1d`, `1h 30min`, or with Chinese units `3分钟`."""
    if isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw < math.inf:
        return float(raw)  # seconds, from Python code
    text = unquoted(raw, "a duration such as 90s, 3min, 2h or 1d").replace(" ", "")
    parts = _DURATION_PART.findall(text)
    if not parts or "".join(amount + unit for amount, unit in parts) != text:
        message = f"expected a duration such as 90s, 3min, 2h, 1d or 1h30min, not {shown(raw)}"
        raise refuse("S202", message, hint="duration")
    return float(sum(float(amount) * SECONDS[unit] for amount, unit in parts))


def as_duration(seconds: float) -> str:
    """Seconds as a spec writes them, in the largest unit that leaves no rest: `90s`, `3min`, `2h`, `1d`."""
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds / size:.0f}{unit}"
    return f"{as_number(round(seconds, 6))}s"


def as_number(number: float) -> str:
    """A number in twelve digits as a spec writes it, without an exponent."""
    return format(Decimal(f"{number:.12g}"), "f")


def _part(text: str, whole: object, expected: str) -> float:
    """The number in a part of a quantity; what is refused is the `whole`."""
    if not _NUMBER.fullmatch(part := text.strip()):
        raise refuse("S202", f"expected {expected}, not {shown(whole)}", hint="quantity")
    return float(part)


Unit: TypeAlias = Literal["share", "scale", "duration", "number"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that says what it is.

    Attributes:
        amount: a share 0–1, points on a scale, seconds, or a bare number, by `unit`.
        unit: `share` (`82%`), `scale` (`4.3/5`), `duration` (`95s`) or `number` (`5.1`).
        top: the highest point of a scale; `None` for the other units.
    """

    amount: float
    unit: Unit
    top: float | None = None

    @property
    def signed(self) -> str:
        """The canonical way to write it as a change: with its sign."""
        return f"+{self}" if self.amount > 0 else str(self)

    def __str__(self) -> str:
        """The canonical way to write it in a spec."""
        if self.unit == "share":
            return f"{self.amount * 100:.12g}%"
        if self.unit == "scale":
            return f"{self.amount:.12g}/{self.top:.12g}"
        return as_duration(self.amount) if self.unit == "duration" else as_number(self.amount)

    @classmethod
    def read(cls, raw: object) -> Quantity:
        """The quantity written as `82%`, `4.3/5`, `95s` or `5.1`."""
        if isinstance(raw, Quantity):
            return raw
        expected = "a number that says what it is: 82%, 4.3/5, 95s, or a plain number"
        text = unquoted(raw, expected).strip()
        if text.endswith("%"):
            # Not `share`: a rate of change or a cost may lie outside 0–100 %; each measure sets its own bounds.
            percent = _part(text[:-1], raw, expected)
            return cls(round(percent / 100, 12), "share")
        if "/" in text:
            amount, _, top = text.partition("/")
            points, highest = (_part(each, raw, expected) for each in (amount, top))
            if not 0 <= points <= highest or highest == 0:
                raise refuse("S203", f"{shown(raw)} lies outside its scale")
            return cls(points, "scale", highest)
        if _NUMBER.fullmatch(text):
            return cls(float(text), "number")
        try:
            return cls(duration(_Unquoted(text)), "duration")
        except PydanticCustomError:
            raise refuse("S202", f"expected {expected}, not {shown(raw)}", hint="quantity") from None

    @classmethod
    def read_change(cls, raw: object) -> Quantity:
        """The change written as `+20%`, `-0.4/5`, `-12s` or `+3`; without a sign it is an increase."""
        if isinstance(raw, Quantity):
            return raw
        expected = "a change such as +20%, -0.4/5, -12s or +3"
        written = _SIGNED.fullmatch(unquoted(raw, expected, "change").strip())
        try:
            size = cls.read(_Unquoted(written[2])) if written else None
        except PydanticCustomError:
            size = None
        if written is None or size is None:
            raise refuse("S202", f"expected {expected}, not {shown(raw)}", hint="change")
        return cls(0 - size.amount, size.unit, size.top) if written[1] == "-" else size
