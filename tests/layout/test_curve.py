from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jmap.layout.curve import Point, runs, sampled, smooth

heights = st.lists(st.floats(0, 200), min_size=2, max_size=30)


def points(ys: list[float]) -> list[Point]:
    return [Point(100.0 * i + 7 * (i % 3), y) for i, y in enumerate(ys)]


@given(heights)
def test_a_curve_never_swings_past_the_values_it_joins(ys: list[float]) -> None:
    known = points(ys)
    for (a, b), chain in zip(pairwise(known), sampled(smooth(known), 64), strict=True):
        low, high = min(a.y, b.y), max(a.y, b.y)
        assert all(low - 1e-6 <= point.y <= high + 1e-6 for point in chain)
        # Between two values it only ever climbs or only ever falls, and never turns back.
        rising = 1 if b.y >= a.y else -1
        assert all((after.y - before.y) * rising >= -1e-6 for before, after in pairwise(chain))
        assert all(after.x > before.x for before, after in pairwise(chain))


@given(heights)
def test_a_curve_passes_through_every_value(ys: list[float]) -> None:
    known = points(ys)
    assert [chain[0] for chain in sampled(smooth(known))] == known[:-1]
    assert sampled(smooth(known))[-1][-1] == known[-1]


def test_the_unknown_breaks_a_curve() -> None:
    a, b, c = points([1, 2, 3])
    assert list(runs([None, a, b, None, None, c, None])) == [(a, b), (c,)]
    assert list(runs([])) == []
