"""A measured value rests on few people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    least = survey.project.settings.scoring.small_sample
    for each in survey.newest:
        n = each.ground.n
        if n is not None and n < least and n >= survey.project.settings.privacy.min_group:
            message = f"{each.measure} rests on {n} answers; below {least} it can be far from the truth"
            yield Problem((*each.pointer, "n"), message, "ask more people, or read it with its interval")


RULE = Rule(
    code="E403",
    name="small-sample",
    severity=Severity.INFO,
    summary="The newest value of a measure rests on fewer people than `scoring.small_sample` (30).",
    why="Of 20 answers one more or less moves a share by 5 points; the difference to last time may be "
    "chance.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          csat: {value: 80%, n: 20}
""",
    at=(7, 33),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          csat: {value: 80%, n: 60}
""",
    not_for="What was heard in interviews and seen in observations is deep rather than many; older waves "
    "can no longer be asked more people.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        pains: [{text: It sticks, evidence: talks}]
---
evidence:
  - {evidence: talks, kind: interview, n: 8, date: 2026-10-03}
""",
    check=_check,
)
