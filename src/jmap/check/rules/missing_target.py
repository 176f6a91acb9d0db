"""A measured value has no target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Measured, Survey


def _check(survey: Survey) -> Iterator[Problem]:
    by_measure: dict[str, list[Measured]] = {}
    for each in survey.newest:
        by_measure.setdefault(each.measure, []).append(each)
    for name, values in by_measure.items():
        own = survey.project.settings.measures.get(name)
        if own is None or own.target is None:
            for each in gaps(values, lambda each: each.value.target):
                message = f"{name} has no target here; elsewhere it has"
                yield Problem(
                    each.pointer, message, "add `target:`, or one for all under `measures:` in jmap.yaml"
                )


RULE = Rule(
    code="E406",
    name="missing-target",
    severity=Severity.INFO,
    summary="A measured value has no target, although the same measure mostly has one.",
    why="Whether 71 % is good news depends on what was aimed at.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, measures: {csat: {value: 80%, target: 85%}}}
      - {name: Desk, measures: {csat: 71%}}
""",
    at=(6, 39),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, measures: {csat: {value: 80%, target: 85%}}}
      - {name: Desk, measures: {csat: {value: 71%, target: 85%}}}
""",
    not_for="Of several waves only the newest needs a target; and a measure nobody has a target for "
    "is only "
    "watched.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, measures: {csat: {value: 80%, target: 85%}}}
      - name: Desk
        measures:
          csat: [{value: 66%, date: 2026-03-31}, {value: 71%, date: 2026-10-31, target: 85%}]
""",
    check=_check,
)
