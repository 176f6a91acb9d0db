"""What a measured value rests on, and which of several is the newest: alike for scores, maps, rules and views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypeVar

from jmap.model.experience import Emotion, Measurement, ReportedChange

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from jmap.model.experience import Experience
    from jmap.model.people import Evidence

Given: TypeAlias = Emotion | Measurement
Grounded: TypeAlias = Given | ReportedChange
V = TypeVar("V", Emotion, Measurement, Given)

_TALKS: Final = frozenset({"interview", "observation", "competitor", "assumption"})
"""Evidence that is no data about a group: talks with people who agreed, and what authors saw or think."""


class Ground(NamedTuple):
    """What a value rests on, by itself or by its evidence.

    Attributes:
        n: sample size: its own, else the largest of the evidence.
        date: its own, else the newest of the evidence.
        measured: whether n, a source and a date are known and nothing is assumed; else it is judged.
        assumed: whether an assumption is among the evidence.
        lent: whether `n` is that of the evidence.
    """

    n: int | None
    date: dt.date | None
    measured: bool
    assumed: bool = False
    lent: bool = False


def ground_of(value: Grounded, around: Sequence[str], evidence: Mapping[str, Evidence]) -> Ground:
    """What `value` rests on; evidence `around` it only fills in what it does not say itself."""
    own, date, source = value.n, value.date, value.source is not None
    if own is None:
        own = _counted(value)
    if not value.evidence and (not around or (own is not None and date is not None and source)):
        return Ground(own, date, own is not None and date is not None and source)
    items = _items(value, around, evidence)
    known = [item for item in items if item.kind != "assumption"]
    assumed = len(known) < len(items)
    n = own or max((item.n for item in known if item.n is not None), default=None)
    date = date or max((item.date for item in known if item.date is not None), default=None)
    complete = n is not None and date is not None and (source or bool(known))
    return Ground(n, date, complete and not assumed, assumed, own is None and n is not None)


def waves_of(
    values: Iterable[V], around: Sequence[str], evidence: Mapping[str, Evidence]
) -> dict[str | None, list[V]]:
    """Everybody's values and each persona's, oldest first; of equal days the later listed is newer.

    What no day is known of counts as oldest.
    """
    found: dict[str | None, list[V]] = {}
    for value in values:
        found.setdefault(value.persona, []).append(value)
    for waves in found.values():
        if len(waves) > 1:
            waves.sort(key=lambda wave: _day(ground_of(wave, around, evidence).date))
    return found


def emotion_of(here: Experience, persona: str, evidence: Mapping[str, Evidence]) -> Emotion | None:
    """The newest emotion of the persona, else of everybody."""
    waves = waves_of(here.emotion, here.evidence, evidence)
    found = waves.get(persona or None) or waves.get(None)
    return found[-1] if found else None


def is_small(value: Grounded, around: Sequence[str], evidence: Mapping[str, Evidence], least: int) -> bool:
    """Whether a value is of fewer than `least` people, so that these could be recognised.

    An emotion heard in talks is of people who agreed; a measure is data always.
    """
    n = ground_of(value, around, evidence).n
    if n is None or n >= least:
        return False
    kinds = {item.kind for item in _items(value, around, evidence)}
    return not (isinstance(value, Emotion) and kinds and kinds <= _TALKS)


def _items(value: Grounded, around: Sequence[str], evidence: Mapping[str, Evidence]) -> list[Evidence]:
    """The evidence a value names, else that of its place which is about its persona or nobody in particular."""
    items = [evidence[id_] for id_ in value.evidence or around if id_ in evidence]
    if not value.evidence and value.persona is not None:
        items = [item for item in items if item.persona in (None, value.persona)]
    return items


def _counted(value: Grounded) -> int | None:
    """How many answered, as the counts add up."""
    if not isinstance(value, Measurement):
        return None
    if value.counts is not None:
        return sum(value.counts.values()) or None
    return (value.promoters or 0) + (value.passives or 0) + (value.detractors or 0) or None


def _day(date: dt.date | None) -> int:
    return date.toordinal() if date is not None else 0
