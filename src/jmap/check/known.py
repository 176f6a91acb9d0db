"""Every rule there is, and what a word that should name one can mean."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from jmap.check.notice import NOTICES
from jmap.check.rule import Rule
from jmap.check.selection import strength
from jmap.discovery import Discovery, discover
from jmap.spec.codes import CODES, Code
from jmap.spec.hints import did_you_mean
from jmap.spec.punctuation import several, unparted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.check.notice import Notice
    from jmap.check.selection import Coded

_PACKAGE: Final = "jmap.check.rules"
_GROUP: Final = "jmap.rules"


@cache
def discovered() -> Discovery[Rule]:
    """All rules, of jmap and of installed packages, in order of their codes; and what could not be loaded."""
    ours = _words((*NOTICES, *CODES))
    return discover(_PACKAGE, "RULE", Rule, _GROUP, ours, lambda rule: (rule.code, rule.name))


def all_rules() -> tuple[Rule, ...]:
    """All rules, in order of their codes."""
    return discovered().found


def rules_and_notices() -> tuple[Rule | Notice, ...]:
    """What can be selected and ignored, in order of the codes."""
    return (*all_rules(), *NOTICES)


def is_known(pattern: str, *, whole: bool = False) -> bool:
    """Whether a code, a name, or (unless it must be `whole`) the beginning of a code means any rule."""
    if whole:
        return any(pattern in (each.code, each.name) for each in rules_and_notices())
    return any(strength(each, (pattern,)) >= 0 for each in rules_and_notices())


def suggestion(pattern: str) -> str | None:
    """What to do about a pattern nobody knows."""
    if any(pattern in (code.code, code.name, code.code[: len(pattern)]) for code in CODES):
        return "errors of files are always reported, as errors"
    if unparted(pattern, alone=True):
        return several(pattern)
    return did_you_mean(pattern, _words(rules_and_notices())) or "see them all with `jmap rules`"


def _words(things: Iterable[Coded | Code]) -> list[str]:
    return [word for each in things for word in (each.code, each.name)]
