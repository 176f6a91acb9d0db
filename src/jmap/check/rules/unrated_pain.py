"""A pain does not say how severe it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for part in gaps(survey.pains, lambda each: each.item.severity):
        message = f'"{part.item.text}" does not say how severe it is; 3 is assumed'
        yield Problem(
            (*part.pointer, "text"), message, "add `severity:` from 1 (a nuisance) to 5 (stops them)"
        )


RULE = Rule(
    code="C208",
    name="unrated-pain",
    severity=Severity.INFO,
    summary="A pain has no severity, although most pains have.",
    why="Pain load and priorities assume a 3, which makes a nuisance too heavy and a stopper too light.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        pains:
          - {text: It sticks, severity: 2}
          - It is hard to find
""",
    at=(8, 13),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        pains:
          - {text: It sticks, severity: 2}
          - {text: It is hard to find, severity: 3}
""",
    not_for="Notes from a workshop list pains before anybody rates them.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, pains: [It sticks, It is hard to find]}
""",
    check=_check,
)
