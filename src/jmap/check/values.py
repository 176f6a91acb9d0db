"""What rules ask of measured values: which of two is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.model.measure import direction, measure_for
from jmap.model.reading import RefusedError

if TYPE_CHECKING:
    from jmap.model import Measurement, Project


def better(project: Project, name: str, one: Measurement, other: Measurement) -> bool | None:
    """Whether `one` is better than `other`; `None` when that cannot be known."""
    settings = project.settings.measures
    measure = measure_for(name, settings)
    if measure is None:
        return None
    own = settings.get(name)
    try:
        first, second = measure.reading(one, own), measure.reading(other, own)
    except RefusedError:
        return None
    good = direction(name, settings, one, other)
    if good is None or first.scale != second.scale:
        return None
    return first.value > second.value if good == "higher" else first.value < second.value
