"""Comparisons as plain data, for programs: ids and numbers, `None` where something is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.model import Stage

if TYPE_CHECKING:
    from jmap.compare.result import Comparison, MeasureShift, PointChange, Shift


def comparison(found: Comparison) -> dict[str, Any]:
    """Two journeys, as a whole and touchpoint by touchpoint."""
    return {
        "score": _shift(found.score),
        "personas": {persona: _shift(shift) for persona, shift in found.by_persona},
        "measures": [_measure(shift) for shift in found.measures],
        "touchpoints": [point(each) for each in found.points],
    }


def point(found: PointChange) -> dict[str, Any]:
    """A touchpoint, or a whole stage, of either journey."""
    return {
        "stage" if isinstance(found.place, Stage) else "touchpoint": found.place.id,
        "was": found.before.id if found.before is not None else None,
        "change": found.kind,
        "score": _shift(found.score),
        "mood": list(found.mood),
        "measures": [_measure(shift) for shift in found.measures if shift.differs],
        "pains": {
            "gone": [each.id for each in found.pains_gone],
            "new": [each.id for each in found.pains_new],
        },
        "opportunities": {
            "gone": [each.id for each in found.chances_gone],
            "new": [each.id for each in found.chances_new],
        },
        "lanes": [change.lane for change in found.lanes],
    }


def _shift(shift: Shift) -> dict[str, Any]:
    return {
        "before": shift.before.value,
        "after": shift.after.value,
        "points": shift.points,
        "apart": shift.apart,
    }


def _measure(shift: MeasureShift) -> dict[str, Any]:
    return {
        "measure": shift.measure,
        "persona": shift.persona,
        "before": shift.before.shown if shift.before is not None else None,
        "after": shift.after.shown if shift.after is not None else None,
        "points": shift.points,
        "apart": shift.apart,
    }
