"""A translation is in the wrong language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.text.patterns import compiled
from jmap.text.ranges import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    for said in survey.texts.said:
        if len(said.text) < 2:  # noqa: PLR2004 - a single text may be in any language
            continue
        for language, words in said.text.items():
            known = language.partition("-")[0] not in _LIKE_CHINESE
            if known and _is_other(words, chinese=language.startswith("zh")):
                message = f"this text is marked as {language} and is not written in it"
                yield Problem((*said.pointer, language), message, "swap the languages, or translate it")


_SOME_WORDS = 3
_LONG_NAME = 3
"""Chinese characters to each word of another language: a few are a name, as in `WeChat (微信)`."""
_LATIN_WORDS = re.compile(r"[A-Za-z]{2,}")
_WORDS = r"[A-Za-z\u00c0-\u1fff\uac00-\ud7a3]{2,}"
_LIKE_CHINESE = frozenset({"ja", "yue", "wuu", "nan", "hak", "lzh"})
"""Languages that are written with Chinese characters as well, alone or among their own."""


def _is_other(words: str, *, chinese: bool) -> bool:
    """Whether a text, which should be Chinese or should not, is mostly written the other way."""
    if chinese:
        latin = len(_LATIN_WORDS.findall(words))
        return latin > _SOME_WORDS and latin > 2 * sum(map(is_chinese, words))
    if words.isascii():
        return False
    return sum(map(is_chinese, words)) > _LONG_NAME * len(compiled(_WORDS).findall(words))


RULE = Rule(
    code="L705",
    name="wrong-language",
    severity=Severity.WARNING,
    summary="A text marked as Chinese is mostly Latin words, or one marked as another language mostly Chinese "
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
    not_for="Names of systems stay as they are in texts of other languages, and Japanese has Chinese characters.",
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
