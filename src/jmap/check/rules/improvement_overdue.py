"""An improvement should be done by now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for planned in survey.improvements:
        due = planned.item.due
        if planned.item.open and due is not None and survey.today is not None and due < survey.today:
            days = (survey.today - due).days
            message = (
                f'the improvement "{planned.item.title}" was due {days} day{"s" if days != 1 else ""} ago'
            )
            yield Problem(
                (*planned.pointer, "due"), message, "set `status: done` or `dropped`, or agree on a new date"
            )


RULE = Rule(
    code="A305",
    name="improvement-overdue",
    severity=Severity.WARNING,
    summary="An improvement is neither done nor dropped, and its date has passed.",
    why="A plan nobody keeps up to date is soon a plan nobody believes.",
    bad="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - {title: A new hinge, addresses: door, status: doing, owner: Porters, due: 2026-11-15}
""",
    at=(4, 79),
    good="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - {title: A new hinge, addresses: door, status: doing, owner: Porters, due: 2027-01-31}
""",
    not_for="What was dropped, or done late, is no longer due.",
    quiet="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - {title: A new hinge, addresses: door, status: dropped, owner: Porters, due: 2026-11-15}
""",
    check=_check,
    needs_today=True,
)
