"""Findings: what is wrong or worth a look, where, why, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Protocol, TypeAlias

Pointer: TypeAlias = tuple[str | int, ...]
"""The way from the root of a document to a value, in the spec's own key names: `("stages", 0, "name")`."""


class Severity(StrEnum):
    """How much a finding matters; `error` stops a build and sets exit code 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file.

    Attributes:
        path: the file as the user knows it, relative to the project, with `/`.
        line: 1-based.
        column: 1-based, counted in code points.
        length: code points to underline, at least 1.
        text: the whole source line, without its end.
    """

    path: str
    line: int
    column: int
    length: int = 1
    text: str = field(default="", repr=False)


class Origin(Protocol):
    """Knows where the parts of a project were written."""

    def span(self, pointer: Pointer, *, key: bool = False) -> Span | None:
        """The place of what `pointer` leads to, or of its key; `None` for what stands in no file.

        A pointer begins with `"journeys", id` (`"personas"`, `"evidence"`, …) or with `"settings"`.
        """

    def names(self, kind: str) -> tuple[str, ...]:
        """Ids of all that was written of a kind such as `"journeys"`, what has errors included.

        Shared stages and touchpoints (`"stages"`, `"touchpoints"`) are known here only.
        """

    def derives_id(self, pointer: Pointer, name: str) -> bool:
        """Whether the id of the thing at `pointer` was made from its name."""

    def taken_over(self, kind: str) -> frozenset[str]:
        """Ids of shared things of a kind that others of them take over with `use:`."""


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that explains a finding: the first of two equal keys, the known ids."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Edit:
    """A piece of a file and what shall stand in its place.

    Attributes:
        path: the file as the user knows it.
        line: of the piece's first character, 1-based.
        column: 1-based, counted in code points.
        end_line: of the first character behind the piece.
        end_column: of that character; where the piece is empty, text is inserted.
        text: the new text, its line ends LF.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """What would mend a finding.

    Attributes:
        does: what it does, one sentence.
        safe: whether the map says the same afterwards, so that nobody need look at it.
        edits: all of them, or none.
    """

    does: str
    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    Attributes:
        code: stable identifier, e.g. `S201`.
        name: the code's name, e.g. `unknown-key`.
        severity: see `Severity`.
        message: one sentence saying what is wrong and what is expected.
        span: where; `None` only when there is no file to point into.
        hint: what to do, e.g. `did you mean "journey"?`.
        related: other places that belong to it.
        pointers: what in the project it is about; several where a shared part is used by several journeys.
        fix: what would mend it, where that is known and was asked for.
    """

    code: str
    name: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str | None = None
    related: tuple[Related, ...] = ()
    pointers: tuple[Pointer, ...] = field(default=(), compare=False)
    fix: Fix | None = field(default=None, compare=False)

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of print: by file, place, code."""
        if self.span is None:
            return ("", 0, 0, self.code, self.message)
        return (self.span.path, self.span.line, self.span.column, self.code, self.message)


def located(finding: Finding, origin: Origin | None) -> Finding:
    """The finding with its place, where only `origin` knows it: what drew an output has seen no files."""
    if finding.span is not None or not finding.pointers or origin is None:
        return finding
    return replace(finding, span=origin.span(finding.pointers[0]))
