"""Which measured values may be published: none of so few people that these could be recognised.

A value of a small group is left out. So is one more of a set, where the total and the other parts would give
the small group away: total − parts. The smallest part goes, since it costs readers least (complementary
suppression: A. Hundepool et al. (2012), Statistical Disclosure Control, Wiley, ch. 4).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from jmap.model import Emotion, Measurement
from jmap.view.rebuild import with_fields

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from jmap.model import Evidence

_TALKS: Final = frozenset({"interview", "observation", "competitor", "assumption"})
"""Evidence that is no data about a group: talks with people who agreed, and what authors saw or think."""

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

    def small(self, value: Emotion | Measurement, around: Sequence[str] = ()) -> bool:
        """Whether a value is of a group that is too small."""
        size = self._size(value, around)
        return size is not None and size < self.least and not self._talked(value, around)

    def _talked(self, value: Emotion | Measurement, around: Sequence[str]) -> bool:
        """Whether an emotion was heard in talks; a measure is data always."""
        kinds = {item.kind for item in self._items(value.evidence or around)}
        return isinstance(value, Emotion) and len(kinds) > 0 and kinds <= _TALKS

    def _told(self, value: Given) -> Given:
        """A value without a sample size that is too small to be told: what was heard in talks."""
        if value.n is not None and value.n < self.least:
            return with_fields(value, n=None, sd=None)
        return value

    def _size(self, value: Emotion | Measurement, around: Sequence[str]) -> int | None:
        """How many people a value is of: as stated, as answers add up, else by its evidence."""
        if value.n is not None:
            return value.n
        if isinstance(value, Measurement):
            answers = (value.promoters, value.passives, value.detractors, *(value.counts or {}).values())
            known = [count for count in answers if count is not None]
            if known:
                return sum(known)
        sizes = [item.n for item in self._items(value.evidence or around)]
        return max((size for size in sizes if size is not None), default=None)

    def _items(self, names: Sequence[str]) -> list[Evidence]:
        return [self._evidence[name] for name in names if name in self._evidence]


def _together(one: dt.date | None, other: dt.date | None) -> bool:
    """Whether two values may be of the same survey."""
    return one == other or one is None or other is None
