"""A pen: what is drawn with it lands in order, in groups, and no text leaves its cell."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

from jmap.layout.scene import ABOUT, Anchor, Box, Cut, Group, Item, Shape, Words
from jmap.text.clean import isolate
from jmap.text.metrics import width as width_of
from jmap.text.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from jmap.diagnostics import Pointer
    from jmap.layout.type import Type

LONGEST = 1500
"""Characters of a text that can ever be seen: no cell holds more, so what follows need not be measured."""

SLACK = 1.02
"""How much wider than estimated a line may come out (see `jmap.text.metrics`)."""


class Pen:
    """Collects shapes.

    Attributes:
        signs: what has been drawn that a legend has to explain, told by whoever draws it: keys of its words,
            `persona.ID` for a persona's mark, `face` for faces, `grade` for the colours of scores.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.items: list[Item] = []
        self.truncated: list[Cut] = []
        self.signs: set[str] = set()
        self._outer: list[list[Item]] = []

    def put(self, *shapes: Shape) -> None:
        """Draw shapes, the later over the earlier."""
        self.items.extend(shapes)

    @contextmanager
    def group(
        self,
        role: str,
        *,
        lane: str = "",
        stage: str = "",
        touchpoint: str = "",
        persona: str = "",
        title: str = "",
    ) -> Iterator[None]:
        """Put together what is drawn inside; an empty group leaves nothing behind."""
        self._outer.append(self.items)
        self.items = []
        try:
            yield
        finally:
            drawn, self.items = self.items, self._outer.pop()
            if drawn:
                self.items.append(Group(role, tuple(drawn), lane, stage, touchpoint, persona, title))

    def about(self, persona: str) -> AbstractContextManager[None]:
        """Put together what is said of one of several personas; no group if the id is empty."""
        return self.group(ABOUT, persona=persona) if persona else nullcontext()

    def line(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        type_: Type,
        color: str,
        *,
        anchor: Anchor = "start",
    ) -> float:
        """Write one line whose cell begins at `(x, y)`, shortened if need be. Returns the width it takes."""
        shown = fitted(text, width, type_)
        self.put(_words(shown, Box(x, y, width, type_.leading), y, type_, color, anchor))
        return extent(shown, type_)

    def paragraph(
        self,
        text: str,
        x: float,
        y: float,
        width: float,
        type_: Type,
        color: str,
        *,
        lines: int = 6,
        anchor: Anchor = "start",
        where: tuple[Pointer, str] | None = None,
    ) -> float:
        """Write wrapped text into at most `lines` lines; `where` is remembered if some of it must go.

        Returns the bottom of the last line.
        """
        shown = wrapped(text, width, type_, lines)
        if where is not None and was_cut(text, shown):
            self.truncated.append(Cut(*where))
        cell = Box(x, y, width, len(shown) * type_.leading)
        for index, words in enumerate(shown):
            if words:
                self.put(_words(words, cell, y + index * type_.leading, type_, color, anchor))
        return cell.bottom


def wrapped(text: str, width: float, type_: Type, lines: int) -> list[str]:
    """The lines of `text` in a cell `width` wide."""
    seen = text if len(text) <= LONGEST else text[:LONGEST] + "……"
    return list(wrap(seen, width / SLACK, type_.size, bold=type_.bold, max_lines=lines))


def fitted(text: str, width: float, type_: Type) -> str:
    """`text` on one line of at most `width`."""
    return next(iter(wrapped(text, width, type_, 1)), "")


def extent(text: str, type_: Type) -> float:
    """The width of a cell that surely holds `text` on one line."""
    return width_of(text[:LONGEST], type_.size, bold=type_.bold) * SLACK + 0.5


def was_cut(text: str, shown: list[str]) -> bool:
    """Whether `shown` lacks a part of `text`."""
    if not shown or not shown[-1].endswith("…"):
        return False
    return "".join("".join(shown).split()) != "".join(text.split())


def _words(text: str, cell: Box, top: float, type_: Type, color: str, anchor: Anchor) -> Words:
    x = cell.x if anchor == "start" else cell.right if anchor == "end" else cell.x + cell.width / 2
    y = type_.baseline(top)
    return Words(x, y, isolate(text), type_.size, color, cell, anchor, type_.bold, type_.italic)
