"""Prints findings: where, what, the line itself with the place underlined, and what to do."""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from jmap.cli.console import counted, styled, table
from jmap.diagnostics import Severity
from jmap.text.cells import cells
from jmap.text.clean import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.diagnostics import Finding, Fix, Span

_LONGEST: Final = 100
"""Columns of a source line that are shown around the place of a finding."""

_COMMAND: Final = re.compile(r"##(?=(?:vso|teamcity)?\[)")
"""How commands to a CI server begin that may stand anywhere in a line."""

_BEGINS_COMMAND: Final = re.compile(r"\A\s*::")
"""How commands begin that stand at the beginning of a line, as a text may."""


def show(
    findings: Iterable[Finding],
    root: Path | None = None,
    *,
    concise: bool = False,
    stream: TextIO | None = None,
) -> None:
    """Print findings, on stderr unless told otherwise.

    Paths are shown as seen from the current folder when `root` is the project's.
    """
    stream = stream or sys.stderr
    for finding in findings if root is None else from_here(findings, root):
        stream.write(_concise(finding, stream) if concise else _full(finding, stream))


def from_here(findings: Iterable[Finding], root: Path, checkout: Path | None = None) -> list[Finding]:
    """Findings of the project at `root` with paths as seen from the current folder, or from a checkout around it."""
    inside = checkout is not None and root.resolve().is_relative_to(checkout.resolve())
    here = checkout.resolve() if checkout is not None and inside else Path()
    return [
        replace(
            finding,
            span=_seen(finding.span, root, here) if finding.span else None,
            related=tuple(replace(each, span=_seen(each.span, root, here)) for each in finding.related),
            fix=_fix_seen(finding.fix, root, here) if finding.fix else None,
        )
        for finding in findings
    ]


def count(findings: Sequence[Finding]) -> str:
    """How many findings there are, by severity: `2 errors, 1 warning`."""
    by_severity = Counter(finding.severity for finding in findings)
    parts = [
        counted(by_severity[severity], severity.value)
        for severity in Severity
        if by_severity[severity] and severity is not Severity.INFO
    ]
    if notes := by_severity[Severity.INFO]:
        parts.append(counted(notes, "note"))
    return ", ".join(parts) or "no findings"


def statistics(findings: Sequence[Finding]) -> str:
    """A table of how often each code was found, the most frequent first."""
    counts = Counter((finding.code, finding.name, finding.severity.value) for finding in findings)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rows = [(str(number), code, severity, name) for (code, name, severity), number in ordered]
    return table([("Found", "Code", "Severity", "Name"), *rows], right=frozenset({0}))


def seen(path: Path, here: Path = Path()) -> str:
    """A path as seen from a folder, the current one; bytes that are no UTF-8 are escaped."""
    with suppress(ValueError):  # another drive
        path = Path(os.path.relpath(path, here))
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _seen(span: Span, root: Path, here: Path) -> Span:
    return replace(span, path=seen(root / span.path, here))


def _fix_seen(fix: Fix, root: Path, here: Path) -> Fix:
    return replace(fix, edits=tuple(replace(edit, path=seen(root / edit.path, here)) for edit in fix.edits))


def shown(text: str) -> str:
    """Text that can steer neither a terminal nor a CI server that reads commands from what programs print."""
    return _BEGINS_COMMAND.sub("\u2237", _COMMAND.sub("#\u266f", printable(text)))


def _place(span: Span) -> str:
    path = shown(span.path)
    # A line that begins with `::` is a command to GitHub, even when blanks stand before it.
    return f"{'./' if path.lstrip().startswith('::') else ''}{path}:{span.line}:{span.column}: "


def _concise(finding: Finding, stream: TextIO) -> str:
    place = _place(finding.span) if finding.span else ""
    word = styled(finding.severity.value, finding.severity.value, stream)
    return f"{place}{word}[{finding.code}] {shown(finding.message)}\n"


def _full(finding: Finding, stream: TextIO) -> str:
    place = styled(_place(finding.span), "bold", stream) if finding.span else ""
    word = styled(f"{finding.severity.value}[{finding.code} {finding.name}]", finding.severity.value, stream)
    lines = [f"{place}{word} {shown(finding.message)}"]
    if finding.span and finding.span.text:
        lines += _snippet(finding.span, finding.severity.value, stream)
    for related in finding.related:
        lines.append(f"  {_place(related.span)}{shown(related.message)}")
        lines += _snippet(related.span, "dim", stream)
    if finding.hint:
        lines.append(f"  hint: {shown(finding.hint)}")
    return "\n".join(lines) + "\n\n"


def _snippet(span: Span, style: str, stream: TextIO) -> list[str]:
    """The source line and, below it, the underline; of a long line only what stands around the place."""
    start = max(0, span.column - 1 - _LONGEST // 2) if len(span.text) > _LONGEST else 0
    text = span.text[start : start + _LONGEST].replace("\t", " ")
    lead = "…" if start else ""
    tail = "…" if start + _LONGEST < len(span.text) else ""
    before = printable(text[: span.column - 1 - start])
    marked = printable(text[span.column - 1 - start : span.column - 1 - start + span.length])
    number = str(span.line)
    gutter = " " * len(number)
    underline = styled("^" * max(1, cells(marked)), style, stream)
    return [
        f"  {number} | {lead}{shown(text)}{tail}",
        f"  {gutter} | {' ' * (len(lead) + cells(before))}{underline}",
    ]
