"""Ways through a journey: peak–end and time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.score import score
from jmap.score.path import peak_end, times

if TYPE_CHECKING:
    from tests.score.conftest import ProjectOf, Scored


def touchpoint(name: str, **keys: Any) -> dict[str, Any]:
    return {"touchpoint": name, "name": name, **keys}


def test_peak_and_end_of_kahnemans_patient() -> None:
    """D. Kahneman (2011), Thinking, Fast and Slow: patient A's worst pain was 8 of 10, the last 7: 7.5.

    Pain p of 10 is an experience of 100 − 10·p. Patient B (8, then 1: 4.5) shows the difference of a scale
    with two ends: 90 at the end lies farther from neutral than 20, so it is peak and end.
    """
    assert peak_end([60, 20, 30]) == 100 - 10 * 7.5
    assert peak_end([60, 20, 90]) == 90


def test_of_equally_strong_moments_the_later_is_the_peak() -> None:
    assert peak_end([20, 80, 50]) == 65
    assert peak_end([80, 20, 50]) == 35


def test_nothing_known_has_no_peak() -> None:
    assert peak_end([]) is None


@given(st.lists(st.floats(0, 100), min_size=1))
def test_peak_end_lies_within_the_values(values: list[float]) -> None:
    result = peak_end(values)
    assert result is not None
    assert min(values) <= result <= max(values)


def test_every_way_to_the_end_has_its_own_peak_and_time(scored: Scored) -> None:
    result = scored(
        touchpoint("a", emotion=4, duration=60, next=[{"to": "b"}, {"to": "c"}, {"to": "a"}]),
        touchpoint("b", emotion=1, duration=30, next=[{"to": "c"}, {"to": "end"}]),
        touchpoint("c", emotion=5),
    )
    assert [each.touchpoints for each in result.paths] == [("a", "b", "c"), ("a", "b"), ("a", "c")]
    assert [each.peak_end for each in result.paths] == [100, 0, 100]
    assert [each.seconds for each in result.paths] == [None, 90, None]
    assert result.peak_end == 100


def test_a_journey_that_never_ends_has_no_way(scored: Scored) -> None:
    result = scored(touchpoint("a", emotion=4, next=[{"to": "a"}]))
    assert result.paths == ()
    assert result.peak_end is None
    assert result.score.value == 75


def test_loops_and_branches_everywhere_do_not_exhaust_the_search(scored: Scored) -> None:
    names = [f"t{number}" for number in range(40)]
    anywhere = [{"to": name} for name in names]
    tangle = [touchpoint(name, next=anywhere) for name in names[:-1]]
    started = time.process_time()
    assert scored(*tangle, touchpoint(names[-1])).paths
    assert time.process_time() - started < 5


def test_long_journeys_cost_no_more_than_their_length(project_of: ProjectOf) -> None:
    def seconds(length: int) -> float:
        project = project_of(
            *(
                touchpoint(
                    f"t{number}", emotion=1 + number % 5, next=[{"to": f"t{number + 1}"}, {"to": "end"}]
                )
                for number in range(length - 1)
            ),
            touchpoint(f"t{length - 1}"),
        )
        started = time.process_time()
        result = score(project)["j"]
        taken = time.process_time() - started
        assert sum(len(each.touchpoints) for each in result.paths) <= 50_000
        return taken

    seconds(100)
    # Eight times the length may take three times as long per touchpoint, were the machine to stutter;
    # anything quadratic would take eight.
    assert seconds(16_000) < 24 * seconds(2_000)


@pytest.mark.parametrize("length", [1, 3])
def test_plain_order_is_one_way(scored: Scored, length: int) -> None:
    result = scored(*(touchpoint(f"t{number}", duration=5) for number in range(length)))
    assert [each.seconds for each in result.paths] == [5 * length]


def test_times_of_branches_by_hand(project_of: ProjectOf) -> None:
    """80 % go a → c in 30 s, 20 % take b as well and 90 s."""
    ways = [{"to": "b", "share": 0.2}, {"to": "c", "share": 0.8}]
    project = project_of(
        touchpoint("a", duration=10, next=ways), touchpoint("b", duration=60), touchpoint("c", duration=20)
    )
    found = times(project["j"], score(project)["j"].paths)
    assert found is not None
    assert (found.shortest, found.longest) == (30, 90)
    assert found.expected == pytest.approx(0.2 * 90 + 0.8 * 30)


@pytest.mark.parametrize(("share", "expected"), [(0.25, 10 + 20 * 0.75), (None, None)])
def test_expected_time_needs_shares(
    project_of: ProjectOf, share: float | None, expected: float | None
) -> None:
    ways = [{"to": "end", "share": share}, {"to": "b", "share": 0.75}]
    project = project_of(touchpoint("a", duration=10, next=ways), touchpoint("b", duration=20))
    found = times(project["j"], score(project)["j"].paths)
    assert found is not None
    assert found.expected == expected


def test_no_times_where_a_duration_is_unknown(project_of: ProjectOf) -> None:
    project = project_of(touchpoint("a", duration=10), touchpoint("b"))
    assert times(project["j"], score(project)["j"].paths) is None
