"""Error rate: the share of attempts at a task in which an error is made."""

from __future__ import annotations

from jmap.model.measures._line import bounded

MEASURE = bounded(
    "error-rate",
    "share",
    "lower",
    scale="0 to 100%",
    source="Measures of effectiveness, ISO/IEC 25022:2016, 8.2.",
    pooling="cases are added up: shares are weighted by n",
)
