"""What a refused day or duration may have meant: a hint for whoever wrote it in another form."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from jmap.model.refusal import is_quoted, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

ABOUT: Final = r"(?:约|大约|大概|近|~|≈|about|around|approx\.?|ca\.)\s*"
"""How people say that a number is no exact one."""

_UNITS: Final = {
    r"seconds?|secs?|秒钟": "s",
    r"minutes?|mins?|分鐘": "min",
    r"hours?|hrs?|小時|个小时": "h",
    r"days?|日": "d",
    r"weeks?|wks?|星期|週": "w",
}

_SPANS: Final = {
    **dict.fromkeys(("week", "weekly", "每周"), 7),
    **dict.fromkeys(("month", "monthly", "每月"), 30),
    **dict.fromkeys(("quarter", "quarterly", "季度", "每季度", "每季"), 90),
    **dict.fromkeys(("half year", "half a year", "half-yearly", "半年", "每半年"), 180),
    **dict.fromkeys(("year", "yearly", "annual", "annually", "每年"), 365),
}
"""Days of the spans in which people plan."""

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = rf"((?:{'|'.join(_MONTHS)})[a-z]*\.?)"
_QUARTER: Final = r"(?:Q(?P<number>[1-4])|第?(?P<chinese>[一二三四])季度)"


def day(raw: object) -> str | None:
    """The day written in another order or with other signs, both where two orders make one, or what it lacks."""
    text = plain(raw) if isinstance(raw, str) else ""
    if found := dict.fromkeys(_days(text)):
        return f"did you mean {' or '.join(found)}?"
    if month := re.fullmatch(r"(\d{4})\s*[-/.年]\s*(0?[1-9]|1[0-2])\s*月?", text):
        return f"add the day, as in {month[1]}-{month[2]:0>2}-01"
    if date := re.fullmatch(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?", text):
        return f"add the year, as in {next(_calendar(2028, int(date[1]), int(date[2])), '2028-12-31')}"
    return _within(text)


def _within(text: str) -> str | None:
    """What lacks the day: the month in words, of a quarter its end."""
    if month := re.fullmatch(rf"{_MONTH}\s+(\d{{4}})", text, re.IGNORECASE):
        return f"add the day, as in {month[2]}-{_month(month[1]):02}-01"
    for form in (r"(?P<year>\d{4})\s*年?\s*-?\s*" + _QUARTER, _QUARTER + r"\s*[-/]?\s*(?P<year>\d{4})"):
        if found := re.fullmatch(form, text, re.IGNORECASE):
            ends = ("03-31", "06-30", "09-30", "12-31")
            number = found["number"] or str("一二三四".index(found["chinese"]) + 1)
            return f"add the day, as in {found['year']}-{ends[int(number) - 1]}"
    return None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _days(text: str) -> Iterator[str]:
    parts = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?|(\d{4})(\d\d)(\d\d)"
    if match := re.fullmatch(parts, text):
        year, month, date = (int(each) for each in match.groups() if each)
        yield from list(_calendar(year, month, date)) or _calendar(year, date, month)
    elif match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        first, second, year = (int(each) for each in match.groups())
        yield from _calendar(year, second, first)
        yield from _calendar(year, first, second)
    elif match := re.fullmatch(rf"(\d{{1,2}})\.?\s+{_MONTH},?\s+(\d{{4}})", text, re.IGNORECASE):
        yield from _calendar(int(match[3]), _month(match[2]), int(match[1]))
    elif match := re.fullmatch(rf"{_MONTH}\s+(\d{{1,2}}),?\s+(\d{{4}})", text, re.IGNORECASE):
        yield from _calendar(int(match[3]), _month(match[1]), int(match[2]))


def _calendar(year: int, month: int, date: int) -> Iterator[str]:
    try:
        yield dt.date(year, month, date).isoformat()
    except ValueError:
        return


def duration(raw: object) -> str | None:
    """The units durations have, for those written out, and a unit for a number without one."""
    if not isinstance(raw, str) or is_quoted(raw):
        return None
    if days := _span(plain(raw).lower()):
        return f"did you mean {days}d?"
    text = re.sub(r"(?<=\d)\s*分钟", "min", plain(raw).lower())
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        amount = text.replace(",", ".")
        return f"write it with its unit: {amount}s, {amount}min, {amount}h or {amount}d"
    text = re.sub(r"(?<=\d),(?=\d)", ".", re.sub(rf"^{ABOUT}(?=\d)", "", text))
    for names, unit in _UNITS.items():
        text = re.sub(rf"(?<=\d)\s*(?:{names})(?![^\W\d])", unit, text)
    return f"did you mean {text}?" if re.fullmatch(r"(?:\d+(?:\.\d+)?(?:s|min|h|d|w)\s*)+", text) else None


def _span(text: str) -> int | None:
    """The days of a span that people count in months, a month taken for 30 of them; `None` for any other."""
    text = re.sub(r"^(?:every|each|once a|a|one)\s+", "", text)
    if text in _SPANS:
        return _SPANS[text]
    amount = re.fullmatch(r"(\d{1,3})\s*(?:(?P<year>years?|年)|months?|个月|個月|月)", text)
    return int(amount[1]) * (365 if amount["year"] else 30) if amount else None
