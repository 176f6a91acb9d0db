"""JSON: everything a finding knows. Lines and columns count from 1, columns in code points."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.diagnostics import Finding, Fix, Span


def write(findings: Sequence[Finding]) -> str:
    """`{"version": 1, "counts": {…}, "findings": […]}`; later versions only add keys."""
    counts = Counter(finding.severity for finding in findings)
    document = {
        "version": 1,
        "counts": {severity.value: counts[severity] for severity in Severity},
        "findings": [_finding(finding) for finding in findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "place": _place(finding.span),
        "fix": _fix(finding.fix) if finding.fix else None,
        "related": [{"message": each.message, "place": _place(each.span)} for each in finding.related],
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {"does": fix.does, "safe": fix.safe, "edits": [asdict(edit) for edit in fix.edits]}


def _place(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    end = span.column + span.length
    return {"path": span.path, "line": span.line, "column": span.column, "end_column": end}
