"""GitLab Code Quality: a list of issues, each with a fingerprint by which GitLab knows it again.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from jmap.check.baseline import fingerprints
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.diagnostics import Finding

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(findings: Sequence[Finding]) -> str:
    """The report; a finding without a place stands at the first line of the project's folder."""
    issues = [
        {
            "description": finding.message if finding.hint is None else f"{finding.message} ({finding.hint})",
            "check_name": f"{finding.code} {finding.name}",
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": finding.span.path if finding.span else ".",
                "lines": {"begin": finding.span.line if finding.span else 1},
            },
        }
        for finding, fingerprint in zip(findings, fingerprints(findings), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
