"""A measured value does not say when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for each in gaps(survey.measured, lambda each: each.ground.date):
        message = f"{each.measure} does not say when it was measured"
        yield Problem(each.pointer, message, "add `date:`, or `evidence:` that has one")


RULE = Rule(
    code="E405",
    name="measure-without-date",
    severity=Severity.INFO,
    summary="A measured value has no date, although most have.",
    why="Nobody can tell whether it is from before or after the last change.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, measures: {csat: {value: 80%, date: 2026-10-31}}}
      - {name: Desk, measures: {csat: 71%}}
""",
    at=(6, 39),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, measures: {csat: {value: 80%, date: 2026-10-31}}}
      - {name: Desk, measures: {csat: {value: 71%, date: 2026-10-31}}}
""",
    not_for="Evidence with a date says when.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, measures: {csat: {value: 80%, date: 2026-10-31}}}
      - {name: Desk, measures: {csat: {value: 71%, evidence: poll}}}
---
evidence: [{evidence: poll, kind: survey, date: 2026-10-31}]
""",
    check=_check,
)
