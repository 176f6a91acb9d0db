"""Explanations are computations that come out right when somebody does them again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from jmap.score import score
from jmap.score.explain import explain_journey, explain_stage, explain_touchpoint

if TYPE_CHECKING:
    from tests.score.conftest import ProjectOf

    from jmap.model import Project


def touchpoint(name: str, **keys: Any) -> dict[str, Any]:
    return {"touchpoint": name, "name": name, **keys}


PERSONAS = {"a": 0.75, "b": 0.25}


def example(project_of: ProjectOf) -> Project:
    here = touchpoint(
        "pay",
        emotion=[
            {"value": 4, "n": 60, "sd": 0.9, "persona": "a"},
            {"value": 2, "n": 40, "sd": 1.1, "persona": "b"},
        ],
        measures={"csat": [{"counts": {"1": 14, "2": 9, "3": 10, "4": 32, "5": 42}}]},
        pains=[
            {"pain": "slow", "text": "slow", "severity": 4, "frequency": "often"},
            {"pain": "dull", "text": "dull"},
        ],
    )
    return project_of(here, touchpoint("ship", emotion=5, importance=5), personas=PERSONAS)


def test_a_touchpoint_step_by_step(project_of: ProjectOf) -> None:
    project = example(project_of)
    lines = explain_touchpoint(project["j"].touchpoints[0], score(project)["j"])
    assert lines == (
        "emotion · a: (4 - 1) / 4 × 100 = 75 (95 %: 69.31–80.69)",
        "emotion · b: (2 - 1) / 4 × 100 = 25 (95 %: 16.48–33.52)",
        "csat: (32 + 42) / 107 = 69.16%; 69.16% × 100 = 69.16 (95 %: 59.87–77.12)",
        "a: (1 × 75 + 1 × 69.1589) / 2 = 72.08",
        "b: (1 × 25 + 1 × 69.1589) / 2 = 47.08",
        "(0.75 × 72.08 + 0.25 × 47.08) / 1 = 65.83 ± 1.96 × √6.3214 (95 %: 60.9–70.76)",
        "pain-load: 1 - (1 - 4 / 5 × 0.6) × (1 - 3 / 5 × 0.3) = 0.57",
    )


def test_stage_and_journey(project_of: ProjectOf) -> None:
    project = example(project_of)
    result = score(project)["j"]
    lines = ("pay: 65.83", "ship: 100", "(3 × 65.83 + 5 × 100) / 8 = 87.19")
    assert explain_stage(project["j"].stages[0], result) == lines
    assert explain_journey(project["j"], result) == lines


@pytest.mark.parametrize(
    "keys",
    [
        {"emotion": 3.3333},
        {"emotion": 2.5, "measures": {"nps": [{"promoters": 7, "passives": 4, "detractors": 2}]}},
        {"measures": {"ces": [{"counts": {"1": 1, "2": 0, "3": 4, "4": 4, "5": 9, "6": 5, "7": 3}}]}},
        {"measures": {"csat": [{"count": 2, "n": 3}], "ces": [{"value": 5.13}], "nps": [{"value": -17}]}},
    ],
)
def test_every_computation_comes_out_as_it_says(project_of: ProjectOf, keys: dict[str, Any]) -> None:
    project = project_of(touchpoint("t", **keys))
    result = score(project)["j"]
    lines = explain_touchpoint(project["j"].touchpoints[0], result)
    assert lines
    for line in lines:
        for step in re.sub(r"^[\w-]+: | ±.*$| \(95 %.*$", "", line).split("; "):
            left, right = step.rsplit(" = ", 1)
            assert _number(left) == pytest.approx(_number(right), abs=0.011 if "%" not in right else 0.0001)
    value = result.score.value
    assert value is not None
    assert f"= {round(value, 2):g}" in lines[-1]


def test_nothing_known_needs_no_explanation(project_of: ProjectOf) -> None:
    project = project_of(touchpoint("t"))
    result = score(project)["j"]
    assert explain_touchpoint(project["j"].touchpoints[0], result) == ()
    assert explain_journey(project["j"], result) == ()


def _number(text: str) -> float:
    """The value of an arithmetic expression made of numbers, brackets and + - × /."""
    python = re.sub(r"([\d.]+)%", r"(\1/100)", text).replace("×", "*")
    assert re.fullmatch(r"[\d\s.+*/()-]+", python), text
    return float(eval(python))  # noqa: S307  nothing but digits and operators
