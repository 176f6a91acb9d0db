"""Everything jmap can find, documented: rules, what the check says of itself, and errors of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jmap.check.known import rules_and_notices
from jmap.spec.codes import CODES

if TYPE_CHECKING:
    from collections.abc import Iterator


class Documented(Protocol):
    """A rule, a notice, or a code of reading files."""

    @property
    def code(self) -> str:
        """Its identifier."""

    @property
    def name(self) -> str:
        """Its name in words."""

    @property
    def summary(self) -> str:
        """What it reports, one sentence."""

    @property
    def why(self) -> str:
        """Why that matters."""


def everything() -> Iterator[Documented]:
    """All of it: errors of files first, then rules and notices, in order of their codes."""
    yield from CODES
    yield from rules_and_notices()


def documented(word: str) -> Documented | None:
    """What has the code or name `word`, in any case of letters."""
    return next((each for each in everything() if word.lower() in (each.code.lower(), each.name)), None)
