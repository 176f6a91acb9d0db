"""When something missing is a gap, and when it is a choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jmap.model import Journey

T = TypeVar("T")


class OfJourney(Protocol):
    """A stage, a touchpoint, or something that is met there."""

    @property
    def journey(self) -> Journey:
        """The journey it belongs to."""


J = TypeVar("J", bound=OfJourney)


def per_journey(things: Iterable[J]) -> Iterable[list[J]]:
    """`things` in one list for each journey."""
    found: dict[str, list[J]] = {}
    for thing in things:
        found.setdefault(thing.journey.id, []).append(thing)
    return found.values()


def gaps(things: Sequence[T], has: Callable[[T], object]) -> list[T]:
    """Those of `things` without what at least half of them have.

    A lane that hardly anybody fills is a choice, or work not begun; a lane with a hole in it is an oversight.
    """
    without = [thing for thing in things if not has(thing)]
    return without if 2 * len(without) <= len(things) else []
