"""A translation is in the wrong language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.text.ranges import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for said in survey.texts.said:
        if len(said.text) < 2:  # noqa: PLR2004 - a single text may be in any language
            continue
        for language, words in said.text.items():
            if language.startswith("zh"):
                wrong = len(_LATIN_WORDS.findall(words)) > _SOME_WORDS and not any(map(is_chinese, words))
            else:
                chinese = not words.isascii() and any(map(is_chinese, words))
                wrong = chinese and not _LATIN_WORDS.search(words)
            if wrong:
                message = f"this text is marked as {language} and is not written in it"
                yield Problem((*said.pointer, language), message, "swap the languages, or translate it")


_SOME_WORDS = 3
_LATIN_WORDS = re.compile(r"[A-Za-z]{2,}")


RULE = Rule(
    code="L705",
    name="wrong-language",
    severity=Severity.WARNING,
    summary="A text marked as Chinese has only Latin words, or one marked as another language only "
    "Chinese "
    "characters.",
    why="The two were swapped, or one was copied to be translated later; the reader gets the wrong one.",
    bad="""\
languages: [zh-CN, en]
journey: visit
title: {zh-CN: 到访, en: A visit}
stages:
  - name: {zh-CN: 到达, en: Arrive}
    touchpoints:
      - touchpoint: door
        name: {zh-CN: 大门, en: 大门}
""",
    at=(8, 31),
    good="""\
languages: [zh-CN, en]
journey: visit
title: {zh-CN: 到访, en: A visit}
stages:
  - name: {zh-CN: 到达, en: Arrive}
    touchpoints:
      - touchpoint: door
        name: {zh-CN: 大门, en: Door}
""",
    not_for="Names of systems stay Latin in Chinese text.",
    quiet="""\
languages: [zh-CN, en]
journey: visit
title: {zh-CN: 到访, en: A visit}
stages:
  - name: {zh-CN: 到达, en: Arrive}
    touchpoints:
      - touchpoint: door
        name: {zh-CN: Door Access Control, en: Door Access Control}
""",
    check=_check,
)
