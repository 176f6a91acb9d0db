"""A text holds a key or token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.personal import TOKEN
from jmap.check.rule import Rule
from jmap.check.traced import traced
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.rule import Problem
    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    return traced(
        survey,
        TOKEN,
        "a secret key or token",
        "remove it here and in the file's history, and make it invalid where it is used",
        also_private=True,
    )


RULE = Rule(
    code="P805",
    name="secret-token",
    severity=Severity.ERROR,
    summary="A text holds what looks like a secret key or token of a known service.",
    why="Whoever reads it can use it; this holds for private notes as well, because the file itself is "
    "shared.",
    bad="""\
journey: visit
stages:
  - name: Pay
    touchpoints:
      - name: Till
        notes: [The terminal uses sk_live_doorbell1]
""",
    at=(6, 35),
    good="""\
journey: visit
stages:
  - name: Pay
    touchpoints:
      - name: Till
        notes: [The terminal has a key of its own]
""",
    not_for="The beginning alone, as documentation shows it, is no key.",
    quiet="""\
journey: visit
stages:
  - name: Pay
    touchpoints:
      - name: Till
        notes: [Keys begin with sk_live_… or ghp_…]
""",
    check=_check,
)
