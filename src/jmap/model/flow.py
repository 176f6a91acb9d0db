"""The flow through a journey: who leads where, in which order it is drawn, and which ways lead to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.model.journey import END

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from jmap.model.journey import Journey
    from jmap.model.text import Text


class Edge(NamedTuple):
    """One way on.

    Attributes:
        source: the touchpoint left.
        target: the touchpoint reached, or `end`.
        when: the condition, if one is given.
        share: share of those at `source` who take it, if given.
        implied: whether it follows from the order of the map only.
    """

    source: str
    target: str
    when: Text | None = None
    share: float | None = None
    implied: bool = False


def flow(journey: Journey) -> tuple[Edge, ...]:
    """All edges, in map order. Without `next` a touchpoint leads to the following one, the last to the end."""
    touchpoints = journey.touchpoints
    edges: list[Edge] = []
    for index, touchpoint in enumerate(touchpoints):
        if touchpoint.next is None:
            following = touchpoints[index + 1].id if index + 1 < len(touchpoints) else END
            edges.append(Edge(touchpoint.id, following, implied=True))
        else:
            edges.extend(Edge(touchpoint.id, step.to, step.when, step.share) for step in touchpoint.next)
    return tuple(edges)


def edges_from(journey: Journey) -> dict[str, list[Edge]]:
    """The edges by the touchpoint they leave."""
    found: dict[str, list[Edge]] = {}
    for edge in flow(journey):
        found.setdefault(edge.source, []).append(edge)
    return found


def branches(journey: Journey) -> bool:
    """Whether any way departs from the plain left-to-right order."""
    return any(touchpoint.next is not None for touchpoint in journey.touchpoints)


def ways(journey: Journey) -> dict[str, tuple[str, ...]]:
    """Where each touchpoint leads, in order of the map, each way once: what `flow` says without its words."""
    touchpoints = journey.touchpoints
    following = [*(each.id for each in touchpoints[1:]), END]
    return {
        each.id: (after,) if each.next is None else tuple(dict.fromkeys([step.to for step in each.next]))
        for each, after in zip(touchpoints, following, strict=False)
    }


def paths(ways: Mapping[str, tuple[str, ...]], limit: int = 64) -> Iterator[tuple[str, ...]]:
    """Acyclic ways from the first touchpoint to the end, each loop taken at most not at all, in order of the map.

    At most `limit` are given: their number can grow exponentially with the branches, and so can the search in
    loops, which is given up after as many steps as `limit` ways through the whole journey take.
    """
    if not ways:
        return
    back: dict[str, list[str]] = {}
    for source, targets in ways.items():
        for each in targets:
            back.setdefault(each, []).append(source)
    reaches_end = reachable((END,), back)  # so that dead ends cost no search
    first = next(iter(ways))
    path = {first: None}  # in order, and quick to ask whether a touchpoint is on it
    open_ways = [iter(ways[first])]
    given, steps = 0, limit * (len(ways) + 1)
    while open_ways and given < limit and steps > 0:
        target = next(open_ways[-1], None)
        if target is None:
            open_ways.pop()
            path.popitem()
        elif target == END:
            given += 1
            yield tuple(path)
        elif target in reaches_end and target not in path:
            steps -= 1
            path[target] = None
            open_ways.append(iter(ways[target]))


def reachable(starts: Iterable[str], ways: Mapping[str, Iterable[str]]) -> set[str]:
    """All that ways lead to from `starts`, and these themselves."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        for name in ways.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return found


def knots(ways: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """The knot of each name, told by one of its names: two are in the same where ways lead from each to the other.

    S. R. Kosaraju's: what ways against their direction reach, from those first that a search along them leaves last.
    """
    back: dict[str, list[str]] = {}
    for source, targets in ways.items():
        for each in targets:
            back.setdefault(each, []).append(source)
    found: dict[str, str] = {}
    for name in reversed(_left(ways)):
        if name not in found:
            found[name] = name
            waiting = [name]
            while waiting:
                for source in back.get(waiting.pop(), ()):
                    if source not in found:
                        found[source] = name
                        waiting.append(source)
    return found


def _left(ways: Mapping[str, Iterable[str]]) -> list[str]:
    """All names, in the order in which a search that goes deep first leaves them."""
    seen: set[str] = set()
    left: list[str] = []
    for start in ways:
        trail = [] if start in seen else [(start, iter(ways[start]))]
        seen.add(start)
        while trail:
            name, onward = trail[-1]
            target = next((each for each in onward if each not in seen), None)
            if target is None:
                left.append(name)
                trail.pop()
            else:
                seen.add(target)
                trail.append((target, iter(ways.get(target, ()))))
    return left
