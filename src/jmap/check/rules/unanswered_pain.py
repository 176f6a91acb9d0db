"""A pain has neither an opportunity nor an improvement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps, per_journey
from jmap.check.rule import Problem, Rule
from jmap.check.rules.severe_pain_unanswered import RULE as SEVERE
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    severe = survey.option(SEVERE, "severity")
    for parts in per_journey(survey.pains):
        for part in gaps(parts, lambda each: each.pointer in survey.answered):
            if (part.item.severity or 0) < severe:
                message = f'nothing is proposed against "{part.item.text}"'
                yield Problem(
                    (*part.pointer, "text"),
                    message,
                    "add an opportunity that answers it, or an improvement that addresses it",
                )


RULE = Rule(
    code="A301",
    name="unanswered-pain",
    severity=Severity.INFO,
    summary="A pain has neither an opportunity nor an improvement, although most pains of the journey have.",
    why="A pain nobody answers is either not worth listing or was lost on the way to the plan.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        pains: [It sticks]
        opportunities: [A new hinge]
      - name: Desk
        pains: [Nobody there]
""",
    at=(9, 17),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        pains: [It sticks]
        opportunities: [A new hinge]
      - name: Desk
        pains: [Nobody there]
        opportunities: [A bell]
""",
    not_for="A map of research alone lists pains and no answers; and an opportunity without "
    "`answers:` answers "
    "all pains beside it.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, pains: [It sticks, It is heavy]}
      - {name: Desk, pains: [Nobody there]}
""",
    check=_check,
)
