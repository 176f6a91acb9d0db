from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.layout.flow import HALF_WIDTH
from jmap.layout.scene import Box, Group, Path, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.layout.conftest import SceneOf

    from jmap.layout.scene import Item, Scene


def groups(items: tuple[Item, ...], role: str) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            if item.role == role:
                yield item
            yield from groups(item.items, role)


def crm(**steps: list[dict[str, Any]]) -> dict[str, Any]:
    ids = ("login", "entry", "search", "talk", "report")
    touchpoints = [
        {"touchpoint": id_, "name": id_} | ({"next": steps[id_]} if id_ in steps else {}) for id_ in ids
    ]
    return {"journey": "j", "title": "T", "stages": [{"stage": "s", "name": "S", "touchpoints": touchpoints}]}


BRANCHED = crm(
    entry=[{"to": "search", "when": "complete"}, {"to": "entry", "when": "a field is missing"}],
    talk=[{"to": "report", "when": "figures asked"}, {"to": "end", "when": "otherwise"}],
    report=[{"to": "end", "when": "accepted"}, {"to": "search", "when": "data missing"}],
)


def arrows(scene: Scene) -> list[tuple[float, float, float, float]]:
    """Start and end of every line of the flow."""
    (flow,) = groups(scene.items, "flow")
    lines = [item for item in flow.items if isinstance(item, Path) and item.stroke and not item.fill]
    ends = [[float(number) for segment in line.segments for number in segment[1:]] for line in lines]
    return [(numbers[0], numbers[1], numbers[-2], numbers[-1]) for numbers in ends]


def nearest(scene: Scene, x: float) -> str:
    """The node an arrow's end belongs to."""
    centers = {id_: left + wide / 2 for id_, (left, wide) in scene.grid.items()}
    last = max(left + wide for left, wide in scene.grid.values())
    centers["end"] = last + 52
    return min(centers, key=lambda id_: abs(centers[id_] - x))


def test_every_way_on_is_an_arrow_from_its_source_to_its_target(scene_of: SceneOf) -> None:
    scene = scene_of(BRANCHED)
    ways = sorted((nearest(scene, x1), nearest(scene, x2)) for x1, _, x2, _ in arrows(scene))
    assert ways == sorted(
        [
            ("login", "entry"), ("entry", "search"), ("entry", "entry"), ("search", "talk"),
            ("talk", "report"),
            ("talk", "end"), ("report", "end"), ("report", "search"),
        ]
    )  # fmt: skip


def test_every_condition_stands_beside_its_source(scene_of: SceneOf) -> None:
    scene = scene_of(BRANCHED)
    (flow,) = groups(scene.items, "flow")
    labels = {item.text: item for item in flow.items if isinstance(item, Words)}
    assert set(labels) == {
        "complete",
        "a field is missing",
        "figures asked",
        "otherwise",
        "accepted",
        "data missing",
    }
    centers = {id_: left + wide / 2 for id_, (left, wide) in scene.grid.items()}
    assert centers["entry"] < labels["complete"].cell.x < labels["complete"].cell.right < centers["search"]
    assert centers["talk"] < labels["otherwise"].cell.x < labels["otherwise"].cell.right < centers["report"]
    assert (
        centers["talk"]
        < labels["data missing"].cell.x
        < labels["data missing"].cell.right
        < centers["report"]
    )
    # Skips run above the nodes, ways back below them.
    assert labels["otherwise"].y < labels["accepted"].y < labels["data missing"].y


def test_ways_that_overlap_run_on_tracks_of_their_own(scene_of: SceneOf) -> None:
    journey = crm(
        login=[{"to": "talk"}, {"to": "entry"}],
        entry=[{"to": "report"}, {"to": "search"}],
        report=[{"to": "end"}],
    )
    scene = scene_of(journey)
    (flow,) = groups(scene.items, "flow")
    tops = {
        round(min(s[-1] for s in item.segments if len(s) > 1), 2)
        for item in flow.items
        if isinstance(item, Path) and len(item.segments) == 6
    }
    assert len(tops) == 2


def test_a_plain_journey_needs_no_flow(scene_of: SceneOf) -> None:
    assert "flow" not in scene_of(crm()).lanes
    assert "flow" in scene_of(crm() | {"end": "Done"}).lanes


def test_an_end_that_no_way_leads_to_is_not_drawn(scene_of: SceneOf) -> None:
    endless = crm(report=[{"to": "login", "when": "next day"}, {"to": "entry", "when": "one more"}])
    (flow,) = groups(scene_of(endless).items, "flow")
    assert "End" not in {shape.text for shape in flow.items if isinstance(shape, Words)}
    assert len([*groups(scene_of(endless).items, "node")]) == len(endless["stages"][0]["touchpoints"])
    assert len([*groups(scene_of(BRANCHED).items, "node")]) == len(BRANCHED["stages"][0]["touchpoints"]) + 1


def test_a_loop_touches_no_track_beside_it(scene_of: SceneOf) -> None:
    both = [{"to": "talk", "when": "again"}, {"to": "login", "when": "back"}, {"to": "report", "when": "on"}]
    scene = scene_of(crm(talk=both, report=[{"to": "talk", "when": "more"}]))
    (flow,) = groups(scene.items, "flow")
    left, wide = scene.grid["talk"]
    middle = left + wide / 2
    lines = [item for item in flow.items if isinstance(item, Path) and item.stroke and not item.fill]
    across = [[number for _, *numbers in line.segments for number in numbers[::2]] for line in lines]
    (loop,) = [xs for xs in across if all(abs(x - middle) < HALF_WIDTH for x in xs)]
    beside = [x for xs in across if xs is not loop for x in xs if abs(x - middle) < HALF_WIDTH]
    assert len(beside) > 2
    half_an_arrow = 4
    assert min(abs(x - one) for x in beside for one in loop) > half_an_arrow


def test_the_end_has_its_name(scene_of: SceneOf) -> None:
    scene = scene_of(BRANCHED | {"end": "Home at last"})
    words = [item for group in groups(scene.items, "node") for item in group.items if isinstance(item, Words)]
    assert {"Home", "at", "last"} <= set(" ".join(word.text for word in words).split())
    right = max(left + wide for left, wide in scene.grid.values())
    assert all(
        Box(right, 0, scene.width - right, scene.height).holds(w.cell) for w in words if "Home" in w.text
    )


def test_decisions_are_diamonds(scene_of: SceneOf) -> None:
    scene = scene_of(BRANCHED)
    kinds = {group.touchpoint: isinstance(group.items[0], Path) for group in groups(scene.items, "node")}
    assert [id_ for id_, diamond in kinds.items() if diamond] == ["entry", "talk", "report"]
