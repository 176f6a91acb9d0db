"""A journey opens into itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.model.flow import knots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    opened: dict[str, set[str]] = {name: set() for name in survey.project.journeys}
    for moment in survey.touchpoints:
        if moment.here.opens is not None:
            opened[moment.journey.id].add(moment.here.opens)
    knot_of = knots(opened)
    for moment in survey.touchpoints:
        target = moment.here.opens
        if target is not None and knot_of[target] == knot_of[moment.journey.id]:
            itself = target == moment.journey.id
            message = f'"{moment.here.name}" opens {"its own journey" if itself else "a journey that leads back here"}'
            hint = "`opens:` leads to parts of a journey"
            hint += "; use `next:` for ways within it" if itself else ": let one of them not open the other"
            yield Problem((*moment.pointer, "opens"), message, hint)


RULE = Rule(
    code="T116",
    name="opens-itself",
    severity=Severity.WARNING,
    summary="A touchpoint opens a journey that, directly or through others, opens its own.",
    why="`opens:` makes a hierarchy of journeys, and nothing can be a part of itself.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        opens: visit
""",
    at=(6, 16),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        opens: way-in
---
journey: way-in
stages: [{name: Enter, touchpoints: [Handle]}]
""",
    not_for="Several touchpoints may open the same journey.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [{name: Door, opens: way-in}, {name: Gate, opens: way-in}]
---
journey: way-in
stages: [{name: Enter, touchpoints: [Handle]}]
""",
    check=_check,
)
