"""A text holds a national identity number."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for hit in survey.texts.find(_DIGITS):
        if not hit.said.private and _is_chinese(hit.match[0].upper()):
            message = "an identity number of a person stands in this text"
            yield Problem(hit.pointer, message, "leave it out", excerpt=hit.match[0])


_DIGITS = re.compile(r"(?<![\w-])[1-9]\d{16}[\dXx](?![\w-])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _is_chinese(number: str) -> bool:
    """Whether birthday and check digit are right (GB 11643-1999, ISO 7064 MOD 11-2)."""
    try:
        dt.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17]


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
