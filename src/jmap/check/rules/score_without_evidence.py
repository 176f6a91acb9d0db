"""An emotion does not say what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps, per_journey
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Moment, Survey
    from jmap.model import Emotion, Touchpoint


def _check(survey: Survey) -> Iterator[Problem]:
    for touchpoints in per_journey(survey.touchpoints):
        felt = [each for each in touchpoints if each.here.emotion]
        for moment in gaps(felt, _grounded):
            message = f'the emotion at "{moment.here.name}" does not say what it rests on'
            first = next(index for index, each in enumerate(moment.here.emotion) if not _rests(each))
            hint = "add `evidence:`, to the touchpoint or to the value"
            yield Problem((*moment.pointer, "emotion", first), message, hint)


def _grounded(moment: Moment[Touchpoint]) -> bool:
    return moment.cites or all(map(_rests, moment.here.emotion))


def _rests(emotion: Emotion) -> bool:
    """Whether it says itself what it rests on."""
    return bool(emotion.evidence or (emotion.n and emotion.source))


RULE = Rule(
    code="E401",
    name="score-without-evidence",
    severity=Severity.INFO,
    summary="An emotion cites no evidence, although most emotions of the journey do.",
    why="It looks as sure as the others and is somebody's guess.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, emotion: {value: 4, evidence: diary}}
      - {name: Desk, emotion: 3}
---
evidence:
  - {evidence: diary, kind: observation, date: 2026-10-03}
""",
    at=(6, 31),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, emotion: {value: 4, evidence: diary}}
      - {name: Desk, emotion: {value: 3, evidence: diary}}
---
evidence:
  - {evidence: diary, kind: observation, date: 2026-10-03}
""",
    not_for="Evidence of the journey or the touchpoint holds for its values; and a first sketch "
    "cites nothing "
    "at all.",
    quiet="""\
journey: visit
evidence: [diary]
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, emotion: {value: 4, evidence: diary}}
      - {name: Desk, emotion: 3}
---
evidence:
  - {evidence: diary, kind: observation, date: 2026-10-03}
""",
    check=_check,
)
