"""A former id of one thing is an id of another."""

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
    yield from _reused([(each.item.id, each.item.formerly, each.pointer) for each in survey.improvements])
    for stages in per_journey(survey.stages):
        yield from _reused([(each.here.id, each.here.formerly, each.pointer) for each in stages])
    for touchpoints in per_journey(survey.touchpoints):
        yield from _reused([(each.here.id, each.here.formerly, each.pointer) for each in touchpoints])
    for moment in survey.moments:  # pains and opportunities of a place share their ids
        parts = [
            *(
                (pain.id, pain.formerly, (*moment.pointer, "pains", index))
                for index, pain in enumerate(moment.here.pains)
            ),
            *(
                (each.id, each.formerly, (*moment.pointer, "opportunities", index))
                for index, each in enumerate(moment.here.opportunities)
            ),
        ]
        yield from _reused(parts)


def _reused(things: list[tuple[str, tuple[str, ...], Pointer]]) -> Iterator[Problem]:
    known = {name for name, _, _ in things}
    claimed: dict[str, str] = {}
    for name, formerly, pointer in things:
        for index, former in enumerate(formerly):
            place, other = (*pointer, "formerly", index), claimed.setdefault(former, name)
            if former in known and former != name:
                message = f'"{former}", a former id of "{name}", is the id of something else now'
                yield Problem(place, message, "rename the other one, or remove the former id")
            elif other != name:
                message = f'"{former}" is a former id of "{other}" and of "{name}"'
                yield Problem(place, message, "leave it to the one that old links shall lead to")


RULE = Rule(
    code="T103",
    name="reused-former-id",
    severity=Severity.WARNING,
    summary="A former id of one thing is the id of another now, or a former id of it too.",
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
