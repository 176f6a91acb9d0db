"""Shapes that the maps of a page draw again and again: they stand on it once, and `<use>` says where they are seen.

Which these are is known when all maps are drawn. Till then, shapes in a row are written in full between two marks.
Texts are escaped, so that none of them can hold a mark.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from jmap.layout.scene import Line, Path
from jmap.render.svg import shape_markup, shown
from jmap.report.compact import shifted
from jmap.report.document import tight

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from jmap.layout.scene import Item
    from jmap.render.looks import Looks
    from jmap.render.svg import Drawn

Row: TypeAlias = tuple[tuple[int, float, float], ...]
"""Numbers of shapes, each with its place."""

_ROW = re.compile(r"<\?row ([^?]+)\?>(.*?)<\?row\?>")
_ELEMENT = re.compile(r"<.*?/>")
_MOST = 8
"""Shapes that are drawn together at most."""
_USE, _GROUP, _ID = map(len, ("<use href=#j99 />", "<g id=j99></g>", " id=j99"))


class Shapes:
    """The shapes of all maps of a page. Where one stands makes no difference."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self._numbers: dict[tuple[type, Item], int] = {}

    def row(self, shapes: Iterable[Drawn]) -> str:
        """Shapes in a row, between marks that say which they are and where."""
        told, drawn = [], []
        for shape in shapes:
            x, y = _corner(shape)
            alone = shifted(shape, x, y)
            number = self._numbers.setdefault((type(alone), alone), len(self._numbers))
            told.append(f"{number},{shown(x)},{shown(y)}")
            drawn.append(shape_markup(shape, self.looks))
        return f"<?row {' '.join(told)}?>{''.join(drawn)}<?row?>"

    def once(self, pages: Sequence[str]) -> tuple[str, list[str]]:
        """What stands once, as children of `<defs>`, and the pages, without marks, that use it."""
        texts = "\n".join(shape_markup(shape, self.looks) for _, shape in self._numbers)  # type: ignore[arg-type]
        rows = Counter(_seen(_read(told)) for page in pages for told, _ in _ROW.findall(page))
        common = _common(rows, [*map(len, tight(texts).split("\n"))])
        names: dict[Row, str] = {}

        def used(found: re.Match[str]) -> str:
            written = iter(_ELEMENT.findall(found[2]))
            text = ""
            for part in _cut(_read(found[1]), common):
                own = "".join(islice(written, len(part)))
                if _seen(part) in common:
                    name = names.setdefault(_seen(part), f"j{len(names) + 1}")
                    own = f"<use href=#{name}{_place(*part[0][1:])} />"
                text += own
            return text

        told = [_ROW.sub(used, page) for page in pages]
        return tight("".join(self._defined(row, name) for row, name in names.items())), told

    def _defined(self, row: Row, name: str) -> str:
        """Shapes as one element with an id."""
        alone = [shape for _, shape in self._numbers]
        shapes = (shifted(alone[number], -x, -y) for number, x, y in row)
        text = "".join(shape_markup(shape, self.looks) for shape in shapes)  # type: ignore[arg-type]
        return text.replace(" ", f" id={name} ", 1) if len(row) == 1 else f"<g id={name}>{text}</g>"


def _common(rows: Counter[Row], lengths: Sequence[int]) -> set[Row]:
    """The parts of rows that had better stand once; of those that overlap the longest, so that some are not needed."""
    uses = Counter[Row]()
    for row, count in rows.items():
        for start in range(len(row)):
            for end in range(start + 1, min(len(row), start + _MOST) + 1):
                uses[_seen(row[start:end])] += count
    kept = {row for row, count in uses.items() if _saves(row, count, lengths)}
    while True:
        uses = Counter()
        for row, count in rows.items():
            for part in _cut(row, kept):
                uses[_seen(part)] += count
        worth = {row for row in kept if _saves(row, uses[row], lengths)}
        if worth == kept:
            return kept
        kept = worth


def _saves(row: Row, count: int, lengths: Sequence[int]) -> bool:
    """Whether shapes take fewer bytes if they stand once and are used `count` times."""
    length = sum(lengths[number] for number, _, _ in row)
    return count * (length - _USE) > length + (_ID if len(row) == 1 else _GROUP)


def _cut(row: Row, common: Container[Row]) -> Iterator[Row]:
    """A row in parts that are `common`, each as long as can be, and shapes that are not."""
    while row:
        lengths = range(min(_MOST, len(row)), 0, -1)
        length = next((length for length in lengths if _seen(row[:length]) in common), 1)
        yield row[:length]
        row = row[length:]


def _read(told: str) -> Row:
    """The shapes between two marks."""
    parts = (part.split(",") for part in told.split(" "))
    return tuple((int(number), float(x), float(y)) for number, x, y in parts)


def _seen(row: Row) -> Row:
    """Shapes as seen from the first of them."""
    _, left, top = row[0]
    return tuple((number, round(x - left, 2), round(y - top, 2)) for number, x, y in row)


def _place(x: float, y: float) -> str:
    return "".join(f" {name}={shown(value)}" for name, value in (("x", x), ("y", y)) if value)


def _corner(shape: Drawn) -> tuple[float, float]:
    """Where a shape stands."""
    if isinstance(shape, Path):
        _, *(x, y) = shape.segments[0]
        return x, y
    return (shape.x1, shape.y1) if isinstance(shape, Line) else (shape.x, shape.y)
