"""Adoption: the share of new or invited users who begin to use something. The A of HEART."""

from __future__ import annotations

from jmap.model.measures._line import HEART, bounded

MEASURE = bounded(
    "adoption",
    "share",
    "higher",
    scale="0 to 100%",
    source=HEART,
    pooling="cases are added up: shares are weighted by n",
)
