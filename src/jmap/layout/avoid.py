"""Places for small labels: beside what they name, off everything else."""

from __future__ import annotations

from itertools import pairwise
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
    for cost, box in places(target):
        if best is not None and cost >= best[0]:
            if cost >= best[0] + FARTHEST:  # and so will be all that follow
                break
            continue
        if not inside.holds(box) or any(box.meets(other, GAP) for other in taken):
            continue
        total = cost + ON_CURVE * sum(crosses(curve, box) for curve in curves)
        if best is None or total < best[0]:
            best = total, box
    return best[1] if best else None


def crosses(curve: Sequence[Point], box: Box, gap: float = GAP) -> bool:
    """Whether a curve given as a chain of points comes closer to `box` than `gap`."""
    left, right, top, bottom = box.x - gap, box.right + gap, box.y - gap, box.bottom + gap
    for a, b in pairwise(curve):
        if a.x > right or b.x < left:
            continue
        # The part of the chord over the box, which curves too little between samples to matter.
        reach = b.x - a.x
        start = max(0.0, (left - a.x) / reach) if reach else 0.0
        end = min(1.0, (right - a.x) / reach) if reach else 1.0
        y1, y2 = a.y + (b.y - a.y) * start, a.y + (b.y - a.y) * end
        if min(y1, y2) <= bottom and max(y1, y2) >= top:
            return True
    return False
