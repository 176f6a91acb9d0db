"""Parts of a map in few bytes: a page holds hundreds of them, in each of its languages."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from jmap.layout.scene import ABOUT, Circle, Group, Line, Path, Words, walk

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence

    from jmap.layout.scene import Item, Segment


_WORTH = 3


def origin(group: Group) -> tuple[float, float] | None:
    """Where a group's first shape stands that has a place, as others stand near it."""
    for shape in walk(group.items):
        if not isinstance(shape, Line | Path):
            return shape.x, shape.y
    return None


def worth_moving(group: Group) -> bool:
    """Whether places near to one another save more than it takes to say where they all are."""
    return len(list(walk(group.items))) >= _WORTH


def moved(items: Iterable[Item], x: float, y: float) -> tuple[Item, ...]:
    """The items as seen from a place, to a tenth of a pixel; circles in a row are one shape.

    What is said of a persona is one group, where the first of it stands: none of it lies over what another says.
    """
    return tuple(_moved(item, x, y) for item in _joined(_gathered(items)))


def usual(groups: Sequence[Group]) -> Words | None:
    """A line set as most of some groups are, if others can say all in which they differ from it."""
    lines = [shape for group in groups for shape in walk(group.items) if isinstance(shape, Words)]
    plain = [line for line in lines if line.anchor == "start" and not (line.bold or line.italic)]
    if len(lines) == 1 or not plain:
        return None
    looks = Counter((line.size, line.color) for line in plain)
    return max(plain, key=lambda line: looks[line.size, line.color])


def _moved(item: Item, x: float, y: float) -> Item:
    if isinstance(item, Group):
        return item._replace(items=moved(item.items, x, y))
    if isinstance(item, Line):
        return item._replace(
            x1=round(item.x1 - x, 1),
            y1=round(item.y1 - y, 1),
            x2=round(item.x2 - x, 1),
            y2=round(item.y2 - y, 1),
        )
    if isinstance(item, Path):
        return item._replace(segments=tuple(_segment(segment, x, y) for segment in item.segments))
    return item._replace(x=round(item.x - x, 1), y=round(item.y - y, 1))


def _segment(segment: Segment, x: float, y: float) -> Segment:
    command, *numbers = segment
    if command.islower():
        return segment
    return (command, *(round(n - (y if odd % 2 else x), 1) for odd, n in enumerate(numbers)))


def _gathered(items: Iterable[Item]) -> Iterator[Item]:
    for about, run in groupby(items, key=lambda item: isinstance(item, Group) and item.role == ABOUT):
        if about:
            yield from _by_persona(item for item in run if isinstance(item, Group))
        else:
            yield from run


def _by_persona(groups: Iterable[Group]) -> Iterable[Group]:
    found: dict[str | int, Group] = {}
    for index, group in enumerate(groups):
        key = group.persona or index
        found[key] = group._replace(items=(*found[key].items, *group.items)) if key in found else group
    return found.values()


def _joined(items: Iterable[Item]) -> Iterator[Item]:
    """Filled circles of one kind on one line as dots of one path."""
    for kind, run in groupby(items, key=_kind):
        found = list(run)
        if kind is None or len(found) == 1:
            yield from found
        else:
            yield _dots([item for item in found if isinstance(item, Circle)])


def _kind(item: Item) -> Hashable:
    return (item.y, item.radius, item.fill) if isinstance(item, Circle) and not item.stroke else None


def _dots(circles: Sequence[Circle]) -> Path:
    """Lines without length, whose round ends are circles; dashes of one line if all are equally far apart."""
    first = circles[0]
    gaps = [round(circle.x - before.x, 1) for before, circle in pairwise(circles)]
    width = 2 * first.radius
    if len(set(gaps)) == 1 and gaps[0] > 0:
        length = round(sum(gaps) + 0.1, 1)  # so that the last begins on the line
        return Path(
            (("M", first.x, first.y), ("h", length)), stroke=first.fill, width=width, dash=(0.0, gaps[0])
        )
    segments: list[Segment] = [("M", first.x, first.y), ("h", 0.0)]
    for gap in gaps:
        segments += [("m", gap, 0.0), ("h", 0.0)]
    return Path(tuple(segments), stroke=first.fill, width=width)
