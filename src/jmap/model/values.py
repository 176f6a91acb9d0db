"""Scalars of the spec language: text in several languages, ids, and numbers that say what they are.

Each type accepts the text written in a YAML file (an unquoted scalar arrives as a `str` marked plain, see
`is_plain`) and plain Python values. A refusal is a `PydanticCustomError` whose type is a finding code of the
`S2xx` family and whose message says what was expected.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import ItemsView, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, GetCoreSchemaHandler, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError, core_schema

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler, ValidationInfo
    from pydantic.json_schema import JsonSchemaValue

ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that no output format can carry: controls, lone surrogates and noncharacters."""

RESERVED = frozenset(
    {"value", "text", "name", "end", "persona", "evidence", "private", "use", "n", "to", "when"}
)
"""Words that a mapping from persona (or own lane) to value would confuse with its own keys."""

_END = "end"
"""The one word no id may be: `next: end` ends the journey."""

LOWEST_EMOTION, HIGHEST_EMOTION = 1, 5
MAX_SCORE = 100
_SHOWN = 40
"""Characters of a refused value that a message repeats."""

_ID = re.compile(r"[\w-]{1,100}")
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NUMBER = re.compile(r"[+-]?(?:\d{1,15})(?:\.\d{1,15})?")
_DURATION_PART = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)\s*(s|sec|min|h|d|w|秒|分钟|分|小时|天|周)")
SECONDS = {
    "s": 1, "sec": 1, "秒": 1, "min": 60, "分": 60, "分钟": 60, "h": 3600, "小时": 3600,
    "d": 86400, "天": 86400, "w": 604800, "周": 604800,
}  # fmt: skip
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def refuse(code: str, message: str, key: str | None = None) -> PydanticCustomError:
    """An error carrying a finding `code`, about one `key` of a mapping if given; braces in `message` are text."""
    return PydanticCustomError(code, "{message}", {"message": message, "key": key})


def is_quoted(raw: object) -> bool:
    """Whether `raw` was written in quotes (or as a block): then it is text and never a number."""
    return type(raw) is str


def shown(raw: object) -> str:
    """`raw` as it may stand in a message: short, on one line."""
    if isinstance(raw, Mapping):
        return "a mapping"
    if isinstance(raw, list | tuple):
        return "a list"
    if raw is None:
        return "nothing"
    text = str(raw)
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return f'"{text}"'


@dataclass(frozen=True, slots=True)
class Languages:
    """What validation has to know of the project: its declared languages, the source language first."""

    declared: tuple[str, ...]

    @property
    def source(self) -> str:
        """The language of every text written as a bare string."""
        return self.declared[0]


DEFAULT_LANGUAGES = Languages(("en",))


