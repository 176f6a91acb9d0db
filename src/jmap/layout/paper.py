"""Where a map is cut so that it can be read on paper: between stages, or touchpoints where a stage is too wide."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.layout.type import LABELS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.layout.scene import Scene
    from jmap.model import Journey

SHEET = 1500.0
"""What a sheet is wide, in px of the map: on A4 in landscape a px is 0.18 mm, and the smallest type 5.7 points high."""


class Cut(NamedTuple):
    """The columns of one sheet, from left to right, in px of the map."""

    start: float
    end: float


def sheets(scene: Scene, journey: Journey) -> tuple[Cut, ...]:
    """The sheets of a map, in order; beside the names of lanes each has as many whole stages as there is room for.

    A stage that is too wide by itself is cut between touchpoints. The last sheet has the end of the flow.
    """
    stages = [
        [Cut(x, x + width) for x, width in (scene.grid[one.id] for one in stage.touchpoints or (stage,))]
        for stage in journey.stages
    ]
    if not stages:
        return ()
    stages[-1][-1] = Cut(stages[-1][-1].start, scene.width)
    room = SHEET - LABELS
    cuts: list[Cut] = []
    for stage in stages:
        whole = Cut(stage[0].start, stage[-1].end)
        parts: Sequence[Cut] = [whole] if whole.end - whole.start <= room else stage
        for part in parts:
            if cuts and part.end - cuts[-1].start <= room:
                cuts[-1] = Cut(cuts[-1].start, part.end)
            else:
                cuts.append(part)
    return tuple(cuts)
