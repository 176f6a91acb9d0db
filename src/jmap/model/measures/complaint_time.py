"""Complaint-handling time: from a complaint received to its answer."""

from __future__ import annotations

from jmap.model.measures._line import bounded

MEASURE = bounded(
    "complaint-time",
    "duration",
    "lower",
    scale="time, 0 or more",
    source="ISO 10002:2018, guidelines for complaints handling.",
    pooling="means are weighted by n",
)
