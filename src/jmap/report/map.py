"""The map on a page: one strip for the stages and touchpoints and one for each lane.

Strips can stay in sight while the rest scrolls, be switched off, and break over sheets of paper, which a single
picture cannot. Each has coordinates of its own, in which most of its columns begin at 0; what is said of a touchpoint
is put into its column by a class, which it shares with the touchpoint's name.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from jmap.layout.legend import evidence
from jmap.layout.paper import sheets
from jmap.layout.scene import Circle, Group, Line, Path, Rect, Words, walk
from jmap.layout.type import LEFT, MARGIN, PAD, ROW
from jmap.render.svg import Element, Opened, fragment, shown, type_of
from jmap.report.compact import moved, origin, usual, worth_moving

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jmap.layout.scene import Item, Shape
    from jmap.render.format import Sheet
    from jmap.render.looks import Looks
    from jmap.report.names import Words as Names

INDENT = MARGIN / 2
"""White left of the lanes' names, half of what a picture has."""
_MANY = 60
"""Columns above which a map is too long to be laid out at once."""
_PART = 20
"""Columns laid out together; a wide screen shows about ten."""
_HEAD = frozenset({"logo", "head", "score", "persona"})
"""Parts of the picture that the page's own head tells better."""


class Frame(NamedTuple):
    """What a picture's parts need not say: the place in the scene that is 0, 0 of the picture, and how text is set."""

    x: float = 0.0
    y: float = 0.0
    type: str | None = None


