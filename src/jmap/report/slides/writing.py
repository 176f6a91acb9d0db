"""Text on slides: measured before it is set, so that none leaves its box on any machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.layout.pen import LONGEST, extent, was_cut, wrapped
from jmap.layout.type import Type
from jmap.text.clean import isolate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.diagnostics import Pointer

# In points. Lines are set at exactly this distance, so that a box is as high in every program and font.
TITLE: Final = Type(22, 28, bold=True)
COVER: Final = Type(32, 40, bold=True)
LEAD: Final = Type(14, 20)
NUMBER: Final = Type(60, 70, bold=True)
BODY: Final = Type(11, 14.5)
HEAD: Final = Type(11, 14.5, bold=True)
NOTE: Final = Type(12, 16)
SMALL: Final = Type(10, 13)
SMALL_BOLD: Final = Type(10, 13, bold=True)

MANY: Final = 10_000
"""Lines that nothing has."""
INDENT: Final = 10.0
"""Of a paragraph behind its bullet."""

_WORD: Final = re.compile(r"[^\s\u2e80-\uffff]{8,}")
_SPACE: Final = re.compile(r"[^\S\u00a0\u2007\u202f]+")


class Where(NamedTuple):
    """Which text it is: for the speaker, for a finding, and in the model."""

    label: str
    name: str
    pointer: Pointer = ()


class Run(NamedTuple):
    """Some words of one look."""

    text: str
    color: str = "ink"
    bold: bool = False
    italic: bool = False


class Para(NamedTuple):
    """A paragraph; `where` is remembered if some of it must go."""

    runs: tuple[Run, ...]
    type: Type = SMALL
    align: str = "l"
    before: float = 0.0
    bullet: bool = False
    where: Where | None = None

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(run.text for run in self.runs)


class Fitted(NamedTuple):
    """What a box shows, and the paragraphs of which it does not show all."""

    shown: tuple[Para, ...]
    cut: tuple[Para, ...]


def clean(text: str) -> str:
    """The text as it is set: its lines, white space as one space, its direction kept to itself."""
    lines = (_SPACE.sub(" ", line).strip(" ") for line in text.splitlines())
    return "\n".join(isolate(line) for line in lines if line)


def para(
    text: str, type_: Type = SMALL, color: str = "ink", *, align: str = "l", before: float = 0.0,
    bullet: bool = False, italic: bool = False, where: Where | None = None,
) -> Para:  # fmt: skip
    """A paragraph of one look."""
    return Para((Run(clean(text), color, type_.bold, italic),), type_, align, before, bullet, where)


def slanted(text: str) -> bool:
    """Whether words of others may lean: Chinese has no italics."""
    return not any(ord(char) > 0x2E7F for char in text)  # noqa: PLR2004 -- where East Asian scripts begin


def lines(one: Para, width: float) -> int:
    """How many lines a paragraph takes in a box `width` wide, in any program."""
    return (len(_wrapped(one, width, MANY)) or 1) + _moved(one, width)


def _moved(one: Para, width: float) -> int:
    """Words that are wider than a line and do not begin one: programs begin a line for each before they break it."""
    room = width - (INDENT if one.bullet else 0)
    return sum(
        extent(word[0], one.type) > room for word in _WORD.finditer(one.text[:LONGEST]) if word.start()
    )


def height(paras: Sequence[Para], width: float) -> float:
    """How high paragraphs are together."""
    space = sum(one.before for one in paras[1:])
    return space + sum(lines(one, width) * one.type.leading for one in paras)


def fit(paras: Sequence[Para], width: float, room: float, more: str) -> Fitted:
    """The paragraphs as far as they fit: the longest give up lines first, then the last are left out and counted.

    `more` says how many, with the number in place of `{}`.
    """
    bounded = [_until(one, LONGEST - 1) if len(one.text) >= LONGEST else one for one in paras]
    counts = [lines(one, width) for one in bounded]
    over = height(bounded, width) - room
    while over > 0 and max(counts, default=1) > 1:
        longest = max(range(len(counts)), key=lambda index: (counts[index], index))
        counts[longest] -= 1
        over -= bounded[longest].type.leading
    shown = [shortened(one, width, count) for one, count in zip(bounded, counts, strict=True)]
    if over <= 0:
        return Fitted(tuple(shown), _cut(paras, shown))
    kept = shown[:-1]
    while kept and height([*kept, _counted(more, len(shown) - len(kept))], width) > room:
        kept.pop()
    left = _counted(more, len(shown) - len(kept))
    return Fitted((*kept, left) if kept else tuple(shown[:1]), (*_cut(paras, kept), *paras[len(kept) :]))


def _counted(more: str, count: int) -> Para:
    return para(more.format(count), SMALL, "muted")


def _cut(paras: Iterable[Para], shown: Iterable[Para]) -> tuple[Para, ...]:
    return tuple(whole for whole, part in zip(paras, shown, strict=False) if whole.text != part.text)


def shortened(one: Para, width: float, most: int) -> Para:
    """A paragraph of at most so many lines; `…` ends it where more would follow."""
    shown = _wrapped(one, width, max(most - _moved(one, width), 1) if most < MANY else MANY)
    if not was_cut(one.text, shown):
        return one
    seen = sum(len("".join(line.split())) for line in shown)
    return _until(one, _prefix(one.text, seen - 1))


def _until(one: Para, end: int) -> Para:
    """The paragraph as far as the character before `end`."""
    runs: list[Run] = []
    for run in one.runs:
        if len(run.text) >= end:
            runs.append(run._replace(text=run.text[:end].rstrip() + "…"))
            break
        runs.append(run)
        end -= len(run.text)
    return one._replace(runs=tuple(runs))


def _prefix(text: str, count: int) -> int:
    """The end of so many characters that are no space."""
    for index, char in enumerate(text):
        if count <= 0:
            return index
        count -= not char.isspace()
    return len(text)


def _wrapped(one: Para, width: float, most: int) -> list[str]:
    type_ = one.type._replace(bold=True) if any(run.bold for run in one.runs) else one.type
    return wrapped(one.text, width - (INDENT if one.bullet else 0), type_, most)


def width(text: str, type_: Type) -> float:
    """The room that text surely takes on one line."""
    return extent(text, type_)
