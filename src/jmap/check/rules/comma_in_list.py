"""A comma in a list of names does not part them, so that several things are one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.lists import unparted_names
from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.spec.punctuation import IN_QUOTES, message, several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for pointer, written, sign, what in unparted_names(survey):
        yield Problem(pointer, message(written, sign, what), f"{several(written)}; {IN_QUOTES}", excerpt=sign)


RULE = Rule(
    code="T120",
    name="comma-in-list",
    severity=Severity.WARNING,
    summary="A comma between names parts nothing: it is full-width, or there are no brackets.",
    why="Only `, ` inside brackets parts items in YAML; the map shows one stage, touchpoint or system for several.",
    bad="""\
journey: visit
stages:
  - name: 到店
    touchpoints: [大门，柜台]
""",
    at=(4, 21),
    good="""\
journey: visit
stages:
  - name: 到店
    touchpoints: [大门, 柜台]
""",
    not_for="A name on a line of its own, behind `- `, or in quotes may have any comma.",
    quiet="""\
journey: visit
stages:
  - name: 到店
    touchpoints:
      - 停车、存包
      - name: 大门
        systems: ["门禁，监控"]
""",
    check=_check,
)
