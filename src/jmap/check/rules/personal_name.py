"""An evidence item names a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.personal import NAME
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for said in survey.texts.said:
        if said.pointer[0] != "evidence":
            continue
        for language, words in said.text.items():
            if match := next(filter(NAME.proves, NAME.pattern.finditer(words)), None):
                pointer = (*said.pointer, language) if len(said.text) > 1 else said.pointer
                yield Problem(
                    pointer,
                    "this evidence names a person",
                    "say who it was by role, and keep names elsewhere",
                    excerpt=match[0],
                )


RULE = Rule(
    code="P807",
    name="personal-name",
    severity=Severity.WARNING,
    summary="The title or source of an evidence item names a person, as with Mrs., Prof., 女士 or 经理.",
    why="Evidence is listed on every report, and those who were asked were promised not to be named.",
    bad="""\
journey: visit
evidence: [talks]
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence:
  - {evidence: talks, kind: interview, date: 2026-10-03, title: Talk with Mrs. Miller}
""",
    at=(6, 75),
    good="""\
journey: visit
evidence: [talks]
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence:
  - {evidence: talks, kind: interview, date: 2026-10-03, title: Talk with a guest}
""",
    not_for="Names without such a word may be of places, products or methods, and are left alone.",
    quiet="""\
journey: visit
evidence: [talks]
stages: [{name: Arrive, touchpoints: [Door]}]
---
evidence:
  - {evidence: talks, kind: interview, date: 2026-10-03, title: Miller Street shop, source: 王府井店 Ms 2026}
""",
    check=_check,
)
