"""Half-width punctuation stands among Chinese characters, or full-width among Latin letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jmap.check.corpus import SEPARATOR
from jmap.check.lists import unparted_names
from jmap.check.rule import Problem, Remedy, Rule
from jmap.diagnostics import Severity
from jmap.spec.edit.changes import Change, Reword
from jmap.text.ranges import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer


def _check(survey: Survey) -> Iterator[Problem]:
    told: set[int] = set()
    several: set[Pointer] | None = None  # of what a comma was to part: that is another matter
    for hit in survey.texts.find(_SIGNS):
        words = hit.said.text[hit.language]
        sign = hit.match[0]
        if not _is_mixed(hit.match) or id(words) in told or (sign in _FULL and any(map(is_chinese, words))):
            continue
        told.add(id(words))
        if several is None:
            several = {each.pointer for each in unparted_names(survey)}
        if hit.said.pointer[:-1] in several:
            continue
        kind = "full-width" if sign in _FULL else "half-width"
        hint = f'write "{_OTHER[sign]}"'
        yield Problem(
            hit.pointer, f'a {kind} "{sign}" stands in a text of the other width', hint, excerpt=sign
        )


_HALF, _FULL = ",;:?!", "，；：？！"
_OTHER = dict(zip(_HALF + _FULL, _FULL + _HALF, strict=True))
_SIGNS = re.compile(r"(?<=[^\x00-\x7f])[,;:?!]|(?<=[A-Za-z])[，；：？！](?=[ A-Za-z\x1f]|\Z)")


def _is_mixed(match: re.Match[str]) -> bool:
    """Whether a sign of `_SIGNS` stands in a text of the other width: a half-width one behind Chinese characters."""
    if match[0] in _FULL:
        return True
    before, after = match.string[match.start() - 1], match.string[match.end() : match.end() + 1]
    return is_chinese(before) and (after in ("", SEPARATOR) or is_chinese(after))


def _changes(survey: Survey, problem: Problem) -> Iterator[Change]:
    text = survey.texts.at(problem.pointer)
    sign = problem.excerpt or ""
    for match in _SIGNS.finditer(text):
        if match[0] == sign and _is_mixed(match):
            # A full-width sign brings its own space along; a half-width one between words needs one.
            space = " " if sign in _FULL and text[match.end() : match.end() + 1].isalpha() else ""
            new = text[: match.start()] + _OTHER[sign] + space + text[match.end() :]
            yield Reword(problem.pointer, text, new)
            return


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
    remedy=Remedy("Writes the sign in the width of the text.", safe=True, changes=_changes),
)
