from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jmap.model.flow import knots, reachable

NAMES = "abcdef"


@given(st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES))))
def test_a_knot_is_what_leads_there_and_back(ways: dict[str, set[str]]) -> None:
    found = knots(ways)
    known = {*ways, *(each for targets in ways.values() for each in targets)}
    assert found.keys() == known
    reached = {name: reachable((name,), ways) for name in known}
    for one in known:
        for other in known:
            assert (found[one] == found[other]) == (other in reached[one] and one in reached[other])


def test_a_long_ring_is_one_knot() -> None:
    size = 30_000  # which would take minutes from each name anew, and more than Python's stack
    ring = {str(number): [str((number + 1) % size)] for number in range(size)}
    assert len(set(knots(ring).values())) == 1
