"""The flow lane: where each touchpoint leads, as a line of numbered nodes with arrows around it.

Ways to the following touchpoint run along the line, skips above it, ways back below. Ways to the same target
share a track, and a label stands in the gutter beside its own touchpoint, so nothing ever lies on a label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.layout.pen import extent, wrapped
from jmap.layout.scene import Circle, Path, Rect, Segment
from jmap.layout.shapes import placed
from jmap.layout.type import PAD, SMALL, SMALL_BOLD
from jmap.model.flow import branches, flow
from jmap.model.journey import END
from jmap.text.number import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.diagnostics import Pointer
    from jmap.layout.columns import Column
    from jmap.layout.pen import Pen
    from jmap.layout.plan import Plan
    from jmap.layout.scene import Anchor
    from jmap.model import Journey

TAIL = 116.0
"""Room for the end node right of the last column."""
HALF_WIDTH, HALF_HEIGHT = 22.0, 11.0
"""Of a node."""
PORT = 11.0
"""How far from a node's middle the tracks leave and arrive."""
BEND = 7.0
"""Radius of a track's corners."""
LOOP, LOOP_WIDTH = 22.0, 5.0
"""How far a loop hangs below the line, and how far from a node's middle: away from the tracks beside it."""
LINES = 2
"""Lines of a label."""


class Way(NamedTuple):
    """All steps from one node to another; positions count touchpoints, the end is the last."""

    source: int
    target: int
    label: str
    pointer: Pointer
    implied: bool

    @property
    def reach(self) -> tuple[int, int]:
        """The positions it spans."""
        return min(self.source, self.target), max(self.source, self.target)


class Track(NamedTuple):
    """Ways to one target that share a line, `level` 0 being nearest to the nodes."""

    target: int
    ways: tuple[Way, ...]
    level: int


def has_flow(journey: Journey) -> bool:
    """Whether the map needs a flow lane: its ways fork or jump, or it names its end."""
    return bool(journey.touchpoints) and (branches(journey) or journey.end is not None)


def draw_flow(plan: Plan, pen: Pen, top: float) -> float:
    """Draw nodes, arrows and labels from `top` on. Returns the bottom."""
    stops = [column for column in plan.columns if column.touchpoint is not None]
    places = [column.center for column in stops] + [plan.right + TAIL / 2 - 6]
    ways = _ways(plan, stops)
    along = [way for way in ways if way.target == way.source + 1]
    above = _tracks(way for way in ways if way.target > way.source + 1)
    below = _tracks(way for way in ways if way.target < way.source)
    gutters = _Gutters(places)
    up = [*_pitches(above, gutters)]
    ahead = max((gutters.height(way) for way in along), default=0.0)
    line = top + max(HALF_HEIGHT + 2, ahead + 6, HALF_HEIGHT + 12 if above else 0) + sum(up)
    bottom = line + HALF_HEIGHT + 4
    with pen.group("flow", lane="flow"):
        for way in along:
            _straight(pen, gutters, way, line)
        for track in above:
            base = max(HALF_HEIGHT + 10, ahead + 8)
            y = line - base - sum(up[: track.level])
            _track(pen, gutters, track, y, line, -1)
        loops = [way for way in ways if way.target == way.source]
        hang = max((max(LOOP, 8 + gutters.height(way)) for way in loops), default=0.0)
        for way in loops:
            bottom = max(bottom, _loop(pen, gutters, way, line))
        y = line + HALF_HEIGHT + 4 + (hang if loops else 0)
        for level, pitch in enumerate(_pitches(below, gutters)):
            y += pitch
            for track in (t for t in below if t.level == level):
                _track(pen, gutters, track, y, line, 1)
            bottom = max(bottom, y + 6)
        _nodes(pen, stops, places, line)
    if not any(way.target == len(stops) for way in ways):
        return bottom
    return max(bottom, _end(plan, pen, places[-1], line))


