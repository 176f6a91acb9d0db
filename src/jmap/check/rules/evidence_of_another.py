"""What is said of one persona rests on evidence about another."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from jmap.check.rule import Problem, Rule
from jmap.check.survey import listed
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer
    from jmap.model import Emotion, Measurement, Opportunity, Pain, Statement

    Cited: TypeAlias = Statement | Emotion | Pain | Opportunity | Measurement


def _check(survey: Survey) -> Iterator[Problem]:
    about = {name: item.persona for name, item in survey.project.evidence.items() if item.persona}
    if not about:
        return
    for item, pointer in _items(survey):
        cited = [about.get(name) for name in item.evidence]
        if not item.persona or not cited or any(each in (None, item.persona) for each in cited):
            continue
        mine, other = survey.name_of(item.persona), survey.name_of(cited[0] or "")
        message = f'this is said of "{mine}" and rests on evidence about "{other}"'
        yield Problem(
            (*pointer, "evidence"), message, "cite evidence about this persona, or change the persona"
        )


def _items(survey: Survey) -> Iterator[tuple[Cited, Pointer]]:
    for moment in survey.moments:
        for keys, items in listed(moment.here):
            for index, item in enumerate(items):
                yield item, (*moment.pointer, *keys, index)
    for measured in survey.measured:
        yield measured.value, measured.pointer


RULE = Rule(
    code="E410",
    name="evidence-of-another",
    severity=Severity.WARNING,
    summary="A value or statement of one persona cites only evidence about another one.",
    why="A mix-up of personas is hard to see on the map and wrong in every comparison of them.",
    bad="""\
journey: visit
personas: [guest, host]
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes: [{text: I pushed and pushed., persona: host, evidence: talks}]
---
persona: guest
evidence: talks
---
persona: host
evidence: diary
---
evidence:
  - {evidence: talks, kind: interview, date: 2026-10-03, persona: guest}
  - {evidence: diary, kind: observation, date: 2026-10-05}
""",
    at=(7, 72),
    good="""\
journey: visit
personas: [guest, host]
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes: [{text: I pushed and pushed., persona: guest, evidence: talks}]
---
persona: guest
evidence: talks
---
persona: host
evidence: diary
---
evidence:
  - {evidence: talks, kind: interview, date: 2026-10-03, persona: guest}
  - {evidence: diary, kind: observation, date: 2026-10-05}
""",
    not_for="Evidence that is about nobody in particular holds for everybody.",
    quiet="""\
journey: visit
personas: [guest, host]
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes: [{text: I pushed and pushed., persona: host, evidence: [talks, diary]}]
---
persona: guest
---
persona: host
---
evidence:
  - {evidence: talks, kind: interview, date: 2026-10-03, persona: guest}
  - {evidence: diary, kind: observation, date: 2026-10-05}
""",
    check=_check,
)
