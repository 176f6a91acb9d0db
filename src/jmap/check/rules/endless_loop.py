"""Touchpoints lead round and round, and never to the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    told: set[str] = set()
    for moment in survey.touchpoints:
        trapped = survey.flows[moment.journey.id].trapped
        if moment.here.id in trapped and moment.journey.id not in told:
            told.add(moment.journey.id)
            loop = ", ".join(f'"{each.name}"' for each in moment.journey.touchpoints if each.id in trapped)
            message = f"no way leads from here to the end: {loop}"
            yield Problem(
                (*moment.pointer, "name"), message, "let one of them go on, to another touchpoint or to `end`"
            )


RULE = Rule(
    code="T106",
    name="endless-loop",
    severity=Severity.WARNING,
    summary="Touchpoints lead to each other only, never to the end.",
    why="Nobody could leave this loop, so the map is wrong or the process is; no path through it can be "
    "scored.",
    bad="""\
journey: visit
stages:
  - name: Ask
    touchpoints:
      - name: Door
      - touchpoint: desk
        name: Desk
        next: hotline
      - touchpoint: hotline
        name: Hotline
        next: desk
""",
    at=(5, 15),
    good="""\
journey: visit
stages:
  - name: Ask
    touchpoints:
      - name: Door
      - touchpoint: desk
        name: Desk
        next: hotline
      - touchpoint: hotline
        name: Hotline
        next:
          - {to: desk, when: engaged}
          - {to: end, when: answered}
""",
    not_for="A loop with a way out is an everyday thing: somebody tries again.",
    quiet="""\
journey: visit
stages:
  - name: Pay
    touchpoints:
      - touchpoint: card
        name: Card
        next:
          - {to: card, when: refused}
          - {to: end, when: accepted}
""",
    check=_check,
)
