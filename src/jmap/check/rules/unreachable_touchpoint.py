"""No way leads to a touchpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for moment in survey.touchpoints:
        reached = survey.flows[moment.journey.id].reached
        if moment.here.id not in reached:
            message = f'no way leads to "{moment.here.name}"'
            yield Problem(
                (*moment.pointer, "name"), message, "name it in the `next:` of what comes before it"
            )


RULE = Rule(
    code="T104",
    name="unreachable-touchpoint",
    severity=Severity.WARNING,
    summary="No way leads from the first touchpoint to this one.",
    why="It is on the map but on no path, so times, peak–end scores and flow pictures leave it out.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next: desk
      - name: Bell
        next: end
      - touchpoint: desk
        name: Desk
""",
    at=(7, 15),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next:
          - {to: desk, when: open}
          - {to: bell, when: closed}
      - touchpoint: bell
        name: Bell
        next: end
      - touchpoint: desk
        name: Desk
""",
    not_for="A touchpoint that only a later one leads back to is reached all the same.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next: desk
      - touchpoint: bell
        name: Bell
        next: desk
      - touchpoint: desk
        name: Desk
        next:
          - {to: bell, when: nobody there}
          - {to: end, when: served}
""",
    check=_check,
)
