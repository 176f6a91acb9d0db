"""The waves of a measure are not in the order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer


def _check(survey: Survey) -> Iterator[Problem]:
    last: dict[tuple[Pointer, str | None], dt.date] = {}
    for each in survey.measured:
        key = (each.pointer[:-1], each.value.persona)
        earlier = last.get(key)
        date = each.ground.date
        if date is None:
            continue
        if earlier is not None and date < earlier:
            message = f"this value of {each.measure} is older than the one before it"
            yield Problem((*each.pointer, "date"), message, "write waves oldest first")
        last[key] = date


RULE = Rule(
    code="K604",
    name="waves-out-of-order",
    severity=Severity.WARNING,
    summary="The values of a measure are not listed oldest first.",
    why="People read the last one as the newest, and so do tables and trends.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          csat:
            - {value: 80%, n: 90, date: 2026-09-30}
            - {value: 74%, n: 85, date: 2026-03-31}
""",
    at=(9, 41),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          csat:
            - {value: 74%, n: 85, date: 2026-03-31}
            - {value: 80%, n: 90, date: 2026-09-30}
""",
    not_for="Values of different personas are no waves of each other.",
    quiet="""\
journey: visit
personas: [guest, host]
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        measures:
          csat:
            - {value: 80%, n: 90, date: 2026-09-30, persona: guest}
            - {value: 74%, n: 85, date: 2026-03-31, persona: host}
""",
    check=_check,
)
