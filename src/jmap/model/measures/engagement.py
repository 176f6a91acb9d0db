"""Engagement: how often, how long or how deeply people use something. The E of HEART."""

from __future__ import annotations

from jmap.model.measures._line import HEART, bounded

MEASURE = bounded(
    "engagement",
    None,
    "higher",
    scale="visits a week, actions a day, a share of active users, time spent: as its values say",
    source=HEART,
    pooling="means are weighted by n",
)
