"""Complaint-handling time: from a complaint received to its answer."""

from __future__ import annotations

from jmap.model.measures._line import bounded

MEASURE = bounded(
    "complaint-time",
    "duration",
    "lower",
    scale="time, 0 or more",
    source="Monitoring of complaint handling, ISO 10002:2018, 8.2 and 8.3.",
    pooling="means are weighted by n",
)
