"""A stage has no touchpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for stage, _, journey, pointer in survey.stages:
        if not stage.touchpoints and not stage.emotion and not stage.measures and journey.touchpoints:
            message = f'the stage "{stage.name}" has no touchpoints'
            yield Problem((*pointer, "name"), message, "add what happens there, or remove the stage")


RULE = Rule(
    code="T101",
    name="empty-stage",
    severity=Severity.WARNING,
    summary="A stage has no touchpoints and no values of its own.",
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
    not_for="A stage that is described and scored as a whole needs no touchpoints.",
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
