"""A moment of truth rests on no number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.model import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.model import Experience


def _check(survey: Survey) -> Iterator[Problem]:
    for moment in survey.moments:
        here = moment.here
        if not here.moment_of_truth or moment.journey.state == "future":  # what is not yet cannot be measured
            continue
        places = (here, *here.touchpoints) if isinstance(here, Stage) else (here,)
        if not any(_is_known(survey, place) for place in places):
            message = f'"{here.name}" decides the relationship, and nothing is measured there'
            yield Problem(
                (*moment.pointer, "moment_of_truth"),
                message,
                "add a measure, such as `csat: {value: 82%, n: 240}`",
                at_key=True,
            )


def _is_known(survey: Survey, here: Experience) -> bool:
    return bool(here.measures) or any(survey.ground(each, here.evidence).n for each in here.emotion)


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
    not_for="Any measure will do; for a stage its own or one of its touchpoints. What shall be cannot be measured yet.",
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
