"""The drawn map, free of any format: a few kinds of shapes at absolute places.

Units are CSS pixels, y grows downwards. Colours are tokens (`ink`, `good`, `persona-2`, …) that a palette
turns into values. Every line of text knows the cell it must stay in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.diagnostics import Pointer

Anchor: TypeAlias = Literal["start", "middle", "end"]
Segment: TypeAlias = tuple[str, *tuple[float, ...]]
"""A path command, absolute: `("M", x, y)`, `("L", x, y)`, `("C", x1, y1, x2, y2, x, y)` or `("Z",)`."""


class Box(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether the two come closer than `gap`."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether `other` lies inside, give or take `slack`."""
        return (
            self.x <= other.x + slack
            and self.y <= other.y + slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


class Words(NamedTuple):
    """One line of text; `y` is its baseline, `cell` what it must not leave."""

    x: float
    y: float
    text: str
    size: float
    color: str
    cell: Box
    anchor: Anchor = "start"
    bold: bool = False
    italic: bool = False


class Rect(NamedTuple):
    """A rectangle, perhaps with round corners."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    radius: float = 0.0
    stroke_width: float = 1.0


class Line(NamedTuple):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    color: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


class Path(NamedTuple):
    """A curve or a shape."""

    segments: tuple[Segment, ...]
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    round: bool = True
    """Whether ends and joins are round."""


class Circle(NamedTuple):
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0


class Face(NamedTuple):
    """A face that feels `mood`, 1 (very bad) to 5 (very good)."""

    x: float
    y: float
    radius: float
    mood: float
    color: str


class Image(NamedTuple):
    """A picture, fitted into its box."""

    x: float
    y: float
    width: float
    height: float
    data: bytes
    mime: str
    alt: str


ABOUT: Final = "about"
"""The role of a group that only says which persona its shapes are about."""


class Group(NamedTuple):
    """Shapes that belong together, and what they stand for.

    Attributes:
        role: `head`, `stage`, `touchpoint`, `lane`, `lane-label`, `cell`, `curve`, `persona`, `score`, …
        items: the shapes, back to front.
        lane: id of the lane it stands in.
        stage: id of the stage it belongs to.
        touchpoint: id of the touchpoint it belongs to.
        persona: id of the persona it is about.
        title: a text for those who hover over it or hear it: the full words where they had to be cut.
    """

    role: str
    items: tuple[Item, ...]
    lane: str = ""
    stage: str = ""
    touchpoint: str = ""
    persona: str = ""
    title: str = ""


Shape: TypeAlias = Words | Rect | Line | Path | Circle | Face | Image
Item: TypeAlias = Shape | Group


class Cut(NamedTuple):
    """A text that was too long for its place: where it stands in the journey, and the lane that cut it."""

    pointer: Pointer
    lane: str


class Scene(NamedTuple):
    """A whole map.

    Attributes:
        width: of the picture.
        height: of the picture.
        title: its title, for everybody.
        description: what it shows in a sentence or two, for those who cannot see it.
        language: tag of the language of its texts.
        items: back to front.
        truncated: texts that had to be cut, in order of drawing.
        signs: what has been drawn that a legend has to explain, as `jmap.layout.pen` names it.
        grid: where the columns stand: left edge and width by touchpoint id, or by stage id for one
            without touchpoints.
        lanes: top and bottom of each lane by its id (`measures.csat` for one of several measures).
        heads: bottom of stages and touchpoint names, which stay in sight when the map scrolls.
        left: where the columns begin, right of the lane labels.
    """

    width: float
    height: float
    title: str
    description: str
    language: str
    items: tuple[Item, ...]
    truncated: tuple[Cut, ...]
    signs: frozenset[str]
    grid: dict[str, tuple[float, float]]
    lanes: dict[str, tuple[float, float]]
    heads: float
    left: float

    def shapes(self) -> Iterator[Shape]:
        """All shapes, back to front, groups opened."""
        return walk(self.items)


def walk(items: tuple[Item, ...]) -> Iterator[Shape]:
    """All shapes among `items`, groups opened."""
    for item in items:
        if isinstance(item, Group):
            yield from walk(item.items)
        else:
            yield item
