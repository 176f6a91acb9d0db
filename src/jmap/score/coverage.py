"""What scores rest on, taken together."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final, TypeAlias

from jmap.score.value import Basis, Coverage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.score.value import Component

_UNKNOWN: Final = Basis.UNKNOWN  # looking up a member takes as long as making a tuple
Ground: TypeAlias = tuple[float, Basis, float]
"""Of one place: its weight, its basis and the share of its score that is measured, 0–1."""


def coverage_of(places: Iterable[Ground]) -> Coverage:
    """Shares of each basis by weight; all is unknown where there is nothing."""
    places = list(places)
    total = fsum([weight for weight, _, _ in places])
    if total == 0:
        return Coverage(0.0, 0.0, 1.0)
    known = fsum([weight for weight, basis, _ in places if basis is not _UNKNOWN])
    measured = fsum([weight * share for weight, _, share in places])
    return Coverage(measured / total, max(0.0, known - measured) / total, (total - known) / total)


def samples(components: Iterable[Component]) -> tuple[int, int] | None:
    """The smallest and the largest sample behind values; `None` where no size is known."""
    sizes = [component.n for component in components if component.n is not None]
    return (min(sizes), max(sizes)) if sizes else None
