"""What the headings of a table mean, in which language and for whom they are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jmap.importers.columns import (
    LANES,
    OWN_LANE,
    OWN_MEASURE,
    PARTS,
    STAGE,
    TOUCHPOINT,
    TOUCHPOINTS,
    Column,
    by_name,
    column_of,
    measure_called,
    plain,
)
from jmap.importers.grid import PERSONAL, Heading
from jmap.model.experience import STORY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.importers.columns import Table

_COUNTS: Final = ("no", "nr", "number", "序号")
NO_COLUMN: Final = Heading(Column("", "", "computed"), "")
"""Of a column that is no part of the table."""
SIGN: Final = " · "
"""Stands between the name of a column and the persona whose values it holds."""
_HAN: Final = "\u2e80-\u9fff"
_PARTS: Final = re.compile(rf"[\n/|]|(?<=[{_HAN}])\s*(?=[A-Za-z])|(?<=[A-Za-z])\s*(?=[{_HAN}])")
"""Between the languages of a heading, as in `触点 Touchpoint`."""
_WORDS: Final = re.compile(r"[\s()（）·:：_/|–—-]+")
_WHOSE: Final = re.compile(r"^(?:顾客|客户|用户|消费者|会员|customer|user|consumer|client|guest)s?的?(?=.)")
_THEIRS: Final = frozenset({"stage", "touchpoint", *STORY, "emotion", "rating", "pains", "quotes"})
"""Keys of what customers do, feel and meet; an id or a type of theirs is none of the map's."""
_LONGEST: Final = 4
"""Words of a heading that may be the name of a column or of a persona."""


def heading_of(sheet: Table, text: str, meant: Mapping[str, str]) -> Heading | None:
    """What a heading of a table means; `None` where nobody knows."""
    said = " ".join(text.split())
    if key := meant.get(said):
        return Heading(column_of(sheet, key), said)
    if found := _of_persona(sheet, said, SIGN):
        return found
    column = _column(sheet, text)
    if column and not (column.key in PARTS and measure_called(said)):  # as `Effort (CES)`
        return Heading(column, said)
    if sheet is not TOUCHPOINTS or not said:
        return None
    if said.startswith(OWN_MEASURE):
        return Heading(column_of(sheet, "measures"), said, said.removeprefix(OWN_MEASURE))
    if said.startswith(OWN_LANE):
        return Heading(LANES, said, said)
    for sign in (": ", "："):
        found = _of_persona(sheet, said, sign)
        if found and any(map(str.isalpha, found.name)):  # and no scale such as 1–5
            return found
    id_ = measure_called(said)
    return Heading(column_of(sheet, "measures"), said, id_) if id_ else None


def _of_persona(sheet: Table, said: str, sign: str) -> Heading | None:
    """A heading that says whose values the column holds."""
    name, _, who = said.partition(sign)
    column = _column(sheet, name) if who else None
    return Heading(column, said, who) if column and column.key in PERSONAL else None


def _column(sheet: Table, said: str) -> Column | None:
    """The column of a heading, in one language or in several that mean the same."""
    if column := _named(sheet, said):
        return column
    parts = [part for part in _PARTS.split(said) if plain(part)]
    columns = {_named(sheet, part) for part in parts}
    return columns.pop() if len(columns) == 1 else None


def _named(sheet: Table, said: str) -> Column | None:
    """The column of that name, also where it says that it speaks of the customer: `顾客行为`, `Customer's actions`."""
    name = plain(said)
    if column := by_name(sheet).get(name):
        return column
    theirs = by_name(sheet).get(_WHOSE.sub("", name))
    return theirs if theirs and theirs.key in _THEIRS else None


def is_taken(name: str) -> bool:
    """Whether a heading of this name would not be taken for that of a lane or measure of its own."""
    return heading_of(TOUCHPOINTS, name, {}) is not None or _personal(name) is not None or is_count(name)


def is_count(name: str) -> bool:
    """Whether a column of this name numbers the rows."""
    return name in ("#", "№") or plain(name) in _COUNTS


def tell_apart(headings: list[Heading | None], said: Sequence[str]) -> None:
    """Columns of one kind: those of several personas, and the same again in another language."""
    named = {index for index, heading in enumerate(headings) if heading and heading.name}
    theirs = {
        index: found for index, text in enumerate(said) if index not in named and (found := _personal(text))
    }
    names: dict[str, set[str]] = {}
    for column, who in theirs.values():
        names.setdefault(column.key, set()).add(who)
    for index, (column, who) in theirs.items():
        if len(names[column.key]) > 1:
            headings[index] = Heading(column, " ".join(said[index].split()), who)
    seen: dict[tuple[str, str], Heading] = {}
    for index, heading in enumerate(headings):
        if heading is None or heading.column in (NO_COLUMN.column, LANES):
            continue
        first = seen.setdefault((heading.column.key, heading.name), heading)
        again = first is not heading and (
            heading.column in (STAGE, TOUCHPOINT) or _is_chinese(first.said) != _is_chinese(heading.said)
        )
        if again:
            headings[index] = Heading(LANES, heading.said, heading.said)


def _personal(text: str) -> tuple[Column, str] | None:
    """The column and the persona of a heading such as `Emotion (Anna)`, `Anna - Emotion` or `Emotion Anna`."""
    words = [word for word in _WORDS.split(text) if word]
    for cut in reversed(range(1, min(len(words), _LONGEST))):
        for name, who in ((words[:cut], words[cut:]), (words[-cut:], words[:-cut])):
            column = by_name(TOUCHPOINTS).get(plain(" ".join(name)))
            if column and column.key in PERSONAL:
                return column, " ".join(who)
    return None


def _is_chinese(text: str) -> bool:
    return re.search(f"[{_HAN}]", text) is not None
