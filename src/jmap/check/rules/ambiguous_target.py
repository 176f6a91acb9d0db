"""An improvement addresses an id that a stage and a touchpoint share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    stages = {(stage.journey.id, stage.here.id): stage for stage in survey.stages}
    touchpoints = {(each.journey.id, each.here.id): each for each in survey.touchpoints}
    for planned in survey.improvements:
        for index, (journey, here, _) in enumerate(planned.targets()):
            key = (journey, here)
            if key in stages and key in touchpoints:
                yield Problem(
                    (*planned.pointer, "addresses", index),
                    f'"{here}" is a stage and a touchpoint: it is read as the touchpoint',
                    "give the stage or the touchpoint an id of its own",
                    related=(("the stage", (*stages[key].pointer, "name")),),
                )


RULE = Rule(
    code="T102",
    name="ambiguous-target",
    severity=Severity.WARNING,
    summary="An improvement addresses an id that a stage and a touchpoint of the journey share.",
    why="It is counted for the touchpoint, although the whole stage may have been meant.",
    bad="""\
journey: visit
stages:
  - stage: pay
    name: Pay
    touchpoints: [{touchpoint: pay, name: Pay}, Receipt]
improvements:
  - title: Cards accepted
    addresses: pay
""",
    at=(8, 16),
    good="""\
journey: visit
stages:
  - stage: pay
    name: Pay
    touchpoints: [Till, Receipt]
improvements:
  - title: Cards accepted
    addresses: pay
""",
    not_for="A stage and its only touchpoint may well be called the same as long as nothing refers to them.",
    quiet="""\
journey: visit
stages:
  - name: Pay
    touchpoints: [Pay, Receipt]
""",
    check=_check,
)
