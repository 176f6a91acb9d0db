"""A value comes from so few people that they can be recognised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.model.ground import is_small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer
    from jmap.model.ground import Grounded


def _check(survey: Survey) -> Iterator[Problem]:
    least, evidence = survey.project.settings.privacy.min_group, survey.project.evidence
    for pointer, value, around in _values(survey):
        if is_small(value, around, evidence, least):
            n = survey.ground(value, around).n
            people = "one person" if n == 1 else f"{n} people"
            message = f"this value is of {people}; groups below {least} can be recognised"
            yield Problem(
                (*pointer, "n"),
                message,
                "leave it out, or put groups together (`privacy.min_group` sets the limit)",
            )


def _values(survey: Survey) -> Iterator[tuple[Pointer, Grounded, tuple[str, ...]]]:
    for each in survey.measured:
        yield each.pointer, each.value, each.around
    for moment in survey.moments:
        for index, emotion in enumerate(moment.here.emotion):
            yield (*moment.pointer, "emotion", index), emotion, moment.here.evidence
    for place, value in survey.effects:
        yield place, value, ()


RULE = Rule(
    code="P806",
    name="small-group",
    severity=Severity.WARNING,
    summary="A measured value rests on fewer people than `privacy.min_group` (10).",
    why="Colleagues can tell who the four dissatisfied customers of the Lyon shop were, and so could they.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          csat: {value: 50%, n: 4}
""",
    at=(7, 33),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          csat: {value: 50%, n: 40}
""",
    not_for="Interviews and observations are talks with people who agreed, and no groups.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: {value: 2, n: 4, evidence: talks}
---
evidence: [{evidence: talks, kind: interview, n: 4, date: 2026-10-03}]
""",
    check=_check,
)
