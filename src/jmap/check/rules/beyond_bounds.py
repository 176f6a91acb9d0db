"""A value lies outside the worst and best declared for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for each, reading in survey.readings:
        if reading.points is None or reading.zero is None or reading.hundred is None:
            continue
        low, high = sorted((reading.zero, reading.hundred))
        if not low <= reading.value <= high:
            own = survey.project.settings.measures.get(each.measure)
            worst = each.value.worst or (own.worst if own else None)
            best = each.value.best or (own.best if own else None)
            message = (
                f"{each.measure} {reading.shown} lies outside {worst} to {best} "
                f"and counts as {reading.points:.0f} of 100 points"
            )
            yield Problem(
                (*each.pointer, "value"),
                message,
                "check the value; if it is right, widen `worst:` or `best:`",
            )


RULE = Rule(
    code="K605",
    name="beyond-bounds",
    severity=Severity.INFO,
    summary="A measured value lies outside the `worst` and `best` declared for it.",
    why="It is cut off at 0 or 100 points, so getting better (or worse) from here does not show.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          error-rate: {value: 15%, n: 90, worst: 10%, best: 0%}
""",
    at=(7, 31),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          error-rate: {value: 15%, n: 90, worst: 25%, best: 0%}
""",
    not_for="A value exactly at a bound has just reached it.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          error-rate: {value: 10%, n: 90, worst: 10%, best: 0%}
""",
    check=_check,
)
