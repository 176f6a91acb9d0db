"""CES: how easy it was. Version 2.0 asks for agreement on 1–7 (higher is better), 1.0 for effort on 1–5."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.model.measure import Answers, Direction, Measure
from jmap.model.measures._estimate import (
    agree,
    by_point,
    form_of,
    listed,
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

_ACCEPTS = (
    "5.1 (CES 2.0, 1–7, higher is better)",
    "{value: 2.1/5, better: lower} (CES 1.0, effort)",
    "{counts: {1: 2, …, 7: 60}}",
)
_AGREEMENT, _EFFORT = 7, 5
"""Top points of versions 2.0 and 1.0."""


def _scale(top: float | None, better: Direction | None) -> tuple[float, Direction]:
    """Top point and direction: of the version meant when one of them is not given."""
    if top is None:
        return (_EFFORT, "lower") if better == "lower" else (_AGREEMENT, "higher")
    if better is None and top != _AGREEMENT:
        raise RefusedError(
            "S213",
            f"ces on 1–{top:.12g} does not say whether higher or lower is better: write {listed(_ACCEPTS)}",
        )
    return top, better or "higher"


def _answer(quantity: Quantity, top: float) -> float:
    if quantity.unit not in ("number", "scale"):
        raise RefusedError("S213", f"ces cannot be {quantity}: write {listed(_ACCEPTS)}")
    if quantity.top not in (None, top):
        raise RefusedError("S215", f"ces mixes scales: {quantity} is not on 1–{top:.12g}")
    if not 1 <= quantity.amount <= top or top <= 1:
        raise RefusedError("S203", f"ces goes from 1 to {top:.12g} here, {quantity} lies outside")
    return quantity.amount


def _read(measurement: Measurement, settings: MeasureSettings | None) -> Reading:
    whole("ces", measurement, polarity=False)
    form = form_of("ces", measurement, ("value", "counts"), _ACCEPTS)
    declared = measurement.better or (settings.better if settings else None)
    counts = by_point("ces", measurement) if form == "counts" else None
    written = measurement.value.top if measurement.value else None
    top, better = _scale(len(counts) if counts else written, declared)
    value = None if measurement.value is None else _answer(measurement.value, top)
    if measurement.target is not None:
        _answer(measurement.target, top)
    if counts is not None:
        estimate = mean_of_counts(counts, top)
        if value is not None:
            agree("ces", value, estimate, 0.05)
    elif value is not None:
        estimate = mean_of(value, measurement.n, measurement.sd, (_shown, value, top))
    zero, hundred = (top, 1) if better == "lower" else (1, top)
    working = (_working, estimate.value, top, better)
    return placed(estimate, zero, hundred, working, f"1–{top:.12g}, {better} is better")


def _shown(value: float, top: float) -> str:
    return f"{value:.12g}/{top:.12g}"


def _working(mean: float, top: float, better: Direction) -> str:
    over = f"{top:.12g} - {precise(mean)}" if better == "lower" else f"{precise(mean)} - 1"
    return f"({over}) / {top - 1:.12g} × 100"


MEASURE = Measure(
    id="ces",
    label="measure.ces",
    accepts=_ACCEPTS,
    better=None,
    scale="1 to 7 (2.0, higher is better) or 1 to 5 with `better: lower` (1.0)",
    bounded=False,
    formula="2.0: (ces − 1) / 6 × 100; effort on 1–top: (top − ces) / (top − 1) × 100",
    source="1.0: M. Dixon, K. Freeman, N. Toman (2010), Stop trying to delight your customers, Harvard "
    "Business Review 88(7/8), 116–122; 2.0: M. Dixon, N. Toman, R. DeLisi (2013), The Effortless Experience.",
    pooling="counts by point are added up; means are weighted by n; versions are never mixed",
    read=_read,
    settle=settle_for("ces", polarity=False),
    answers=Answers("points", highest=_AGREEMENT),
)
