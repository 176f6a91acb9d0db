"""Several values of one thing, and no telling which is the newest."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer
    from jmap.model.ground import Given, Ground


def _check(survey: Survey) -> Iterator[Problem]:
    waves: dict[tuple[Pointer, str | None], list[tuple[Pointer, Ground]]] = {}
    measures = ((each.pointer, each.value, each.ground) for each in survey.measured)
    for pointer, value, ground in chain(_emotions(survey), measures):
        waves.setdefault((pointer[:-1], value.persona), []).append((pointer, ground))
    for values in waves.values():
        undated = [pointer for pointer, ground in values if ground.date is None]
        if undated and len(values) > 1:
            what = "an emotion" if undated[0][-2] == "emotion" else str(undated[0][-2])
            message = f"of {len(values)} values of {what} the newest counts, and this one has no date"
            yield Problem(
                undated[0], message, "add `date:`; of several people's answers write the mean, with `n:`"
            )


def _emotions(survey: Survey) -> Iterator[tuple[Pointer, Given, Ground]]:
    for moment in survey.moments:
        for index, value in enumerate(moment.here.emotion):
            yield (*moment.pointer, "emotion", index), value, survey.ground(value, moment.here.evidence)


RULE = Rule(
    code="K608",
    name="undated-waves",
    severity=Severity.WARNING,
    summary="An emotion or measure has several values for the same people, and one of them has no date.",
    why=(
        "Several values are waves over time, of which the newest counts: without dates that is the last of the list, "
        "and answers of three people, written one after the other, become the answer of the last."
    ),
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: [3, 4, 5]
""",
    at=(6, 19),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: {value: 4, n: 13, sd: 1}
""",
    not_for="Values of different personas are no waves of each other; the date of their evidence is that of values.",
    quiet="""\
evidence:
  - {evidence: spring, kind: survey, date: 2026-03-31, n: 90}
  - {evidence: autumn, kind: survey, date: 2026-09-30, n: 85}
---
journey: visit
personas: [guest, host]
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: {guest: 3, host: 4}
        measures:
          csat: [{value: 74%, evidence: spring, target: 80%}, {value: 80%, evidence: autumn, target: 80%}]
""",
    check=_check,
)
