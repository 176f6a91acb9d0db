"""Each machine format is read by a reader of others' making, whatever the specs hold."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import junitparser
import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel
from sarif_pydantic import Sarif  # type: ignore[import-untyped]

from jmap.check.formats import FORMATS, write
from jmap.check.formats.github import summary
from jmap.diagnostics import Finding, Related, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTILE = "100%\n::error::x\r\n::set-output name=a::b, c: \x1b]52;c;x\x07 ]]> <script> | `a` \u202e 客户"
FINDINGS = [
    Finding(
        "C201",
        "missing-emotion",
        Severity.WARNING,
        '"Desk" does not say how it feels',
        Span("maps/a b#1?.yaml", 7, 9, 4, "      - name: Desk"),
        "add `emotion:`",
        (Related("the stage", Span("maps/a b#1?.yaml", 3, 5, 4, "  - name: Arrive")),),
    ),
    Finding(
        "S201", "unknown-key", Severity.ERROR, HOSTILE, Span("旅程/::error::.yaml", 1, 1, 3, HOSTILE), HOSTILE
    ),
    Finding("K601", "happy-despite-pain", Severity.INFO, "the same", Span("map.yaml", 2, 1, 1, "x")),
    Finding("K601", "happy-despite-pain", Severity.INFO, "the same", Span("map.yaml", 2, 1, 1, "x")),
    Finding("X903", "broken-rule", Severity.WARNING, "the rule ACME001 does not work"),
]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("findings", [FINDINGS, []], ids=["some", "none"])
def test_no_format_carries_controls_and_each_ends_its_last_line(name: str, findings: list[Finding]) -> None:
    text = write(name, findings)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)
    assert text.endswith("\n") or not text


def test_json_says_everything() -> None:
    document = json.loads(write("json", FINDINGS))
    assert document["counts"] == {"error": 1, "warning": 2, "info": 2}
    first, second, *_, last = document["findings"]
    assert first["place"] == {"path": "maps/a b#1?.yaml", "line": 7, "column": 9, "end_column": 13}
    assert first["related"][0]["place"]["line"] == 3
    assert (second["message"], second["severity"], second["code"]) == (HOSTILE, "error", "S201")
    assert last["place"] is None


def github_commands(text: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner does (ActionCommand.TryParseV2 of actions/runner)."""
    for line in text.split("\n"):
        stripped = line.lstrip()
        if not stripped.startswith("::"):
            assert stripped == ""
            continue
        head, data = stripped[2:].split("::", 1)
        command, _, rest = head.partition(" ")
        pairs = (part.split("=", 1) for part in rest.split(",") if part)
        properties = {key: _unescape(value, ("%3A", ":"), ("%2C", ",")) for key, value in pairs}
        yield command, properties, _unescape(data)


def _unescape(text: str, *more: tuple[str, str]) -> str:
    for quoted, character in (("%0D", "\r"), ("%0A", "\n"), *more, ("%25", "%")):
        text = text.replace(quoted, character)
    return text


def test_github_reads_one_command_for_each_finding_and_no_other() -> None:
    commands = list(github_commands(write("github", FINDINGS)))
    assert [command for command, _, _ in commands] == ["warning", "error", "notice", "notice", "warning"]
    assert commands[0][1] == {
        "title": "C201 missing-emotion",
        "file": "maps/a b#1?.yaml",
        "line": "7",
        "col": "9",
        "endColumn": "13",
    }
    assert commands[1][1]["file"] == "旅程/::error::.yaml"
    assert commands[1][2].startswith("100%\n::error::x\r\n::set-output name=a::b, c: ")


def test_the_summary_of_a_job_is_a_table_that_no_text_can_leave() -> None:
    lines = summary(FINDINGS).rstrip().split("\n")
    assert lines[0] == "### Journey maps: 1 error, 2 warning, 2 info"
    assert len(lines) == 4 + len(FINDINGS)
    assert all(line.count("|") == 5 for line in lines[2:])
    assert "<" not in "".join(lines)
    assert "`" not in "".join(lines)
    assert summary([]) == "### Journey maps: no findings\n\n"
    assert summary(FINDINGS * 100).endswith("\n… and 300 more\n\n")


# The keys GitLab's own schema asks for (app/validators/json_schemas/codeclimate.json), and its table of severities.
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "additionalProperties": False,
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)(?!/)."},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


@pytest.mark.parametrize("findings", [FINDINGS, []], ids=["some", "none"])
def test_gitlab_finds_the_keys_it_needs(findings: list[Finding]) -> None:
    issues = json.loads(write("gitlab", findings))
    Draft202012Validator(GITLAB).validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(findings)


