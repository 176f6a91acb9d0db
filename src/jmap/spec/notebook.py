"""What the steps of loading share: the project's vocabulary so far, and the findings made on the way."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jmap.spec.codes import BY_CODE, finding
from jmap.spec.locate import span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.diagnostics import Finding, Related
    from jmap.spec.nodes import Mark


@dataclass(slots=True)
class Notebook:
    """The vocabulary a project's files are read with, filled as loading goes on.

    Attributes:
        languages: declared language tags, the source first.
        personas: ids of known personas: keys of per-persona mappings.
        lanes: ids of the project's own lanes: keys a touchpoint may carry beyond the language's.
        findings: everything found so far.
    """

    languages: tuple[str, ...] = ("en",)
    personas: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    def report(
        self,
        code: str,
        message: str,
        mark: Mark | None = None,
        *,
        hint: str | None = None,
        related: Sequence[Related] = (),
    ) -> None:
        """Note a finding at `mark`, or about no place in particular."""
        place = span(mark) if mark else None
        self.findings.append(finding(BY_CODE[code], message, place, hint=hint, related=tuple(related)))


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """A hint naming the known word closest to `word`, if one is close."""
    folded = {entry.lower(): entry for entry in known}
    close = difflib.get_close_matches(word.lower(), folded, n=1, cutoff=0.6)
    return f'did you mean "{folded[close[0]]}"?' if close else None


def listed(words: Iterable[str], limit: int = 12) -> str:
    """Words for a message, cut after `limit`."""
    words = list(words)
    more = f" … ({len(words)} in all)" if len(words) > limit else ""
    return ", ".join(words[:limit]) + more
