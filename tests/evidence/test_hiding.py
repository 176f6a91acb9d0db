"""Values that would give away a small group, as the total without the other parts."""

from __future__ import annotations

from jmap.evidence.hiding import Cell, Size, revealing

EVERYBODY = Cell("q", "", "", "", "")


def of(who: str) -> Cell:
    return EVERYBODY._replace(who=who)


def sizes(total: int, **parts: int) -> dict[Cell, Size]:
    return {EVERYBODY: Size(total, total), **{of(who): Size(n, n) for who, n in parts.items()}}


def test_where_one_part_is_too_small_the_smallest_other_goes() -> None:
    assert revealing(sizes(64, guest=40, member=20, staff=4), 10) == {of("member")}


def test_where_the_rest_is_large_enough_all_stay() -> None:
    assert revealing(sizes(64, guest=40, member=12, staff=6, cook=6), 10) == set()
    assert revealing(sizes(52, guest=40, member=12), 10) == set()


def test_the_rest_may_be_of_nobody_on_the_map() -> None:
    assert revealing(sizes(56, guest=40, member=12), 10) == {of("member")}


def test_without_the_total_nothing_can_be_subtracted() -> None:
    found = sizes(64, guest=40, member=20, staff=4)
    del found[EVERYBODY]
    assert revealing(found, 10) == set()


def test_places_are_parts_as_personas_are() -> None:
    at = {place: EVERYBODY._replace(by="step", place=place) for place in ("door", "desk", "roof")}
    found = {
        EVERYBODY: Size(65, 65),
        at["door"]: Size(40, 40),
        at["desk"]: Size(20, 20),
        at["roof"]: Size(5, 5),
    }
    assert revealing(found, 10) == {at["desk"]}


def test_people_may_be_in_several_parts() -> None:
    found = {
        EVERYBODY: Size(60, 30),
        of("guest"): Size(30, 30),
        of("member"): Size(28, 30),
        of("staff"): Size(2, 2),
    }
    assert revealing(found, 10) == {of("member")}
