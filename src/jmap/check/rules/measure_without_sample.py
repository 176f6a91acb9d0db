"""A measured value does not say how many answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for each in gaps(survey.measured, lambda each: each.ground.n):
        message = f"{each.measure} does not say of how many"
        yield Problem(each.pointer, message, "add `n:`, or `evidence:` that has one")


RULE = Rule(
    code="E404",
    name="measure-without-sample",
    severity=Severity.INFO,
    summary="A measured value has no sample size, although most have.",
    why="No interval can be given, and nobody knows whether a difference means anything.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, measures: {csat: {value: 80%, n: 60}}}
      - {name: Desk, measures: {csat: 71%}}
""",
    at=(6, 39),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, measures: {csat: {value: 80%, n: 60}}}
      - {name: Desk, measures: {csat: {value: 71%, n: 55}}}
""",
    not_for="Counts say how many by themselves, and so does evidence with an `n`.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, measures: {csat: {value: 80%, n: 60}}}
      - {name: Desk, measures: {nps: {promoters: 40, passives: 20, detractors: 10}}}
""",
    check=_check,
)
