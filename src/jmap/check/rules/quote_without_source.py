"""A quote does not say where it was heard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    quotes = [
        (quote, moment, (*moment.pointer, "quotes", index, "text"))
        for moment in survey.moments
        for index, quote in enumerate(moment.here.quotes)
    ]
    for quote, _, pointer in gaps(quotes, lambda each: each[0].evidence or each[1].cites):
        yield Problem(pointer, f'it is not said where "{quote.text}" was heard', "add `evidence:`")


RULE = Rule(
    code="E407",
    name="quote-without-source",
    severity=Severity.INFO,
    summary="A quote cites no evidence, although most quotes do.",
    why="A quote is the strongest argument on a map, unless somebody asks whether it was made up.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes:
          - {text: I pushed and pushed., evidence: talks}
          - "Is this the entrance?"
---
evidence: [{evidence: talks, kind: interview, date: 2026-10-03}]
""",
    at=(8, 13),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes:
          - {text: I pushed and pushed., evidence: talks}
          - {text: "Is this the entrance?", evidence: talks}
---
evidence: [{evidence: talks, kind: interview, date: 2026-10-03}]
""",
    not_for="Evidence of the touchpoint, its stage or its journey holds for its quotes.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        evidence: talks
        quotes: [{text: I pushed and pushed., evidence: talks}, "Is this the entrance?"]
---
evidence: [{evidence: talks, kind: interview, date: 2026-10-03}]
""",
    check=_check,
)
