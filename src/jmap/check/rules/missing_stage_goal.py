"""A stage does not say what people want there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps, per_journey
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for stages in per_journey(survey.stages):
        for moment in gaps(stages, lambda each: each.here.goal):
            message = f'the stage "{moment.here.name}" does not say what people want to get done'
            yield Problem((*moment.pointer, "name"), message, "add `goal:`")


RULE = Rule(
    code="C205",
    name="missing-stage-goal",
    severity=Severity.INFO,
    summary="A stage has no goal, although most of its journey's stages have.",
    why="Whether a touchpoint helps or hinders can only be judged against what people want there.",
    bad="""\
journey: visit
stages:
  - {name: Arrive, goal: Find the way in, touchpoints: [Door]}
  - {name: Leave, touchpoints: [Exit]}
""",
    at=(4, 12),
    good="""\
journey: visit
stages:
  - {name: Arrive, goal: Find the way in, touchpoints: [Door]}
  - {name: Leave, goal: Be gone quickly, touchpoints: [Exit]}
""",
    not_for="A map whose stages have no goals at all leaves the lane out.",
    quiet="""\
journey: visit
stages:
  - {name: Arrive, touchpoints: [Door]}
  - {name: Leave, touchpoints: [Exit]}
""",
    check=_check,
)
