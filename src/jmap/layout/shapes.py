"""Small drawn signs: stars, diamonds, arrows, persona marks, rings, icons of channels."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING

from jmap.layout.scene import Circle, Face, Path, Rect, Segment, Shape

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBERS = {"M": 2, "L": 2, "C": 6, "Z": 0}
_TOKEN = re.compile(r"[MLCZ]|-?\d*\.?\d+")

ICONS: Mapping[str, str] = {
    "web": "M1.5 2.5 L14.5 2.5 L14.5 11 L1.5 11 Z M5.5 14 L10.5 14 M8 11 L8 14",
    "mobile": "M4.5 1.5 L11.5 1.5 L11.5 14.5 L4.5 14.5 Z M7.2 12.2 L8.8 12.2",
    "app": "M2 2 L7 2 L7 7 L2 7 Z M9 2 L14 2 L14 7 L9 7 Z M2 9 L7 9 L7 14 L2 14 Z M9 9 L14 9 L14 14 L9 14 Z",
    "phone": "M3 2 L6 2 L7.3 5.4 L5.5 6.8 C6.2 8.6 7.4 9.8 9.2 10.5 L10.6 8.7 L14 10 L14 13 "
    "C14 13.6 13.6 14 13 14 C7 13.7 2.3 9 2 3 C2 2.4 2.4 2 3 2 Z",
    "mail": "M1.5 3.5 L14.5 3.5 L14.5 12.5 L1.5 12.5 Z M1.5 4 L8 9 L14.5 4",
    "chat": "M1.5 2.5 L14.5 2.5 L14.5 10.5 L8 10.5 L4.5 13.8 L4.5 10.5 L1.5 10.5 Z",
    "social": "M4 10 C2.3 10 2.3 6 4 6 C5.7 6 5.7 10 4 10 Z M12 5 C10.3 5 10.3 1 12 1 C13.7 1 13.7 5 12 5 Z "
    "M12 15 C10.3 15 10.3 11 12 11 C13.7 11 13.7 15 12 15 Z M5.4 7.2 L10.6 4 M5.4 8.8 L10.6 12",
    "store": "M2 6.5 L2 14 L14 14 L14 6.5 M1 6.5 L3 2 L13 2 L15 6.5 Z M6 14 L6 9.5 L10 9.5 L10 14",
    "person": "M8 7.5 C4.7 7.5 4.7 1.5 8 1.5 C11.3 1.5 11.3 7.5 8 7.5 Z "
    "M2.5 14.5 C2.5 8.6 13.5 8.6 13.5 14.5 Z",
    "form": "M3 1.5 L13 1.5 L13 14.5 L3 14.5 Z M5.5 5 L10.5 5 M5.5 8 L10.5 8 M5.5 11 L8.5 11",
    "delivery": "M1 4 L9.5 4 L9.5 11.5 L1 11.5 Z M9.5 6.5 L12.8 6.5 L15 9 L15 11.5 L9.5 11.5 Z "
    "M2.8 12.8 L5.2 12.8 M10.8 12.8 L13.2 12.8",
    "print": "M4 5.5 L4 1.5 L12 1.5 L12 5.5 M1.5 5.5 L14.5 5.5 L14.5 11.5 L1.5 11.5 Z "
    "M4 9 L12 9 L12 14.5 L4 14.5 Z",
}
"""Built-in icons, drawn as strokes in a square of 16."""


@cache
def _parsed(path: str) -> tuple[Segment, ...]:
    tokens = _TOKEN.findall(path)
    segments: list[Segment] = []
    while tokens:
        command = tokens.pop(0)
        segments.append((command, *(float(tokens.pop(0)) for _ in range(_NUMBERS[command]))))
    return tuple(segments)


def placed(path: str, x: float, y: float, scale: float = 1.0) -> tuple[Segment, ...]:
    """The path with its origin moved to `(x, y)` and its size scaled."""
    return tuple(
        (command, *(value * scale + (y if index % 2 else x) for index, value in enumerate(numbers)))
        for command, *numbers in _parsed(path)
    )


def icon(name: str, x: float, y: float, size: float, color: str) -> Path:
    """A built-in icon whose square begins at `(x, y)`."""
    return Path(placed(ICONS[name], x, y, size / 16), stroke=color, width=1.3)


STAR = "M0 -9.6 L2.9 -3.6 L9.5 -2.7 L4.7 1.9 L5.9 8.5 L0 5.3 L-5.9 8.5 L-4.7 1.9 L-9.5 -2.7 L-2.9 -3.6 Z"
DIAMOND = "M0 -8 L8 0 L0 8 L-8 0 Z"
TRIANGLE = "M0 -5.5 L5.5 4.2 L-5.5 4.2 Z"
FALLEN = "M0 5.5 L5.5 -4.2 L-5.5 -4.2 Z"
CROSS = "M-4.4 -4.4 L4.4 4.4 M-4.4 4.4 L4.4 -4.4"
OPENS = "M-5 -2 L-5 5 L2 5 M-1 1 L5 -5 M0.5 -5 L5 -5 L5 -0.5"


def star(x: float, y: float, color: str, scale: float = 1.0) -> Path:
    """A moment of truth."""
    return Path(placed(STAR, x, y, scale), fill=color)


def diamond(x: float, y: float, color: str, scale: float = 1.0) -> Path:
    """A decision."""
    return Path(placed(DIAMOND, x, y, scale), fill="ground", stroke=color, width=1.6)


def opens(x: float, y: float, color: str) -> Path:
    """A way into another journey."""
    return Path(placed(OPENS, x, y), stroke=color, width=1.6)


def mark(index: int, x: float, y: float, color: str, scale: float = 1.0) -> Shape:
    """The mark of the `index`-th persona: as many forms as colours, so that none rests on colour alone."""
    form = index % 8
    if form == 0:
        return Circle(x, y, 4.6 * scale, fill=color, stroke="ground", width=1.4)
    if form == 1:
        return Rect(x - 4.2 * scale, y - 4.2 * scale, 8.4 * scale, 8.4 * scale, "ground", color, 1, 2)
    if form == 5:
        return Circle(x, y, 4.4 * scale, fill="ground", stroke=color, width=2)
    if form == 7:
        return Path(placed(CROSS, x, y, scale), stroke=color, width=2.4)
    path, solid = {2: (TRIANGLE, 0), 3: (DIAMOND, 0), 4: (FALLEN, 0), 6: (DIAMOND, 1)}[form]
    size = scale * (0.72 if path is DIAMOND else 1)
    return Path(placed(path, x, y, size), fill=color if solid else "ground", stroke=color, width=2)


DASHES: tuple[tuple[float, ...], ...] = (
    (), (0.5, 6), (9, 5), (12, 5, 0.5, 5), (5, 4), (0.5, 4), (14, 6), (6, 4, 0.5, 4, 0.5, 4),
)  # fmt: skip
"""How the curve of the `index`-th persona is drawn."""


def arc(x: float, y: float, radius: float, share: float) -> tuple[Segment, ...]:
    """A part of a circle that begins at the top and runs clockwise, in quarter turns at most (Bézier)."""
    total = 2 * math.pi * max(0.0, min(1.0, share))
    pieces = max(1, math.ceil(total / (math.pi / 2) - 1e-9))
    step = total / pieces
    handle = 4 / 3 * math.tan(step / 4) * radius
    angle = -math.pi / 2
    segments: list[Segment] = [("M", x + radius * math.cos(angle), y + radius * math.sin(angle))]
    for _ in range(pieces):
        after = angle + step
        start = (x + radius * math.cos(angle), y + radius * math.sin(angle))
        end = (x + radius * math.cos(after), y + radius * math.sin(after))
        segments.append(
            (
                "C",
                start[0] - handle * math.sin(angle), start[1] + handle * math.cos(angle),
                end[0] + handle * math.sin(after), end[1] - handle * math.cos(after),
                *end,
            )
        )  # fmt: skip
        angle = after
    return tuple(segments)


def portrait(x: float, y: float, color: str, tint: str) -> tuple[Shape, ...]:
    """A person in a circle of radius 15 around `(x, y)`."""
    body = placed("M-10 9.5 C-10 -1.2 10 -1.2 10 9.5 C5 15 -5 15 -10 9.5 Z", x, y)
    return (Circle(x, y, 15, fill=tint), Circle(x, y - 4.2, 4.8, fill=color), Path(body, fill=color))


def face_parts(face: Face) -> tuple[Shape, ...]:
    """A face taken apart: the better the mood, the wider the smile; at both ends the mouth opens."""
    x, y, color, scale = face.x, face.y, face.color, face.radius / 15
    bend = max(-1.0, min(1.0, (face.mood - 3) / 2))
    eyes = Path(placed("M-5 -3.6 L-5 -3.5 M5 -3.6 L5 -3.5", x, y, scale), stroke=color, width=3.6 * scale)
    head = Circle(x, y, face.radius, "ground", color, 2.2 * scale)
    side, middle = 4.8 - 2.2 * bend, 4.8 + 5.2 * bend
    mouth = placed(f"M-6.2 {side:.3f} C-3 {middle:.3f} 3 {middle:.3f} 6.2 {side:.3f}", x, y, scale)
    if bend > 0.8:
        return head, eyes, Path((*mouth, ("Z",)), fill=color, stroke=color, width=2 * scale)
    return head, eyes, Path(mouth, stroke=color, width=2 * scale)
