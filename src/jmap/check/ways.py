"""Where the ways of a journey lead: what the first touchpoint leads to, and what never leads to the end."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jmap.model.flow import flow, reachable
from jmap.model.journey import END

if TYPE_CHECKING:
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
    def reached(self) -> set[str]:
        """Touchpoints that the first one leads to, itself included."""
        first = self._journey.touchpoints[:1]
        return reachable((each.id for each in first), self._onward)

    @cached_property
    def trapped(self) -> set[str]:
        """Touchpoints on some path from which neither the end nor a dead end can be reached."""
        stops = (name for name, targets in self._onward.items() if not targets)
        return self.reached - reachable((END, *stops), self._back) - {END}
