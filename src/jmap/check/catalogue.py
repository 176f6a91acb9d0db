"""Everything jmap can find, documented: rules, what the check says of itself, and errors of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from jmap.check.known import rules_and_notices
from jmap.check.notice import Notice
from jmap.check.rule import Rule
from jmap.spec.codes import CODES, Code

if TYPE_CHECKING:
    from collections.abc import Iterator


Documented: TypeAlias = Rule | Notice | Code


def everything() -> Iterator[Documented]:
    """All of it: errors of files first, then rules and notices, in order of their codes."""
    yield from CODES
    yield from rules_and_notices()


def documented(word: str) -> Documented | None:
    """What has the code or name `word`, in any case of letters."""
    return next((each for each in everything() if word.lower() in (each.code.lower(), each.name)), None)
