"""Scores of ways through a journey.

Peak–end: an experience is remembered by its most intense moment and its end. D. Kahneman, B. L. Fredrickson,
C. A. Schreiber, D. A. Redelmeier (1993), When more pain is preferred to less, Psychol. Science 4(6), 401–405.
"""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING

from jmap.model.flow import paths
from jmap.score.result import PathScore

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.model.journey import Journey
    from jmap.score.result import TouchpointScore

NEUTRAL = 50
"""Neither good nor bad: a peak is what lies farthest from here."""


def peak_end(values: Sequence[float]) -> float | None:
    """Mean of the value farthest from 50 (of equally far ones the later) and the last one; 0–100."""
    if not values:
        return None
    peak = max(reversed(values), key=lambda value: abs(value - NEUTRAL))
    return (peak + values[-1]) / 2


MOST = 50_000
"""Touchpoints on all ways listed together: a journey of thousands of touchpoints lists fewer ways."""


def path_scores(journey: Journey, scores: Mapping[str, TouchpointScore]) -> tuple[PathScore, ...]:
    """Ways to the end, each touchpoint on it once: the first 64, fewer where they are very long."""
    limit = max(1, min(64, MOST // max(1, len(scores))))
    return tuple(_path_score(path, journey, scores) for path in paths(journey, limit))


def _path_score(path: tuple[str, ...], journey: Journey, scores: Mapping[str, TouchpointScore]) -> PathScore:
    values = [value for name in path if (value := scores[name].score.value) is not None]
    durations = [journey.by_id[name].duration for name in path]
    known = [duration for duration in durations if duration is not None]
    return PathScore(path, peak_end(values), fsum(known) if len(known) == len(durations) else None)
