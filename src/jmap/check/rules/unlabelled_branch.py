"""A way forks and does not say who goes where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for moment in survey.touchpoints:
        steps = moment.here.next or ()
        unlabelled = [index for index, step in enumerate(steps) if step.when is None and step.share is None]
        if len(unlabelled) > 1:
            message = f'from "{moment.here.name}" {len(unlabelled)} ways lead on without saying when'
            hint = "add `when:` to all of them but one, or a `share:` to each"
            yield Problem((*moment.pointer, "next", unlabelled[1]), message, hint)


RULE = Rule(
    code="T112",
    name="unlabelled-branch",
    severity=Severity.WARNING,
    summary="Several ways lead on from a touchpoint, and more than one has neither condition nor share.",
    why="Readers cannot tell who goes where, and expected times cannot be computed.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next: [desk, bell]
      - touchpoint: bell
        name: Bell
      - touchpoint: desk
        name: Desk
""",
    at=(6, 22),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next:
          - {to: bell, when: closed}
          - desk
      - touchpoint: bell
        name: Bell
      - touchpoint: desk
        name: Desk
""",
    not_for="One way without a condition is the usual one, taken when no other applies.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        next: [{to: end, when: no time}, desk]
      - touchpoint: desk
        name: Desk
""",
    check=_check,
)
