"""An improvement addresses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for planned in survey.improvements:
        if not planned.item.addresses and planned.item.status != "dropped":
            message = f'the improvement "{planned.item.title}" addresses nothing on any map'
            example = "touchpoint.pain" if planned.journey is not None else "journey/touchpoint.pain"
            hint = f"add `addresses:`, e.g. `addresses: {example}`"
            yield Problem((*planned.pointer, "title"), message, hint)


RULE = Rule(
    code="A309",
    name="improvement-without-target",
    severity=Severity.WARNING,
    summary="An improvement addresses no touchpoint, pain or opportunity.",
    why="It stands on no map, and nobody can see which trouble it is meant for.",
    bad="""\
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
improvements:
  - title: A new hinge
""",
    at=(4, 12),
    good="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - title: A new hinge
    addresses: door
""",
    not_for="What was dropped may stay as a reminder without pointing anywhere.",
    quiet="""\
journey: visit
stages: [{name: Arrive, touchpoints: [Door]}]
improvements:
  - {title: A new hinge, status: dropped}
""",
    check=_check,
)
