"""The data of an evidence item were never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for name, item in survey.project.evidence.items():
        if item.data is not None and not item.values:
            message = f'the data of "{name}" have given no value yet'
            yield Problem(("evidence", name, "data"), message, "run `jmap refresh`")


RULE = Rule(
    code="R507",
    name="uncounted-data",
    severity=Severity.INFO,
    summary="An evidence item says where its data are, and has no values from them.",
    why="What people answered is there and has not reached the map.",
    bad="""\
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence: poll
kind: survey
data:
  file: answers.csv
  binds: [{at: door, measures: {csat: q1}}]
""",
    at=(7, 3),
    good="""\
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence: poll
kind: survey
date: 2026-10-31
data:
  file: answers.csv
  binds: [{at: door, measures: {csat: q1}}]
values:
  - {at: door, measure: csat, counts: {1: 3, 2: 5, 3: 22, 4: 90, 5: 120}}
""",
    not_for="Evidence without `data` may give values that somebody has counted elsewhere.",
    quiet="""\
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence: poll
kind: survey
date: 2026-10-31
values:
  - {at: door, measure: csat, value: 82%, n: 240}
""",
    check=_check,
)
