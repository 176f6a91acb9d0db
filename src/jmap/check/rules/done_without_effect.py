"""An improvement is done and nobody knows what it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for planned in survey.improvements:
        if planned.item.status == "done" and not any(
            effect.after or effect.change for effect in planned.item.effects
        ):
            message = f'the improvement "{planned.item.title}" is done, and what it did was not measured'
            hint = "add `effect:` with a measure before and after, or its change as it was reported"
            yield Problem((*planned.pointer, "status"), message, hint)


RULE = Rule(
    code="A306",
    name="done-without-effect",
    severity=Severity.WARNING,
    summary="An improvement is done and has no measured effect.",
    why="Without before and after nobody learns whether it helped, and the next one is a guess again.",
    bad="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - {title: A new hinge, addresses: door, status: done}
""",
    at=(4, 51),
    good="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - title: A new hinge
    addresses: door
    status: done
    effect: {measure: csat, before: {value: 61%, n: 80}, after: {value: 74%, n: 90}}
""",
    not_for="An improvement that was dropped had no effect to measure.",
    quiet="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - {title: A new hinge, addresses: door, status: dropped}
""",
    check=_check,
)
