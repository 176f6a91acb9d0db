"""The newest value of a measure is old."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    limit = survey.option(RULE, "days")
    for each in survey.newest:
        date = each.ground.date
        if date is not None and survey.today is not None and (survey.today - date).days > limit:
            message = f"{each.measure} was last measured {(survey.today - date).days} days ago"
            yield Problem((*each.pointer, "date"), message, "measure it again, or say why it still holds")


RULE = Rule(
    code="R502",
    name="stale-measure",
    severity=Severity.INFO,
    summary="The newest value of a measure is older than a year.",
    why="Products, prices and competitors change faster than that.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          csat: {value: 80%, n: 60, date: 2025-06-30}
""",
    at=(7, 43),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          csat: {value: 80%, n: 60, date: 2026-06-30}
""",
    not_for="Earlier waves are history and may be old.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          csat: [{value: 74%, date: 2024-06-30}, {value: 80%, date: 2026-06-30}]
""",
    check=_check,
    options={"days": 365},
    needs_today=True,
)
