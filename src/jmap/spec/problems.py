"""The findings of one file while it is read, and the end of reading it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from jmap.spec.codes import TOO_DEEP, TOO_MANY_PROBLEMS, finding
from jmap.spec.locate import span

if TYPE_CHECKING:
    from jmap.diagnostics import Finding, Related
    from jmap.spec.codes import Code
    from jmap.spec.nodes import Mark

MAX_FINDINGS = 100
MAX_DEPTH = 32


class StopReadingError(Exception):
    """The rest of the file cannot be read, or must not be."""


class Problems:
    """What is wrong with the file that is being read."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def add(self, found: Finding) -> None:
        """Add a finding; stop where there are enough of them."""
        self.findings.append(found)
        if len(self.findings) == MAX_FINDINGS:
            message = f"reading stops here, after {MAX_FINDINGS} problems"
            self.findings.append(finding(TOO_MANY_PROBLEMS, message, found.span))
            raise StopReadingError

    def report(
        self, code: Code, message: str, mark: Mark, hint: str | None = None, *related: Related
    ) -> None:
        """Add the finding that `code` names at `mark`."""
        self.add(finding(code, message, span(mark), hint=hint, related=related))

    def too_deep(self, mark: Mark) -> NoReturn:
        """Stop at the list or mapping that is one too many."""
        message = f"lists and mappings are nested more than {MAX_DEPTH} deep"
        self.report(TOO_DEEP, message, mark, "check the indentation and the brackets")
        raise StopReadingError
