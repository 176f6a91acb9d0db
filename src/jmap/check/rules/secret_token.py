"""A text holds a key or token."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    if not survey.texts.hold(
        "sk_",
        "rk_",
        "ghp_",
        "gho_",
        "ghs_",
        "github_pat_",
        "glpat-",
        "AKIA",
        "xox",
        "AIza",
        "eyJ",
        "sk-",
        "PRIVATE KEY",
    ):
        return
    for hit in survey.texts.find(_TOKEN):
        message = "a secret key or token stands in this text"
        yield Problem(
            hit.pointer,
            message,
            "remove it here and in the file's history, and make it invalid where it is used",
            excerpt=hit.match[0],
        )


_TOKEN = re.compile(
    r"(?<![\w-])(?:"
    r"[sr]k_(?:live|test)_[A-Za-z0-9]{8,}|sk-[A-Za-z0-9_-]{20,}"  # payment and AI services
    r"|gh[pos]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}"  # code hosts
    r"|AKIA[A-Z0-9]{16}|AIza[\w-]{35}|xox[abprs]-[A-Za-z0-9-]{10,}"  # clouds and chats
    r"|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"  # JSON web token
    r")|-----BEGIN [A-Z ]*PRIVATE KEY-----",
    re.ASCII,  # Chinese characters may stand right beside it
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
