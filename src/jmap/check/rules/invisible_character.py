"""A text holds a character that nobody sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jmap.check.rewording import reworded
from jmap.check.rule import Problem, Remedy, Rule
from jmap.diagnostics import Severity
from jmap.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer
    from jmap.spec.edit.changes import Change


def _check(survey: Survey) -> Iterator[Problem]:
    told: set[tuple[Pointer, str]] = set()
    for hit in survey.texts.find(_INVISIBLE):
        sign = hit.match[0]
        if (hit.pointer, sign) in told:
            continue  # a text is looked through once, however often it has the sign
        told.add((hit.pointer, sign))
        name = f"U+{ord(sign):04X}"
        if sign in _ZERO_WIDTH or not compiled(_RIGHT_TO_LEFT).search(hit.said.text[hit.language]):
            message = f"the text holds an invisible character, {name}"
            yield Problem(hit.pointer, message, "delete it and type the text again there", excerpt=sign)


_ZERO_WIDTH = "\u200b\u2060\ufeff"
_MARK = "\u200e"  # left to right, which text is anyway without letters of the other direction
_INVISIBLE = re.compile(f"[{_ZERO_WIDTH}{_MARK}\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"


def _changes(survey: Survey, problem: Problem) -> Iterator[Change]:
    if problem.excerpt is not None and problem.excerpt in _ZERO_WIDTH + _MARK:
        text = survey.texts.at(problem.pointer)
        yield from reworded(survey, problem.pointer, text, text.replace(problem.excerpt, ""))


RULE = Rule(
    code="L706",
    name="invisible-character",
    severity=Severity.WARNING,
    summary="A text holds a zero-width character, or one that turns the direction of writing.",
    why="Two names that look the same are different, searches find nothing, and text can be made to read "
    "as what it is not.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {touchpoint: door, name: "Main\\u200bdoor"}
""",
    at=(5, 34),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {touchpoint: door, name: "Main door"}
""",
    not_for="Arabic and Hebrew texts need marks of direction.",
    quiet="""\
languages: [ar]
journey: visit
stages:
  - name: وصول
    touchpoints:
      - {touchpoint: door, name: "باب \\u202aA4\\u202c"}
""",
    check=_check,
    remedy=Remedy(
        "Deletes characters without width; an id made from the name stays.", safe=True, changes=_changes
    ),
)
