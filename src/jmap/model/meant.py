"""What a refused value may have meant: hints for whoever wrote it in another form. Nothing is ever read this way."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from jmap.model.refusal import is_quoted
from jmap.text.ranges import is_chinese

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

_LOOKED_AT: Final = 100
"""How many characters of a value are looked at."""

_NUMBER = r"[+-]?\d+(?:\.\d+)?(?:\s*%|\s*/\s*\d+(?:\.\d+)?)?"
_GROUPED = r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?"

_SYNONYMS: Final = {
    "as-is": "current", "now": "current", "to-be": "future", "target": "future",
    "to do": "planned", "todo": "planned", "wip": "doing", "ongoing": "doing",
    "completed": "done", "finished": "done", "cancelled": "dropped", "canceled": "dropped", "rejected": "dropped",
}  # fmt: skip
"""Words that project and service design use for those of the language."""

_YES: Final = frozenset({"true", "yes", "y", "on", "是", "对", "有"})
_NO: Final = frozenset({"false", "no", "n", "off", "否", "不是", "无"})

_UNITS: Final = {
    r"seconds?|secs?|秒钟": "s",
    r"minutes?|mins?|分鐘": "min",
    r"hours?|hrs?|小時|个小时": "h",
    r"days?|日": "d",
    r"weeks?|wks?|星期|週": "w",
}


def number(raw: object) -> str | None:
    """The number with a point that was written with a comma, in groups, or with full-width digits."""
    if not isinstance(raw, str) or is_quoted(raw):
        return None
    text = _plain(raw)
    text = text.replace(",", "") if re.fullmatch(_GROUPED, text) else re.sub(r"(?<=\d),(?=\d)", ".", text)
    return f"did you mean {text}?" if text != str(raw) and re.fullmatch(_NUMBER, text) else None


def level(raw: object) -> str | None:
    """Which end of 1 to 5 is which, for whoever wrote a word."""
    return number(raw) or "1 is the least, 5 the most"


def emotion(raw: object) -> str | None:
    """A word of the list, or the scale all emotions have."""
    from jmap.text.emotions import EMOTION_WORDS

    if not isinstance(raw, str):
        return None
    text = _plain(raw).lower()
    if scale := re.fullmatch(r"([1-5](?:[.,]\d+)?)\s*/\s*5", text):
        return f"did you mean {scale[1].replace(',', '.')}?"
    if text[:1] in "+-0123456789":
        return number(raw) or "an emotion has no scale but its own: 1 is very bad, 5 very good"
    # Two Chinese words of two characters with one in common are alike by half.
    close = _closest(text, EMOTION_WORDS, 0.5 if any(map(is_chinese, text)) else 0.6)
    everything = "`jmap explain emotion` lists all words"
    return f'did you mean "{close}"? {everything}' if close else everything


def word(raw: object, known: Iterable[str]) -> str | None:
    """A word of the language by its label on pages in either language, by a synonym, or misspelt."""
    if not isinstance(raw, str):
        return None
    text = _plain(raw).lower()
    known = tuple(known)
    found = next((each for each in known if text in _labels(each)), None) or _SYNONYMS.get(text)
    found = found if found in known else _closest(text, known, 0.6)
    return f'did you mean "{found}"?' if found else None


def frequency(raw: object) -> str:
    """A word or share for how often something is met."""
    from jmap.model.values import FREQUENCIES

    shares = "it is a share of visits: rare is 10%, sometimes 30%, often 60%, always 100%"
    return word(raw, FREQUENCIES) or number(raw) or shares


def flag(raw: object) -> str | None:
    """True or false, which are written in no other way."""
    text = _plain(raw).lower() if isinstance(raw, str) else ""
    meant = "true" if text in _YES else "false" if text in _NO else None
    if meant and meant == raw:
        return f"write {meant} without quotes"
    return f"did you mean {meant}?" if meant else None


def day(raw: object) -> str | None:
    """The day that was written in another order or with other signs; both where two orders make one."""
    found = dict.fromkeys(_days(_plain(raw))) if isinstance(raw, str) else {}
    return f"did you mean {' or '.join(found)}?" if found else None


def _days(text: str) -> Iterator[str]:
    parts = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ].*)?|(\d{4})(\d\d)(\d\d)"
    if match := re.fullmatch(parts, text):
        year, month, date = (int(each) for each in match.groups() if each)
        yield from list(_calendar(year, month, date)) or _calendar(year, date, month)
    elif match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        first, second, year = (int(each) for each in match.groups())
        yield from _calendar(year, second, first)
        yield from _calendar(year, first, second)


def _calendar(year: int, month: int, date: int) -> Iterator[str]:
    try:
        yield dt.date(year, month, date).isoformat()
    except ValueError:
        return


def duration(raw: object) -> str | None:
    """The units durations have, for those written out, and a unit for a number without one."""
    if not isinstance(raw, str) or is_quoted(raw):
        return None
    text = _plain(raw).lower()
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        amount = text.replace(",", ".")
        return f"write it with its unit: {amount}s, {amount}min, {amount}h or {amount}d"
    text = re.sub(r"(?<=\d),(?=\d)", ".", text)
    for names, unit in _UNITS.items():
        text = re.sub(rf"(?<=\d)\s*(?:{names})(?![^\W\d])", unit, text)
    return f"did you mean {text}?" if re.fullmatch(r"(?:\d+(?:\.\d+)?(?:s|min|h|d|w)\s*)+", text) else None


def share(raw: object) -> str | None:
    """A share in per cent that lacks its sign."""
    text = _plain(raw) if isinstance(raw, str) and not is_quoted(raw) else ""
    whole = re.fullmatch(r"\d{1,3}(?:\.\d+)?", text) and 1 < float(text) <= 100  # noqa: PLR2004 - per cent
    return f"did you mean {text}%?" if whole else number(raw)


def quantity(raw: object) -> str | None:
    """The value of a measure."""
    return number(raw) or duration(raw)


HINTS: Final[Mapping[str, Callable[[object], str | None]]] = {
    each.__name__: each for each in (number, level, emotion, frequency, flag, day, duration, share, quantity)
}
"""The hint of each kind of value, by the name that refusals carry."""


def _plain(raw: str) -> str:
    """A text in half-width characters."""
    return unicodedata.normalize("NFKC", str(raw)[:_LOOKED_AT]).replace("\u2212", "-").strip()


def _labels(known: str) -> set[str]:
    """What pages call a word of the language, in lower case."""
    from jmap.text.labels import LANGUAGES, catalogue

    return {
        text.lower()
        for language in LANGUAGES
        for key, text in catalogue(language).items()
        if key.endswith(f".{known}")
    }


def _closest(text: str, known: Iterable[str], cutoff: float) -> str | None:
    import difflib

    return next(iter(difflib.get_close_matches(text, known, 1, cutoff)), None)
