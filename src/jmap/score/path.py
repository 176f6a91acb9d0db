"""Scores of ways through a journey.

Peak–end: an experience is remembered by its most intense moment and its end. D. Kahneman, B. L. Fredrickson,
C. A. Schreiber, D. A. Redelmeier (1993), When more pain is preferred to less, Psychol. Science 4(6), 401–405.
"""

from __future__ import annotations

from math import fsum, prod
from typing import TYPE_CHECKING, NamedTuple

from jmap.model.flow import edges_from, paths
from jmap.model.journey import END

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jmap.model.journey import Journey

NEUTRAL = 50
"""Neither good nor bad: a peak is what lies farthest from here."""


def peak_end(values: Sequence[float]) -> float | None:
    """Mean of the value farthest from 50 (of equally far ones the later) and the last one; 0–100."""
    if not values:
        return None
    high, low = max(values), min(values)
    above, below = high - NEUTRAL, NEUTRAL - low
    if above == below:
        peak = next(value for value in reversed(values) if value in (high, low))
    else:
        peak = high if above > below else low
    return (peak + values[-1]) / 2


class PathScore(NamedTuple):
    """One acyclic way to the end.

    Attributes:
        peak_end: 0–100.
        seconds: the durations together; `None` where one on the way is unknown.
    """

    touchpoints: tuple[str, ...]
    peak_end: float | None
    seconds: float | None


MOST = 50_000
"""Touchpoints on all ways listed together: a journey of thousands of touchpoints lists fewer ways."""


def path_scores(
    ways: Mapping[str, tuple[str, ...]], values: Mapping[str, float], durations: Mapping[str, float]
) -> Iterator[PathScore]:
    """Ways to the end, each touchpoint on it once: the first 64, fewer where they are very long.

    Args:
        ways: where each touchpoint leads.
        values: scores of touchpoints, as far as known.
        durations: of touchpoints, as far as known, in seconds.
    """
    limit = max(1, min(64, MOST // max(1, len(ways))))
    for path in paths(ways, limit):
        known = [values[name] for name in path if name in values]
        times = [durations[name] for name in path if name in durations]
        yield PathScore(path, peak_end(known), fsum(times) if len(times) == len(path) else None)


class Times(NamedTuple):
    """How long the ways to the end take, in seconds.

    Attributes:
        expected: mean over the ways by how many take them; `None` where a fork does not say its shares.
    """

    shortest: float
    longest: float
    expected: float | None


def times(journey: Journey, paths: Sequence[PathScore]) -> Times | None:
    """Times of the ways whose durations are all known; `None` where any is unknown.

    A way is taken as often as the product of the shares along it says. Ways that loop are not listed, so the
    shares of those listed are taken for the whole.
    """
    durations = [path.seconds for path in paths if path.seconds is not None]
    if not durations or len(durations) < len(paths):
        return None
    shortest, longest = min(durations), max(durations)
    known = [chance for chance in chances(journey, paths) if chance is not None]
    total = fsum(known)
    if len(known) < len(paths) or not total:
        return Times(shortest, longest, shortest if shortest == longest else None)
    mean = fsum(chance * seconds for chance, seconds in zip(known, durations, strict=True)) / total
    return Times(shortest, longest, min(longest, max(shortest, mean)))


def chances(journey: Journey, paths: Sequence[PathScore]) -> list[float | None]:
    """How many take each way, 0–1: the product of the shares along it; `None` where a fork does not say them."""
    shares = _shares(journey)
    return [_chance(path, shares) for path in paths]


def _shares(journey: Journey) -> dict[tuple[str, str], float | None]:
    """Share of those at a touchpoint who take each way on; a single way is everybody's."""
    found: dict[tuple[str, str], float | None] = {}
    for source, edges in edges_from(journey).items():
        for edge in edges:
            share = 1.0 if len(edges) == 1 else edge.share
            before = found.get((source, edge.target), 0.0)
            found[source, edge.target] = None if share is None or before is None else before + share
    return found


def _chance(path: PathScore, shares: Mapping[tuple[str, str], float | None]) -> float | None:
    steps = zip(path.touchpoints, (*path.touchpoints[1:], END), strict=True)
    taken = [shares.get(step) for step in steps]
    known = [share for share in taken if share is not None]
    return prod(known) if len(known) == len(taken) else None
