"""Groups of people become one by adding up their answers: a mean of their values is another number."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jmap import discovery
from jmap.model import Measurement, MeasureSettings
from jmap.model.measure import Measure, measure_for

if TYPE_CHECKING:
    from collections.abc import Mapping

MEASURES = discovery.discover("jmap.model.measures", "MEASURE", Measure).found
NPS = ("promoters", "passives", "detractors")
POINTS = {"csat": "12345", "emotion": "12345", "ces": "1234567", "kano": "AOMI"}
"""By measure: how its answers are counted. Those of no promoters and no points count cases of n."""
ADDED_UP = [each.id for each in MEASURES if "added up" in each.pooling] + ["own"]

Answers = dict[str, int]


def measurement(name: str, answers: Answers) -> Measurement:
    """Counted `answers` as a spec says them."""
    if name == "nps":
        return Measurement.model_validate(answers)
    if name in POINTS:
        return Measurement.model_validate({"counts": answers})
    return Measurement.model_validate({"count": answers["yes"], "n": sum(answers.values())})


def value(name: str, answers: Answers) -> float:
    own = {"own": MeasureSettings.model_validate({"unit": "%"})}
    found = measure_for(name, own)
    assert found is not None
    return found.read(measurement(name, answers), own.get(name)).value


def of(name: str) -> tuple[str, ...]:
    """The answers that are counted."""
    return NPS if name == "nps" else tuple(POINTS.get(name, ("yes", "no")))


def added(one: Mapping[str, int], other: Mapping[str, int]) -> Answers:
    return {answer: one[answer] + other[answer] for answer in one}


def test_what_is_added_up_is_covered() -> None:
    assert {"nps", *POINTS, "completion", "conversion", "own"} <= set(ADDED_UP)


@pytest.mark.parametrize("name", ADDED_UP)
@given(data=st.data())
def test_adding_up_answers_weights_each_group_by_its_size(name: str, data: st.DataObject) -> None:
    def group() -> Any:
        return st.fixed_dictionaries({answer: st.integers(0, 300) for answer in of(name)})

    one, other = data.draw(group()), data.draw(group())
    n, m = sum(one.values()), sum(other.values())
    assume(n and m)
    first, second, together = value(name, one), value(name, other), value(name, added(one, other))
    assert together == pytest.approx(float(Fraction(n, n + m)) * first + float(Fraction(m, n + m)) * second)
    if n != m and abs(first - second) > 1e-9:
        # How far a plain mean is off follows from the sizes: never by chance nothing.
        off = (first - second) * (n - m) / (n + m) / 2
        assert together - (first + second) / 2 == pytest.approx(off)
        assert together != (first + second) / 2


def test_a_mean_of_two_nps_is_not_the_nps_of_both() -> None:
    """8 of 10 promoters and 40 of 90 detractors: 8 − 40 of 100 is −32, and the mean of 80 and −44.4 is 17.8."""
    few = {"promoters": 8, "passives": 2, "detractors": 0}
    many = {"promoters": 0, "passives": 50, "detractors": 40}
    assert value("nps", added(few, many)) == pytest.approx(-32)
    assert (value("nps", few) + value("nps", many)) / 2 == pytest.approx(17.78, abs=0.005)


def test_a_mean_of_two_top_boxes_is_not_the_top_box_of_both() -> None:
    """9 of 10 and 30 of 90 are content: 39 of 100 is 39%, and the mean of 90% and 33.3% is 61.7%."""
    few = {"1": 1, "2": 0, "3": 0, "4": 4, "5": 5}
    many = {"1": 20, "2": 20, "3": 20, "4": 20, "5": 10}
    assert value("csat", added(few, many)) == pytest.approx(0.39)
    assert (value("csat", few) + value("csat", many)) / 2 == pytest.approx(0.6167, abs=0.00005)
