"""A severe pain has neither an opportunity nor an improvement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    severe = survey.option(RULE, "severity")
    for part in survey.pains:
        if (part.item.severity or 0) >= severe and part.pointer not in survey.answered:
            message = f'nothing is proposed against a severe pain: "{part.item.text}"'
            yield Problem(
                (*part.pointer, "text"),
                message,
                "add an opportunity that answers it, or an improvement that addresses it",
            )


RULE = Rule(
    code="A302",
    name="severe-pain-unanswered",
    severity=Severity.WARNING,
    summary="A pain of severity 4 or 5 has neither an opportunity nor an improvement.",
    why="This is what drives people away; a map that leaves it unanswered has missed its purpose.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        pains: [{text: It is locked, severity: 5}]
""",
    at=(6, 24),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        pains: [{text: It is locked, severity: 5}]
        opportunities: [A bell]
""",
    not_for="An improvement that addresses the pain, or the whole touchpoint, answers it.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
        name: Door
        pains: [{pain: locked, text: It is locked, severity: 5}]
improvements:
  - {title: A bell, addresses: door.locked}
""",
    check=_check,
    options={"severity": 4},
)
