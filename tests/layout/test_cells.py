"""What a map shows of one touchpoint, and what it says where there is nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest

from jmap.layout.scene import Group, Words, walk
from jmap.layout.shapes import ICONS
from jmap.model.project import Icon

if TYPE_CHECKING:
    from tests.layout.conftest import SceneOf

    from jmap.layout.scene import Scene


def journey_of(*touchpoints: dict[str, Any]) -> dict[str, Any]:
    named = [{"touchpoint": f"t{n}", "name": f"T{n}", **one} for n, one in enumerate(touchpoints)]
    return {"journey": "j", "title": "J", "stages": [{"stage": "s", "name": "S", "touchpoints": named}]}


def texts(scene: Scene) -> list[str]:
    return [shape.text for shape in walk(scene.items) if isinstance(shape, Words)]


@pytest.mark.parametrize(
    ("said", "drawn"),
    [
        ("Why?", "“Why?”"),
        ("“Why?”", "“Why?”"),
        ("「赢率」该填多少？", "“「赢率」该填多少？”"),
        ("「该填多少？」", "「该填多少？」"),
        ('"Yes" or "no"', '“"Yes" or "no"”'),
    ],
)
def test_thoughts_stand_in_quotation_marks_of_their_own(scene_of: SceneOf, said: str, drawn: str) -> None:
    assert drawn in texts(scene_of(journey_of({"thinks": [{"text": said}]})))


def test_channels_are_announced_where_there_are_any(scene_of: SceneOf) -> None:
    def below(*touchpoints: dict[str, Any]) -> list[str]:
        scene = scene_of(
            journey_of(*touchpoints),
            settings={"lanes": [{"id": "does"}]},
            channels=[{"channel": "web", "name": "Web", "kind": "online"}],
        )
        labels = [item for item in scene.items if isinstance(item, Group) and item.role == "lane-label"]
        head = next(label for label in labels if label.lane == "touchpoints")
        return [shape.text for shape in walk(head.items) if isinstance(shape, Words)]

    assert below({}) == ["Touchpoints"]
    assert below({"channel": ["web"]}, {}) == ["Touchpoints", "Channel"]


def test_what_is_left_out_for_an_audience_is_not_said_to_be_nothing(scene_of: SceneOf) -> None:
    journey = journey_of({"pains": [{"pain": "slow", "text": "Slow"}]}, {})
    signs = [texts(scene_of(journey, whole=whole)).count("–") for whole in (True, False)]
    assert signs == [2, 1]  # one is the score's


def test_long_names_of_channels_and_owners_go_on_in_the_next_line(scene_of: SceneOf) -> None:
    name = "Customer service by telephone and call-back"
    ask = {"opportunity": "o", "text": "Ask", "impact": 4, "effort": 2, "owner": "cs"}
    at = {"channel": ["web", "tel", "web"], "opportunities": [ask]}
    scene = scene_of(
        journey_of(at, {}, {}, {}, {}, {}),
        channels=[{"channel": "web", "name": "Web"}, {"channel": "tel", "name": name}],
        departments=[{"department": "cs", "name": name}],
    )
    found = [shape for shape in walk(scene.items) if isinstance(shape, Words)]
    assert not any("…" in shape.text for shape in found)
    assert " ".join(shape.text for shape in found).count(name) == 2
    above, below = (shape.cell for shape in found if shape.text == "Web")
    assert below.y >= above.bottom + 2 * above.height


def test_every_icon_of_the_language_is_drawn_and_has_no_other_name() -> None:
    assert {*get_args(Icon)} == {*ICONS}
