"""A persona rests on nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    about = {item.persona for item in survey.project.evidence.values()}
    personas = list(survey.project.personas.values())
    for persona in gaps(personas, lambda each: each.evidence or each.id in about):
        message = f'the persona "{persona.name}" rests on no evidence'
        yield Problem(("personas", persona.id, "name"), message, "add `evidence:`")


RULE = Rule(
    code="E409",
    name="persona-without-evidence",
    severity=Severity.INFO,
    summary="A persona cites no evidence, although most personas do.",
    why="A persona somebody made up steers the map as much as one that was met.",
    bad="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
evidence: talks
---
persona: host
---
evidence: [{evidence: talks, kind: interview, date: 2026-10-03}]
""",
    at=(8, 10),
    good="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
evidence: talks
---
persona: host
evidence: talks
---
evidence: [{evidence: talks, kind: interview, date: 2026-10-03}]
""",
    not_for="An evidence item that names the persona is about it.",
    quiet="""\
journey: visit
personas: [guest, host]
evidence: [talks, diary]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
evidence: talks
---
persona: host
---
evidence:
  - {evidence: talks, kind: interview, date: 2026-10-03}
  - {evidence: diary, kind: observation, date: 2026-10-05, persona: host}
""",
    check=_check,
)