def _ways(plan: Plan, stops: Sequence[Column]) -> list[Way]:
    """Steps between known touchpoints; several between the same two are one way with all their conditions."""
    position = {stop.touchpoint.id: i for i, stop in enumerate(stops) if stop.touchpoint is not None}
    position[END] = len(stops)
    found: dict[tuple[int, int], Way] = {}
    for edge in flow(plan.journey):
        source, target = position[edge.source], position.get(edge.target)
        if target is None:
            continue
        label = plan.say(edge.when)
        if edge.share is not None:
            label = f"{label} ({percent(edge.share)})" if label else percent(edge.share)
        known = found.get((source, target))
        if known is not None and known.label and label:
            label = f"{known.label} / {label}"
        pointer = (*stops[source].pointer, "next")
        found[source, target] = Way(source, target, label, pointer, edge.implied)
    return list(found.values())


def _tracks(ways: Iterable[Way]) -> list[Track]:
    """Bundle ways by target, and stack bundles that would overlap; the shortest come nearest to the line."""
    bundles: dict[int, list[Way]] = {}
    for way in ways:
        bundles.setdefault(way.target, []).append(way)

    def reach(bundle: list[Way]) -> tuple[int, int]:
        ends = [way.reach for way in bundle]
        return min(low for low, _ in ends), max(high for _, high in ends)

    ordered = sorted(bundles.items(), key=lambda item: (reach(item[1])[1] - reach(item[1])[0], item[0]))
    levels: list[list[tuple[int, int]]] = []
    tracks = []
    for target, bundle in ordered:
        low, high = reach(bundle)
        level = next(
            (i for i, taken in enumerate(levels) if all(high <= a or b <= low for a, b in taken)), len(levels)
        )
        if level == len(levels):
            levels.append([])
        levels[level].append((low, high))
        tracks.append(Track(target, tuple(bundle), level))
    return tracks


class _Gutters:
    """The white between neighbouring nodes, where labels stand."""

    def __init__(self, places: Sequence[float]) -> None:
        self.places = places

    def room(self, way: Way) -> tuple[float, float]:
        """Left edge and width of the room for the way's label, beside its source on the side it leaves to."""
        here = self.places[way.source]
        if way.target >= way.source:
            left, right = here, self.places[way.source + 1]
            if way.target == way.source and way.source + 2 == len(self.places):
                right -= TAIL / 2 - HALF_WIDTH  # below the line stands the name of the end
            if way.target == way.source + 1:
                return left + HALF_WIDTH + 6, right - left - 2 * HALF_WIDTH - 20
        else:
            left = self.places[way.source - 1]
            right = here
        return left + HALF_WIDTH + 3, right - left - 2 * HALF_WIDTH - 6

    def lines(self, way: Way) -> int:
        """How many lines the way's label takes."""
        return len(wrapped(way.label, self.room(way)[1], SMALL, LINES)) if way.label else 0

    def height(self, way: Way) -> float:
        """How high the way's label is."""
        return self.lines(way) * SMALL.leading


def _pitches(tracks: Sequence[Track], gutters: _Gutters) -> list[float]:
    """Height of each level of tracks: an arrow and its labels."""
    count = max((track.level for track in tracks), default=-1) + 1
    heights = [14.0] * count
    for track in tracks:
        for way in track.ways:
            heights[track.level] = max(heights[track.level], gutters.height(way) + 8)
    return heights


def _color(way: Way) -> str:
    return "muted" if way.implied else "ink"


def _write(pen: Pen, way: Way, room: tuple[float, float], bottom: float, gutters: _Gutters) -> None:
    """The label of a way, its last line ending at `bottom`, near the node the way leaves."""
    if way.label:
        anchor: Anchor = "middle" if way.target == way.source + 1 else "start"
        if way.target < way.source:
            anchor = "end"
        top = bottom - gutters.height(way)
        where = (way.pointer, "flow")
        pen.paragraph(way.label, room[0], top, room[1], SMALL, "ink", lines=LINES, anchor=anchor, where=where)


def _arrow(x: float, y: float, dx: int, dy: int, color: str) -> Path:
    """The head of an arrow whose tip lies at `(x, y)` and that points along `(dx, dy)`."""
    corners = f"L{-7 * dx} -4 L{-7 * dx} 4" if dx else f"L-4 {-7 * dy} L4 {-7 * dy}"
    return Path(placed(f"M0 0 {corners} Z", x, y), fill=color)


