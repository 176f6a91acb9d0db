"""What improvements changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from scipy import stats  # type: ignore[import-untyped]

from jmap.score import Component, Unscored
from jmap.score.effect import Change, changes

if TYPE_CHECKING:
    from tests.score.conftest import ProjectOf


def changed(project_of: ProjectOf, effect: dict[str, Any], **keys: Any) -> Change:
    improvement = {"improvement": "i", "title": "I", "effect": [effect]}
    project = project_of({"touchpoint": "t", "name": "T"}, improvements=[improvement], **keys)
    (found,) = changes(project, project["j"].improvements[0])
    return found


def test_a_difference_of_means_has_the_interval_of_two_independent_samples(project_of: ProjectOf) -> None:
    before, after = {"value": 0, "n": 120, "sd": 80}, {"value": 30, "n": 150, "sd": 70}
    found = changed(project_of, {"measure": "nps", "before": before, "after": after})
    assert found.points == pytest.approx(15)
    error = ((80 / 2) ** 2 / 120 + (70 / 2) ** 2 / 150) ** 0.5
    assert found.interval == pytest.approx(stats.norm.interval(0.95, loc=15, scale=error))


@pytest.mark.parametrize(
    ("before", "after", "points"),
    [
        ({"count": 50, "n": 100}, {"count": 80, "n": 100}, 30),
        ({"count": 9, "n": 10}, {"count": 1, "n": 10}, -80),
    ],
)
def test_a_difference_of_shares(
    project_of: ProjectOf, before: dict[str, int], after: dict[str, int], points: float
) -> None:
    found = changed(project_of, {"measure": "csat", "before": before, "after": after})
    assert found.points == pytest.approx(points)
    assert found.interval is not None
    low, high = found.interval
    assert -100 <= low < points < high <= 100


def test_no_interval_without_samples_and_no_points_without_bounds(project_of: ProjectOf) -> None:
    bare = changed(project_of, {"measure": "nps", "before": {"value": 0}, "after": {"value": 30}})
    assert (bare.points, bare.interval) == (15, None)
    rate = {"count": 50, "n": 100}
    shown = changed(project_of, {"measure": "conversion", "before": rate, "after": {**rate, "count": 80}})
    assert isinstance(shown.after, Unscored)
    assert (shown.after.shown, shown.points) == ("80%", None)


def test_half_an_effect_is_no_difference(project_of: ProjectOf) -> None:
    found = changed(project_of, {"measure": "nps", "after": {"value": 30, "persona": "a"}}, personas={"a": 1})
    assert found.before is None
    assert isinstance(found.after, Component)
    assert found.points is None


def test_samples_may_be_known_from_evidence(project_of: ProjectOf) -> None:
    evidence = {"one": {"kind": "survey", "n": 100}, "two": {"kind": "survey", "n": 200}}
    effect = {
        "measure": "nps",
        "before": {"value": 0, "sd": 80, "evidence": ["one"]},
        "after": {"value": 30, "sd": 80, "evidence": ["two"]},
    }
    assert changed(project_of, effect, evidence=evidence).interval is not None