class Picture:
    """Turns parts of a sheet's scene into markup of its page."""

    def __init__(self, words: Names, looks: Looks) -> None:
        self.words = words
        self.sheet: Sheet = words.sheet
        self.scene = words.sheet.scene
        self.looks = looks

    def whole(self) -> dict[str, Any]:
        """All strips, top to bottom, with the signs of the legend and what the map rests on.

        A strip is `{id, name, label, axis, body, parts}`; the pictures are `{box, type, items}`, `box` being a
        `viewBox`. Dividers have no label. The strips of `lanes` can be switched off. `sheets` are the columns of each
        sheet of paper. Of a long map, `parts` lie over the body: what is said of touchpoints, some columns in each,
        so that a browser can leave out those that are out of sight.
        """
        strips, legend = self._strips()
        columns = list(self.scene.grid.values())
        return {
            "width": shown(self.scene.width - INDENT),
            "left": shown(LEFT - INDENT),
            "column": shown(columns[0][1]) if columns else "0",
            "indent": shown(INDENT + PAD),
            "strips": strips,
            "sheets": [[shown(x - LEFT) for x in cut] for cut in sheets(self.scene, self.sheet.journey)],
            "lanes": [strip for strip in strips[1:] if strip["id"]],
            "signs": [self._sign(shapes, text) for shapes, text in _signs(legend)],
            "evidence": evidence(self.words.plan),
        }

    def single(self) -> Markup:
        """The map from its stages down as one picture without links, its legend below."""
        items = self._items()
        top = _top(items) - 6 if self.scene.grid else 0.0
        width, height = shown(self.scene.width), shown(self.scene.height - top)
        return Markup(
            '<svg class="map" role="img" aria-label="{}" width="{}" height="{}" viewBox="0 {} {} {}">{}</svg>'
        ).format(
            f"{self.scene.title}: {self.scene.description}",
            *(width, height, shown(top), width, height),
            fragment(items, self.looks, _opened),
        )

    def _items(self) -> list[Item]:
        """What the page's head does not tell better: loose lines above the stages are facts about the journey."""
        kept = [i for i in self.scene.items if not (isinstance(i, Group) and i.role in _HEAD)]
        top = _top(kept) if self.scene.grid else 0.0
        return [i for i in kept if not (isinstance(i, Words) and i.y < top)]

    def _strips(self) -> tuple[list[dict[str, Any]], tuple[Item, ...]]:
        """The strips, and the items of the legend. A lane's name is drawn before the lane, its line after it."""
        if not self.scene.grid:
            return [], ()
        parts: list[tuple[str, list[Item]]] = [("", [])]
        legend: tuple[Item, ...] = ()
        for item in self._items():
            if isinstance(item, Group) and item.role == "legend":
                legend = item.items
                continue
            if isinstance(item, Group) and item.role == "divider":
                parts.append(("", []))
            elif isinstance(item, Group) and item.role == "lane-label" and item.lane in self.scene.lanes:
                parts.append((item.lane, []))
            parts[-1][1].append(item)
        head, *rest = parts
        top = _top(head[1]) - 6
        strips = [self._strip("stages", head[1], top, self.scene.heads)]
        for lane, inside in rest:
            if lane:
                strips.append(self._strip(lane, inside, *self.scene.lanes[lane]))
            else:
                strips.append(self._divider(inside))
        return strips, legend

    def _strip(self, lane: str, items: Sequence[Item], top: float, bottom: float) -> dict[str, Any]:
        labels = [item for item in items if isinstance(item, Group) and item.role == "lane-label"]
        axis = [words for item in items for words in _beside(item)]
        lowest = max((w.cell.bottom for w in walk(tuple(labels)) if isinstance(w, Words)), default=top)
        height = bottom - top - 0.6  # without the line below, which the page draws itself
        body = [_without_beside(item) for item in items if item not in labels]
        frame = self._frame(body)
        parts = list(self._parts(body, top, height, frame)) if len(self.scene.grid) > _MANY else []
        if parts:
            body = [item for item in _flat(body) if not self._stands_in_column(item)]
        return {
            "id": lane,
            "name": labels[0].title if labels else "",
            "label": self._picture(labels, INDENT, top, LEFT - INDENT, min(lowest + ROW, bottom) - top),
            "axis": self._picture(axis, INDENT, top, LEFT - INDENT, bottom - top) if axis else {},
            "body": self._picture(body, LEFT, top, self.scene.width - LEFT, height, frame),
            "parts": parts,
        }

    def _parts(
        self, items: Sequence[Item], top: float, height: float, frame: Frame
    ) -> Iterator[dict[str, Any]]:
        """What of a strip stands in columns, some columns a picture; `share` is a picture's part of the width."""
        part_of = {id_: index // _PART for index, id_ in enumerate(self.scene.grid)}
        edges = [LEFT, *(x for x, _ in [*self.scene.grid.values()][_PART::_PART]), self.scene.width]
        of_part: list[list[Item]] = [[] for _ in edges[1:]]
        for item in _flat(items):
            if isinstance(item, Group) and self._stands_in_column(item):
                of_part[part_of[item.touchpoint]].append(item)
        for inside, (left, right) in zip(of_part, pairwise(edges), strict=True):
            share = shown((right - left) / (self.scene.width - LEFT) * 100)
            yield {"share": share, **self._picture(inside, left, top, right - left, height, frame)}

    def _stands_in_column(self, item: Item) -> bool:
        return isinstance(item, Group) and item.touchpoint in self.scene.grid

    def _divider(self, items: Sequence[Item]) -> dict[str, Any]:
        """One of the blueprint's lines, right across the map."""
        (line,) = [shape for shape in walk(tuple(items)) if isinstance(shape, Line)]
        body = self._picture(items, INDENT, line.y1 - 13, self.scene.width - INDENT, 26)
        return {"id": "", "name": "", "label": {}, "body": body, "parts": []}

    def _frame(self, items: Sequence[Item]) -> Frame:
        """The frame in which most of what a lane says of touchpoints needs the fewest words."""
        said = [item for item in _all_groups(items) if item.touchpoint in self.scene.grid]
        line = usual(said)
        type_ = type_of(line, self.looks) if line else None
        for group in said:
            if place := origin(group):
                return Frame(place[0] - self._column(group), place[1], type_)
        return Frame(type=type_)

    def _column(self, group: Group) -> float:
        """Where texts of a touchpoint's column begin."""
        return self.scene.grid[group.touchpoint][0] + PAD

    def _picture(
        self,
        items: Sequence[Item],
        x: float,
        y: float,
        width: float,
        height: float,
        frame: Frame = Frame(),  # noqa: B008 -- it never changes
    ) -> dict[str, str | Markup]:
        return {
            "box": " ".join(map(shown, (x - frame.x, y - frame.y, width, height))),
            "type": _class(frame.type),
            "items": fragment(
                moved(items, frame.x, frame.y),
                self.looks,
                partial(self._group, frame=frame),
                type_=frame.type,
            ),
        }

    def _sign(self, shapes: Sequence[Shape], text: Words) -> dict[str, Any]:
        left = min(_left(shape) for shape in shapes) - 1
        width = text.cell.x - 4 - left
        return {
            "text": text.text,
            "width": shown(width),
            **self._picture(shapes, left, text.cell.y, width, text.cell.height),
        }

    def _group(self, group: Group, *, frame: Frame) -> Opened:
        """A touchpoint's name as a link to its row, what is said of it in its column; others if they say something.

        Its items are as seen from the frame.
        """
        link = group.role == "touchpoint"
        title = _title(group)
        column = self._column(group) if self._stands_in_column(group) else 0.0
        if not (column or group.persona or title):
            return _opened(group)
        left, top = (origin(group) if worth_moving(group) else None) or (column, 0.0)
        x, y = round(left - column, 1), round(top, 1)
        type_ = self._type(group, frame)
        names = [("href", self.words.href("t", group.touchpoint))] if link else []
        if group.persona and not column:
            names.append(("data-p", group.persona))
        if x or y:
            names.append(("transform", f"translate({shown(x)} {shown(y)})"))
        if classes := " ".join(filter(None, (self._place(column), _class(type_)))):
            names.append(("class", classes))
        items = moved(group.items, column + x, y)
        return Opened(Element("a" if link else "g", names, title), items, type_)

    def _place(self, column: float) -> str:
        """The class that moves a group into its column; the first needs none."""
        if not column:
            return ""
        look = "column", column
        return _class(self.looks.known(look) or self.looks.put(look, {"translate": f"{shown(column)}px"}))

    def _type(self, group: Group, frame: Frame) -> str | None:
        """How most text of a group is set, if it is not what the frame says."""
        line = usual([group])
        type_ = type_of(line, self.looks) if line else None
        return type_ if type_ != frame.type else None


def _flat(items: Iterable[Item]) -> Iterator[Item]:
    """Items without groups around them that would be written as if they were not there."""
    for item in items:
        if isinstance(item, Group) and not (item.touchpoint or item.persona or _title(item)):
            yield from _flat(item.items)
        else:
            yield item


def _class(look: str | None) -> str:
    """The class in the attributes of a look."""
    return look.split('"')[1] if look else ""


def _title(group: Group) -> str:
    """A group's full words, if it does not say them as they are: in one piece, or a link's in one line."""
    texts = [shape.text for shape in walk(group.items) if isinstance(shape, Words)]
    if group.role == "touchpoint":
        return group.title if group.title not in texts else ""
    return group.title if _squeezed(group.title) not in _squeezed("".join(texts)) else ""


def _all_groups(items: Iterable[Item]) -> list[Group]:
    """Groups, and those within them."""
    found: list[Group] = []
    for item in items:
        if isinstance(item, Group):
            found += [item, *_all_groups(item.items)]
    return found


def _opened(group: Group) -> Opened:
    """A group's items with nothing around them."""
    return Opened(None, group.items)


def _beside(item: Item) -> list[Words]:
    """Words of a lane that stand beside its columns, as those of an axis do."""
    if not isinstance(item, Group) or item.role != "lane":
        return []
    return [words for words in item.items if isinstance(words, Words) and words.cell.right <= LEFT]


def _without_beside(item: Item) -> Item:
    """A lane without the words beside its columns."""
    beside = _beside(item)
    if not beside or not isinstance(item, Group):
        return item
    return item._replace(items=tuple(inner for inner in item.items if inner not in beside))


def _squeezed(text: str) -> str:
    """A text without what wrapping changes."""
    return "".join(text.split()).replace("\u2068", "").replace("\u2069", "")


def _signs(legend: Iterable[Item]) -> list[tuple[list[Shape], Words]]:
    """The signs of a legend, each with its meaning; text without a sign is left out."""
    found = []
    shapes: list[Shape] = []
    for is_text, group in groupby(walk(tuple(legend)), key=lambda shape: isinstance(shape, Words)):
        if not is_text:
            shapes = list(group)
            continue
        text = next(group)
        if shapes and isinstance(text, Words):
            found.append((shapes, text))
        shapes = []
    return found


def _top(items: Iterable[Item]) -> float:
    """Where the stages begin."""
    stages = tuple(item for item in items if isinstance(item, Group) and item.role == "stage")
    return min(y for shape in walk(stages) if isinstance(shape, Path) for y in _points(shape, 1))


def _left(shape: Shape) -> float:
    """The left edge of a shape."""
    if isinstance(shape, Path):
        return min(_points(shape, 0))
    if isinstance(shape, Circle):
        return shape.x - shape.radius
    if isinstance(shape, Line):
        return min(shape.x1, shape.x2)
    assert isinstance(shape, Rect)  # noqa: S101 -- signs are made of these
    return shape.x


def _points(path: Path, axis: int) -> list[float]:
    """The x (`axis` 0) or y (1) of all points of a path."""
    return [float(value) for _, *numbers in path.segments for value in numbers[axis::2]]
