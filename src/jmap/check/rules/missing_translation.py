"""A text lacks one of the project's languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.check.gaps import gaps
from jmap.check.rule import Problem, Remedy, Rule
from jmap.diagnostics import Severity
from jmap.model.refusal import shown
from jmap.spec.edit.changes import Change, Reword, Translate
from jmap.text.patterns import compiled
from jmap.text.ranges import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.check.corpus import Said
    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer


def _check(survey: Survey) -> Iterator[Problem]:
    languages = survey.project.languages
    if len(languages) < 2:  # noqa: PLR2004 - one language needs no translation
        return
    holes = _holes(survey)
    for said in survey.texts.said:
        if _is_complete(said, languages) or said.private or not any(said.text.values()):
            continue
        if len(said.text) > 1 or _speaks(said) or said.pointer in holes:
            missing = [tag for tag in languages if not said.text.get(tag)]
            words = next(filter(None, said.text.values()))
            yield Problem(
                said.pointer,
                f"{shown(words)} has no {' and no '.join(missing)}",
                f"add `{missing[0]}: …`",
            )


def _is_complete(said: Said, languages: Sequence[str]) -> bool:
    return len(said.text) == len(languages) and all(said.text.values())


_WORDS = r"\S\s+\S"


def _speaks(said: Said) -> bool:
    """Whether a text in one language is more than a name, number or sign that is written alike everywhere."""
    words = str(said.text)
    if any(map(is_chinese, words)):
        return True
    return compiled(_WORDS).search(words) is not None and not (_is_named(said.pointer) and _is_name(words))


def _is_named(pointer: Pointer) -> bool:
    """Whether a place is one for names: of a system, of a channel, of a source."""
    return (
        pointer[-1] == "source"
        or pointer[-3:-2] == ("systems",)
        or (pointer[0], pointer[-1]) == ("channels", "name")
    )


def _is_name(words: str) -> bool:
    return all(word[0].isupper() or not word[0].isalpha() for word in words.split())


def _holes(survey: Survey) -> set[Pointer]:
    """Names and titles of one word that lack a translation although most of their journey have one.

    Where authors write Chinese, a Latin word is a name; where they write English, it is most often a word.
    """
    source, *_ = languages = survey.project.languages
    if source.startswith("zh"):
        return set()
    titles: dict[str | int, list[Said]] = {}
    for said in survey.texts.said:
        if said.pointer[0] == "journeys" and said.pointer[-1] in ("name", "title"):
            titles.setdefault(said.pointer[1], []).append(said)
    return {
        said.pointer
        for of_journey in titles.values()
        for said in gaps(of_journey, lambda said: _is_complete(said, languages))
        if (words := str(said.text)).isalpha() and words[1:].islower()
    }


def _changes(survey: Survey, problem: Problem) -> Iterator[Change]:
    source, *_ = languages = survey.project.languages
    place = problem.pointer
    there = survey.texts.languages_at(place)
    added = []
    for tag in languages:
        words = "待补充" if tag.startswith("zh") else "TODO"
        if tag not in there and not _has_key(survey, place, tag):
            added.append((tag, words))
        elif tag not in there or not survey.texts.at((*place, tag)):
            yield Reword((*place, tag), "", words)
    if added:
        yield Translate(place, tuple(added), source)


def _has_key(survey: Survey, pointer: Pointer, tag: str) -> bool:
    """Whether a language is written and nothing after it: such an entry is no part of the text."""
    return survey.project.span(*pointer, tag, key=True) != survey.project.span(*pointer, key=True)


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
    not_for="Names, numbers and signs such as `CRM`, `7-11` or a system `SAP ERP` are written alike in all languages; "
    "private notes stay with those who wrote them.",
    quiet="""\
languages: [zh-CN, en]
journey: daily-work
title: {zh-CN: 日常工作, en: Daily work}
stages:
  - name: {zh-CN: 开始, en: Begin}
    touchpoints:
      - touchpoint: login
        name: CRM
        systems: SAP ERP
        notes: [{text: 下周再问一次, private: true}]
""",
    check=_check,
    remedy=Remedy(
        "Adds `TODO` or `待补充` in each language that is missing, for a translator to find (L704).",
        safe=False,
        changes=_changes,
    ),
)
