"""A decision leaves no choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Remedy, Rule
from jmap.diagnostics import Severity
from jmap.spec.edit.changes import Change, Remove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for moment in survey.touchpoints:
        if moment.here.decision and len(moment.here.next or ()) < 2:  # noqa: PLR2004 - a choice is of two or more
            message = f'"{moment.here.name}" is drawn as a decision and has only one way on'
            yield Problem(
                (*moment.pointer, "decision"),
                message,
                "name the ways on under `next:`, or remove `decision:`",
                at_key=True,
            )


def _changes(survey: Survey, problem: Problem) -> Iterator[Change]:
    del survey
    yield Remove(problem.pointer)


RULE = Rule(
    code="T114",
    name="lonely-decision",
    severity=Severity.WARNING,
    summary="A touchpoint is marked as a decision and has fewer than two ways on.",
    why="The diamond makes readers look for the other branch.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        decision: true
      - name: Desk
""",
    at=(6, 9),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        decision: true
        next: [{to: desk, when: open}, {to: end, when: closed}]
      - touchpoint: desk
        name: Desk
""",
    not_for="A fork that is deliberately not drawn as a decision says `decision: false`.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        decision: false
      - name: Desk
""",
    check=_check,
    remedy=Remedy("Removes `decision:`.", safe=False, changes=_changes),
)
