"""JUnit XML: a test case per finding, failed unless it is only a note, for servers that show test results.

Attributes and elements are those of Jenkins' schema for Surefire reports, the strictest of the dialects.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from jmap.diagnostics import Severity
from jmap.text.clean import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.diagnostics import Finding


def write(findings: Sequence[Finding]) -> str:
    """A suite per file; without any finding one suite with one passed case: servers want at least one."""
    suites = [_suite(path, list(group)) for path, group in groupby(findings, key=_path)]
    if not suites:
        suites = [_element("testsuite", _counts("jmap", []), [_element("testcase", {"name": "no findings"})])]
    totals = _counts("jmap", findings)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + _element("testsuites", totals, suites) + "\n"


def _path(finding: Finding) -> str:
    return finding.span.path if finding.span else "jmap"


def _counts(name: str, findings: Sequence[Finding]) -> dict[str, str]:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    failures = sum(finding.severity is Severity.WARNING for finding in findings)
    tests = str(len(findings) or 1)
    return {"name": name, "tests": tests, "failures": str(failures), "errors": str(errors)}


def _suite(path: str, findings: Sequence[Finding]) -> str:
    return _element("testsuite", _counts(path, findings), [_case(path, finding) for finding in findings])


def _case(path: str, finding: Finding) -> str:
    place = f"{finding.span.line}:{finding.span.column} " if finding.span else ""
    name = f"{place}{finding.code} {finding.name}"
    lines = [f"{path}:{place}{finding.message}", *([f"hint: {finding.hint}"] if finding.hint else [])]
    text = "\n".join(map(_text, lines))
    kind = {Severity.ERROR: "error", Severity.WARNING: "failure", Severity.INFO: "system-out"}[
        finding.severity
    ]
    attributes = {} if kind == "system-out" else {"type": finding.name, "message": finding.message}
    return _element("testcase", {"name": name, "classname": path}, [_element(kind, attributes, [text])])


def _element(name: str, attributes: dict[str, str], contents: Iterable[str] = ()) -> str:
    listed = "".join(f' {key}="{_attribute(value)}"' for key, value in attributes.items())
    return f"<{name}{listed}>{''.join(contents)}</{name}>"


def _text(text: str) -> str:
    return escape(printable(text))


def _attribute(text: str) -> str:
    return escape(printable(text), {'"': "&quot;"})
