"""A placeholder was left in a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    if not survey.texts.hold("TODO", "TBD", "FIXME", "psum", "待补充", "待完善", "待填写", "??", "？？"):
        return
    for hit in survey.texts.find(_PLACEHOLDER):
        if not hit.said.private:
            words = hit.match[0].strip()
            yield Problem(
                hit.pointer,
                f'"{words}" is a placeholder',
                "write what belongs here, or remove it",
                excerpt=words,
            )


_PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBD|FIXME)\b|[Ll]orem ipsum|待补充|待完善|待填写|(?<![^\x1f])\s*[?？]{2,}\s*(?=\x1f|\Z)",
    re.ASCII,  # Chinese characters may stand right beside it
)


RULE = Rule(
    code="L704",
    name="placeholder",
    severity=Severity.WARNING,
    summary="A text holds TODO, TBD, FIXME, lorem ipsum, 待补充 or nothing but question marks.",
    why="The client reads it.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        does: TODO ask the porters
""",
    at=(6, 15),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        does: Looks for the bell
""",
    not_for='To-do lists are what some people work with, customers may well say "???" in a sentence, and '
    "private notes are for reminders.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        does: Writes a to-do list
        quotes: ["Hello???"]
        notes: [{text: TODO ask the porters, private: true}]
""",
    check=_check,
)
