"""Completion: the share of attempts at a task that succeed."""

from __future__ import annotations

from jmap.model.measures._line import bounded

MEASURE = bounded(
    "completion",
    "share",
    "higher",
    scale="0 to 100%",
    source="Measures of effectiveness, ISO/IEC 25022:2016, 8.2; J. Sauro, J. R. Lewis (2016), "
    "Quantifying the User Experience, 2nd ed., ch. 3.",
    pooling="cases are added up: shares are weighted by n",
)
