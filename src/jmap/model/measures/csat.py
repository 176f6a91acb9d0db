"""CSAT: customer satisfaction, as the share of the two best answers or as a mean on a declared scale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.model.measure import Answers, Measure
from jmap.model.measures._estimate import (
    agree,
    bare,
    by_point,
    form_of,
    listed,
    mean_of,
    percent,
    precise,
    share_of,
    share_of_count,
)
from jmap.model.measures._fixed import settle_for, whole
from jmap.model.quantity import Quantity
from jmap.model.reading import Reading, RefusedError, placed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.model.experience import Measurement
    from jmap.model.project import MeasureSettings
    from jmap.model.reading import Estimate

_ACCEPTS = ("82%", "4.3/5", "{count: 197, n: 240}", "{counts: {1: 3, 2: 5, 3: 22, 4: 90, 5: 120}}")
_SMALLEST = 4
"""On three points the two best answers would include the neutral one."""


def _quantity(quantity: Quantity, settings: MeasureSettings | None) -> Quantity:
    if quantity.unit == "number" and settings is not None and settings.unit == "%":
        quantity = Quantity(quantity.amount / 100, "share")
    if quantity.unit == "number":
        raise bare(quantity, _ACCEPTS)
    if quantity.unit == "duration":
        raise RefusedError("S213", f"csat is no duration: write {listed(_ACCEPTS)}")
    if quantity.unit == "share" and not 0 <= quantity.amount <= 1:
        raise RefusedError("S203", f"csat goes from 0 to 100%, {quantity} lies outside")
    if quantity.top is not None and (quantity.amount < 1 or quantity.top <= 1):
        raise RefusedError("S203", f"the answers of a csat scale begin at 1: {quantity} lies outside")
    return quantity


def _of_counts(measurement: Measurement, value: Quantity | None) -> Estimate:
    counts = by_point("csat", measurement)
    if len(counts) < _SMALLEST:
        raise RefusedError("S203", f"csat needs a scale of {_SMALLEST} points or more, not {len(counts)}")
    n, two_best = sum(counts.values()), list(counts.values())[-2:]
    share = sum(two_best) / n
    if value is not None and value.unit == "scale":
        raise RefusedError(
            "S215", f"csat has `value: {value}` and `counts`: a mean and a share; keep the counts"
        )
    estimate = share_of(share, n, (percent, share), (_counted, two_best, n, share))
    if value is not None:
        agree("csat", value.amount, estimate, 0.005)
    return estimate


def _counted(two_best: Sequence[int], n: int, share: float) -> str:
    return f"({' + '.join(map(str, two_best))}) / {n} = {percent(share)}"


def _of_mean(mean: float, top: float) -> str:
    return f"({precise(mean)} - 1) / {precise(top - 1)} × 100"


def _of_share(share: float) -> str:
    return f"{percent(share)} × 100"


def _read(measurement: Measurement, settings: MeasureSettings | None) -> Reading:
    whole("csat", measurement)
    form = form_of("csat", measurement, ("value", "count", "counts"), _ACCEPTS)
    value = None if measurement.value is None else _quantity(measurement.value, settings)
    target = None if measurement.target is None else _quantity(measurement.target, settings)
    scaled = form == "value" and value is not None and value.unit == "scale"
    if target is not None and (target.top if target.unit == "scale" else None) != (
        value.top if scaled and value else None
    ):
        raise RefusedError("S215", f"csat and its target stand on different scales: {target} is the target")
    if scaled and value is not None and value.top is not None:
        estimate = mean_of(value.amount, measurement.n, measurement.sd, (str, value))
        working = (_of_mean, value.amount, value.top)
        return placed(estimate, 1, value.top, working, f"mean on 1–{value.top:.12g}, higher is better")
    if form == "counts":
        estimate = _of_counts(measurement, value)
    elif form == "count":
        estimate = share_of_count("csat", measurement)
    elif value is not None:
        if measurement.sd is not None:
            raise RefusedError("S215", "csat as a share has no `sd` of its own: n is enough")
        estimate = share_of(value.amount, measurement.n, (str, value))
    return placed(estimate, 0, 1, (_of_share, estimate.value), "share of the two best answers")


MEASURE = Measure(
    id="csat",
    label="measure.csat",
    accepts=_ACCEPTS,
    better="higher",
    scale="0 to 100% (the two best answers), or a mean on a scale from 1",
    bounded=False,
    formula="share of the two best answers × 100; of a mean m on 1–top: (m − 1) / (top − 1) × 100",
    source="Top-2-box: N. A. Morgan, L. L. Rego (2006), The value of different customer satisfaction and "
    "loyalty metrics in predicting business performance, Marketing Science 25(5), 426–439; means: "
    "Cohen et al. (1999), Multivariate Behavioral Research 34(3), 315–346.",
    pooling="counts are added up; shares and means are weighted by n; shares and means are never mixed",
    read=_read,
    settle=settle_for("csat", ("%",)),
    answers=Answers("points"),
)
