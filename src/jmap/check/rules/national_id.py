"""A text holds a national identity number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.personal import IDENTITY
from jmap.check.rule import Rule
from jmap.check.traced import traced
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.rule import Problem
    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    return traced(survey, IDENTITY, "an identity number of a person")


RULE = Rule(
    code="P803",
    name="national-id",
    severity=Severity.ERROR,
    summary="A text holds a Chinese identity number whose birthday and check digit are right.",
    why="It identifies a person for life; it must never reach a map, nor the history of its file.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes: [My number is 11010519491231002X]
""",
    at=(6, 31),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes: [They wanted my identity number]
""",
    not_for="Order numbers of 18 digits are no identity numbers: their birthday or check digit is wrong.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes: [My order is 110105194912310021]
""",
    check=_check,
)
