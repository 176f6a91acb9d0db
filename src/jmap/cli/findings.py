"""Prints findings: where, what, the line itself with the place underlined, and what to do."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jmap.cli.console import cells, styled
from jmap.diagnostics import Severity
from jmap.text.clean import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.diagnostics import Finding, Span

_LONGEST: Final = 100
"""Columns of a source line that are shown around the place of a finding."""


def show(findings: Iterable[Finding], root: Path | None = None, *, concise: bool = False) -> None:
    """Print findings on stderr; paths are shown as seen from the current folder when `root` is the project's."""
    for finding in findings:
        sys.stderr.write(_concise(finding, root) if concise else _full(finding, root))


def count(findings: Sequence[Finding]) -> str:
    """How many findings there are, by severity: `2 errors, 1 warning`."""
    by_severity = Counter(finding.severity for finding in findings)
    parts = [
        f"{by_severity[severity]} {severity.value}{'s' if by_severity[severity] != 1 else ''}"
        for severity in Severity
        if by_severity[severity] and severity is not Severity.INFO
    ]
    notes = by_severity[Severity.INFO]
    return ", ".join([*parts, *([f"{notes} note{'s' if notes != 1 else ''}"] if notes else [])]) or "no findings"


def _place(span: Span, root: Path | None) -> str:
    path = span.path if root is None else _from_here(root / span.path)
    return f"{printable(path)}:{span.line}:{span.column}: "


def _from_here(path: Path) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)


def _concise(finding: Finding, root: Path | None) -> str:
    place = _place(finding.span, root) if finding.span else ""
    word = styled(finding.severity.value, finding.severity.value, sys.stderr)
    return f"{place}{word}[{finding.code}] {printable(finding.message)}\n"


def _full(finding: Finding, root: Path | None) -> str:
    place = styled(_place(finding.span, root), "bold", sys.stderr) if finding.span else ""
    word = styled(f"{finding.severity.value}[{finding.code} {finding.name}]", finding.severity.value, sys.stderr)
    lines = [f"{place}{word} {printable(finding.message)}"]
    if finding.span and finding.span.text:
        lines += _snippet(finding.span, finding.severity.value)
    for related in finding.related:
        lines.append(f"  {_place(related.span, root)}{printable(related.message)}")
        lines += _snippet(related.span, "dim")
    if finding.hint:
        lines.append(f"  hint: {printable(finding.hint)}")
    return "\n".join(lines) + "\n\n"


def _snippet(span: Span, style: str) -> list[str]:
    """The source line and, below it, the underline; of a long line only what stands around the place."""
    start = max(0, span.column - 1 - _LONGEST // 2) if len(span.text) > _LONGEST else 0
    text = span.text[start : start + _LONGEST].replace("\t", " ")
    lead = "…" if start else ""
    tail = "…" if start + _LONGEST < len(span.text) else ""
    before = printable(text[: span.column - 1 - start])
    marked = printable(text[span.column - 1 - start : span.column - 1 - start + span.length])
    number = str(span.line)
    gutter = " " * len(number)
    underline = styled("^" * max(1, cells(marked)), style, sys.stderr)
    return [
        f"  {number} | {lead}{printable(text)}{tail}",
        f"  {gutter} | {' ' * (len(lead) + cells(before))}{underline}",
    ]
