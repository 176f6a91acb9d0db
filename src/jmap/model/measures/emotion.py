"""Emotion: how it feels, from 1 (very bad) to 5 (very good)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from jmap.model.measure import Answers, Measure
from jmap.model.measures._estimate import (
    agree,
    by_point,
    form_of,
    mean_of,
    mean_of_counts,
    precise,
)
from jmap.model.measures._fixed import settle_for, whole
from jmap.model.reading import Reading, RefusedError, placed

if TYPE_CHECKING:
    from jmap.model.experience import Measurement
    from jmap.model.project import MeasureSettings
    from jmap.model.quantity import Quantity
    from jmap.model.reading import Estimate

_ACCEPTS = ("4", "4/5", "{counts: {1: 0, 2: 3, 3: 8, 4: 12, 5: 9}}")
_settle = settle_for("emotion")


@lru_cache(maxsize=4096)  # few different values make up a map of a hundred thousand touchpoints
def felt(value: float, n: int | None, sd: float | None) -> Reading:
    """An emotion given as such, 1–5."""
    return _placed(mean_of(value, n, sd, (_shown, value)))


def _placed(estimate: Estimate) -> Reading:
    return placed(estimate, 1, 5, (_working, estimate.value), "1–5, higher is better")


def _shown(value: float) -> str:
    return f"{value:.12g}/5"


def _working(value: float) -> str:
    return f"({precise(value)} - 1) / 4 × 100"


def _level(quantity: Quantity) -> float:
    if quantity.unit not in ("number", "scale") or quantity.top not in (None, 5):
        raise RefusedError("S213", f"emotion is given from 1 to 5, not as {quantity}")
    if not 1 <= quantity.amount <= 5:  # noqa: PLR2004  the ends of the scale
        raise RefusedError("S203", f"emotion goes from 1 to 5, {quantity} lies outside")
    return quantity.amount


def _read(measurement: Measurement, settings: MeasureSettings | None) -> Reading:
    del settings
    whole("emotion", measurement)
    form = form_of("emotion", measurement, ("value", "counts"), _ACCEPTS)
    if measurement.target is not None:
        _level(measurement.target)
    value = None if measurement.value is None else _level(measurement.value)
    if form == "value" and value is not None:
        return felt(value, measurement.n, measurement.sd)
    estimate = mean_of_counts(by_point("emotion", measurement, range(1, 6)), 5)
    if value is not None:
        agree("emotion", value, estimate, 0.05)
    return _placed(estimate)


MEASURE = Measure(
    id="emotion",
    label="measure.emotion",
    accepts=_ACCEPTS,
    better="higher",
    scale="1 to 5",
    bounded=False,
    formula="(emotion − 1) / 4 × 100",
    source="Percent of maximum possible: P. Cohen, J. Cohen, L. S. Aiken, S. G. West (1999), The problem of "
    "units and the circumstance for POMP, Multivariate Behavioral Research 34(3), 315–346.",
    pooling="counts by point are added up; means are weighted by n",
    read=_read,
    settle=_settle,
    answers=Answers("points"),
)
