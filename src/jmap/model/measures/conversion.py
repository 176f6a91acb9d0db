"""Conversion: the share of those who come here that go on to the step wanted."""

from __future__ import annotations

from jmap.model.measures._line import bounded

MEASURE = bounded(
    "conversion",
    "share",
    "higher",
    scale="0 to 100%",
    source="P. W. Farris, N. T. Bendle, P. E. Pfeifer, D. J. Reibstein, Marketing Metrics, 2nd ed.",
    pooling="cases are added up: shares are weighted by n",
)
