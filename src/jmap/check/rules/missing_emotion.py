"""A touchpoint does not say how it feels, or only where the curve does not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps, per_journey
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.model import meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Moment, Survey
    from jmap.model import Touchpoint


_ASIDE = "write it under `emotion:`, which takes `n:`, `sd:`, `date:` and `evidence:` as well"


def _check(survey: Survey) -> Iterator[Problem]:
    for moment in survey.moments:
        if "emotion" in moment.here.measures:
            message = f'the emotion at "{moment.here.name}" is scored and not on the curve: it stands under `measures:`'
            counts = moment.here.measures["emotion"][-1].counts
            hint = f"under `emotion:`, {meant.counted(counts)}" if counts else _ASIDE
            yield Problem((*moment.pointer, "measures", "emotion"), message, hint, at_key=True)
    for touchpoints in per_journey(survey.touchpoints):
        for moment in gaps(touchpoints, _felt):
            message = f'"{moment.here.name}" does not say how it feels'
            yield Problem(
                (*moment.pointer, "name"), message, "add `emotion:` from 1 (very bad) to 5 (very good)"
            )


def _felt(moment: Moment[Touchpoint]) -> bool:
    return bool(moment.here.emotion or moment.stage.emotion or "emotion" in moment.here.measures)


RULE = Rule(
    code="C201",
    name="missing-emotion",
    severity=Severity.WARNING,
    summary="A touchpoint has no emotion, although most of its journey has; or one under `measures:`, off the curve.",
    why="The curve has a gap there, and nobody knows whether it was fine or forgotten.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, emotion: 4}
      - {name: Desk}
""",
    at=(6, 16),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, emotion: 4}
      - {name: Desk, emotion: 3}
""",
    not_for="A map on which hardly anything has an emotion, such as a blueprint of processes, shows "
    "none on "
    "purpose.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [{name: Door, emotion: 4}, Desk, Form]
""",
    check=_check,
)
