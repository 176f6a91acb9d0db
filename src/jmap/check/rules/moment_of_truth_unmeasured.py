"""A moment of truth rests on no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for moment in survey.moments:
        here = moment.here
        asked = any(survey.ground(emotion, here.evidence).n for emotion in here.emotion)
        if here.moment_of_truth and not here.measures and not asked:
            message = f'"{here.name}" decides the relationship, and nothing is measured there'
            yield Problem(
                (*moment.pointer, "moment_of_truth"),
                message,
                "add a measure, such as `csat: {value: 82%, n: 240}`",
                at_key=True,
            )


RULE = Rule(
    code="A307",
    name="moment-of-truth-unmeasured",
    severity=Severity.WARNING,
    summary="A moment of truth has neither a measure nor an emotion with a sample.",
    why="It weighs double in every score, and what weighs most should be known best.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        moment_of_truth: true
        emotion: 2
""",
    at=(6, 9),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        moment_of_truth: true
        emotion: {value: 2, n: 40}
""",
    not_for="Any measure will do, of the stage as well where the stage is the moment of truth.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    moment_of_truth: true
    measures: {csat: {value: 61%, n: 80}}
    touchpoints: [Door]
""",
    check=_check,
)
