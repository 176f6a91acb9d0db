"""Where the ways of a journey lead: what the first touchpoint leads to, and what never leads to the end."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jmap.model.flow import flow
from jmap.model.journey import END

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jmap.model import Journey


class Ways:
    """The flow of one journey as a graph."""

    def __init__(self, journey: Journey) -> None:
        self._journey = journey
        self._onward: dict[str, list[str]] = {each.id: [] for each in journey.touchpoints}
        self._back: dict[str, list[str]] = {END: []}
        for edge in flow(journey):
            self._onward[edge.source].append(edge.target)
            self._back.setdefault(edge.target, []).append(edge.source)

    @cached_property
    def reached(self) -> frozenset[str]:
        """Touchpoints that the first one leads to, itself included."""
        first = self._journey.touchpoints[:1]
        return _closure((each.id for each in first), self._onward)

    @cached_property
    def trapped(self) -> frozenset[str]:
        """Touchpoints on some path from which neither the end nor a dead end can be reached."""
        stops = (name for name, targets in self._onward.items() if not targets)
        return self.reached - _closure((END, *stops), self._back) - {END}


def _closure(starts: Iterable[str], ways: Mapping[str, list[str]]) -> frozenset[str]:
    found = set(starts)
    waiting = list(found)
    while waiting:
        for name in ways.get(waiting.pop(), ()):
            if name not in found:
                found.add(name)
                waiting.append(name)
    return frozenset(found)
