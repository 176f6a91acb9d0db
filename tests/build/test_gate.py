"""Gates: what is too low, and how the sentence says so."""

from __future__ import annotations

from typing import Any

import pytest

from jmap.build.gate import breaches, drops
from jmap.model import Journey, Project
from jmap.model.project import Gates
from jmap.score import score


def project(emotion: float | None, **keys: Any) -> Project:
    here = {"touchpoint": "t", "name": "T", "emotion": [{"value": emotion}] if emotion else []}
    stages = [{"stage": "s", "name": "S", "touchpoints": [here]}]
    journey = Journey.model_validate({"journey": "j", "title": "J", "stages": stages, **keys})
    return Project(journeys={journey.id: journey})


def held(one: Project, **gates: float) -> tuple[str, ...]:
    return breaches(one.journeys.values(), score(one), Gates(**gates))


def test_a_gate_holds_at_its_own_value() -> None:
    assert held(project(3), min_score=50, min_coverage=0) == ()
    for percent in range(101):  # of which computing makes 56.99999999999999 and the like
        assert held(project(1 + percent / 25), min_score=percent) == ()


def test_what_is_too_low_is_told_with_its_distance() -> None:
    assert held(project(3), min_score=51) == ("J (j) scores 50, 1 point below the least allowed, 51",)
    assert held(project(3), min_score=50.001) == (
        "J (j) scores 50, less than 0.01 points below the least allowed, 50",
    )
    assert held(project(3), min_coverage=0.25) == (
        "J (j) is measured to 0%, 25 points below the least allowed, 25%",
    )


def test_an_unknown_score_keeps_no_gate_and_the_future_is_not_held() -> None:
    assert held(project(None), min_score=0) == ("J (j) has no score; the least allowed is 0",)
    assert held(project(None, state="future"), min_score=90, min_coverage=0.9) == ()


def dropped(before: Project, after: Project, tolerance: float = 0.0) -> tuple[str, ...]:
    return drops(after.journeys.values(), score(after), score(before), "v1", tolerance)


def test_drops_beyond_the_tolerance() -> None:
    assert dropped(project(4), project(3.5)) == ("J (j) scores 62.5, 12.5 points below the 75 at v1",)
    assert dropped(project(4), project(3.5), 12) == (
        "J (j) scores 62.5, 12.5 points below the 75 at v1; 12 points are allowed",
    )
    assert dropped(project(4), project(3.5), 12.5) == ()
    assert dropped(project(3.5), project(4)) == ()
    assert dropped(project(4), project(3.9999)) == ()


def test_a_renamed_journey_is_the_same_and_a_new_one_has_nothing_to_lose() -> None:
    assert dropped(project(4), project(3, journey="k", formerly=["j"])) == (
        "J (k) scores 50, 25 points below the 75 at v1",
    )
    assert dropped(project(4), project(3, journey="k")) == ()
    assert dropped(project(None), project(3)) == ()


def test_losing_the_score_is_a_drop() -> None:
    assert dropped(project(4), project(None)) == ("J (j) has no score; at v1 it was 75",)


@pytest.mark.parametrize("state", ["future"])
def test_plans_may_change(state: str) -> None:
    assert dropped(project(4), project(3, state=state)) == ()
