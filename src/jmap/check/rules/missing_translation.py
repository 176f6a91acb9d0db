"""A text lacks one of the project's languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.check.rule import Problem, Rule
from jmap.diagnostics import Severity
from jmap.model import Text
from jmap.model.frozen import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.diagnostics import Pointer
    from jmap.model import Project


def _check(project: Project) -> Iterator[Problem]:
    if len(project.languages) < 2:  # noqa: PLR2004 — one language needs no translation
        return
    for kind in ("journeys", "personas", "channels", "departments"):
        for name, value in getattr(project, kind).items():
            for text, pointer in _texts(value, (kind, name)):
                missing = [tag for tag in project.languages if not text.get(tag)]
                # What is written alike everywhere, like a system's name, needs no translation.
                if missing and (len(text) > 1 or _speaks(str(text))):
                    yield Problem(pointer, f"the text has no {' and no '.join(missing)}", f"add {missing[0]}: …")


def _speaks(text: str) -> bool:
    """Whether a text is more than a name, a number or a sign that is written alike everywhere."""
    return any("\u4e00" <= character <= "\u9fff" for character in text) or len(text.split()) > 1


def _texts(value: Any, pointer: Pointer) -> Iterator[tuple[Text, Pointer]]:
    if isinstance(value, Text):
        yield value, pointer
    elif isinstance(value, Value):
        for name, info in type(value).model_fields.items():
            yield from _texts(getattr(value, name), (*pointer, info.alias or name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts(item, (*pointer, index))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*pointer, key))


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
    check=_check,
)
