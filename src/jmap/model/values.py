"""Scalars of the spec language: the types of the fields of its models.

Each type accepts the text written in a YAML file (an unquoted scalar arrives as a `str` of a class of its own, see
`jmap.model.refusal.is_quoted`) and plain Python values.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

from jmap.model.quantity import Quantity, as_duration, duration, number, share
from jmap.model.refusal import is_quoted, refuse, shown
from jmap.text.ranges import is_chinese

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import GetCoreSchemaHandler

RESERVED = frozenset(
    {"value", "text", "name", "end", "persona", "evidence", "private", "use", "n", "to", "when"}
)
"""Words that a mapping from persona (or own lane) to value would confuse with its own keys."""

_END = "end"
"""The one word no id may be: `next: end` ends the journey."""

LOWEST_EMOTION, HIGHEST_EMOTION = 1, 5
MAX_SCORE = 100

_ID = re.compile(r"[\w-]{1,100}")
COUNTRIES: tuple[str, ...] = ("cn", "jp", "us", "gb", "cz", "dk")
"""Codes of countries that are none of a language (ISO 639), and are taken for one."""
LANGUAGE_TAG = re.compile(rf"(?!(?:{'|'.join(COUNTRIES)})(?:-|$))[a-z]{{2,3}}(-[A-Za-z0-9]{{2,8}})*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def is_id(text: str) -> bool:
    """Whether a text in composed characters has the form of an id."""
    return _ID.fullmatch(text) is not None


def _id(raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise refuse("S202", f"expected an id, not {shown(raw)}")
    text = unicodedata.normalize("NFC", str(raw))
    if not is_id(text):
        message = f"{shown(raw)} is not an id: use letters of any script, digits, - and _ (at most 100)"
        raise refuse("S207", message, hint="ident")
    if text == _END:
        raise refuse("S207", f'"{text}" is a word of the language and cannot be an id')
    return text


def _persona_id(raw: object) -> str:
    text = _id(raw)
    if text in RESERVED:
        raise refuse("S207", f'"{text}" is a word of the language and cannot be the id of a persona')
    return text


def _language_tag(raw: object) -> str:
    if isinstance(raw, str) and LANGUAGE_TAG.fullmatch(raw):
        return str(raw)
    raise refuse("S202", f"expected a language tag such as en or zh-CN, not {shown(raw)}", hint="language")


def _reference(raw: object) -> str:
    if isinstance(raw, str):
        text = unicodedata.normalize("NFC", str(raw))
        if text == _END or re.fullmatch(r"(?:[\w-]+/)?[\w-]+(?:\.[\w-]+)?", text):
            return text
    message = f"expected a reference such as touchpoint.pain or journey/touchpoint, not {shown(raw)}"
    raise refuse("S207", message, hint="ident")


def _level(raw: object) -> int:
    value = number(raw, "a whole number from 1 to 5", "level")
    if value not in (1, 2, 3, 4, 5):
        raise refuse("S203", f"expected a whole number from 1 to 5, not {shown(raw)}")
    return int(value)


class WordedLevel(float):
    """A level from 1 to 5 that was given by a word or a face: `words`."""

    words: str

    def __new__(cls, level: float, words: str = "") -> Self:
        """Copies are made without `words`, and get them afterwards."""
        made = super().__new__(cls, level)
        made.words = words
        return made


def _emotion(raw: object) -> float:
    from jmap.text.emotions import emotion_level

    if isinstance(raw, str) and (level := emotion_level(raw)):
        return WordedLevel(level, str(raw))
    chinese = isinstance(raw, str) and not raw.isascii() and any(map(is_chinese, raw[:100]))
    words = "愉悦, 开心, 平静, 烦躁, 愤怒" if chinese else "delighted, happy, neutral, annoyed, angry"
    expected = f"an emotion from 1 to 5, or a word such as {words}"
    value = number(raw, expected, "emotion")
    if not LOWEST_EMOTION <= value <= HIGHEST_EMOTION:
        raise refuse("S203", f"expected {expected}, not {shown(raw)}", hint="emotion")
    return value


FREQUENCIES: Mapping[str, float] = {"rare": 0.1, "sometimes": 0.3, "often": 0.6, "always": 1.0}
"""Words for how often a pain is met, and the share of visits each stands for."""


def _frequency(raw: object) -> float:
    if isinstance(raw, str) and raw in FREQUENCIES:
        return FREQUENCIES[raw]
    try:
        return share(raw)
    except PydanticCustomError:
        words = ", ".join(FREQUENCIES)
        message = f"expected {words}, or a share from 0 to 100%, not {shown(raw)}"
        raise refuse("S202", message, hint="frequency") from None


def _day(raw: object) -> dt.date:
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return raw
    if isinstance(raw, str) and _DATE.fullmatch(raw):
        try:
            return dt.date.fromisoformat(raw)
        except ValueError as error:
            message = f"{shown(raw)} is not a day of the calendar: {error}"
            raise refuse("S203", message, hint="day") from None
    raise refuse("S202", f"expected a date such as 2026-09-30, not {shown(raw)}", hint="day")


def _flag(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if raw in ("true", "false") and not is_quoted(raw):
        return raw == "true"
    raise refuse("S202", f"expected true or false, not {shown(raw)}", hint="flag")


def _count(raw: object) -> int:
    value = number(raw, "a whole number")
    if value < 0 or value != int(value):
        raise refuse("S203", f"expected a whole number, 0 or more, not {shown(raw)}")
    return int(value)


def _sample(raw: object) -> int:
    value = _count(raw)
    if value == 0:
        raise refuse("S203", "expected a sample size of at least 1")
    return value


def _score(raw: object) -> float:
    value = number(raw, "a score from 0 to 100", "points")
    if not 0 <= value <= MAX_SCORE:
        raise refuse("S203", f"expected a score from 0 to 100, not {shown(raw)}")
    return value


def _weight(raw: object) -> float:
    value = number(raw, "a weight, 0 or more")
    if value < 0:
        raise refuse("S203", f"expected a weight, 0 or more, not {shown(raw)}")
    return value


class Reader:
    """Marks a type of which `function` makes the values: it gives them whole, or refuses what was written.

    Pydantic's own validators look at the signature of a function once for each field that has it, and check once more
    what it gives.
    """

    __slots__ = ("function",)

    def __init__(self, function: Callable[[object], object]) -> None:
        self.function = function

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        del source, handler
        return core_schema.no_info_plain_validator_function(self.function)


# In patterns of the schema `\w` would be ASCII to editors: everything but spaces and other ASCII punctuation.
_WORD = r"[^\s!-,./:-@\[-^`{-~]"
_AMOUNT = r"\d+(?:\.\d+)?"
_PERCENT = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)\s*%"
_DURATION = r"(?:\d+(?:\.\d+)?\s*(?:s|sec|min|h|d|w|秒|分钟|分|小时|天|周)\s*)+"
_SHARE = [{"type": "string", "pattern": f"^{_PERCENT}$"}, {"type": "number", "minimum": 0, "maximum": 1}]
_ID_SCHEMA = {
    "type": ["string", "integer"], "pattern": f"^{_WORD}{{1,100}}$", "minimum": 0, "not": {"const": _END},
}  # fmt: skip
_REFERENCE = {"type": ["string", "integer"], "pattern": rf"^(?:{_WORD}+/)?{_WORD}+(?:\.{_WORD}+)?$"}

Id = Annotated[str, Reader(_id), WithJsonSchema(_ID_SCHEMA)]
LanguageTag = Annotated[
    str,
    Reader(_language_tag),
    WithJsonSchema({"type": "string", "pattern": rf"^{LANGUAGE_TAG.pattern}$"}),
]
PersonaId = Annotated[str, Reader(_persona_id), WithJsonSchema(_ID_SCHEMA)]
Reference = Annotated[str, Reader(_reference), WithJsonSchema(_REFERENCE)]
Level = Annotated[int, Reader(_level), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5})]
EmotionLevel = Annotated[
    float,
    Reader(_emotion),
    WithJsonSchema({"type": ["number", "string"], "minimum": 1, "maximum": 5, "pattern": "^[^\\d\\s]"}),
]
Share = Annotated[
    float,
    Reader(share),
    PlainSerializer(lambda value: f"{value * 100:.12g}%"),
    WithJsonSchema({"oneOf": _SHARE}),
]
Frequency = Annotated[
    float,
    Reader(_frequency),
    PlainSerializer(
        lambda value: next((w for w, f in FREQUENCIES.items() if f == value), f"{value * 100:.12g}%")
    ),
    WithJsonSchema({"oneOf": [{"enum": [*FREQUENCIES]}, *_SHARE]}),
]
Duration = Annotated[
    float,
    Reader(duration),
    PlainSerializer(as_duration),
    WithJsonSchema({"type": "string", "pattern": f"^{_DURATION}$"}),
]
Day = Annotated[
    dt.date,
    Reader(_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$"}),
]
Flag = Annotated[bool, Reader(_flag), WithJsonSchema({"type": "boolean"})]
Count = Annotated[int, Reader(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
SampleSize = Annotated[int, Reader(_sample), WithJsonSchema({"type": "integer", "minimum": 1})]
ScoreValue = Annotated[
    float, Reader(_score), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})
]
Weight = Annotated[float, Reader(_weight), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1e15})]
QuantityField = Annotated[
    Quantity,
    Reader(Quantity.read),
    PlainSerializer(str),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "pattern": rf"^(?:[+-]?{_AMOUNT}\s*%|{_AMOUNT}\s*/\s*{_AMOUNT}|{_DURATION})$",
            "minimum": -1e15,
            "maximum": 1e15,
        }
    ),
]
ChangeField = Annotated[
    Quantity,
    Reader(Quantity.read_change),
    PlainSerializer(lambda change: change.signed),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "pattern": rf"^[+-]?(?:{_AMOUNT}\s*%|{_AMOUNT}\s*/\s*{_AMOUNT}|{_DURATION})$",
            "minimum": -1e15,
            "maximum": 1e15,
        }
    ),
]
