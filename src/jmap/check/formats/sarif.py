"""SARIF 2.1.0: for code scanning and for editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from jmap.check.baseline import fingerprints
from jmap.check.catalogue import documented
from jmap.diagnostics import Severity
from jmap.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.diagnostics import Finding, Fix, Span

_LEVELS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(findings: Sequence[Finding]) -> str:
    """A log of one run. Columns count code points."""
    rules = sorted({(finding.code, finding.name) for finding in findings})
    index = {code: position for position, (code, _) in enumerate(rules)}
    driver = {"name": "jmap", "version": VERSION, "rules": [_rule(code, name) for code, name in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, index[finding.code], fingerprint)
            for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
        ],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, name: str) -> dict[str, Any]:
    known = documented(code)
    rule: dict[str, Any] = {"id": code, "name": name}
    if known is not None:
        rule["shortDescription"] = {"text": known.summary}
        rule["fullDescription"] = {"text": f"{known.summary} {known.why}"}
        rule["help"] = {"text": known.why}
    return rule


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    message = finding.message if finding.hint is None else f"{finding.message}\n{finding.hint}"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "partialFingerprints": {"jmap/v1": fingerprint},
    }
    if finding.span:
        result["locations"] = [{"physicalLocation": _physical(finding.span)}]
    if finding.related:
        result["relatedLocations"] = [
            {"physicalLocation": _physical(each.span), "message": {"text": each.message}}
            for each in finding.related
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding.fix)]
    return result


def _fix(fix: Fix) -> dict[str, Any]:
    changes: dict[str, list[dict[str, Any]]] = {}
    for edit in fix.edits:
        region = {
            "startLine": edit.line,
            "startColumn": edit.column,
            "endLine": edit.end_line,
            "endColumn": edit.end_column,
        }
        replacement = {"deletedRegion": region, "insertedContent": {"text": edit.text}}
        changes.setdefault(edit.path, []).append(replacement)
    return {
        "description": {"text": fix.does},
        "artifactChanges": [
            {"artifactLocation": {"uri": quote(path, safe="/")}, "replacements": replacements}
            for path, replacements in changes.items()
        ],
    }


def _physical(span: Span) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(span.path, safe="/")},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endColumn": span.column + span.length,
        },
    }
