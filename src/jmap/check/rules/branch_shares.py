"""The shares of the ways on do not add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for moment in survey.touchpoints:
        shares = [step.share for step in moment.here.next or () if step.share is not None]
        total = sum(shares)
        complete = len(shares) == len(moment.here.next or ())
        if total > 1 + _ROUNDING or (complete and shares and total < 1 - _ROUNDING):
            message = f'the ways on from "{moment.here.name}" are taken by {total:.0%} together'
            yield Problem((*moment.pointer, "next"), message, "make the shares add up to 100 %", at_key=True)


_ROUNDING = 0.015
"""Three shares rounded to whole per cent may be this far from one."""


RULE = Rule(
    code="T113",
    name="branch-shares",
    severity=Severity.WARNING,
    summary="The shares of the ways on from a touchpoint do not add up to 100 %.",
    why="Somebody gets lost or is counted twice, and expected times come out wrong.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next:
          - {to: desk, when: open, share: 70%}
          - {to: end, when: closed, share: 20%}
      - touchpoint: desk
        name: Desk
""",
    at=(6, 9),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next:
          - {to: desk, when: open, share: 80%}
          - {to: end, when: closed, share: 20%}
      - touchpoint: desk
        name: Desk
""",
    not_for="Where one way has no share, it takes what the others leave; and thirds rounded to 33 % "
    "are as "
    "good as thirds.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
        name: Door
        next: [{to: desk, when: open}, {to: end, when: closed, share: 20%}]
      - touchpoint: desk
        name: Desk
        next: [{to: desk, share: 33%}, {to: door, share: 33%}, {to: end, share: 33%}]
""",
    check=_check,
)
