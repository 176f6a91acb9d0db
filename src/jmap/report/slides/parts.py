"""How a map is divided among slides: a few columns on each, stages kept together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.report.slides.design import INNER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.diagnostics import Pointer
    from jmap.layout.columns import Column, Span

MOST: Final = 6
"""Columns on a slide: with more of them, a column holds too few words a line."""
LABELS: Final = 98.0
"""Width of the column of lanes' names."""


class Place(NamedTuple):
    """A column of the map: where it is in the model, and what the page says of it."""

    span: Span
    column: Column
    journey: str
    stage: dict[str, Any]
    told: dict[str, Any]

    @property
    def pointer(self) -> Pointer:
        """Where it was written."""
        return ("journeys", self.journey, *self.column.pointer)

    @property
    def stage_pointer(self) -> Pointer:
        """Where its stage was written."""
        return ("journeys", self.journey, *self.span.pointer)

    @property
    def first(self) -> bool:
        """Whether it begins its stage."""
        return self.column is self.span.columns[0]


class Part(NamedTuple):
    """What one slide, or one slide and those that go on with its lanes, shows of the map."""

    places: tuple[Place, ...]
    width: float

    @property
    def widths(self) -> list[float]:
        """Of the columns of its tables."""
        return [LABELS, *[self.width] * len(self.places)]

    @property
    def stages(self) -> list[tuple[Place, int]]:
        """The first place of each stage on it, and how many columns the stage has here."""
        found: list[tuple[Place, int]] = []
        for each in self.places:
            if found and found[-1][0].span is each.span:
                found[-1] = (found[-1][0], found[-1][1] + 1)
            else:
                found.append((each, 1))
        return found


def divided(places: Sequence[Place]) -> Iterator[Part]:
    """As few slides as can be, as evenly filled as stages allow that are kept together."""
    count = len(places)
    best: list[tuple[float, int]] = [(0.0, count)] * (count + 1)
    for start in reversed(range(count)):
        ends = range(start + 1, min(count, start + MOST) + 1)
        best[start] = min((_cost(places, start, end) + best[end][0], end) for end in ends)
    start = 0
    while start < count:
        end = best[start][1]
        yield Part(tuple(places[start:end]), (INNER - LABELS) / max(end - start, 2))
        start = end


def _cost(places: Sequence[Place], start: int, end: int) -> float:
    """What a slide of these places costs: itself, what it leaves empty, and stages torn that could stay whole."""
    torn = [at for at in (start, end) if at < len(places) and not places[at].first]
    fits = any(len(places[at].span.columns) <= MOST for at in torn)
    mixed = bool(torn) and places[start].span is not places[end - 1].span
    return 1000 + 1500 * (fits or mixed) + (MOST - end + start) ** 2 / 4
