"""Curves over the touchpoints of a journey: what a page's template draws without computing anything.

A chart is as wide as its page. Curves are written in a box of `WIDTH` × `HEIGHT` that is stretched to that width;
what must keep its shape, words and marks, is placed by percent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.layout.curve import Point, runs, smooth
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from jmap.layout.plan import Traveller
    from jmap.layout.scene import Segment

WIDTH, HEIGHT = 1000, 200
"""The box of a curve."""
_TOP, _STEP = 10.0, 45.0
"""Height of the emotion 5, and between one and the next."""
_ROOM = 0.04
"""Of the width of a chart, for words."""


def curve(values: Sequence[float | None], passed: Container[int] = ()) -> dict[str, str]:
    """The curve through emotions 1–5, one for each column, and a dot at each, as `{line, dots}` of path data.

    An unknown value breaks the line, which goes on over the columns that are `passed`. A dot has a length, because
    Firefox prints a line without one as a long bar.
    """
    step = WIDTH / max(1, len(values))
    points = [
        None if value is None else Point((index + 0.5) * step, _TOP + (5 - value) * _STEP)
        for index, value in enumerate(values)
        if index not in passed
    ]
    line = "".join(_path(smooth(run)) for run in runs(points) if len(run) > 1)
    dots = "".join(f"M{plain(point.x, 0)} {plain(point.y, 0)}h.1" for point in points if point)
    return {"line": line, "dots": dots}


def _path(segments: Sequence[Segment]) -> str:
    """Path data in whole numbers, each point told from where the one before ended: half as long as in full."""
    data, at = "", (0, 0)
    for command, *numbers in segments:
        whole = [round(number) for number in numbers]
        steps = [str(number - at[index % 2]) for index, number in enumerate(whole)]
        data += ("M" if command == "M" else "c") + " ".join(steps).replace(" -", "-")
        at = (whole[-2], whole[-1])
    return data


def spans(stages: Sequence[tuple[str, int]]) -> list[dict[str, str]]:
    """Stages as parts of the chart's width, as `{name, shown, x, width}`; each with its number of columns.

    Where there is no room for a letter, only an ellipsis is shown.
    """
    total = sum(count for _, count in stages) or 1
    found, at = [], 0
    for name, count in stages:
        shown = name if count / total >= _ROOM else "…"
        found.append({"name": name, "shown": shown, "x": percent(at, total), "width": percent(count, total)})
        at += count
    return found


def percent(part: float, whole: float) -> str:
    """A place on the chart's width."""
    return f"{plain(part / whole * 100, 2)}%"


def pen(traveller: Traveller) -> dict[str, str]:
    """How a persona's curve is told from others, as `{shade, dash}`: a class of the style sheet, and its dashes."""
    return {
        "shade": f"c{traveller.color.removeprefix('persona-')}",
        "dash": " ".join(plain(part) for part in traveller.dash),
    }


def rows(places: Sequence[float], least: float) -> list[int]:
    """A row for each of `places` (in order of importance) so that none in a row are nearer than `least`."""
    found: list[int] = []
    for index, place in enumerate(places):
        row = 0
        while any(found[other] == row and abs(places[other] - place) < least for other in range(index)):
            row += 1
        found.append(row)
    return found


def columns(count: int) -> dict[str, Any]:
    """How many columns a chart has and whether they are wide enough for a dot each."""
    return {"count": count, "dotted": count <= 60}  # noqa: PLR2004 - 12 px each on the narrowest chart
