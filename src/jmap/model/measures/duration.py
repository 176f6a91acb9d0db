"""Duration: how long the step takes, measured."""

from __future__ import annotations

from jmap.model.measures._line import bounded

MEASURE = bounded(
    "duration",
    "duration",
    "lower",
    scale="time, 0 or more",
    source="Measures of efficiency, ISO/IEC 25022:2016, 8.3.",
    pooling="means are weighted by n",
)