def _straight(pen: Pen, gutters: _Gutters, way: Way, line: float) -> None:
    start = gutters.places[way.source] + HALF_WIDTH + 2
    end = gutters.places[way.target] - HALF_WIDTH - 3
    segments: tuple[Segment, ...] = (("M", start, line), ("L", end - 5, line))
    pen.put(Path(segments, stroke=_color(way), width=1.4), _arrow(end, line, 1, 0, _color(way)))
    _write(pen, way, gutters.room(way), line - 4, gutters)


def _track(pen: Pen, gutters: _Gutters, track: Track, y: float, line: float, side: int) -> None:
    """Ways that leave their nodes on one side, run along `y` and arrive at their target by one arrow."""
    edge = line + side * HALF_HEIGHT
    target = gutters.places[track.target]
    for way in track.ways:
        ahead = 1 if way.target > way.source else -1
        start = gutters.places[way.source] + PORT * ahead
        end = target - PORT * ahead
        pen.put(
            Path(
                (
                    ("M", start, line),  # the node, drawn over it, may be slanted there
                    ("L", start, y - side * BEND),
                    ("C", start, y, start, y, start + ahead * BEND, y),
                    ("L", end - ahead * BEND, y),
                    ("C", end, y, end, y, end, y - side * BEND),
                    ("L", end, edge + side * 6),
                ),
                stroke="ink",
                width=1.4,
            ),
            _arrow(end, edge + side, 0, -side, "ink"),
        )
        _write(pen, way, gutters.room(way), y - 3, gutters)


def _loop(pen: Pen, gutters: _Gutters, way: Way, line: float) -> float:
    """A way back to where it came from. Returns its bottom."""
    x, edge = gutters.places[way.source], line + HALF_HEIGHT
    y = edge + LOOP - 4
    left, right = x - LOOP_WIDTH, x + LOOP_WIDTH
    pen.put(
        Path(
            (
                ("M", right, edge - 4),
                ("L", right, y - 7),
                ("C", right, y + 2, left, y + 2, left, y - 7),
                ("L", left, edge + 6),
            ),
            stroke="ink",
            width=1.4,
        ),
        _arrow(left, edge + 1, 0, -1, "ink"),
    )
    beside, width = gutters.room(way)
    bottom = edge + 6 + gutters.height(way)
    _write(pen, way, (beside - 6, width), bottom, gutters)
    return max(bottom, y + 2)


def _nodes(pen: Pen, stops: Sequence[Column], places: Sequence[float], line: float) -> None:
    for index, stop in enumerate(stops):
        touchpoint, x = stop.touchpoint, places[index]
        if touchpoint is None:
            continue
        with pen.group("node", lane="flow", stage=stop.stage.id, touchpoint=touchpoint.id):
            if touchpoint.is_decision:
                shape = placed("M-22 0 L0 -14 L22 0 L0 14 Z", x, line)
                pen.put(Path(shape, fill="ground", stroke="ink", width=1.6))
            else:
                pen.put(
                    Rect(
                        x - HALF_WIDTH, line - HALF_HEIGHT, 2 * HALF_WIDTH, 2 * HALF_HEIGHT,
                        "ground", "muted", HALF_HEIGHT, 1.4,
                    )
                )  # fmt: skip
            text = str(index + 1)
            width = extent(text, SMALL_BOLD)
            pen.line(text, x - width / 2, line - 8.5, width, SMALL_BOLD, "ink", anchor="middle")


def _end(plan: Plan, pen: Pen, x: float, line: float) -> float:
    """The end node and its name below."""
    with pen.group("node", lane="flow"):
        pen.put(Circle(x, line, 11, fill="ground", stroke="ink", width=1.6), Circle(x, line, 6.5, fill="ink"))
        name = plan.say(plan.journey.end) or plan.word("flow.end")
        return (
            pen.paragraph(
                name,
                x - TAIL / 2 + 8,
                line + 15,
                TAIL - 2 * 8,
                SMALL_BOLD,
                "ink",
                lines=3,
                anchor="middle",
                where=(("end",), "flow"),
            )
            + PAD / 2
        )
