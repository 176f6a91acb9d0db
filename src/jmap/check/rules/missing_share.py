"""Some personas of a journey have a share and others have none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    personas = survey.project.personas
    told: set[str] = set()  # a persona on thirty journeys lacks one share
    for journey in survey.project.journeys.values():
        known = [name for name in journey.personas if name in personas]
        missing = [name for name in known if personas[name].share is None]
        if 0 < len(missing) < len(known):
            for name in missing:
                if name in told:
                    continue
                told.add(name)
                message = f'the persona "{personas[name].name}" has no share; others of "{journey.id}" have'
                yield Problem(("personas", name, "name"), message, "add `share:`, e.g. `share: 30%`")


RULE = Rule(
    code="C210",
    name="missing-share",
    severity=Severity.INFO,
    summary="A persona has no share of customers, although others on the same journey have one.",
    why="Scores over several personas weigh them by share, and have to guess this one's.",
    bad="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
share: 60%
---
persona: host
""",
    at=(8, 10),
    good="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
share: 60%
---
persona: host
share: 40%
""",
    not_for="Where no persona has a share, all weigh the same, and that is clear.",
    quiet="""\
journey: visit
personas: [guest, host]
stages: [{name: Arrive, touchpoints: [Door]}]
---
persona: guest
---
persona: host
""",
    check=_check,
)