class Text(Mapping[str, str]):
    """One text in one or several languages: a read-only mapping from language tag to text.

    The first entry is the source: what a reader gets where a translation is missing.
    """

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[str, str]) -> None:
        self._entries = dict(entries)

    def __getitem__(self, language: str) -> str:
        return self._entries[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def items(self) -> ItemsView[str, str]:
        """Languages and texts; those of the dictionary itself, because a project has very many texts."""
        return self._entries.items()

    def __hash__(self) -> int:
        return hash(tuple(self._entries.items()))

    def __repr__(self) -> str:
        return f"Text({self._entries!r})"

    def __str__(self) -> str:
        return next(iter(self._entries.values()), "")

    def to(self, language: str) -> str:
        """The text in `language`, else in the source language."""
        return self._entries.get(language) or str(self)

    @classmethod
    def read(cls, raw: object, languages: Languages) -> Text:
        """The text written as a bare scalar or as a mapping of declared language tags."""
        if isinstance(raw, Text):
            return raw
        if isinstance(raw, str):
            return cls({languages.source: _clean(raw)})
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return cls({languages.source: str(raw)})
        if not isinstance(raw, Mapping):
            raise refuse("S202", f"expected text, or a mapping of languages to text, not {shown(raw)}")
        if not any(value is not None for value in raw.values()):
            raise refuse("S202", "expected text, not an empty mapping")
        for tag, value in raw.items():
            if tag not in languages.declared:
                known = ", ".join(languages.declared)
                raise refuse("S209", f'"{tag}" is not a declared language; declared: {known}', tag)
            if value is not None and not isinstance(value, str):
                raise refuse("S202", f"expected text for language {tag}, not {shown(value)}", tag)
        # The source language leads whatever the order in the file, so that fallback finds it.
        ordered = [tag for tag in languages.declared if raw.get(tag) is not None]
        return cls({tag: _clean(raw[tag]) for tag in ordered})

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        def validate(raw: object, info: ValidationInfo) -> Text:
            return cls.read(raw, info.context or DEFAULT_LANGUAGES)

        return core_schema.with_info_plain_validator_function(
            validate,
            serialization=core_schema.plain_serializer_function_ser_schema(dict),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"$ref": "#/$defs/Text"}


def _clean(raw: str) -> str:
    if found := ILLEGAL.search(raw):
        raise refuse("S202", f"the text holds a character no output can carry: U+{ord(found.group()):04X}")
    return str(raw)


def _no_quotes(raw: object, expected: str) -> str:
    """The characters of an unquoted scalar or Python number; anything else is refused."""
    if isinstance(raw, bool) or raw is None or isinstance(raw, Mapping | list | tuple):
        raise refuse("S202", f"expected {expected}, not {shown(raw)}")
    if is_quoted(raw):
        raise refuse("S202", f"expected {expected}, not the quoted text {shown(raw)}")
    return str(raw)


def number(raw: object, expected: str = "a number") -> float:
    """A finite decimal number; `expected` names what the field takes in the message."""
    if isinstance(raw, float) and math.isfinite(raw):
        return raw  # from Python code, whatever its decimals
    text = _no_quotes(raw, expected)
    if not _NUMBER.fullmatch(text):
        raise refuse("S202", f"expected {expected}, not {shown(raw)}")
    return float(text)


def _id(raw: object) -> str:
    if isinstance(raw, bool) or not isinstance(raw, str | int):
        raise refuse("S202", f"expected an id, not {shown(raw)}")
    text = unicodedata.normalize("NFC", str(raw))
    if not _ID.fullmatch(text):
        raise refuse(
            "S207", f"{shown(raw)} is not an id: use letters of any script, digits, - and _ (at most 100)"
        )
    if text == _END:
        raise refuse("S207", f'"{text}" is a word of the language and cannot be an id')
    return text


def _persona_id(raw: object) -> str:
    text = _id(raw)
    if text in RESERVED:
        raise refuse("S207", f'"{text}" is a word of the language and cannot be the id of a persona')
    return text


def _language_tag(raw: object) -> str:
    if isinstance(raw, str) and _LANGUAGE_TAG.fullmatch(raw):
        return str(raw)
    raise refuse("S202", f"expected a language tag such as en or zh-CN, not {shown(raw)}")


def _reference(raw: object) -> str:
    if isinstance(raw, str):
        text = unicodedata.normalize("NFC", str(raw))
        if text == "end" or re.fullmatch(r"(?:[\w-]+/)?[\w-]+(?:\.[\w-]+)?", text):
            return text
    raise refuse(
        "S207", f"expected a reference such as touchpoint.pain or journey/touchpoint, not {shown(raw)}"
    )


def _level(raw: object) -> int:
    value = number(raw, "a whole number from 1 to 5")
    if value not in (1, 2, 3, 4, 5):
        raise refuse("S203", f"expected a whole number from 1 to 5, not {shown(raw)}")
    return int(value)


def _emotion(raw: object) -> float:
    from jmap.text.emotions import emotion_level

    if isinstance(raw, str) and (level := emotion_level(raw)):
        return float(level)
    expected = "an emotion from 1 to 5, or a word such as delighted, happy, neutral, annoyed, angry"
    value = number(raw, expected)
    if not LOWEST_EMOTION <= value <= HIGHEST_EMOTION:
        raise refuse("S203", f"expected {expected}, not {shown(raw)}")
    return value


def share(raw: object) -> float:
    """A share 0–1, written `80%` or `0.8`."""
    expected = "a share such as 80% or 0.8"
    text = _no_quotes(raw, expected)
    value = (
        number(_Unquoted(text[:-1].rstrip()), expected) / 100 if text.endswith("%") else number(raw, expected)
    )
    if not 0 <= value <= 1:
        raise refuse("S203", f"expected {expected}, from 0 to 100%, not {shown(raw)}")
    return round(value, 12)


class _Unquoted(str):
    """A part of an unquoted scalar, still unquoted."""

    __slots__ = ()


FREQUENCIES: Mapping[str, float] = {"rare": 0.1, "sometimes": 0.3, "often": 0.6, "always": 1.0}
"""Words for how often a pain is met, and the share of visits each stands for."""


def _frequency(raw: object) -> float:
    if isinstance(raw, str) and raw in FREQUENCIES:
        return FREQUENCIES[raw]
    try:
        return share(raw)
    except PydanticCustomError:
        words = ", ".join(FREQUENCIES)
        raise refuse("S202", f"expected {words}, or a share from 0 to 100%, not {shown(raw)}") from None


def duration(raw: object) -> float:
    """Seconds from `90s`, `3min`, `2h`, `1d`, `1h 30min`, or with Chinese units `3分钟`."""
    if isinstance(raw, int | float) and not isinstance(raw, bool) and 0 <= raw < math.inf:
        return float(raw)  # seconds, from Python code
    text = _no_quotes(raw, "a duration such as 90s, 3min, 2h or 1d").replace(" ", "")
    parts = _DURATION_PART.findall(text)
    if not parts or "".join(amount + unit for amount, unit in parts) != text:
        raise refuse("S202", f"expected a duration such as 90s, 3min, 2h, 1d or 1h30min, not {shown(raw)}")
    return float(sum(float(amount) * SECONDS[unit] for amount, unit in parts))


def _seconds_as_spec(seconds: float) -> str:
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds and seconds % size == 0:
            return f"{seconds / size:g}{unit}"
    return f"{seconds:.12g}s"


def _day(raw: object) -> dt.date:
    if isinstance(raw, dt.date) and not isinstance(raw, dt.datetime):
        return raw
    if isinstance(raw, str) and _DATE.fullmatch(raw):
        try:
            return dt.date.fromisoformat(raw)
        except ValueError as error:
            raise refuse("S203", f"{shown(raw)} is not a day of the calendar: {error}") from None
    raise refuse("S202", f"expected a date such as 2026-09-30, not {shown(raw)}")


def _flag(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    if raw in ("true", "false") and not is_quoted(raw):
        return raw == "true"
    raise refuse("S202", f"expected true or false, not {shown(raw)}")


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
    value = number(raw, "a score from 0 to 100")
    if not 0 <= value <= MAX_SCORE:
        raise refuse("S203", f"expected a score from 0 to 100, not {shown(raw)}")
    return value


def _weight(raw: object) -> float:
    value = number(raw, "a weight, 0 or more")
    if value < 0:
        raise refuse("S203", f"expected a weight, 0 or more, not {shown(raw)}")
    return value


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

    def __str__(self) -> str:
        """The canonical way to write it in a spec."""
        if self.unit == "share":
            return f"{self.amount * 100:.12g}%"
        if self.unit == "scale":
            return f"{self.amount:.12g}/{self.top:.12g}"
        return _seconds_as_spec(self.amount) if self.unit == "duration" else f"{self.amount:.12g}"

    @classmethod
    def read(cls, raw: object) -> Quantity:
        """The quantity written as `82%`, `4.3/5`, `95s` or `5.1`."""
        if isinstance(raw, Quantity):
            return raw
        expected = "a number that says what it is: 82%, 4.3/5, 95s, or a plain number"
        text = _no_quotes(raw, expected).strip()
        if text.endswith("%"):
            # Not `share`: a rate of change or a cost may lie outside 0–100 %; each measure sets its own bounds.
            return cls(round(number(_Unquoted(text[:-1].rstrip()), expected) / 100, 12), "share")
        if "/" in text:
            amount, _, top = (part.strip() for part in text.partition("/"))
            points, highest = number(_Unquoted(amount), expected), number(_Unquoted(top), expected)
            if not 0 <= points <= highest or highest == 0:
                raise refuse("S203", f"{shown(raw)} lies outside its scale")
            return cls(points, "scale", highest)
        if _NUMBER.fullmatch(text):
            return cls(float(text), "number")
        try:
            return cls(duration(_Unquoted(text)), "duration")
        except PydanticCustomError:
            raise refuse("S202", f"expected {expected}, not {shown(raw)}") from None


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

Id = Annotated[str, BeforeValidator(_id), WithJsonSchema(_ID_SCHEMA)]
LanguageTag = Annotated[
    str,
    BeforeValidator(_language_tag),
    WithJsonSchema({"type": "string", "pattern": rf"^{_LANGUAGE_TAG.pattern}$"}),
]
PersonaId = Annotated[str, BeforeValidator(_persona_id), WithJsonSchema(_ID_SCHEMA)]
Reference = Annotated[str, BeforeValidator(_reference), WithJsonSchema(_REFERENCE)]
Level = Annotated[
    int, BeforeValidator(_level), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5})
]
EmotionLevel = Annotated[
    float,
    BeforeValidator(_emotion),
    WithJsonSchema({"type": ["number", "string"], "minimum": 1, "maximum": 5, "pattern": "^[^\\d\\s]"}),
]
Share = Annotated[
    float,
    BeforeValidator(share),
    PlainSerializer(lambda value: f"{value * 100:.12g}%"),
    WithJsonSchema({"oneOf": _SHARE}),
]
Frequency = Annotated[
    float,
    BeforeValidator(_frequency),
    PlainSerializer(
        lambda value: next((w for w, f in FREQUENCIES.items() if f == value), f"{value * 100:.12g}%")
    ),
    WithJsonSchema({"oneOf": [{"enum": [*FREQUENCIES]}, *_SHARE]}),
]
Duration = Annotated[
    float,
    BeforeValidator(duration),
    PlainSerializer(_seconds_as_spec),
    WithJsonSchema({"type": "string", "pattern": f"^{_DURATION}$"}),
]
Day = Annotated[
    dt.date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$"}),
]
Flag = Annotated[bool, BeforeValidator(_flag), WithJsonSchema({"type": "boolean"})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
SampleSize = Annotated[int, BeforeValidator(_sample), WithJsonSchema({"type": "integer", "minimum": 1})]
ScoreValue = Annotated[
    float, BeforeValidator(_score), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 100})
]
Weight = Annotated[
    float, BeforeValidator(_weight), WithJsonSchema({"type": "number", "minimum": 0, "maximum": 1e15})
]
QuantityField = Annotated[
    Quantity,
    BeforeValidator(Quantity.read),
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
