"""The flow stops at a touchpoint without reaching the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Remedy, Rule
from jmap.diagnostics import Severity
from jmap.spec.edit.changes import Change, Replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for moment in survey.touchpoints:
        if moment.here.next == ():
            message = f'the way stops at "{moment.here.name}": its `next:` is empty'
            yield Problem((*moment.pointer, "next"), message, "write `next: end` where the journey ends")


def _changes(survey: Survey, problem: Problem) -> Iterator[Change]:
    del survey
    yield Replace(problem.pointer, "end")


RULE = Rule(
    code="T105",
    name="dead-end",
    severity=Severity.WARNING,
    summary="A touchpoint has an empty `next:`, so its way never reaches the end.",
    why="What happens afterwards is unknown: those who give up there are on no path to the end.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next:
          - {to: closed, when: too late}
          - {to: desk, when: in time}
      - touchpoint: closed
        name: Closed
        next: []
      - touchpoint: desk
        name: Desk
""",
    at=(11, 15),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next:
          - {to: closed, when: too late}
          - {to: desk, when: in time}
      - touchpoint: closed
        name: Closed
        next: end
      - touchpoint: desk
        name: Desk
""",
    not_for="The last touchpoint needs no `next:`; it leads to the end by itself.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [Door, Desk]
""",
    check=_check,
    remedy=Remedy("Writes `next: end`.", safe=False, changes=_changes),
)
