"""A stage, or a whole journey, has no touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.check.survey import statements
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.model import Stage


def _check(survey: Survey) -> Iterator[Problem]:
    empty = {
        name for name, journey in survey.project.journeys.items() if not any(map(_speaks, journey.stages))
    }
    for name in survey.project.journeys:
        if name in empty:  # told once, not of each of its stages
            message = "the journey has no touchpoints, and its stages say nothing"
            yield Problem(("journeys", name, "title"), message, "add what happens in its stages")
    for stage, _, journey, pointer in survey.stages:
        if journey.id not in empty and not _speaks(stage):
            message = f'the stage "{stage.name}" has no touchpoints and says nothing'
            yield Problem((*pointer, "name"), message, "add what happens there, or remove the stage")


def _speaks(stage: Stage) -> bool:
    return bool(stage.touchpoints or stage.measures) or any(True for _ in statements(stage))


RULE = Rule(
    code="T101",
    name="empty-stage",
    severity=Severity.WARNING,
    summary="A stage has no touchpoints and says nothing itself, or no stage of a journey says anything.",
    why="It takes a column of the map and says nothing; readers wonder what was forgotten.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [Door]
  - name: Leave
""",
    at=(5, 11),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [Door]
  - name: Leave
    touchpoints: [Exit]
""",
    not_for="A stage that is described or scored as a whole needs no touchpoints.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [Door]
  - name: Leave
    emotion: 4
""",
    check=_check,
)
