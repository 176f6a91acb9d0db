"""Something is said to have happened that has not happened yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer


def _check(survey: Survey) -> Iterator[Problem]:
    for pointer, date in _dates(survey):
        if date is not None and survey.today is not None and date > survey.today:
            message = f"{date} has not come yet, today is {survey.today}"
            yield Problem(pointer, message, "check the date; plans have `due:`")


def _dates(survey: Survey) -> Iterator[tuple[Pointer, dt.date | None]]:
    for name, journey in survey.project.journeys.items():
        yield ("journeys", name, "reviewed"), journey.reviewed
    for name, item in survey.project.evidence.items():
        yield ("evidence", name, "date"), item.date
    for each in survey.measured:
        yield (*each.pointer, "date"), each.value.date
    for moment in survey.moments:
        for index, emotion in enumerate(moment.here.emotion):
            yield (*moment.pointer, "emotion", index, "date"), emotion.date
    for place, value in survey.effects:
        yield (*place, "date"), value.date


RULE = Rule(
    code="R505",
    name="date-in-future",
    severity=Severity.WARNING,
    summary="A review, an evidence item or a measured value has a date in the future.",
    why="It is a slip, and every rule about freshness trusts it.",
    bad="""\
journey: visit
reviewed: 2027-10-01
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    at=(2, 11),
    good="""\
journey: visit
reviewed: 2026-10-01
stages: [{name: Arrive, touchpoints: [Door]}]
""",
    not_for="An improvement is due in the future, as plans are.",
    quiet="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements: [{title: A new hinge, addresses: door, due: 2027-10-01}]
""",
    check=_check,
    needs_today=True,
)
