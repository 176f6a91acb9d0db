"""What stands in a cell of a table: from what people type to what the spec language says."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pydantic import TypeAdapter, ValidationError

from jmap.importers.columns import called, measure_called, plain
from jmap.model import Channel, Evidence, Improvement, Journey, Measurement, Persona, values
from jmap.model.measure import measure_for
from jmap.spec.forms import words_of
from jmap.spec.nodes import Plain
from jmap.text.emotions import emotion_level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_BULLET: Final = re.compile(r"^(?:[-*•·–—▪●]\s+|\(?\d{1,2}(?:[)、]|\.(?!\d))\s*)")
_END: Final = re.compile("[;；]$")
SEPARATORS: Final = frozenset("\n;；,，、")
"""What people write between the names of a list."""
_LIST: Final = re.compile(f"[{''.join(sorted(SEPARATORS))}]")
_COMMA: Final = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
_DAY: Final = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00(?::00)?)?")
_CLOCK: Final = re.compile(r"(\d+):(\d\d):(\d\d)")
"""A time as spreadsheets give it, hours first."""
_UNITS: Final = (
    (re.compile(r"(?i) ?(?:seconds?|secs?)\b"), "s"),
    (re.compile(r"(?i) ?(?:minutes?|mins?)\b"), "min"),
    (re.compile(r"(?i) ?(?:hours?|hrs?)\b"), "h"),
    (re.compile(r"(?i) ?(?:days?)\b"), "d"),
    (re.compile(r"(?i) ?(?:weeks?)\b"), "w"),
)
_YES: Final = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "√", "★", "⭐", "是", "有", "对"})
_NO: Final = frozenset({"no", "n", "false", "0", "-", "–", "—", "✗", "✘", "否", "无"})
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "state": words_of(Journey, "state"),
    "frequency": tuple(values.FREQUENCIES),
    "better": words_of(Measurement, "better"),
    "wave": ("before", "after", "change"),
    "status": words_of(Improvement, "status"),
    "proficiency": words_of(Persona, "proficiency"),
    "evidence-kind": words_of(Evidence, "kind"),
    "channel": words_of(Channel, "kind"),
}
"""What may stand in a column of words; the beginning of its keys in the catalogues."""


_LEVELS: Final = {
    **dict.fromkeys(("very low", "lowest", "minimal", "很低", "极低", "非常低", "很小"), "1"),
    **dict.fromkeys(("low", "l", "minor", "small", "低", "较低", "小", "轻微"), "2"),
    **dict.fromkeys(("medium", "med", "m", "moderate", "middle", "mid", "中", "中等", "一般"), "3"),
    **dict.fromkeys(("high", "h", "major", "large", "big", "高", "较高", "大"), "4"),
    **dict.fromkeys(
        ("very high", "highest", "critical", "severe", "很高", "极高", "非常高", "很大", "严重"), "5"
    ),
}
"""The five points of a scale as people say them: where low, medium and high are all there is, the ends stay free."""


class Refused(Exception):  # noqa: N818 — it is what happens to a cell, and no error of the table
    """A cell says what its column cannot hold; the message says what it takes."""


def text(cell: str) -> str:
    """One text."""
    return cell


def lines(cell: str) -> list[str]:
    """A text from each line, without what marks it as an item of a list."""
    found = (_END.sub("", _BULLET.sub("", line.strip())) for line in cell.split("\n"))
    return [line for line in found if line]


def items(cell: str) -> list[dict[str, Any]]:
    """A pain or an opportunity from each line."""
    return [{"text": line} for line in lines(cell)]


def names(cell: str) -> list[str]:
    """Names or ids, as people separate them."""
    return [name.strip() for name in _LIST.split(cell) if name.strip()]


def ids(cell: str) -> list[Plain]:
    """Ids or references."""
    return [*map(Plain, names(cell))]


def pairs(cell: str) -> dict[str, str]:
    """`Age: 34`, a pair in each line."""
    found = {}
    for line in lines(cell):
        name, colon, value = line.replace("：", ":").partition(":")
        if not colon or not value.strip():
            raise Refused('a name and a value in each line, as "Age: 34"')
        found[name.strip()] = value.strip()
    return found


def counts(cell: str) -> dict[str, Plain]:
    """`1: 3, 2: 5`, how many gave each answer."""
    found = {}
    for pair in names(cell.replace("：", ":")):
        point, colon, count = pair.partition(":")
        if not colon or not count.strip().isdecimal():
            raise Refused('answers and how many gave them, as "1: 3, 2: 5"')
        found[point.strip()] = Plain(count.strip())
    return found


def flag(cell: str) -> bool:
    """Yes or no."""
    said = unicodedata.normalize("NFKC", cell).casefold()
    if said not in _YES | _NO:
        raise Refused("yes or no")
    return said in _YES


def id_(cell: str) -> Plain:
    """An id."""
    try:
        return _checked(values.Id, _number(cell))
    except Refused:
        raise Refused("letters of any script, digits, - and _") from None


def measure(cell: str) -> Plain:
    """A measure by its name or id."""
    return Plain(measure_called(cell) or cell)


def measured(id_: str, cell: str) -> Plain:
    """A value that a measure takes; one that is the project's own takes any number."""
    value = _of(values.QuantityField)(cell)
    found = measure_for(id_, {})
    if found and found.refuse(Measurement.model_validate({"value": value}), None):
        raise Refused(" or ".join(found.accepts))
    return value


