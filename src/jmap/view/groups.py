"""Which measured values may be published: none of so few people that these could be recognised.

A value of a small group is left out. So is one more of a set, where the total and the other parts would give
the small group away: total − parts. The smallest part goes, since it costs readers least (complementary
suppression: A. Hundepool et al. (2012), Statistical Disclosure Control, Wiley, ch. 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from jmap.model import Emotion, Measurement
from jmap.model.ground import ground_of, is_small
from jmap.view.rebuild import with_fields

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from jmap.model import Evidence
    from jmap.model.ground import Grounded

Given = TypeVar("Given", Emotion, Measurement)


class Groups:
    """The groups of a project.

    Attributes:
        least: people a group must have to be published.
    """

    def __init__(self, evidence: Mapping[str, Evidence], least: int) -> None:
        self._evidence = evidence
        self.least = least

    def published(self, values: Sequence[Given], around: Sequence[str]) -> tuple[Given, ...]:
        """Those of `values` of one thing that may be published; `around` is the evidence of their place."""
        kept = [self._told(value) for value in values if not self.small(value, around)]
        for total in [value for value in kept if value.persona is None]:
            whole = self._size(total, around)
            parts = [
                (size, index)
                for index, part in enumerate(kept)
                if part.persona is not None
                and _together(part.date, total.date)
                and (size := self._size(part, around)) is not None
            ]
            rest = (whole or 0) - sum(size for size, _ in parts)
            if parts and 0 < rest < self.least:
                kept.pop(min(parts)[1])
        return tuple(kept)

    def small(self, value: Grounded, around: Sequence[str] = ()) -> bool:
        """Whether a value is of a group that is too small."""
        return is_small(value, around, self._evidence, self.least)

    def _told(self, value: Given) -> Given:
        """A value without a sample size that is too small to be told: what was heard in talks."""
        if value.n is not None and value.n < self.least:
            return with_fields(value, n=None, sd=None)
        return value

    def _size(self, value: Emotion | Measurement, around: Sequence[str]) -> int | None:
        return ground_of(value, around, self._evidence).n


def _together(one: dt.date | None, other: dt.date | None) -> bool:
    """Whether two values may be of the same survey."""
    return one == other or one is None or other is None
