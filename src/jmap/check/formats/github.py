"""GitHub Actions: a workflow command per finding, which GitHub shows beside the line in a pull request.

Quoting follows actions/toolkit: `%`, CR and LF everywhere, in properties `:` and `,` as well, so that no text
can end the command and begin another. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from jmap.diagnostics import Severity
from jmap.text.clean import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.diagnostics import Finding

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_ROWS: Final = 200
"""Findings listed in a summary: GitHub takes 1 MB of it."""


def write(findings: Sequence[Finding]) -> str:
    """One line per finding."""
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    properties = {"title": f"{finding.code} {finding.name}"}
    if finding.span:
        span = finding.span
        properties |= {
            "file": span.path,
            "line": str(span.line),
            "col": str(span.column),
            "endColumn": str(span.column + span.length),
        }
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    message = finding.message if finding.hint is None else f"{finding.message} ({finding.hint})"
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    quoted = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(quoted)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(findings: Sequence[Finding]) -> str:
    """A Markdown table for the summary page of a job."""
    counts = Counter(finding.severity for finding in findings)
    found = ", ".join(f"{counts[severity]} {severity.value}" for severity in Severity if counts[severity])
    lines = [f"### Journey maps: {found or 'no findings'}", ""]
    if findings:
        lines += ["| Place | Severity | Rule | Finding |", "| --- | --- | --- | --- |"]
    for finding in findings[:_ROWS]:
        place = f"{finding.span.path}:{finding.span.line}" if finding.span else ""
        cells = (place, finding.severity.value, f"{finding.code} {finding.name}", finding.message)
        lines.append("| " + " | ".join(map(_cell, cells)) + " |")
    if len(findings) > _ROWS:
        lines += ["", f"… and {len(findings) - _ROWS} more"]
    return "\n".join(lines).rstrip() + "\n\n"


def _cell(text: str) -> str:
    """Text that Markdown shows as it is: every sign that could mean something stands as an entity."""
    return "".join(
        character if character.isalnum() or character in " -,;/'" else f"&#{ord(character)};"
        for character in printable(text)
    )
