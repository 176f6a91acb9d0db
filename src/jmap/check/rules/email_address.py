"""A text holds somebody's e-mail address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.personal import ADDRESS
from jmap.check.rule import Rule
from jmap.check.traced import traced
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.rule import Problem
    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    return traced(survey, ADDRESS, "an e-mail address of a person", "leave it out; say who it was by role")


RULE = Rule(
    code="P801",
    name="email-address",
    severity=Severity.WARNING,
    summary="A text holds the e-mail address of a person.",
    why="Maps travel: they are sent, printed and published, and the person was not asked.",
    bad="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes: [Write to wei.zhang@acme.cn about the door]
""",
    at=(6, 27),
    good="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes: [Write to me about the door]
""",
    not_for="Addresses of roles (service@…) are public, those at example.com are nobody's, and "
    "private notes "
    "are never published.",
    quiet="""\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        does: Writes to service@acme.cn or to jane.doe@example.com
        notes: [{text: ask wei.zhang@acme.cn, private: true}]
""",
    check=_check,
)
