"""A touchpoint does not say what people do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps, per_journey
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for touchpoints in per_journey(survey.touchpoints):
        for moment in gaps(touchpoints, lambda each: each.here.does):
            message = f'"{moment.here.name}" does not say what people do there'
            yield Problem((*moment.pointer, "name"), message, "add `does:`")


RULE = Rule(
    code="C204",
    name="missing-behaviour",
    severity=Severity.INFO,
    summary="A touchpoint has no behaviour, although most of its journey has.",
    why='A name such as "Payment" leaves open what people actually do, and that is where trouble begins.',
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, does: Looks for the handle}
      - {name: Desk}
""",
    at=(6, 16),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, does: Looks for the handle}
      - {name: Desk, does: Says the name twice}
""",
    not_for="A sketch that names its touchpoints and says no more is a beginning, and no gap.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints: [{name: Door, does: Looks for the handle}, Desk, Form]
""",
    check=_check,
)
