"""The review of a journey is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for name, journey in survey.project.journeys.items():
        due = journey.review_due
        if due is not None and survey.today is not None and due < survey.today:
            days = (survey.today - due).days
            message = (
                f"the review of this map has been due for {days} day{'s' if days != 1 else ''}, since {due}"
            )
            yield Problem(
                ("journeys", name, "reviewed"),
                message,
                "go through it with those who know, and set `reviewed:`",
            )


RULE = Rule(
    code="R501",
    name="review-overdue",
    severity=Severity.WARNING,
    summary="The last review of a journey is longer ago than `review_every:` allows.",
    why="Decisions are made on a picture of how things used to be.",
    bad="""\
journey: visit
reviewed: 2026-06-01
review_every: 90d
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    at=(2, 11),
    good="""\
journey: visit
reviewed: 2026-10-01
review_every: 90d
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    not_for="A journey that promises no reviews cannot be late with one.",
    quiet="""\
journey: visit
reviewed: 2024-06-01
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    check=_check,
    needs_today=True,
)
