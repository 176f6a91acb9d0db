"""What is said of an import: where, in the rows and columns of the file's own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jmap.diagnostics import Severity, Span
from jmap.errors import SpecError
from jmap.spec.codes import finding

if TYPE_CHECKING:
    from typing import NoReturn

    from jmap.diagnostics import Finding
    from jmap.spec.codes import Code


class Placed(Protocol):
    """What stands somewhere in a file: a cell, an element."""

    @property
    def line(self) -> int:
        """Where it begins, from 1; of a table the row."""

    @property
    def column(self) -> int:
        """Likewise."""


class Remarks:
    """The findings about one file; places in it are lines and columns of a sheet."""

    def __init__(self, path: str, sheet: str = "") -> None:
        self.path = f"{path}[{sheet}]" if sheet else path
        self.findings: list[Finding] = []
        self._once: set[str] = set()

    def within(self, sheet: str) -> Remarks:
        """The same remarks, for a sheet of the file."""
        found = Remarks(self.path, sheet)
        found.findings, found._once = self.findings, self._once
        return found

    def warn(self, code: Code, message: str, place: Placed | None = None, hint: str | None = None) -> None:
        """What somebody should look at."""
        self._add(code, message, place, Severity.WARNING, hint)

    def note(self, code: Code, message: str, place: Placed | None = None, hint: str | None = None) -> None:
        """What somebody should know."""
        self._add(code, message, place, Severity.INFO, hint)

    def note_once(self, code: Code, message: str, place: Placed) -> None:
        """The same, only where it is said first."""
        if message not in self._once:
            self._once.add(message)
            self.note(code, message, place)

    def _add(
        self, code: Code, message: str, place: Placed | None, severity: Severity, hint: str | None
    ) -> None:
        span = Span(self.path, place.line, place.column) if place is not None else Span(self.path, 1, 1)
        self.findings.append(finding(code, message, span, severity=severity, hint=hint))


def refuse(
    code: Code, message: str, path: str, line: int = 1, column: int = 1, hint: str | None = None
) -> NoReturn:
    """Nothing can be made of a file.

    Raises:
        SpecError: always.
    """
    raise SpecError([finding(code, message, Span(path, line, column), hint=hint)])
