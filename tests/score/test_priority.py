"""What to do first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.model import Improvement
from jmap.score import score
from jmap.score.priority import Quadrant, ideas, opportunity_score, plan, quadrant, reach, register, ulwick

if TYPE_CHECKING:
    from tests.score.conftest import ProjectOf


def touchpoint(name: str, **keys: Any) -> dict[str, Any]:
    return {"touchpoint": name, "name": name, **keys}


@pytest.mark.parametrize(("importance", "satisfaction", "expected"), [(9, 3, 15), (9, 9, 9)])
def test_opportunity_scores_of_published_examples(
    importance: float, satisfaction: float, expected: float
) -> None:
    """Decikit, Opportunity Scoring (decikit.com/en/frameworks/opportunity-scoring)."""
    assert ulwick(importance, satisfaction) == expected


@given(st.floats(0, 10), st.floats(0, 10), st.floats(0, 10))
def test_opportunity_is_bounded_and_falls_with_satisfaction(
    importance: float, one: float, other: float
) -> None:
    low, high = sorted((one, other))
    assert 0 <= ulwick(importance, high) <= ulwick(importance, low) <= 20


def test_importance_and_experience_are_rescaled(project_of: ProjectOf) -> None:
    project = project_of(
        touchpoint("a", emotion=2, importance=5), touchpoint("b", emotion=5), touchpoint("c")
    )
    result = score(project)["j"]
    gains = [opportunity_score(each, result) for each in project["j"].touchpoints]
    assert gains == [10 + 10 - 2.5, 5, None]


@pytest.mark.parametrize(
    ("impact", "effort", "expected"),
    [
        (5, 1, Quadrant.QUICK_WIN),
        (3, 3, Quadrant.MAJOR),
        (2, 2, Quadrant.FILL_IN),
        (1, 5, Quadrant.THANKLESS),
        (None, 2, None),
        (2, None, None),
    ],
)
def test_quadrants(impact: int | None, effort: int | None, expected: Quadrant | None) -> None:
    assert quadrant(impact, effort) is expected


def test_the_register_puts_the_most_worthwhile_open_thing_first(project_of: ProjectOf) -> None:
    def improvement(name: str, impact: int | None, effort: int | None, **keys: object) -> dict[str, object]:
        return {"improvement": name, "title": name, "impact": impact, "effort": effort, **keys}

    project = project_of(
        touchpoint("bad", emotion=1, importance=5),
        touchpoint("good", emotion=5),
        improvements=[
            improvement("unknown", None, 1),
            improvement("done", 5, 1, status="done"),
            improvement("even-good", 4, 2, addresses=["good"]),
            improvement("even-bad", 4, 2, addresses=["good", "bad.slow"]),
            improvement("best", 5, 1, status="doing"),
        ],
    )
    entries = register(project, project["j"], score(project)["j"])
    assert [each.improvement.id for each in entries] == ["best", "even-bad", "even-good", "unknown", "done"]
    assert [each.opportunity for each in entries] == [None, 20, 5, None, None]


def test_the_plan_has_each_improvement_once_with_the_most_it_would_do(project_of: ProjectOf) -> None:
    own = {"improvement": "own", "title": "Own", "addresses": ["bad"], "impact": 4, "effort": 2}
    shared = {**own, "improvement": "shared", "addresses": ["j/good", "other/bad", "gone/bad"]}
    elsewhere = {**own, "improvement": "elsewhere", "addresses": ["other/bad.slow"]}
    one = project_of(
        touchpoint("bad", emotion=3), touchpoint("good", emotion=5), improvements=[own, elsewhere]
    )
    other = one["j"].model_copy(update={"id": "other", "improvements": ()})
    improvements = tuple(
        Improvement.model_validate(each)
        for each in (shared, {**own, "improvement": "last", "status": "done"})
    )
    project = replace(one, journeys={"j": one["j"], "other": other}, improvements=improvements)
    found = plan(project, score(project))
    assert [(each.entry.improvement.id, each.journey) for each in found] == [
        ("elsewhere", "j"), ("own", "j"), ("shared", ""), ("last", ""),
    ]  # fmt: skip
    assert len({each.entry.opportunity for each in found[:3]}) == 1
    assert [each.entry.improvement.id for each in plan(project, {})] == ["shared", "last"]


def test_ideas_come_by_what_is_to_be_gained(project_of: ProjectOf) -> None:
    def idea(name: str) -> list[dict[str, object]]:
        return [{"opportunity": name, "text": name, "impact": 4, "effort": 1}]

    project = project_of(
        touchpoint("a", opportunities=idea("x")),
        touchpoint("b", emotion=5, opportunities=idea("y")),
        touchpoint("c", emotion=1, opportunities=idea("z")),
    )
    found = ideas(project["j"], score(project)["j"])
    assert [each.opportunity.id for each in found] == ["z", "y", "x"]
    assert found[0].quadrant is Quadrant.QUICK_WIN


def test_opportunities_of_whole_stages_are_among_them(project_of: ProjectOf) -> None:
    idea = {"opportunity": "o", "text": "o", "impact": 5, "effort": 1}
    stage = {"stage": "s", "name": "s", "reach": 0.5, "importance": 5, "opportunities": [idea]}
    project = project_of(
        stages=[{**stage, "touchpoints": [touchpoint("a", emotion=1, opportunities=[idea])]}],
        improvements=[{"improvement": "i", "title": "I", "addresses": ["s.o"]}],
    )
    scores = score(project)["j"]
    found = [(each.place.id, each.quadrant, each.score, each.reach) for each in ideas(project["j"], scores)]
    assert found == [("s", Quadrant.QUICK_WIN, 20, 0.5), ("a", Quadrant.QUICK_WIN, 10, None)]
    (entry,) = register(project, project["j"], scores)
    assert (entry.opportunity, entry.reach) == (20, 0.5)


def test_reach_is_passing_times_share_times_frequency(project_of: ProjectOf) -> None:
    pains = [
        {"pain": "slow", "text": "slow", "frequency": 0.6, "persona": "a"},
        {"pain": "dull", "text": "dull", "frequency": 0.1},
    ]
    chances = [
        {"opportunity": "both", "text": "both", "answers": ["slow", "dull"]},
        {"opportunity": "dull", "text": "dull", "answers": ["dull"]},
        {"opportunity": "free", "text": "free", "persona": "b"},
    ]
    improvement = {"improvement": "i", "title": "I", "addresses": ["here.dull", "here.both"]}
    project = project_of(
        touchpoint("here", reach=0.5, pains=pains, opportunities=chances),
        personas={"a": 0.8, "b": 0.2},
        improvements=[improvement],
    )
    scores = score(project)["j"]
    found = {each.opportunity.id: each.reach for each in ideas(project["j"], scores)}
    assert found == pytest.approx({"both": 0.5 * 0.8 * 0.6, "dull": 0.5 * 0.1, "free": 0.5 * 0.2})
    (entry,) = register(project, project["j"], scores)
    assert entry.reach == pytest.approx(0.24)


def test_reach_is_unknown_where_nothing_of_it_is_said(project_of: ProjectOf) -> None:
    (here,) = project_of(touchpoint("a"))["j"].touchpoints
    assert reach(here, None, None, {"p": 1.0}) is None
    assert reach(here, None, "p", {"p": 0.4}) == 0.4


def test_the_register_does_not_compare_improvements_one_by_one(
    project_of: ProjectOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = project_of(
        touchpoint("here", emotion=1),
        improvements=[
            {"improvement": f"i{number}", "title": "T", "addresses": ["here"]} for number in range(20)
        ],
    )
    scores = score(project)["j"]
    compared: list[object] = []
    monkeypatch.setattr(Improvement, "__eq__", lambda self, other: compared.extend((self, other)))
    assert {entry.opportunity for entry in register(project, project["j"], scores)} == {10}
    assert compared == []


def test_whoever_answers_for_the_place_sees_to_its_opportunities(project_of: ProjectOf) -> None:
    idea = {"opportunity": "o", "text": "o"}
    stage = {
        "stage": "s",
        "name": "s",
        "owner": "sales",
        "touchpoints": [
            touchpoint("own", opportunities=[{**idea, "owner": "board"}]),
            touchpoint("placed", opportunities=[idea], owner="it"),
            touchpoint("staged", opportunities=[idea]),
        ],
    }
    project = project_of(stages=[stage])
    found = ideas(project["j"], score(project)["j"])
    assert [(each.place.id, each.owner) for each in found] == [
        ("own", "board"),
        ("placed", "it"),
        ("staged", "sales"),
    ]
