"""A department is declared and answers for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    if not survey.complete:
        return
    owners = {journey.owner for journey in survey.project.journeys.values()}
    owners |= {moment.here.owner for moment in survey.moments}
    owners |= {each.item.owner for each in survey.opportunities}
    owners |= {each.item.owner for each in survey.improvements}
    for name, department in survey.project.departments.items():
        if name not in owners:
            message = f'the department "{department.name}" answers for nothing'
            yield Problem(
                ("departments", name), message, "name it under `owner:` somewhere, or remove it", at_key=True
            )


RULE = Rule(
    code="T109",
    name="unused-department",
    severity=Severity.INFO,
    summary="A department is declared and owns no journey, touchpoint, opportunity or improvement.",
    why="Views by department and the list of owners show an empty entry.",
    bad="""\
journey: visit
departments: {sales: Sales, care: Care}
stages: [{name: Arrive, touchpoints: [{name: Door, owner: sales}]}]
""",
    at=(2, 35),
    good="""\
journey: visit
departments: {sales: Sales, care: Care}
owner: care
stages: [{name: Arrive, touchpoints: [{name: Door, owner: sales}]}]
""",
    not_for="A department that owns nothing but an improvement has its work to do.",
    quiet="""\
journey: visit
departments: {sales: Sales, care: Care}
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door, owner: sales}]}]
improvements: [{title: A wider door, addresses: door, owner: care}]
""",
    check=_check,
)
