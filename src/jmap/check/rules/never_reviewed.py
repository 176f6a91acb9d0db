"""A journey promises reviews and has had none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for name, journey in survey.project.journeys.items():
        if journey.review_every is not None and journey.reviewed is None:
            message = "this map is to be reviewed regularly, and never was"
            yield Problem(
                ("journeys", name, "review_every"),
                message,
                "add `reviewed:` with the day of the last review",
                at_key=True,
            )


RULE = Rule(
    code="R504",
    name="never-reviewed",
    severity=Severity.WARNING,
    summary="A journey has `review_every:` but no `reviewed:`.",
    why="Nobody will be told when the review is due.",
    bad="""\
journey: visit
review_every: 90d
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    at=(2, 1),
    good="""\
journey: visit
reviewed: 2026-10-01
review_every: 90d
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    not_for="A journey without either makes no promise.",
    quiet="""\
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    check=_check,
)
