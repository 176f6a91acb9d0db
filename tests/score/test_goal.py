"""Experience goals: what is aimed at, and whether it is reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from jmap.model import Quantity
from jmap.score import score
from jmap.score.goal import SCORE, Goal, goals

if TYPE_CHECKING:
    from tests.score.conftest import ProjectOf


def share(value: float) -> Quantity:
    return Quantity(value, "share")


OWN: dict[str, dict[str, Any]] = {
    "csat": {"target": share(0.9)},
    "bare": {"name": "Bare", "better": "lower"},
    "on-time": {"name": "On time", "worst": Quantity(0.5, "share"), "best": Quantity(1, "share")},
    "waiting": {"name": "Waiting", "worst": Quantity(20, "number"), "best": Quantity(2, "number")},
    "queue": {"name": "Queue"},
    "aimed": {"name": "Aimed", "better": "higher", "target": Quantity(5, "number")},
}


def found(project_of: ProjectOf, **keys: Any) -> list[Goal]:
    project = project_of({"touchpoint": "door", "name": "Door", **keys}, settings={"measures": OWN})
    return goals(project, project["j"], score(project)["j"])


@pytest.mark.parametrize(
    ("measure", "value", "gap", "reached"),
    [
        ("csat", {"value": share(0.82), "target": share(0.9)}, -8, False),
        ("csat", {"value": share(0.9), "target": share(0.9)}, 0, True),
        ("csat", {"value": Quantity(4.3, "scale", 5)}, None, None),
        ("csat", {"target": share(0.9)}, None, None),
        ("bare", {"value": Quantity(4, "number"), "target": Quantity(5, "number")}, None, True),
        ("bare", {"value": Quantity(6, "number"), "target": Quantity(5, "number")}, None, False),
        ("aimed", {"value": Quantity(4, "number")}, None, False),
        ("on-time", {"value": share(0.3), "target": share(0.4)}, 0, False),
        # Who says which value is worst and which is best need not say which way is good.
        ("waiting", {"value": Quantity(3, "number"), "target": Quantity(5, "number")}, 100 / 9, True),
        ("waiting", {"value": Quantity(8, "number"), "target": Quantity(5, "number")}, -50 / 3, False),
        (
            "queue",
            {
                "value": Quantity(3, "number"),
                "target": Quantity(5, "number"),
                "worst": Quantity(20, "number"),
                "best": Quantity(2, "number"),
            },
            100 / 9,
            True,
        ),
    ],
)
def test_a_value_as_good_as_its_target_reaches_it(
    project_of: ProjectOf, measure: str, value: dict[str, Any], *, gap: float | None, reached: bool | None
) -> None:
    (goal,) = found(project_of, measures={measure: [value]})
    assert (goal.measure, goal.reached) == (measure, reached)
    assert goal.gap == (gap if gap is None else pytest.approx(gap))
    assert (goal.value is None) == ("value" not in value)


def test_scores_have_goals_and_what_is_missed_by_most_comes_first(project_of: ProjectOf) -> None:
    waves = [
        {"value": share(0.5), "target": share(0.9), "date": "2026-01-01"},
        {"value": share(0.8), "target": share(0.9), "date": "2026-06-01"},
    ]
    told = found(
        project_of,
        target=95,
        emotion=[{"value": 4}],
        measures={
            "csat": waves,
            "nps": [{"target": Quantity(20, "number")}],
            "aimed": [{"value": Quantity(6, "number")}],
        },
    )
    assert [(goal.measure, goal.reached) for goal in told] == [
        (SCORE, False), ("csat", False), ("nps", None), ("aimed", True),
    ]  # fmt: skip
    assert told[1].gap == pytest.approx(-10), "the newest wave counts"
