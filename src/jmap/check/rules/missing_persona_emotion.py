"""A touchpoint says how it feels for some personas only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for moment in survey.touchpoints:
        felt = {emotion.persona for emotion in moment.here.emotion}
        missing = [name for name in moment.journey.personas if name not in felt]
        if felt and missing and None not in felt:
            names = ", ".join(f'"{survey.name_of(name)}"' for name in missing)
            message = f'"{moment.here.name}" does not say how it feels for {names}'
            yield Problem(
                (*moment.pointer, "emotion"),
                message,
                "add the emotion; if they never come here, suppress this",
                at_key=True,
            )


RULE = Rule(
    code="C202",
    name="missing-persona-emotion",
    severity=Severity.INFO,
    summary="A touchpoint has an emotion for some personas of its journey and not for others.",
    why="The curve of the others has a gap, and scores over all personas rest on fewer of them.",
    bad="""\
journey: visit
personas: [guest, host]
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: {guest: 4}
""",
    at=(7, 9),
    good="""\
journey: visit
personas: [guest, host]
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: {guest: 4, host: 3}
""",
    not_for="An emotion that names no persona is everybody's.",
    quiet="""\
journey: visit
personas: [guest, host]
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: 4
""",
    check=_check,
)
