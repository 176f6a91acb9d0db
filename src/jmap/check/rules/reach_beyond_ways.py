"""More customers come to a touchpoint than its ways let through."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.model.flow import edges_from, knots, ways
from jmap.text.number import percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.check.survey import Survey
    from jmap.model import Journey


def _check(survey: Survey) -> Iterator[Problem]:
    most: dict[str, Mapping[str, float]] = {}
    for moment in survey.touchpoints:
        reach, journey = moment.here.reach, moment.journey
        if reach is None:
            continue
        if journey.id not in most:
            most[journey.id] = _let_through(journey)
        least = most[journey.id].get(moment.here.id, 1.0)
        if reach > least + _ROUNDING:
            message = (
                f'{percent(reach)} of customers come to "{moment.here.name}", '
                f"but its ways let through {percent(least)} at most"
            )
            hint = "mend `reach:` or the shares, or draw the ways on which the others come"
            yield Problem((*moment.pointer, "reach"), message, hint)


def _let_through(journey: Journey) -> dict[str, float]:
    """Share of customers who can have come to each touchpoint all of whose ways say how many take them.

    A missing reach stands for everybody, so it is the most there can be. Whoever passes a fork several times has
    several chances to turn off, so ways out of loops tell nothing; nor does the order of the map.
    """
    first = journey.touchpoints[0].id if journey.touchpoints else ""
    knot = knots(ways(journey))
    size = Counter(knot.values())
    found: dict[str, float] = {}
    unknown = {first}
    for source, edges in edges_from(journey).items():
        here = journey.by_id[source]
        looped = size[knot[source]] > 1 or any(edge.target == source for edge in edges)
        for edge in edges:
            share = 1.0 if len(edges) == 1 else edge.share
            if edge.implied or share is None or looped:
                unknown.add(edge.target)
            else:
                reach = 1.0 if here.reach is None else here.reach
                found[edge.target] = found.get(edge.target, 0.0) + reach * share
    return {target: share for target, share in found.items() if target not in unknown}


_ROUNDING = 0.01
"""Shares and reach rounded to whole per cent may be this far apart."""


RULE = Rule(
    code="T122",
    name="reach-beyond-ways",
    severity=Severity.WARNING,
    summary="More customers come to a touchpoint than the ways to it let through.",
    why="Reach and shares contradict each other, and where customers are lost is told from them.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        reach: 50%
        next: [{to: desk, share: 80%}, {to: lift, share: 20%}]
      - {touchpoint: desk, name: Desk, next: end}
      - {touchpoint: lift, name: Lift, reach: 30%}
""",
    at=(9, 47),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        reach: 50%
        next: [{to: desk, share: 80%}, {to: lift, share: 20%}]
      - {touchpoint: desk, name: Desk, next: end}
      - {touchpoint: lift, name: Lift, reach: 10%}
""",
    not_for="Where the order of the map alone leads to a touchpoint, customers may come from elsewhere; and who "
    "passes a fork again and again may turn off at last.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {touchpoint: post, name: Post, reach: 20%}
      - {touchpoint: door, name: Door, reach: 60%, next: [{to: desk, share: 90%}, {to: lift, share: 10%}]}
      - {touchpoint: desk, name: Desk, next: [{to: door, share: 60%}, {to: end, share: 40%}]}
      - {touchpoint: lift, name: Lift, reach: 30%}
""",
    check=_check,
)
