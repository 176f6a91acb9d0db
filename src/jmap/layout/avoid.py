"""Places for small labels: beside what they name, off everything else."""

from __future__ import annotations

from bisect import bisect_left
from math import inf
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from jmap.layout.scene import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.layout.curve import Point

GAP = 2.5
"""White kept between a label and anything else."""
ON_CURVE = 60.0
"""What it costs to lie on a curve, in px of distance: rather somewhere else, but rather so than nowhere."""

FARTHEST = 9.0
"""By how much places at one distance may differ in cost."""

_across = attrgetter("x")


class Target(NamedTuple):
    """What is to be labelled: a disc, and the size of its label. `upward` prefers a place above it."""

    x: float
    y: float
    radius: float
    width: float
    height: float
    upward: bool


def places(target: Target) -> Iterator[tuple[float, Box]]:
    """Places around a target with their costs: above, below, beside, askew, then ever farther out."""
    width, height = target.width, target.height
    for ring in range(9):
        away = target.radius + 2 + ring * 9
        cost = ring * 9.0
        vertical, horizontal = away + height / 2, away + width / 2
        above, below = (0.0, 3.0) if target.upward else (3.0, 0.0)
        for dx, dy, extra in (
            (0, -vertical, above),
            (0, vertical, below),
            (horizontal, 0, 5),
            (-horizontal, 0, 5),
            (horizontal * 0.8, -vertical * 0.8, 6 + above),
            (-horizontal * 0.8, -vertical * 0.8, 6 + above),
            (horizontal * 0.8, vertical * 0.8, 6 + below),
            (-horizontal * 0.8, vertical * 0.8, 6 + below),
        ):
            yield cost + extra, Box(target.x + dx - width / 2, target.y + dy - height / 2, width, height)


def place(target: Target, inside: Box, taken: Sequence[Box], curves: Sequence[Sequence[Point]]) -> Box | None:
    """The cheapest place within `inside` that meets nothing `taken`; none if there is no room at all.

    Cost: proportional to what is passed in, which is one column's share of the map.
    """
    best: tuple[float, Box] | None = None
    edges = [(box.x, box.right + GAP, box.y, box.bottom + GAP) for box in taken]
    for cost, box in places(target):
        if best is not None and cost >= best[0]:
            if cost >= best[0] + FARTHEST:  # and so will be all that follow
                break
            continue
        if not inside.holds(box) or _meets_any(box, edges):
            continue
        total = _with_curves(cost, box, curves, best[0] if best else inf)
        if best is None or total < best[0]:
            best = total, box
    return best[1] if best else None


def _meets_any(box: Box, edges: Sequence[tuple[float, float, float, float]]) -> bool:
    """Whether a box comes too close to one of those whose left, right, upper and lower edges are given."""
    x, y, right, bottom = box.x, box.y, box.right + GAP, box.bottom + GAP
    return any(x < r and left < right and y < b and top < bottom for left, r, top, b in edges)


def _with_curves(cost: float, box: Box, curves: Sequence[Sequence[Point]], enough: float) -> float:
    """What a place costs with the curves it lies on, which are counted until it costs `enough`."""
    for curve in curves:
        if crosses(curve, box):
            cost += ON_CURVE
            if cost >= enough:
                break
    return cost


def crosses(curve: Sequence[Point], box: Box, gap: float = GAP) -> bool:
    """Whether a curve given as a chain of points, whose x grow, comes closer to `box` than `gap`."""
    left, right, top, bottom = box.x - gap, box.right + gap, box.y - gap, box.bottom + gap
    for index in range(max(1, bisect_left(curve, left, key=_across)), len(curve)):
        a, b = curve[index - 1], curve[index]
        if a.x > right:
            break
        # The part of the chord over the box, which curves too little between samples to matter.
        reach = b.x - a.x
        start = max(0.0, (left - a.x) / reach) if reach else 0.0
        end = min(1.0, (right - a.x) / reach) if reach else 1.0
        y1, y2 = a.y + (b.y - a.y) * start, a.y + (b.y - a.y) * end
        if min(y1, y2) <= bottom and max(y1, y2) >= top:
            return True
    return False
