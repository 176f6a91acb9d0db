"""An evidence item supports nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    if survey.complete:
        for name, item in survey.project.evidence.items():
            if name not in survey.cited and (item.data is None or item.values):
                message = f'nothing rests on the evidence "{name}"'
                yield Problem(
                    ("evidence", name, "evidence"),
                    message,
                    "cite it where it supports something, or remove it",
                )


RULE = Rule(
    code="T110",
    name="unused-evidence",
    severity=Severity.INFO,
    summary="An evidence item is listed and nothing cites it.",
    why="What was found out there has not reached the map.",
    bad="""\
journey: visit
evidence:
  - {evidence: survey, kind: survey, date: 2026-10-01}
  - {evidence: talks, kind: interview, date: 2026-10-02}
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, emotion: 4, evidence: talks}
---
evidence:
  - {evidence: diary, kind: observation, date: 2026-10-03}
""",
    at=(11, 16),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, emotion: 4, evidence: diary}
---
evidence:
  - {evidence: diary, kind: observation, date: 2026-10-03}
""",
    not_for="An item that only a persona cites supports that persona.",
    quiet="""\
journey: visit
personas: [guest]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
evidence: diary
---
evidence:
  - {evidence: diary, kind: observation, date: 2026-10-03}
""",
    check=_check,
)
