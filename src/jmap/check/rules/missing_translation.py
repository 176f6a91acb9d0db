"""A text lacks one of the project's languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.rule import Problem, Remedy, Rule
from jmap.diagnostics import Severity
from jmap.model.refusal import shown
from jmap.spec.edit.changes import Change, Translate
from jmap.text.patterns import compiled
from jmap.text.ranges import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey


def _check(survey: Survey) -> Iterator[Problem]:
    languages = survey.project.languages
    if len(languages) < 2:  # noqa: PLR2004 - one language needs no translation
        return
    for said in survey.texts.said:
        if len(said.text) == len(languages) or said.private:
            continue
        missing = [tag for tag in languages if not said.text.get(tag)]
        # What is written alike everywhere, like a system's name, needs no translation.
        if missing and (len(said.text) > 1 or _speaks(str(said.text))):
            yield Problem(
                said.pointer,
                f"{shown(str(said.text))} has no {' and no '.join(missing)}",
                f"add `{missing[0]}: …`",
            )


_WORDS = r"\S\s+\S"


def _speaks(words: str) -> bool:
    """Whether a text is more than a name, number or sign that is written alike everywhere."""
    return any(map(is_chinese, words)) or compiled(_WORDS).search(words) is not None


def _changes(survey: Survey, problem: Problem) -> Iterator[Change]:
    source, *_ = languages = survey.project.languages
    there = survey.texts.languages_at(problem.pointer)
    added = tuple(
        (tag, "待补充" if tag.startswith("zh") else "TODO") for tag in languages if tag not in there
    )
    yield Translate(problem.pointer, added, source)


RULE = Rule(
    code="L701",
    name="missing-translation",
    severity=Severity.WARNING,
    summary="A text is not written in all languages of the project.",
    why="Readers of the other language get a map in two languages at once.",
    bad="""\
languages: [zh-CN, en]
journey: daily-work
title: {zh-CN: 日常工作, en: Daily work}
stages:
  - name: {zh-CN: 开始, en: Begin}
    touchpoints:
      - touchpoint: login
        name: 登录系统
""",
    at=(8, 15),
    good="""\
languages: [zh-CN, en]
journey: daily-work
title: {zh-CN: 日常工作, en: Daily work}
stages:
  - name: {zh-CN: 开始, en: Begin}
    touchpoints:
      - touchpoint: login
        name: {zh-CN: 登录系统, en: Log in}
""",
    not_for="Names, numbers and signs such as `CRM` or `7-11` are written alike in all languages; "
    "private "
    "notes stay with those who wrote them.",
    quiet="""\
languages: [zh-CN, en]
journey: daily-work
title: {zh-CN: 日常工作, en: Daily work}
stages:
  - name: {zh-CN: 开始, en: Begin}
    touchpoints:
      - touchpoint: login
        name: CRM
        notes: [{text: 下周再问一次, private: true}]
""",
    check=_check,
    remedy=Remedy(
        "Adds `TODO` or `待补充` in each language that is missing, for a translator to find (L704).",
        safe=False,
        changes=_changes,
    ),
)
