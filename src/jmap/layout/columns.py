"""Columns of the map: one for each touchpoint, under the chevron of its stage."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.layout.type import LEFT, MARGIN

if TYPE_CHECKING:
    from jmap.diagnostics import Pointer
    from jmap.model import Journey, Stage, Touchpoint

NARROW, WIDE = 192.0, 240.0
LEAST = 960.0
"""A map is at least this wide, however little it holds."""
USUAL = 1440.0
"""The width a map takes as long as its columns fit."""


class Column(NamedTuple):
    """A touchpoint's place, or that of a stage that has none.

    Attributes:
        pointer: way to the touchpoint (or stage) in the journey.
    """

    stage: Stage
    touchpoint: Touchpoint | None
    pointer: Pointer
    x: float
    width: float

    @property
    def center(self) -> float:
        """Where faces and nodes stand."""
        return self.x + self.width / 2

    @property
    def touchpoint_id(self) -> str:
        """Empty for a stage that has none."""
        return self.touchpoint.id if self.touchpoint is not None else ""

    @property
    def subject(self) -> Stage | Touchpoint:
        """What the column tells of: the touchpoint, or the stage that has none."""
        return self.touchpoint if self.touchpoint is not None else self.stage


class Span(NamedTuple):
    """A stage over its columns.

    Attributes:
        color: of its chevron and of what is said of it as a whole.
    """

    stage: Stage
    pointer: Pointer
    color: str
    columns: tuple[Column, ...]

    @property
    def x(self) -> float:
        """Left edge."""
        return self.columns[0].x

    @property
    def width(self) -> float:
        """Of all its columns."""
        return self.columns[-1].x + self.columns[-1].width - self.columns[0].x


def spans(journey: Journey, tail: float = 0.0) -> tuple[Span, ...]:
    """The stages of a journey with their columns; `tail` is kept free at the right, for the flow's end."""
    count = sum(max(1, len(stage.touchpoints)) for stage in journey.stages)
    width = column_width(count, tail)
    x = LEFT
    found = []
    for number, stage in enumerate(journey.stages):
        columns = []
        for index, touchpoint in enumerate(stage.touchpoints or (None,)):
            pointer: Pointer = ("stages", number)
            if touchpoint is not None:
                pointer = (*pointer, "touchpoints", index)
            columns.append(Column(stage, touchpoint, pointer, x, width))
            x += width
        found.append(Span(stage, ("stages", number), f"stage-{number % 6 + 1}", tuple(columns)))
    return tuple(found)


def column_width(count: int, tail: float = 0.0) -> float:
    """Width of each of `count` columns: they share the usual width until they would be too narrow to read."""
    if count == 0:
        return WIDE
    least = (LEAST - LEFT - MARGIN - tail) / count
    shared = (USUAL - LEFT - MARGIN - tail) / count
    return max(least, min(WIDE, max(NARROW, shared)))