def word(group: str, cell: str) -> Plain:
    """A word of the language, also as people say it."""
    wanted = plain(cell)
    for key in _WORDS[group]:
        if wanted in {plain(key), *map(plain, called(f"{group}.{key}"))}:
            return Plain(key)
    if group == "frequency":
        return _checked(values.Frequency, cell)
    raise Refused(f"one of: {', '.join(_WORDS[group])}")


def emotion(cell: str, shift: int = 0) -> Plain | str:
    """A level from 1 to 5, or a word or face that stands for one; `shift` is added to numbers of another scale."""
    if emotion_level(cell):
        return cell
    said = _number(cell).replace("−", "-").removesuffix("/5").removesuffix("分")
    return _checked(values.EmotionLevel, f"{float(said) + shift:g}" if shift else said)


def duration(cell: str) -> Plain:
    """How long something takes."""
    said = " ".join(unicodedata.normalize("NFKC", cell).split())
    if clock := _CLOCK.fullmatch(said):
        parts = zip(map(int, clock.groups()), ("h", "min", "s"), strict=True)
        said = "".join(f"{number}{unit}" for number, unit in parts if number) or "0s"
    for pattern, unit in _UNITS:
        said = pattern.sub(unit, said)
    return _checked(values.Duration, _number(said).replace(" ", ""))


def day(cell: str) -> Plain:
    """A day, the year first."""
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", cell))
    parts = match.groups() if match else ()
    return _checked(values.Day, "-".join(part.zfill(2) for part in parts) or cell)


def level(cell: str) -> Plain:
    """A level from 1 to 5, or a word that stands for one."""
    said = " ".join(unicodedata.normalize("NFKC", cell).casefold().split())
    return _checked(values.Level, _LEVELS.get(said) or _number(cell))


def _number(cell: str) -> str:
    """A number as programs write it: half-width, with a point."""
    said = unicodedata.normalize("NFKC", cell).strip().replace(" %", "%")
    return _COMMA.sub(".", said)


def _of(kind: Any) -> Callable[[str], Plain]:
    def read(cell: str) -> Plain:
        return _checked(kind, _number(cell))

    return read


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _checked(kind: Any, said: str) -> Plain:
    try:
        _adapter(kind).validate_python(Plain(said))
    except ValidationError as error:
        message = error.errors()[0]["msg"]
        raise Refused(message.removeprefix("expected ").rpartition(", not ")[0] or message) from None
    return Plain(said)


_KINDS: Final[Mapping[str, Callable[[str], Any]]] = {
    "text": text,
    "name": text,
    "lines": lines,
    "texts": lines,
    "items": items,
    "names": names,
    "ids": ids,
    "pairs": pairs,
    "counts": counts,
    "flag": flag,
    "measure": measure,
    "emotion": emotion,
    "duration": duration,
    "day": day,
    "level": level,
    "share": _of(values.Share),
    "quantity": _of(values.QuantityField),
    "change": _of(values.ChangeField),
    "number": _of(values.Weight),
    "score": _of(values.ScoreValue),
    "id": id_,
    "language": _of(values.LanguageTag),
    "value": Plain,
}


def read(kind: str, cell: str) -> Any:
    """What a cell of a column of this kind says in the spec language.

    Raises:
        Refused: it says something else.
    """
    kind, _, group = kind.partition(":")
    return word(group, cell) if group else _KINDS[kind](cell)
