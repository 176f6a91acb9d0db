"""Pain load: 1 − Π (1 − s·f)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.model import Pain
from jmap.score.pain import pain_load

if TYPE_CHECKING:
    from tests.score.conftest import Scored


def touchpoint(name: str, **keys: Any) -> dict[str, Any]:
    return {"touchpoint": name, "name": name, **keys}


def pain(**keys: Any) -> Pain:
    return Pain.model_validate({"pain": "p", "text": "p", **keys})


def test_one_pain_strikes_with_severity_times_frequency() -> None:
    load = pain_load([pain(severity=4, frequency="often")])
    assert load.value == pytest.approx(0.48)
    assert not load.assumed


def test_several_pains_join() -> None:
    load = pain_load([pain(severity=4, frequency="often"), pain(severity=5, frequency="rare")])
    assert load.value == pytest.approx(1 - 0.52 * 0.9)


@pytest.mark.parametrize("keys", [{}, {"severity": 3}, {"frequency": "sometimes"}])
def test_what_is_not_given_is_assumed_and_marked(keys: dict[str, Any]) -> None:
    load = pain_load([pain(**keys)])
    assert load.value == pytest.approx(3 / 5 * 0.3)
    assert load.assumed


def test_no_pain_noted_is_no_load() -> None:
    assert pain_load([]).value is None


def test_stage_pains_join_the_mean_of_the_touchpoints(scored: Scored) -> None:
    hurting = [{"pain": "p", "text": "p", "severity": 5, "frequency": 0.5}]
    stages = [
        {
            "stage": "s",
            "name": "S",
            "pains": hurting,
            "touchpoints": [touchpoint("a", pains=hurting), touchpoint("b")],
        },
        {"stage": "t", "name": "T", "touchpoints": [touchpoint("c"), touchpoint("d")]},
    ]
    result = scored(stages=stages)
    assert result.stages["s"].pain.value == pytest.approx(1 - (1 - 0.25) * (1 - 0.5))
    assert result.stages["t"].pain.value is None
    assert result.pain.value == pytest.approx(0.625 / 2)


SHARE = st.integers(0, 1000).map(lambda value: value / 1000)
PAINS = st.lists(st.tuples(st.integers(1, 5), SHARE), min_size=1, max_size=6)


@given(PAINS, st.integers(1, 5), SHARE)
def test_load_is_bounded_and_never_falls_with_another_pain(
    pains: list[tuple[int, float]], severity: int, frequency: float
) -> None:
    given_pains = [pain(severity=s, frequency=f) for s, f in pains]
    load = pain_load(given_pains).value
    more = pain_load([*given_pains, pain(severity=severity, frequency=frequency)]).value
    assert load is not None
    assert more is not None
    assert 0 <= load <= more + 1e-12 <= 1 + 1e-12
    assert pain_load(given_pains[::-1]).value == load
