"""A former id of one thing is the id of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import per_journey
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer


def _check(survey: Survey) -> Iterator[Problem]:
    project = survey.project
    yield from _reused([(name, each.formerly, ("journeys", name)) for name, each in project.journeys.items()])
    yield from _reused([(name, each.formerly, ("personas", name)) for name, each in project.personas.items()])
    yield from _reused([(name, each.formerly, ("evidence", name)) for name, each in project.evidence.items()])
    for stages in per_journey(survey.stages):
        yield from _reused([(each.here.id, each.here.formerly, each.pointer) for each in stages])
    for touchpoints in per_journey(survey.touchpoints):
        yield from _reused([(each.here.id, each.here.formerly, each.pointer) for each in touchpoints])


def _reused(things: list[tuple[str, tuple[str, ...], Pointer]]) -> Iterator[Problem]:
    known = {name for name, _, _ in things}
    for name, formerly, pointer in things:
        for index, former in enumerate(formerly):
            if former in known and former != name:
                message = f'"{former}", a former id of "{name}", is the id of something else now'
                hint = "rename the other one, or remove the former id"
                yield Problem((*pointer, "formerly", index), message, hint)


RULE = Rule(
    code="T103",
    name="reused-former-id",
    severity=Severity.WARNING,
    summary="A former id of one thing is the id of another now.",
    why="Old links and comparisons with earlier versions lead to the wrong one.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
      - touchpoint: counter
        formerly: [door]
""",
    at=(7, 20),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
      - touchpoint: counter
        formerly: [desk]
""",
    not_for="Journeys are worlds of their own: what one calls `door` may have been something else in "
    "another.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [{touchpoint: door}]
---
journey: call
stages:
  - name: Ring
    touchpoints: [{touchpoint: number, formerly: [door]}]
""",
    check=_check,
)
