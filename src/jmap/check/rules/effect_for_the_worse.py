"""After an improvement its measure is worse than before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.check.values import better
from jmap.diagnostics import Severity
from jmap.score.effect import is_good

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.model import Effect, Project


def _check(survey: Survey) -> Iterator[Problem]:
    for planned in survey.improvements:
        for index, effect in enumerate(planned.item.effects):
            if _is_worse(survey.project, effect):
                message = f'{effect.measure} is worse after "{planned.item.title}" than before'
                hint = "check the numbers; if they are right, look for another improvement"
                place = (*planned.pointer, "effect", index, "change" if effect.change else "after")
                yield Problem(place, message, hint, at_key=True)


def _is_worse(project: Project, effect: Effect) -> bool:
    if effect.change is not None:
        return is_good(project, effect.measure, effect.change) is False
    if effect.before is None or effect.after is None:
        return False
    return better(project, effect.measure, effect.before, effect.after) is True


RULE = Rule(
    code="A310",
    name="effect-for-the-worse",
    severity=Severity.WARNING,
    summary="The measured effect of an improvement is for the worse.",
    why="Either two numbers were swapped or the improvement does harm; both should be known.",
    bad="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - title: A new hinge
    addresses: door
    status: done
    effect:
      measure: csat
      before: {value: 74%, n: 80}
      after: {value: 61%, n: 90}
""",
    at=(10, 7),
    good="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - title: A new hinge
    addresses: door
    status: done
    effect:
      measure: csat
      before: {value: 61%, n: 80}
      after: {value: 74%, n: 90}
""",
    not_for="For errors, times and everything else where less is better, a smaller number is the better one.",
    quiet="""\
journey: visit
stages: [{name: Arrive, touchpoints: [{touchpoint: door, name: Door}]}]
improvements:
  - title: A new hinge
    addresses: door
    status: done
    effect:
      measure: error-rate
      before: {value: 12%, n: 80}
      after: {value: 5%, n: 90}
""",
    check=_check,
)