def test_gitlab_is_told_where_and_what_to_do() -> None:
    first, error, note, _, nowhere = json.loads(write("gitlab", FINDINGS))
    assert first["description"] == '"Desk" does not say how it feels (add `emotion:`)'
    assert (first["check_name"], first["severity"]) == ("C201 missing-emotion", "minor")
    assert first["location"] == {"path": "maps/a b#1?.yaml", "lines": {"begin": 7}}
    assert (note["description"], note["severity"], error["severity"]) == ("the same", "info", "major")
    assert nowhere["location"] == {"path": ".", "lines": {"begin": 1}}


def _unknown_keys(value: Any) -> list[str]:
    if isinstance(value, BaseModel):
        inner = [key for name in type(value).model_fields for key in _unknown_keys(getattr(value, name))]
        return [*(value.model_extra or ()), *inner]
    if isinstance(value, list):
        return [key for item in value for key in _unknown_keys(item)]
    return []


@pytest.mark.parametrize("findings", [FINDINGS, []], ids=["some", "none"])
def test_sarif_is_read_and_every_key_is_known(findings: list[Finding]) -> None:
    text = write("sarif", findings)
    log = Sarif.model_validate_json(text)
    assert _unknown_keys(log) == [
        "columnKind"
    ]  # section 3.14.17 of the standard; unknown to this reader only
    (run,) = log.runs
    assert [result.rule_id for result in run.results or []] == [finding.code for finding in findings]
    for result in json.loads(text)["runs"][0]["results"]:
        rule = json.loads(text)["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        for location in result.get("locations", ()):
            assert re.fullmatch(
                r"[A-Za-z0-9_.~%/-]+", location["physicalLocation"]["artifactLocation"]["uri"]
            )


def test_sarif_says_where_and_what_to_do() -> None:
    first, error, note, _, nowhere = json.loads(write("sarif", FINDINGS))["runs"][0]["results"]
    assert first["message"]["text"] == '"Desk" does not say how it feels\nadd `emotion:`'
    assert note["message"]["text"] == "the same"
    assert [each["level"] for each in (first, error, note)] == ["warning", "error", "note"]
    (place,), (related,) = first["locations"], first["relatedLocations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "maps/a%20b%231%3F.yaml"},
        "region": {"startLine": 7, "startColumn": 9, "endColumn": 13},
    }
    assert related["message"]["text"] == "the stage"
    assert related["physicalLocation"]["region"]["startLine"] == 3
    assert "relatedLocations" not in note
    assert "locations" not in nowhere


@pytest.mark.node("@microsoft/sarif-multitool-linux")
@pytest.mark.parametrize("findings", [FINDINGS, []], ids=["some", "none"])
def test_sarif_is_valid(findings: list[Finding], root: Path, tmp_path: Path) -> None:
    """By the validator of those who keep the standard: its schema, and its rules beyond that."""
    (tmp_path / "log.sarif").write_text(write("sarif", findings), encoding="utf-8")
    shutil.copy(root / "tests/node/node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool", tmp_path)
    (tmp_path / "Sarif.Multitool").chmod(0o755)  # npm installs it without
    subprocess.run(
        ["./Sarif.Multitool", "validate", "log.sarif", "--output", "verdict.sarif"],
        cwd=tmp_path,
        env={"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1", "DOTNET_BUNDLE_EXTRACT_BASE_DIR": str(tmp_path)},
        check=False,
        capture_output=True,
        timeout=120,
    )
    (run,) = json.loads((tmp_path / "verdict.sarif").read_text(encoding="utf-8-sig"))["runs"]
    assert run["invocations"][0]["executionSuccessful"]
    # Its advice to name a page about the tool waits until there is one.
    assert {result["ruleId"] for result in run["results"]} <= {"SARIF2005"}


def test_junit_is_read_with_the_right_numbers() -> None:
    report = junitparser.JUnitXml.fromstring(write("junit", FINDINGS).encode())
    assert (report.tests, report.errors, report.failures) == (5, 1, 2)
    suites = {suite.name: list(suite) for suite in report}
    assert list(suites) == ["maps/a b#1?.yaml", "旅程/::error::.yaml", "map.yaml", "jmap"]
    (failed,) = suites["maps/a b#1?.yaml"]
    assert failed.name == "7:9 C201 missing-emotion"
    assert [type(result).__name__ for result in failed.result] == ["Failure"]
    assert failed.result[0].message == '"Desk" does not say how it feels'
    assert failed.result[0].text == (
        'maps/a b#1?.yaml:7:9 "Desk" does not say how it feels\nhint: add `emotion:`'
    )
    assert all(case.is_passed for case in suites["map.yaml"])
    assert [case.system_out for case in suites["map.yaml"]] == ["map.yaml:2:1 the same"] * 2


def test_junit_of_no_findings_is_a_success() -> None:
    report = junitparser.JUnitXml.fromstring(write("junit", []).encode())
    assert (report.tests, report.errors, report.failures) == (1, 0, 0)
