"""An evidence item is old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    limit = survey.option(RULE, "days")
    for name, item in survey.project.evidence.items():
        if item.date is not None and survey.today is not None and (survey.today - item.date).days > limit:
            message = f'the evidence "{name}" is {(survey.today - item.date).days} days old'
            yield Problem(("evidence", name, "date"), message, "ask again, or say why it still holds")


RULE = Rule(
    code="R506",
    name="stale-evidence",
    severity=Severity.INFO,
    summary="An evidence item is older than three years.",
    why="What people said then may no longer be what they would say.",
    bad="""\
journey: visit
evidence: [talks]
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence: [{evidence: talks, kind: interview, date: 2022-10-03}]
""",
    at=(5, 53),
    good="""\
journey: visit
evidence: [talks]
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence: [{evidence: talks, kind: interview, date: 2026-10-03}]
""",
    not_for="Evidence without a date is another matter (`undated-evidence`).",
    quiet="""\
journey: visit
evidence: [talks]
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence: [{evidence: talks, kind: interview}]
""",
    check=_check,
    options={"days": 1095},
    needs_today=True,
)
