"""Two scored journeys side by side: what is there in one only, and what differs where both have it."""

from __future__ import annotations

from jmap.compare.journeys import compare, moved, pairs
from jmap.compare.result import Comparison, LaneChange, MeasureShift, PointChange, Shift

__all__ = ["Comparison", "LaneChange", "MeasureShift", "PointChange", "Shift", "compare", "moved", "pairs"]
