"""Retention: the share of customers who are still customers at the end of a period."""

from __future__ import annotations

from jmap.model.measures._line import bounded

MEASURE = bounded(
    "retention",
    "share",
    "higher",
    scale="0 to 100%",
    source="P. W. Farris, N. T. Bendle, P. E. Pfeifer, D. J. Reibstein, Marketing Metrics, 2nd ed.",
    pooling="cases are added up: shares are weighted by n",
)
