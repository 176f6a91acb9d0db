"""A touchpoint does not say how it feels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps, per_journey
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for touchpoints in per_journey(survey.touchpoints):
        for moment in gaps(touchpoints, lambda each: each.here.emotion or each.stage.emotion):
            message = f'"{moment.here.name}" does not say how it feels'
            yield Problem(
                (*moment.pointer, "name"), message, "add `emotion:` from 1 (very bad) to 5 (very good)"
            )


RULE = Rule(
    code="C201",
    name="missing-emotion",
    severity=Severity.WARNING,
    summary="A touchpoint has no emotion, although most of its journey has.",
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
