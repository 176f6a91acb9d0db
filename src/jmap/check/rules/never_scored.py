"""A measure is shown and enters no score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.model.measure import measure_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    told: set[str] = set()
    for each, reading in survey.readings:
        weight = survey.project.settings.scoring.weights.get(each.measure, 1)
        known = measure_for(each.measure, survey.project.settings.measures)
        lacks_ends = known is not None and known.bounded and reading.points is None
        if lacks_ends and weight and each.measure not in told:
            told.add(each.measure)
            message = f"{each.measure} is shown and enters no score: it has no worst and best value"
            hint = (
                "add `worst:` and `best:`, here or under `measures:` in jmap.yaml; or weigh it 0 on purpose"
            )
            yield Problem(each.pointer[:-1], message, hint, at_key=True)


RULE = Rule(
    code="K606",
    name="never-scored",
    severity=Severity.INFO,
    summary="A measure needs a worst and a best value to be scored, and has none. Reported once per measure.",
    why="Whoever entered it expects it to count.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          error-rate: {value: 4%, n: 90}
""",
    at=(7, 11),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          error-rate: {value: 4%, n: 90, worst: 25%, best: 0%}
""",
    not_for="A measure that the project weighs 0 is left out on purpose, and Kano categories have no score.",
    quiet="""\
scoring: {weights: {error-rate: 0}}
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          error-rate: {value: 4%, n: 90}
          kano: {counts: {A: 20, M: 12}}
""",
    check=_check,
)
