"""Ways to the end: which they are, how long they take, how they are remembered."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from jmap.model.flow import edges_from
from jmap.report.names import percent
from jmap.score.path import chances, times
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.model.flow import Edge
    from jmap.report.names import Words
    from jmap.score.result import PathScore

SHOWN = 12
"""Ways listed at most."""
WHOLE = 12
"""Ways of so many touchpoints are told in full; of longer ones, where they begin, turn off and end."""


def paths(words: Words) -> dict[str, Any]:
    """What is known of the ways; empty where that is neither a duration nor more than one way."""
    journey, found = words.sheet.journey, words.sheet.scores.paths
    lengths = [path.seconds for path in found if path.seconds is not None]
    if not lengths and len(found) < 2:  # noqa: PLR2004 - a way and another one
        return {}
    longest = max(lengths, default=0.0)
    names = {one.id: words.say(one.name) for one in journey.touchpoints}
    forks = edges_from(journey)
    shares = chances(journey, found)
    known = _times(words)
    expected = any(one["key"] == "paths.expected" for one in known)
    return {
        "times": known,
        "rows": [
            {
                "steps": [names[id_] for id_ in _told(path, forks)],
                "whole": len(path.touchpoints) <= WHOLE,
                "count": words.word("paths.touchpoints", count=len(path.touchpoints)),
                "duration": words.plan.duration(path.seconds) if path.seconds is not None else "",
                "bar": plain(path.seconds / longest * 100, 1) if path.seconds and longest else "",
                "share": percent(share, 0) if len(found) > 1 else "",
                "peak_end": plain(path.peak_end, 0) if path.peak_end is not None else "",
            }
            for path, share in list(zip(found, shares, strict=True))[:SHOWN]
        ],
        "more": words.word("value.more", count=len(found) - SHOWN) if len(found) > SHOWN else "",
        "timed": bool(lengths),
        "shared": len(found) > 1 and any(share is not None for share in shares),
        "missing": _missing(words),
        "expected": words.word("report.method.time") if expected else "",
    }


def _times(words: Words) -> list[dict[str, str]]:
    """The shortest, the expected and the longest time as `{key, name, value}`; one where they are the same."""
    found = times(words.sheet.journey, words.sheet.scores.paths)
    if found is None:
        return []
    if found.shortest == found.longest:
        return words.facts(("lane.duration", words.plan.duration(found.shortest)))
    expected = words.plan.duration(found.expected) if found.expected is not None else ""
    return words.facts(
        ("paths.shortest", words.plan.duration(found.shortest)),
        ("paths.expected", expected),
        ("paths.longest", words.plan.duration(found.longest)),
    )


def _missing(words: Words) -> str:
    """Touchpoints whose duration nobody knows, where that of others is known: then some ways have none."""
    touchpoints = words.sheet.journey.touchpoints
    unknown = [words.say(one.name) for one in touchpoints if one.duration is None]
    if not unknown or len(unknown) == len(touchpoints):
        return ""
    names = words.join([*unknown[:SHOWN], *(["…"] if len(unknown) > SHOWN else [])])
    return words.word("paths.missing", names=names)


def _told(path: PathScore, forks: Mapping[str, Sequence[Edge]]) -> list[str]:
    """The touchpoints by which a way is known: all of a short one."""
    way = path.touchpoints
    if len(way) <= WHOLE:
        return list(way)
    turns = [after for before, after in pairwise(way) if len(forks[before]) > 1]
    return list(dict.fromkeys((way[0], *turns, way[-1])))
