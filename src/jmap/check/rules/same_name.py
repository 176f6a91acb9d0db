"""Two touchpoints of a stage have the same name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for stage, _, _, pointer in survey.stages:
        first: dict[str, int] = {}
        for index, touchpoint in enumerate(stage.touchpoints):
            name = str(touchpoint.name)
            if name in first:
                yield Problem(
                    (*pointer, "touchpoints", index, "name"),
                    f'two touchpoints of the stage "{stage.name}" are called "{name}"',
                    "say what is different about them",
                    related=(("the first one", (*pointer, "touchpoints", first[name], "name")),),
                )
            first.setdefault(name, index)


RULE = Rule(
    code="T115",
    name="same-name",
    severity=Severity.WARNING,
    summary="Two touchpoints of one stage have the same name.",
    why="On the map, in tables and in diagrams nobody can tell which one is meant.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {touchpoint: wait-1, name: Wait}
      - {touchpoint: desk, name: Desk}
      - {touchpoint: wait-2, name: Wait}
""",
    at=(7, 36),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {touchpoint: wait-1, name: Wait for a number}
      - {touchpoint: desk, name: Desk}
      - {touchpoint: wait-2, name: Wait for the form}
""",
    not_for="The same thing may well happen again in another stage.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [{touchpoint: wait-1, name: Wait}]
  - name: Pay
    touchpoints: [{touchpoint: wait-2, name: Wait}]
""",
    check=_check,
)
