"""Scores of personas, segments, channels and departments."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.model import Persona
from jmap.score import score
from jmap.score.group import by_channel, by_department, by_persona, by_segment

if TYPE_CHECKING:
    from tests.score.conftest import ProjectOf

CSAT = {"count": 41, "n": 50, "source": "survey", "date": "2026-09-30"}


def touchpoint(name: str, **keys: Any) -> dict[str, Any]:
    return {"touchpoint": name, "name": name, **keys}


def test_a_touchpoint_counts_for_each_of_its_channels(project_of: ProjectOf) -> None:
    project = project_of(
        touchpoint("c", emotion=1),
        touchpoint("a", emotion=5, channel=["app", "shop"], importance=1),
        touchpoint("b", measures={"csat": [CSAT]}, channel=["app"]),
    )
    app, shop, none = by_channel(project["j"], score(project)["j"])
    assert (app.id, shop.id, none.id) == ("app", "shop", None)
    assert app.score.value == pytest.approx((1 * 100 + 3 * 82) / 4)
    assert (shop.score.value, none.score.value) == (100, 0)
    assert (app.coverage.measured, app.coverage.judged) == (0.75, 0.25)
    assert app.n == (50, 50)
    assert shop.n is None
    assert (app.lowest, shop.lowest) == ("b", None)


def test_the_smallest_and_the_largest_sample_are_told(project_of: ProjectOf) -> None:
    project = project_of(
        touchpoint("a", channel=["app"], measures={"csat": [CSAT]}, emotion=[{"value": 4, "n": 7}]),
        touchpoint("b", channel=["app"], emotion=[{"value": 4, "n": 90}]),
    )
    (app,) = by_channel(project["j"], score(project)["j"])
    assert app.n == (7, 90)


def test_the_owner_and_channel_of_a_stage_are_those_of_what_has_none(project_of: ProjectOf) -> None:
    stages = [
        {
            "stage": "s",
            "name": "S",
            "owner": "sales",
            "channel": ["shop"],
            "touchpoints": [touchpoint("a", emotion=5), touchpoint("b", emotion=1, owner="it")],
        },
        {
            "stage": "t",
            "name": "T",
            "owner": "it",
            "emotion": [{"value": 3}],
            "touchpoints": [touchpoint("c")],
        },
    ]
    project = project_of(stages=stages)
    scores = score(project)["j"]
    sales, it = by_department(project["j"], scores)
    assert (sales.id, sales.score.value) == ("sales", 100)
    assert (it.id, it.score.value) == ("it", 25)
    assert set(it.places) == {"b", "c", "t"}
    assert it.coverage.unknown == pytest.approx(1 / 3)
    assert [each.id for each in by_channel(project["j"], scores)] == ["shop", None]


def test_a_segment_is_scored_as_a_journey_of_its_personas_alone(project_of: ProjectOf) -> None:
    here = touchpoint(
        "a",
        emotion=[
            {"value": value, "n": 40, "sd": 1, "persona": who}
            for who, value in zip("abc", (5, 3, 1), strict=True)
        ],
        measures={"csat": [CSAT]},
        pains=[
            {"pain": "p", "text": "p", "severity": 5, "frequency": "always", "persona": "c"},
            {"pain": "q", "text": "q", "severity": 5, "frequency": "rare"},
        ],
    )
    shares = {"a": 0.6, "b": 0.2, "c": 0.2}
    project = project_of(here, personas=shares)
    segments = {"a": "private", "b": "private", "c": None}
    personas = {
        name: Persona.model_validate(
            {"persona": name, "name": name, "share": shares[name], "segment": segment}
        )
        for name, segment in segments.items()
    }
    object.__setattr__(project, "personas", personas)
    private, none = by_segment(project, project["j"], score(project)["j"])
    alone = score(project_of(here, personas={"a": 0.6, "b": 0.2}))["j"]
    assert str(private.name) == "private"
    assert private.score.value == pytest.approx(alone.score.value)
    assert private.score.interval == pytest.approx(alone.score.interval)
    assert (private.pain.value, none.pain.value) == pytest.approx((0.1, 1.0))
    assert none.name is None
    assert none.score.value == pytest.approx((0 + 82) / 2)


EMOTIONS = st.lists(
    st.fixed_dictionaries(
        {"value": st.integers(1, 5)},
        optional={"persona": st.sampled_from("abc"), "n": st.integers(1, 99), "sd": st.integers(0, 2)},
    ),
    max_size=4,
)
PLACES = st.lists(
    st.fixed_dictionaries(
        {"emotion": EMOTIONS, "channel": st.lists(st.sampled_from("xyz"), max_size=2, unique=True)},
        optional={
            "importance": st.integers(1, 5),
            "owner": st.sampled_from("mn"),
            "measures": st.just({"csat": [CSAT]}),
        },
    ),
    min_size=1,
    max_size=5,
)
SHARES = st.dictionaries(st.sampled_from("abc"), st.sampled_from([0.0, 0.2, 0.3, None]))


@given(PLACES, SHARES)
def test_groups_agree_with_the_journey(
    project_of: ProjectOf, places: list[dict[str, Any]], shares: dict[str, float | None]
) -> None:
    project = project_of(*(touchpoint(f"t{n}", **place) for n, place in enumerate(places)), personas=shares)
    journey, scores = project["j"], score(project)["j"]
    for persona in by_persona(journey, scores):
        known = scores.by_persona.get(persona.id or "")
        assert (persona.score.value is None) == (known is None)
        if known is not None:
            assert persona.score.value == pytest.approx(known.value)
            assert persona.score.interval == pytest.approx(known.interval)
    (everybody,) = by_segment(project, journey, scores) or (None,)
    if everybody is not None:
        assert everybody.score.value == pytest.approx(scores.score.value)
    departments = by_department(journey, scores)
    assert sorted(place for each in departments for place in each.places) == sorted(scores.touchpoints)
    weights = {each.id: each.weight for each in scores.touchpoints.values()}
    total = sum(each.coverage.measured * sum(weights[place] for place in each.places) for each in departments)
    assert total / sum(weights.values()) == pytest.approx(scores.coverage.measured)
    for group in (*departments, *by_channel(journey, scores)):
        points = [one.value for one in group.places.values() if one.value is not None]
        assert (group.score.value is None) == (not points)
        if group.score.value is not None:
            assert min(points) - 1e-9 <= group.score.value <= max(points) + 1e-9
