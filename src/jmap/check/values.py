"""What rules ask of measured values: how many, when, and which of two is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.model.measure import RefusedError, measure_for

if TYPE_CHECKING:
    import datetime as dt

    from jmap.check.survey import Measured
    from jmap.model import Measurement, Project


def sample(project: Project, measured: Measured) -> int | None:
    """How many a value rests on: its own number, the sum of its counts, or the largest of its evidence."""
    value = measured.value
    counts = (
        *(value.counts or {}).values(),
        value.promoters or 0,
        value.passives or 0,
        value.detractors or 0,
    )
    if value.n or sum(counts):
        return value.n or sum(counts)
    sizes = (project.evidence[name].n for name in _evidence(measured) if name in project.evidence)
    return max((size for size in sizes if size), default=None)


def day(project: Project, measured: Measured) -> dt.date | None:
    """When a value was measured: its own date, or the newest of its evidence."""
    if measured.value.date:
        return measured.value.date
    dates = (project.evidence[name].date for name in _evidence(measured) if name in project.evidence)
    return max((date for date in dates if date), default=None)


def better(project: Project, name: str, one: Measurement, other: Measurement) -> bool | None:
    """Whether `one` is better than `other`; `None` when that cannot be known."""
    settings = project.settings.measures
    measure = measure_for(name, settings)
    if measure is None:
        return None
    own = settings.get(name)
    try:
        first, second = measure.read(one, own), measure.read(other, own)
    except RefusedError:
        return None
    direction = measure.better or one.better or other.better or (own.better if own else None)
    if direction is None or first.scale != second.scale:
        return None
    return first.value > second.value if direction == "higher" else first.value < second.value


def _evidence(measured: Measured) -> tuple[str, ...]:
    """The evidence of a value, else of where it stands."""
    if measured.value.evidence:
        return measured.value.evidence
    return measured.moment.here.evidence if measured.moment else measured.journey.evidence
