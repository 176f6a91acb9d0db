from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from jmap.layout.avoid import crosses
from jmap.layout.curve import sampled
from jmap.layout.scene import ABOUT, Face, Group, Path, Words, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.layout.conftest import SceneOf

    from jmap.layout.scene import Item, Scene

PEOPLE = [{"persona": id_, "name": id_.title()} for id_ in ("anna", "ben", "carla")]


def groups(items: tuple[Item, ...], role: str) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            if item.role == role and item.lane in ("emotion", ""):
                yield item
            yield from groups(item.items, role)


def felt(*values: dict[str, float | None], personas: int = 2) -> dict[str, Any]:
    """A journey whose touchpoints feel as given, by persona; the key `all` stands for everybody."""
    touchpoints = [
        {
            "touchpoint": f"t{i}",
            "name": "T",
            "emotion": [
                {"value": value} | ({} if who == "all" else {"persona": who})
                for who, value in one.items()
                if value is not None
            ],
        }
        for i, one in enumerate(values)
    ]
    stages = [{"stage": "s", "name": "S", "touchpoints": touchpoints}]
    return {
        "journey": "j",
        "title": "T",
        "personas": [p["persona"] for p in PEOPLE[:personas]],
        "stages": stages,
    }


def curves(scene: Scene) -> dict[str, list[Path]]:
    return {
        group.persona: [item for item in group.items if isinstance(item, Path)]
        for group in groups(scene.items, "curve")
    }


def numbers(scene: Scene, touchpoint: str) -> list[Words]:
    cells = [group for group in groups(scene.items, "cell") if group.touchpoint == touchpoint]
    return [item for cell in cells for item in walk(cell.items) if isinstance(item, Words) and item.bold]


def test_one_curve_for_each_persona_with_the_main_one_on_top(scene_of: SceneOf) -> None:
    scene = scene_of(felt({"anna": 4, "ben": 2}, {"anna": 2, "ben": 5}), personas=PEOPLE[:2])
    assert list(curves(scene)) == ["ben", "anna"]
    assert [path.stroke for paths in curves(scene).values() for path in paths] == ["persona-2", "persona-1"]


def test_what_is_alike_for_everybody_is_one_curve(scene_of: SceneOf) -> None:
    scene = scene_of(felt({"all": 4}, {"all": 2}), personas=PEOPLE[:2])
    assert list(curves(scene)) == [""]


def test_a_persona_without_values_of_its_own_feels_like_everybody(scene_of: SceneOf) -> None:
    scene = scene_of(felt({"all": 4}, {"all": 2, "ben": 5}), personas=PEOPLE[:2])
    assert [word.text for word in numbers(scene, "t0")] == ["4", "4"]
    assert [word.text for word in numbers(scene, "t1")] == ["2", "5"]


def test_the_unknown_is_a_gap(scene_of: SceneOf) -> None:
    scene = scene_of(
        felt({"anna": 4}, {"anna": 2}, {}, {"anna": 3}, {"anna": 1}, personas=1), personas=PEOPLE[:1]
    )
    left, right = (sampled(path.segments) for path in curves(scene)["anna"])
    gap = scene.grid["t2"]
    assert left[-1][-1].x < gap[0]
    assert right[0][0].x > gap[0] + gap[1]


def test_faces_are_of_the_main_persona_and_show_its_mood(scene_of: SceneOf) -> None:
    scene = scene_of(felt({"anna": 5, "ben": 1}, {"anna": 3, "ben": 3}, {"anna": 1}), personas=PEOPLE[:2])
    faces = [shape for shape in scene.shapes() if isinstance(shape, Face)]
    assert [(face.mood, face.color) for face in faces] == [(5, "good"), (3, "warn"), (1, "bad")]


def sampled_by(**sizes: int) -> list[dict[str, Any]]:
    return [{"value": 3, "persona": who, "n": n} for who, n in sizes.items()]


def test_faces_marks_numbers_and_samples_say_whose_they_are(scene_of: SceneOf) -> None:
    journey = felt({}, {}, personas=2)
    for place in journey["stages"][0]["touchpoints"]:
        place["emotion"] = sampled_by(anna=12, ben=34)
    scene = scene_of(journey, personas=PEOPLE)
    found = list(groups(scene.items, "cell"))
    for cell in found:
        about = [item for item in cell.items if isinstance(item, Group) and item.role == ABOUT]
        said = {
            who: [
                s.text for one in about if one.persona == who for s in walk(one.items) if isinstance(s, Words)
            ]
            for who in ("anna", "ben", "")
        }
        assert said == {"anna": ["3", "12"], "ben": ["3", "34"], "": ["n ="]}
        assert any(isinstance(shape, Face) for one in about if one.persona == "anna" for shape in one.items)
    assert len(found) == 2


def test_one_persona_needs_not_be_told_apart(scene_of: SceneOf) -> None:
    journey = felt({}, personas=1)
    journey["stages"][0]["touchpoints"][0]["emotion"] = sampled_by(anna=12)
    assert list(groups(scene_of(journey, personas=PEOPLE).items, ABOUT)) == []


levels = st.none() | st.integers(2, 10).map(lambda half: half / 2)
columns = st.lists(st.fixed_dictionaries({p["persona"]: levels for p in PEOPLE}), min_size=2, max_size=7)


@given(columns)
def test_every_value_has_its_number_off_the_curves(
    scene_of: SceneOf, values: list[dict[str, float | None]]
) -> None:
    scene = scene_of(felt(*values, personas=3), personas=PEOPLE)
    chains = [chain for paths in curves(scene).values() for path in paths for chain in sampled(path.segments)]
    for index, column in enumerate(values):
        found = numbers(scene, f"t{index}")
        known = sorted(f"{value:g}" for value in column.values() if value is not None)
        assert sorted(word.text for word in found) == known
        assert not [word for word in found if any(crosses(chain, word.cell, 0) for chain in chains)]


def told(scene: Scene) -> list[str]:
    """What stands in the cells of the curves, but the emotions themselves."""
    cells = (group for group in groups(scene.items, "cell") if group.lane == "emotion")
    return [item.text for cell in cells for item in walk(cell.items) if isinstance(item, Words)]


def test_people_asked_together_are_counted_once(scene_of: SceneOf) -> None:
    journey = felt({"all": 3}, {"all": 4, "anna": 2}, {"anna": 2, "ben": 5})
    samples = iter((120, 80, 30, 40, 50))
    for place in journey["stages"][0]["touchpoints"]:
        for emotion in place["emotion"]:
            emotion["n"] = next(samples)
    shown = told(scene_of(journey, personas=PEOPLE[:2]))
    assert "n = 120" in shown
    assert [text for text in shown if any(str(n) in text for n in (80, 30, 40, 50))] == [
        "30", "everybody 80", "40", "50",
    ]  # fmt: skip
