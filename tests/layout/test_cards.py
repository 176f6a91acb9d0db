"""What is done about a place, on its cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

import pytest
from tests.layout.test_arrange import groups, texts

from jmap.layout.scene import Circle, Path, Rect
from jmap.model.journey import Improvement

if TYPE_CHECKING:
    from tests.layout.conftest import SceneOf


def improved(*addresses: str, **touchpoint: Any) -> dict[str, Any]:
    """A stage and a touchpoint that are both called `pay`, another touchpoint, and an improvement."""
    told = [{"touchpoint": "pay", "name": "Till", **touchpoint}, {"touchpoint": "go", "name": "Go"}]
    return {
        "journey": "j",
        "title": "J",
        "stages": [{"stage": "pay", "name": "Pay", "touchpoints": told}],
        "improvements": [{"improvement": "i", "title": "Quicker", "addresses": list(addresses)}],
    }


def test_an_improvement_of_an_id_that_stage_and_touchpoint_share_is_drawn_at_the_touchpoint(
    scene_of: SceneOf,
) -> None:
    scene = scene_of(improved("pay"))
    assert [text for text in texts(scene, role="cell", lane="opportunities") if text == "Quicker"] == [
        "Quicker"
    ]
    assert "Quicker" in texts(scene, role="cell", lane="opportunities", touchpoint="pay")


@pytest.mark.parametrize(("addresses", "alone"), [(("go.bell", "pay"), True), (("pay.bell",), False)])
def test_an_improvement_takes_up_the_opportunities_of_its_own_places_only(
    addresses: tuple[str, ...], scene_of: SceneOf, *, alone: bool
) -> None:
    scene = scene_of(improved(*addresses, opportunities=[{"opportunity": "bell", "text": "A bell"}]))
    drawn = [
        group for group in groups(scene.items) if group.touchpoint == "pay" and group.lane == "opportunities"
    ]
    cards = {shape.fill for group in drawn for shape in group.items if isinstance(shape, Rect)}
    assert ("muted-tint" in cards) is alone


def test_each_status_has_a_dial_of_its_own(scene_of: SceneOf) -> None:
    statuses = get_args(Improvement.model_fields["status"].annotation)
    dials = set()
    for status in statuses:
        journey = improved("pay")
        journey["improvements"][0]["status"] = status
        drawn = [group for group in groups(scene_of(journey).items) if group.lane == "opportunities"]
        dials.add(
            str([shape for group in drawn for shape in group.items if isinstance(shape, Circle | Path)])
        )
    assert len(dials) == len(statuses) == 6
