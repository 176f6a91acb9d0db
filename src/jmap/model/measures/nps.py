"""NPS: share of promoters (9–10) minus share of detractors (0–6), −100 to 100."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.model.measure import Answers, Measure
from jmap.model.measures._estimate import (
    agree,
    by_point,
    check_total,
    exact,
    form_of,
    listed,
    mean_of,
    precise,
)
from jmap.model.measures._fixed import settle_for, whole
from jmap.model.reading import Reading, RefusedError, placed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.model.experience import Measurement
    from jmap.model.project import MeasureSettings
    from jmap.model.quantity import Quantity
    from jmap.model.reading import Estimate

_ACCEPTS = (
    "{promoters: 120, passives: 60, detractors: 20}",
    "{counts: {0: 2, …, 10: 60}}",
    "{value: 50, n: 200}",
)
_PROMOTER, _PASSIVE = 9, 7
"""The lowest answers of a promoter and of a passive."""


def _number(quantity: Quantity) -> float:
    if quantity.unit != "number":
        raise RefusedError(
            "S213", f"nps is a plain number from -100 to 100, not {quantity}: write {listed(_ACCEPTS)}"
        )
    if not -100 <= quantity.amount <= 100:  # noqa: PLR2004  the ends of the scale
        raise RefusedError("S203", f"nps goes from -100 to 100, {quantity} lies outside")
    return quantity.amount


def _of_answers(promoters: int, passives: int, detractors: int) -> Estimate:
    """NPS of counted answers: the mean of +100, 0 and −100, with the variance of a multinomial sample.

    Var = 100² (p + d − (p − d)²) / n. B. Rocks (2016), Interval estimation for the "Net Promoter Score",
    The American Statistician, 365–372.
    """
    n = promoters + passives + detractors
    share, other = promoters / n, detractors / n
    value = 100 * (promoters - detractors) / n
    spread = share + other - (share - other) ** 2
    # All answers alike say nothing of how answers differ: `mean_of` gives no interval then.
    alike = max(promoters, passives, detractors) == n
    sd = None if alike else 100 * spread**0.5
    return mean_of(value, n, sd, (exact, value), (_answered, promoters, detractors, n, value))


def _answered(promoters: int, detractors: int, n: int, value: float) -> str:
    return f"({promoters} - {detractors}) / {n} × 100 = {precise(value)}"


def _working(value: float) -> str:
    return f"({precise(value)} + 100) / 2"


def _counted(measurement: Measurement, form: str) -> Estimate:
    if form == "counts":
        return _of_answers(**_told(by_point("nps", measurement, range(11))))
    promoters, passives, detractors = measurement.promoters, measurement.passives, measurement.detractors
    if promoters is None or passives is None or detractors is None:
        raise RefusedError("S213", f"nps needs promoters, passives and detractors together: {_ACCEPTS[0]}")
    check_total("nps", measurement, promoters + passives + detractors)
    return _of_answers(promoters, passives, detractors)


def _read(measurement: Measurement, settings: MeasureSettings | None) -> Reading:
    del settings
    whole("nps", measurement)
    form = form_of("nps", measurement, ("value", "answers", "counts"), _ACCEPTS)
    if measurement.target is not None:
        _number(measurement.target)
    value = None if measurement.value is None else _number(measurement.value)
    if form == "value" and value is not None:
        estimate = mean_of(value, measurement.n, measurement.sd, (exact, value))
    else:
        estimate = _counted(measurement, form)
        if value is not None:
            agree("nps", value, estimate, 0.5)
    return placed(estimate, -100, 100, (_working, estimate.value), "-100–100, higher is better")


def _told(counts: Mapping[int, int]) -> Mapping[str, int]:
    promoters = sum(count for point, count in counts.items() if point >= _PROMOTER)
    detractors = sum(count for point, count in counts.items() if point < _PASSIVE)
    passives = sum(counts.values()) - promoters - detractors
    return {"promoters": promoters, "passives": passives, "detractors": detractors}


MEASURE = Measure(
    id="nps",
    label="measure.nps",
    accepts=_ACCEPTS,
    better="higher",
    scale="-100 to 100",
    bounded=False,
    formula="nps = (promoters − detractors) / n × 100; points = (nps + 100) / 2",
    source="F. F. Reichheld (2003), The one number you need to grow, Harvard Business Review 81(12), 46–54; "
    "interval: B. Rocks (2016), The American Statistician, 365–372.",
    pooling="promoters, passives and detractors are added up; scores are never averaged without their n",
    read=_read,
    settle=settle_for("nps"),
    answers=Answers("points", 0, 10, _told),
)
