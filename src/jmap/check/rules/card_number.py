"""A text holds the number of a payment card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.personal import CARD
from jmap.check.rule import Rule
from jmap.check.traced import traced
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.rule import Problem
    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    return traced(survey, CARD, "the number of a payment card")


RULE = Rule(
    code="P804",
    name="card-number",
    severity=Severity.ERROR,
    summary="A text holds a number of 15 to 19 digits that begins like a payment card's and whose "
    "check digit "
    "is right.",
    why="It is worth money to whoever reads it, and keeping it breaks the rules of the card "
    "industry (PCI "
    "DSS).",
    bad="""\
journey: visit
stages:
  - name: Pay
    touchpoints:
      - name: Till
        quotes: [I typed 4111 1111 1111 1111 twice]
""",
    at=(6, 26),
    good="""\
journey: visit
stages:
  - name: Pay
    touchpoints:
      - name: Till
        quotes: [I typed my card number twice]
""",
    not_for="Other long numbers are no card numbers: their first or their check digits are wrong.",
    quiet="""\
journey: visit
stages:
  - name: Pay
    touchpoints:
      - name: Till
        quotes: [Order 4111 1111 1111 1112, shipment 9111111111111111]
""",
    check=_check,
)
