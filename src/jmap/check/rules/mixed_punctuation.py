"""Half-width punctuation stands among Chinese characters, or full-width among Latin letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
    seen: set[int] = set()
    several: set[Pointer] | None = None  # of what a comma was to part: that is another matter
    for hit in survey.texts.find(_SIGNS):
        words = hit.said.text[hit.language]
        if id(words) in seen:
            continue
        seen.add(id(words))
        if (match := next(_mixed(words), None)) is None:
            continue
        if several is None:
            several = {each.pointer for each in unparted_names(survey)}
        if hit.said.pointer[:-1] in several:
            continue
        width = _width(match)
        signs, before = match[width], words[: match.start(width)]
        message = f'a {width}-width "{signs}" stands in a text of the other width'
        hint = f'write "{signs.translate(_OTHER)}"'
        yield Problem(hit.pointer, message, hint, excerpt=signs, before=before)


_HALF, _FULL = ",;:?!", "，；：？！"
_OTHER = str.maketrans(_HALF + _FULL, _FULL + _HALF)
_OPENING, _CLOSING = "“‘《（「『【", "”’》）」』】"
_SIGNS = re.compile(
    rf"(?P<before>[^\x00-\x7f])[{_CLOSING}]{{0,3}}(?P<half>[{_HALF}]+)(?P<space> *)"
    rf"(?=[{_OPENING}]{{0,3}}(?P<after>.?))"
    rf"|(?<=[A-Za-z])(?P<full>[{_FULL}])(?=[ A-Za-z\x1f]|\Z)"
)


def _mixed(words: str) -> Iterator[re.Match[str]]:
    """Where signs stand in a text of the other width."""
    chinese = any(map(is_chinese, words))
    return (each for each in _SIGNS.finditer(words) if (_is_mixed(each) if each["half"] else not chinese))


def _is_mixed(match: re.Match[str]) -> bool:
    """Whether half-width signs stand between Chinese characters, or behind the last one of a line."""
    before = match["before"]
    return (is_chinese(before) or before in _CLOSING) and is_chinese(match["after"] or before)


def _width(match: re.Match[str]) -> str:
    return "half" if match["half"] else "full"


def _changes(survey: Survey, problem: Problem) -> Iterator[Change]:
    text = survey.texts.at(problem.pointer)
    mixed = list(_mixed(text))
    # All in one go, but those that change which words there are: in a text of several lines these are hard to find.
    new, done = "", 0
    for match in [each for each in mixed if _keeps_words(each)] or mixed[:1]:
        start, end = match.span(_width(match))
        new += text[done:start] + text[start:end].translate(_OTHER)
        done = end
        # A full-width sign brings its own space along; a half-width one between words needs one.
        if match["half"] and match["after"]:
            done = match.end("space")
        elif match["full"] and text[end : end + 1].isalpha():
            new += " "
    yield Reword(problem.pointer, text, new + text[done:])


def _keeps_words(match: re.Match[str]) -> bool:
    if match["half"]:
        return not match["space"] or not match["after"]
    return not match.string[match.end() : match.end() + 1].isalpha()


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
