"""A touchpoint does not say where it happens."""

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
        for moment in gaps(touchpoints, lambda each: each.stage.channels_of(each.here)):
            message = f'"{moment.here.name}" does not say in which channel it happens'
            yield Problem(
                (*moment.pointer, "name"),
                message,
                f"add `channel:`; known: {', '.join(survey.project.channels)}",
            )


RULE = Rule(
    code="C203",
    name="missing-channel",
    severity=Severity.INFO,
    summary="A touchpoint has no channel, although most of its journey has.",
    why="It is missing from every view by channel, and from the comparison of online with offline.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, channel: Shop}
      - {name: Call}
""",
    at=(6, 16),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, channel: Shop}
      - {name: Call, channel: Phone}
""",
    not_for="The channel of a stage holds for all its touchpoints.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    channel: Shop
    touchpoints: [{name: Door, channel: Shop}, Call]
""",
    check=_check,
)
