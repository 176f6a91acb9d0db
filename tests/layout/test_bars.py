"""Measured values on the map: which wave, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.layout.test_arrange import one_stage, texts

from jmap.model import Quantity
from jmap.score import Own

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.layout.conftest import SceneOf

    from jmap.score import Score

SURVEY = {"evidence": "sv", "kind": "survey", "n": 12, "date": "2026-01-01"}
HALF = Quantity(0.5, "share")


def csat(**keys: Any) -> dict[str, Any]:
    return {"value": HALF, **keys}


@pytest.mark.parametrize(
    ("wave", "around", "facts"),
    [
        (csat(n=40, date="2026-02-02", source="s"), [], "n = 40 · 2026-02-02"),
        (csat(), ["sv"], "n = 12 (small sample) · 2026-01-01"),
        (csat(evidence=["sv"]), [], "n = 12 (small sample) · 2026-01-01"),
        (csat(n=40, date="2026-02-02"), [], "n = 40 · 2026-02-02 · judged"),
        (csat(), [], "judged"),
    ],
)
def test_a_value_is_told_with_what_scores_take_it_to_rest_on(
    wave: dict[str, Any], around: list[str], facts: str, scene_of: SceneOf
) -> None:
    scene = scene_of(one_stage({"measures": {"csat": [wave]}, "evidence": around}), evidence=[SURVEY])
    told = texts(scene, role="cell", lane="measures.csat", touchpoint="t0")
    assert " · ".join(told[1:]) == facts


def test_a_bar_shows_the_value_of_the_latest_day_and_that_before_it(scene_of: SceneOf) -> None:
    def wave(share: float, date: str) -> dict[str, Any]:
        return {"value": Quantity(share, "share"), "date": date}

    waves = [wave(0.8, "2026-09-30"), wave(0.4, "2024-09-30"), wave(0.6, "2025-09-30")]
    told = texts(scene_of(one_stage({"measures": {"csat": waves}})), role="cell", lane="measures.csat")
    assert (told[0], told[1:]) == ("80%", ["2026-09-30 · before 60% · judged"])


def test_faces_are_of_the_latest_day(scene_of: SceneOf) -> None:
    waves = [{"value": 5, "date": "2026-09-30"}, {"value": 1, "date": "2025-09-30"}]
    journey = one_stage({"emotion": waves})
    journey["stages"][0]["emotion"] = [{"value": 4, "date": "2026-09-30"}, {"value": 2}]
    scene = scene_of(journey)
    assert texts(scene, role="cell", lane="emotion", touchpoint="t0")[0] == "5"
    assert [text for text in texts(scene, role="cell", lane="emotion") if "stage" in text] == ["stage 4"]


def test_scores_of_personas_are_worked_out_once_for_a_touchpoint(
    scene_of: SceneOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    real: Callable[[Own], Mapping[str, Score]] = vars(Own)["by_persona"].fget

    def counted(own: Own) -> Mapping[str, Score]:
        asked.append(own)
        return real(own)

    monkeypatch.setattr(Own, "by_persona", property(counted))
    people = [f"p{number}" for number in range(9)]
    emotions = [{"persona": one, "value": 1 + place % 5} for place, one in enumerate(people)]
    scene_of(
        {**one_stage({"emotion": emotions}), "personas": people},
        personas=[{"persona": one, "name": one} for one in people],
    )
    mine = [own for own in asked if own.components]
    assert 0 < len(mine) < len(people)
