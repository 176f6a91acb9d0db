"""What improvements changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from scipy import stats  # type: ignore[import-untyped]

from jmap.model import Quantity
from jmap.score import Component, Unscored
from jmap.score.effect import Change, changes

if TYPE_CHECKING:
    from tests.score.conftest import ProjectOf


class Bare(str):
    """An unquoted scalar of a spec."""

    __slots__ = ()


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


@pytest.mark.parametrize(
    ("measure", "change", "good"),
    [
        ("csat", "+20%", True),
        ("csat", "-0.4/5", False),
        ("csat", "0%", None),
        ("error-rate", "-50%", True),
        ("duration", "+12s", False),
        ("ces", "+0.5", None),
    ],
)
def test_a_reported_change_is_good_or_bad_and_no_points(
    project_of: ProjectOf, measure: str, change: str, *, good: bool | None
) -> None:
    found = changed(project_of, {"measure": measure, "change": {"value": Bare(change)}})
    assert (found.reported, found.good) == (Quantity.read_change(Bare(change)), good)
    assert (found.before, found.after, found.points, found.interval) == (None, None, None, None)


def test_a_change_may_stand_beside_one_of_its_ends(project_of: ProjectOf) -> None:
    effect = {"measure": "csat", "after": {"value": Bare("74%")}, "change": {"value": Bare("+20%")}}
    found = changed(project_of, effect)
    assert isinstance(found.after, Component)
    assert (found.points, found.good) == (None, True)


def test_the_value_says_what_is_good_where_the_measure_does_not(project_of: ProjectOf) -> None:
    change = {"value": Bare("+0.5"), "better": "higher"}
    assert changed(project_of, {"measure": "ces", "change": change}).good is True


def test_samples_may_be_known_from_evidence(project_of: ProjectOf) -> None:
    evidence = {"one": {"kind": "survey", "n": 100}, "two": {"kind": "survey", "n": 200}}
    effect = {
        "measure": "nps",
        "before": {"value": 0, "sd": 80, "evidence": ["one"]},
        "after": {"value": 30, "sd": 80, "evidence": ["two"]},
    }
    assert changed(project_of, effect, evidence=evidence).interval is not None
