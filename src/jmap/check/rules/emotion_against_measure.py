"""An emotion says the opposite of what was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    limit = survey.option(RULE, "points")
    for each, reading in survey.newest_readings:
        if each.moment is None or each.measure not in _OPINIONS or reading.points is None:
            continue
        felt = {emotion.persona: emotion.value for emotion in survey.feelings(each.moment.here)}
        emotion = felt.get(each.value.persona, felt.get(None))
        if emotion is None or abs(reading.points - (emotion - 1) * 25) < limit:
            continue
        message = (
            f'the emotion at "{each.moment.here.name}" ({emotion:g} of 5) says something else than '
            f"{each.measure} ({reading.shown})"
        )
        place = (*each.moment.pointer, "measures", each.measure)
        related = (("the emotion", (*each.moment.pointer, "emotion")),)
        hint = "look again at both, and at who was asked"
        yield Problem(place, message, hint, at_key=True, related=related)


_OPINIONS = frozenset({"csat", "ces", "nps"})


RULE = Rule(
    code="K602",
    name="emotion-against-measure",
    severity=Severity.WARNING,
    summary="The emotion at a touchpoint and its CSAT, CES or NPS lie 50 or more points of 100 apart.",
    why="Both ask how it was; if they disagree that much, one was asked of the wrong people or is out of "
    "date.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: 1
        measures:
          csat: {value: 88%, n: 90}
""",
    at=(8, 11),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: 4
        measures:
          csat: {value: 88%, n: 90}
""",
    not_for="How many finish a step, or how long it takes, is no opinion and may well differ from "
    "how it feels.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        emotion: 1
        measures:
          completion: {value: 99%, n: 90, worst: 0%, best: 100%}
""",
    check=_check,
    options={"points": 50},
)
