"""A happy emotion stands beside a severe and frequent pain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    happy, severity, frequency = (survey.option(RULE, key) for key in ("emotion", "severity", "frequency"))
    for part in survey.pains:
        pain, here = part.item, part.moment.here
        if (pain.severity or 0) < severity or (pain.frequency or 0) < frequency:
            continue
        for emotion in survey.feelings(here):
            about_the_same = None in (pain.persona, emotion.persona) or pain.persona == emotion.persona
            if emotion.value >= happy and about_the_same:
                felt = f'people feel well ({emotion.value:g}) at "{here.name}"'
                message = f"{felt} in spite of a severe and frequent pain"
                place = (*part.moment.pointer, "emotion", here.emotion.index(emotion), "value")
                related = (("the pain", (*part.pointer, "text")),)
                yield Problem(
                    place, message, "ask again which of the two is true, and for whom", related=related
                )
                break


RULE = Rule(
    code="K601",
    name="happy-despite-pain",
    severity=Severity.INFO,
    summary="An emotion of 4 or 5 stands beside a pain that is severe (4 or 5) and met often or always.",
    why="One of the two is not true, or they are true of different people; both readings change what to do.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: 5
        pains: [{text: It is locked, severity: 5, frequency: always}]
        opportunities: [A bell]
""",
    at=(6, 18),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: 2
        pains: [{text: It is locked, severity: 5, frequency: always}]
        opportunities: [A bell]
""",
    not_for="One persona may be happy with what troubles another, and a rare pain spoils nobody's "
    "day but "
    "one's.",
    quiet="""\
journey: visit
personas: [guest, host]
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: {guest: 2, host: 5}
        pains:
          - {text: It is locked, severity: 5, frequency: always, persona: guest}
          - {text: It jams, severity: 5, frequency: rare}
        opportunities: [A bell]
""",
    check=_check,
    options={"emotion": 4, "severity": 4, "frequency": 0.5},
)
