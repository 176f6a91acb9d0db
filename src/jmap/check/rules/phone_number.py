"""A text holds somebody's phone number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.personal import PHONE
from jmap.check.rule import Rule
from jmap.check.traced import traced
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.rule import Problem
    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    return traced(survey, PHONE, "a phone number of a person")


RULE = Rule(
    code="P802",
    name="phone-number",
    severity=Severity.WARNING,
    summary="A text holds a Chinese mobile or landline number, or an international phone number.",
    why="A phone number leads straight to a person who was promised to stay anonymous.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes: [Call me on 138 1234 5678]
""",
    at=(6, 29),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes: [Call me]
""",
    not_for="Service numbers (400…, +1 800…, 95588) are public, and amounts, order numbers and dates are no phone "
    "numbers.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        does: Calls 400-820-8820 or 95588 on 2026-10-31 about order 20261031123456789
""",
    check=_check,
)
