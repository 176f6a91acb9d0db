"""Pain load: how much trouble is met, 0–1.

load = 1 − Π (1 − s·f) over the pains, s = severity / 5 and f = how often each is met: the chance that at
least one trouble strikes, were each to strike with chance s·f and independently ("noisy or": J. Pearl (1988),
Probabilistic Reasoning in Intelligent Systems).
"""

from __future__ import annotations

from functools import lru_cache
from math import fsum, prod
from typing import TYPE_CHECKING

from jmap.model.values import FREQUENCIES
from jmap.score.value import PainLoad

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.model.experience import Pain

SEVERITY = 3
"""Taken for a pain whose severity is not given."""
FREQUENCY = FREQUENCIES["sometimes"]
"""Taken for a pain whose frequency is not given."""
NONE = PainLoad()


def chance(pain: Pain) -> float:
    """s·f of one pain, 0–1, with the defaults filled in."""
    return _chance(pain.severity, pain.frequency)


def _chance(severity: int | None, frequency: float | None) -> float:
    return (SEVERITY if severity is None else severity) / 5 * (FREQUENCY if frequency is None else frequency)


def pain_load(pains: Sequence[Pain]) -> PainLoad:
    """The load of all pains of one touchpoint."""
    return _load(tuple([(pain.severity, pain.frequency) for pain in pains])) if pains else NONE


@lru_cache(maxsize=1024)  # pains of five severities, each met rarely to always, make few different loads
def _load(given: tuple[tuple[int | None, float | None], ...]) -> PainLoad:
    left = [1 - _chance(*each) for each in given]
    left.sort()  # so that the order of listing does not change the last digit
    return PainLoad(1 - prod(left), any(None in each for each in given))


def mean_load(loads: Sequence[tuple[float, PainLoad]], whole: PainLoad = NONE) -> PainLoad:
    """The weighted mean of `loads`, joined with the load of what troubles people all along (`whole`).

    Where no pain is noted its load counts as 0, so that noting a pain never lowers the mean.
    """
    if whole.value is None and all(load.value is None for _, load in loads):
        return NONE
    total = fsum(weight for weight, _ in loads)
    mean = fsum(weight * (load.value or 0.0) for weight, load in loads) / total if total else 0.0
    joined = 1 - (1 - mean) * (1 - (whole.value or 0.0))
    return PainLoad(joined, whole.assumed or any(load.assumed for _, load in loads))
