"""A value is from before the last change of what it measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.model import Improvement


def _check(survey: Survey) -> Iterator[Problem]:
    for each in survey.newest:
        if each.moment is None:
            continue
        date = each.ground.date
        for planned in survey.improving(each.moment):
            still = _last_before(planned.item, each.value.persona)
            if still is not None and date is not None and date <= still:
                message = f'{each.measure} is of {date}; "{planned.item.title}" has changed things since'
                related = (("the change was measured here", (*planned.pointer, "effect")),)
                yield Problem(
                    (*each.pointer, "date"),
                    message,
                    "add the value measured after the change",
                    related=related,
                )
                break


def _last_before(improvement: Improvement, persona: str | None) -> dt.date | None:
    """The last day on which all was as before for a persona, from what was measured before and after a change."""
    pairs = [(effect.before, effect.after) for effect in improvement.effects]
    # What was measured for one persona says nothing about everybody, and the other way round.
    mine = [(one, two) for one, two in pairs if one and two and two.persona == persona]
    before = [one.date for one, _ in mine if one.date]
    after = [two.date for _, two in mine if two.date]
    if improvement.status != "done" or not before or not after or max(before) >= min(after):
        return None  # not changed yet, or two variants compared at the same time
    return max(before)


RULE = Rule(
    code="R503",
    name="measured-before-change",
    severity=Severity.WARNING,
    summary="The newest value at a touchpoint is older than a finished improvement of that touchpoint.",
    why="The map shows trouble that has been mended, or misses the harm that was done.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
        name: Door
        measures:
          csat: {value: 61%, n: 80, date: 2026-04-30}
improvements:
  - title: A new hinge
    addresses: door
    status: done
    effect:
      measure: csat
      before: {value: 61%, n: 80, date: 2026-04-30}
      after: {value: 74%, n: 90, date: 2026-10-31}
""",
    at=(8, 43),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
        name: Door
        measures:
          csat: {value: 74%, n: 90, date: 2026-10-31}
improvements:
  - title: A new hinge
    addresses: door
    status: done
    effect:
      measure: csat
      before: {value: 61%, n: 80, date: 2026-04-30}
      after: {value: 74%, n: 90, date: 2026-10-31}
""",
    not_for="Where two variants were measured on the same days, nothing has changed in between.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - touchpoint: door
        name: Door
        measures:
          csat: {value: 61%, n: 80, date: 2026-10-31}
improvements:
  - title: A new hinge
    addresses: door
    status: done
    effect:
      measure: csat
      before: {value: 61%, n: 80, date: 2026-10-31}
      after: {value: 74%, n: 90, date: 2026-10-31}
""",
    check=_check,
)
