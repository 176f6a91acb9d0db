"""Smooth curves through known values that never swing past them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jmap.layout.scene import Segment

REACH = 0.42
"""How far along a segment its handles lie. A third makes Steffen's cubic; these make fuller waves.

Still nothing swings past a value: slopes are at most twice the rises, so handles climb 0.84 of a rise at
most, and a Bézier curve of heights 0, 0.84, 0.16, 1 still only climbs.
"""


class Point(NamedTuple):
    """A known value at its place."""

    x: float
    y: float


def runs(points: Iterable[Point | None]) -> Iterator[tuple[Point, ...]]:
    """Unbroken runs of known points: what is unknown breaks the curve, which never pretends to know it."""
    run: list[Point] = []
    for point in points:
        if point is not None:
            run.append(point)
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def slopes(points: Sequence[Point]) -> list[float]:
    """The slope at each point, such that the cubics between them are monotone.

    M. Steffen, "A simple method for monotonic interpolation in one dimension", Astronomy and Astrophysics 239
    (1990). Each slope looks at the two neighbours only, so the cost is linear.
    """
    count = len(points)
    if count < 2:
        return [0.0] * count
    widths = [points[i + 1].x - points[i].x for i in range(count - 1)]
    rises = [(points[i + 1].y - points[i].y) / widths[i] for i in range(count - 1)]
    found = [0.0] * count
    for i in range(1, count - 1):
        before, after = rises[i - 1], rises[i]
        if before * after > 0:
            mean = (before * widths[i] + after * widths[i - 1]) / (widths[i - 1] + widths[i])
            least = min(abs(before), abs(after), abs(mean) / 2)
            found[i] = 2 * least * (1 if before > 0 else -1)
    return found


def smooth(points: Sequence[Point]) -> tuple[Segment, ...]:
    """The curve through `points`, whose x grow, as Bézier segments; ends run out flat."""
    slope = slopes(points)
    segments: list[Segment] = [("M", points[0].x, points[0].y)]
    for i in range(len(points) - 1):
        start, end = points[i], points[i + 1]
        reach = (end.x - start.x) * REACH
        segments.append(
            (
                "C",
                start.x + reach, start.y + slope[i] * reach,
                end.x - reach, end.y - slope[i + 1] * reach,
                end.x, end.y,
            )
        )  # fmt: skip
    return tuple(segments)


def sampled(segments: Sequence[Segment], steps: int = 16) -> list[list[Point]]:
    """Points along each Bézier segment of a curve, both ends included."""
    found: list[list[Point]] = []
    here = Point(0.0, 0.0)
    for command, *numbers in segments:
        if command != "C":
            here = Point(numbers[0], numbers[1])
            continue
        x1, y1, x2, y2, x3, y3 = numbers
        line = []
        for step in range(steps + 1):
            t = step / steps
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            line.append(Point(a * here.x + b * x1 + c * x2 + d * x3, a * here.y + b * y1 + c * y2 + d * y3))
        found.append(line)
        here = Point(x3, y3)
    return found
