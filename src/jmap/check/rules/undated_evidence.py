"""An evidence item has no date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    items = [each for each in survey.project.evidence.values() if each.kind != "assumption"]
    for item in gaps(items, lambda each: each.date):
        yield Problem(
            ("evidence", item.id, "evidence"), f'the evidence "{item.id}" has no date', "add `date:`"
        )


RULE = Rule(
    code="E408",
    name="undated-evidence",
    severity=Severity.INFO,
    summary="An evidence item has no date, although most have.",
    why="What rests on it looks fresh forever.",
    bad="""\
journey: visit
evidence: [poll, talks]
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence:
  - {evidence: poll, kind: survey, date: 2026-10-31}
  - {evidence: talks, kind: interview}
""",
    at=(7, 16),
    good="""\
journey: visit
evidence: [poll, talks]
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence:
  - {evidence: poll, kind: survey, date: 2026-10-31}
  - {evidence: talks, kind: interview, date: 2026-10-03}
""",
    not_for="An assumption is of no particular day.",
    quiet="""\
journey: visit
evidence: [poll, guess]
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence:
  - {evidence: poll, kind: survey, date: 2026-10-31}
  - {evidence: guess, kind: assumption}
""",
    check=_check,
)
