from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jmap.layout.avoid import GAP, Target, crosses, place
from jmap.layout.curve import Point, sampled, smooth
from jmap.layout.scene import Box

INSIDE = Box(0, 0, 200, 240)
FACE = Target(100, 120, 15, 24, 14, upward=True)


def test_a_free_label_stands_above() -> None:
    box = place(FACE, INSIDE, [], [])
    assert box is not None
    assert box.bottom < 120 - 15
    assert box.x + box.width / 2 == 100


def test_a_label_makes_way_for_a_curve() -> None:
    over = [Point(0, 95), Point(200, 95)]
    box = place(FACE, INSIDE, [], [over])
    assert box is not None
    assert not crosses(over, box)


def test_where_there_is_no_room_there_is_no_label() -> None:
    assert place(FACE, INSIDE, [INSIDE], []) is None


boxes = st.builds(Box, st.floats(0, 190), st.floats(0, 230), st.floats(4, 40), st.floats(4, 40))
lines = st.lists(st.floats(20, 220), min_size=3, max_size=3)


@given(st.lists(boxes, max_size=6), st.lists(lines, max_size=3))
def test_labels_meet_nothing_and_lie_on_a_curve_only_for_want_of_room(
    taken: list[Box], curves: list[list[float]]
) -> None:
    chains = [
        chain
        for heights in curves
        for chain in sampled(smooth([Point(100.0 * i, y) for i, y in enumerate(heights)]))
    ]
    box = place(FACE, INSIDE, taken, chains)
    if box is None:
        return
    assert INSIDE.holds(box)
    assert not any(box.meets(other, GAP) for other in taken)
    if not taken and len(curves) <= 1:
        assert not any(crosses(chain, box) for chain in chains)
