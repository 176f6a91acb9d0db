"""A shared stage or touchpoint is used by no journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    origin = survey.project.origin
    if origin is None or not survey.complete:
        return
    used = {
        "stages": {each.here.use for each in survey.stages},
        "touchpoints": {each.here.use for each in survey.touchpoints},
    }
    for kind, word in (("stages", "stage"), ("touchpoints", "touchpoint")):
        taken_over = origin.taken_over(kind)
        for name in origin.names(kind):
            if name not in used[kind] and name not in taken_over:
                message = f'no journey uses the shared {word} "{name}"'
                yield Problem((kind, name, word), message, f"take it over with `use: {name}`, or remove it")


RULE = Rule(
    code="T111",
    name="unused-shared",
    severity=Severity.INFO,
    summary="A shared stage or touchpoint is used by no journey.",
    why="It is kept up to date and stands on no map.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [{use: door}]
---
touchpoint: door
---
touchpoint: desk
""",
    at=(8, 13),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [{use: door}, {use: desk}]
---
touchpoint: door
---
touchpoint: desk
""",
    not_for="A library without any journey beside it is kept for other projects.",
    quiet="""\
touchpoint: door
---
touchpoint: desk
""",
    check=_check,
)
