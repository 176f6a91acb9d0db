"""Half-width punctuation stands among Chinese characters, or full-width among Latin letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    told: set[int] = set()
    for hit in survey.texts.find(_MIXED):
        words = hit.said.text[hit.language]
        sign = hit.match[0]
        if id(words) in told or (sign in _FULL and _CHINESE.search(words)):
            continue
        told.add(id(words))
        kind = "full-width" if sign in _FULL else "half-width"
        hint = f'write "{_OTHER[sign]}"'
        yield Problem(
            hit.pointer, f'a {kind} "{sign}" stands in a text of the other width', hint, excerpt=sign
        )


_HALF, _FULL = ",;:?!", "，；：？！"
_OTHER = dict(zip(_HALF + _FULL, _FULL + _HALF, strict=True))
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_MIXED = re.compile(
    r"(?<=[\u4e00-\u9fff])[,;:?!](?=[\u4e00-\u9fff\x1f]|\Z)|(?<=[A-Za-z])[，；：？！](?=[ A-Za-z\x1f]|\Z)"
)


RULE = Rule(
    code="L703",
    name="mixed-punctuation",
    severity=Severity.INFO,
    summary="Half-width punctuation follows a Chinese character, or full-width punctuation a Latin letter.",
    why="It looks careless in print, and lines break in the wrong places.",
    bad="""\
journey: visit
stages:
  - name: 到店
    touchpoints:
      - name: 大门
        thinks: 门在哪里?没人知道
""",
    at=(6, 21),
    good="""\
journey: visit
stages:
  - name: 到店
    touchpoints:
      - name: 大门
        thinks: 门在哪里？没人知道
""",
    not_for="Chinese text with Latin words in it takes full-width punctuation after them as well, "
    "and times "
    "such as 9:30 keep theirs.",
    quiet="""\
journey: visit
stages:
  - name: 到店
    touchpoints:
      - name: 大门
        thinks: 用 CRM，9:30 开门
""",
    check=_check,
)
