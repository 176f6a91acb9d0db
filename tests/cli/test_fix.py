"""`jmap check --fix`, `--diff` and `--unsafe-fixes` as people run them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Jmap

SLIPS = """\
journey: visit   # one
languages: [zh-CN, en]
title: {zh-CN: 到店?好吗, en: A visit}
stages:
  - name: {zh-CN: 到店, en: Arrive}
    touchpoints:
      - name: {zh-CN: 大门, en: Door}
        next: 柜台
      - {zh-CN: 柜台}
"""
FIXED = SLIPS.replace("到店?好", "到店？好").replace(
    "- {zh-CN: 柜台}", "- {touchpoint: 柜台, name: {zh-CN: 柜台}}"
)


def test_fix_mends_what_is_safe_and_reports_the_rest(jmap: Jmap) -> None:
    path = jmap.write("map.yaml", SLIPS)
    result = jmap("check", "--fix", "-f", "concise")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "2 fixed, 1 left\n"
        'map.yaml:9:32: warning[L701] "柜台" has no en\n'
        "1 warning in 1 file, 1 journey\n"
        "can be fixed: 1 with --unsafe-fixes; --diff shows how\n"
    )
    assert path.read_text(encoding="utf-8") == FIXED
    again = jmap("check", "--fix", "-f", "concise")
    assert again.out.startswith("0 fixed, 1 left\n")
    assert jmap("check", "--fix", "-q", "--ignore", "L701").out == ""


def test_unsafe_fixes_are_made_when_asked_for(jmap: Jmap) -> None:
    path = jmap.write("map.yaml", SLIPS)
    result = jmap("check", "--unsafe-fixes", "-f", "concise")
    assert result.out.startswith('3 fixed, 1 left\nmap.yaml:9:48: warning[L704] "TODO" is a placeholder\n')
    assert path.read_text(encoding="utf-8") == FIXED.replace("{zh-CN: 柜台}", "{zh-CN: 柜台, en: TODO}")


def test_diff_shows_everything_and_writes_nothing(jmap: Jmap) -> None:
    path = jmap.write("maps/map.yaml", SLIPS)
    result = jmap("check", "--diff", "maps")
    assert result.code == 1
    first, second = result.out.split(
        "Not done by --fix, because the map would change; --unsafe-fixes does it:\n"
    )
    assert first.startswith("--- maps/map.yaml\n+++ maps/map.yaml\n@@ -1,9 +1,9 @@\n")
    assert "+      - {touchpoint: 柜台, name: {zh-CN: 柜台}}\n" in first
    assert second.startswith('  L701 missing-translation: "柜台" has no en\n--- maps/map.yaml\n')
    assert "+      - {touchpoint: 柜台, name: {zh-CN: 柜台, en: TODO}}\n" in second
    assert result.err == "2 to fix, 1 more to look at\n"
    assert path.read_text(encoding="utf-8") == SLIPS


def test_nothing_to_fix(jmap: Jmap) -> None:
    jmap.write("map.yaml", "journey: visit\nstages: [{name: Arrive, touchpoints: [Door]}]\n")
    diff = jmap("check", "--diff")
    assert (diff.code, diff.out, diff.err) == (0, "", "nothing to fix\n")
    assert jmap("check", "--fix").out == "0 fixed, 0 left\nno findings in 1 file, 1 journey\n"


def test_only_what_is_selected_is_mended(jmap: Jmap) -> None:
    path = jmap.write("map.yaml", SLIPS)
    assert jmap("check", "--fix", "--select", "L703", "-f", "concise").out.startswith("1 fixed, 0 left\n")
    assert path.read_text(encoding="utf-8") == SLIPS.replace("到店?好", "到店？好")


def test_what_the_baseline_knows_is_left_alone(jmap: Jmap) -> None:
    path = jmap.write("map.yaml", SLIPS)
    jmap("check", "--write-baseline", "--baseline", "known.json")
    assert jmap("check", "--fix", "--baseline", "known.json").out.startswith("0 fixed, 0 left\n")
    assert path.read_text(encoding="utf-8") == SLIPS
    assert jmap("check", "--fix", "--write-baseline").code == 2


def test_a_file_with_errors_does_not_stop_the_others(jmap: Jmap) -> None:
    bad = jmap.write("bad.yaml", "journey: bad\nstages: [{name: 'S', foo: 1}]\n")
    jmap.write("jmap.yaml", "languages: [zh-CN, en]\n")
    path = jmap.write("旅程 一.yaml", SLIPS.replace("languages: [zh-CN, en]\n", ""))
    result = jmap("check", "--fix", "-f", "concise")
    assert result.code == 1
    assert result.out.startswith("2 fixed, 2 left\nbad.yaml:2:22: error[S201]")
    assert path.read_text(encoding="utf-8") == FIXED.replace("languages: [zh-CN, en]\n", "")
    assert bad.read_text(encoding="utf-8").endswith("foo: 1}]\n")


def test_windows_files_stay_windows_files(jmap: Jmap) -> None:
    path = jmap.folder / "map.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SLIPS.replace("\n", "\r\n").encode())
    assert jmap("check", "--fix").code == 0
    assert path.read_bytes() == b"\xef\xbb\xbf" + FIXED.replace("\n", "\r\n").encode()


def test_a_read_only_file_stays(jmap: Jmap) -> None:
    path = jmap.write("map.yaml", SLIPS)
    path.chmod(0o444)
    result = jmap("check", "--fix", "-f", "concise")
    assert result.code == 2
    assert result.err.endswith("map.yaml is read-only and was left as it is\n")
    assert result.out.startswith("0 fixed, ")
    assert path.read_text(encoding="utf-8") == SLIPS


@pytest.mark.skipif(os.name == "nt", reason="links and permissions are others there")
def test_a_link_is_followed(jmap: Jmap) -> None:
    target = jmap.write("shared/map.txt", SLIPS)
    (jmap.folder / "map.yaml").symlink_to(target)
    assert jmap("check", "--fix", "-q").code == 0
    assert (jmap.folder / "map.yaml").is_symlink()
    assert target.read_text(encoding="utf-8") == FIXED


def test_programs_read_fixes(jmap: Jmap) -> None:
    jmap.write("a b/map.yaml", SLIPS)
    findings = json.loads(jmap("check", "a b", "-f", "json").out)["findings"]
    fixes = {each["code"]: each["fix"] for each in findings}
    assert fixes["L703"]["safe"]
    assert not fixes["L701"]["safe"]
    assert fixes["L701"]["edits"] == [
        {
            "path": "a b/map.yaml",
            "line": 9,
            "column": 19,
            "end_line": 9,
            "end_column": 19,
            "text": ", en: TODO",
        }
    ]
    results = json.loads(jmap("check", "a b", "-f", "sarif").out)["runs"][0]["results"]
    (fix,) = next(each for each in results if each["ruleId"] == "L701")["fixes"]
    (change,) = fix["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "a%20b/map.yaml"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 9, "startColumn": 19, "endLine": 9, "endColumn": 19},
            "insertedContent": {"text": ", en: TODO"},
        }
    ]


def test_rules_say_what_they_mend(jmap: Jmap) -> None:
    lines = {line.split()[0]: line.split() for line in jmap("rules").out.splitlines()}
    assert lines["Code"][:4] == ["Code", "Severity", "Fix", "Name"]
    assert (lines["L703"][2], lines["L701"][2], lines["X901"][2]) == ("safe", "shown", "safe")
    assert (
        "Fix: Writes `next: end`. `--diff` shows it and `--unsafe-fixes` does it."
        in jmap("explain", "T105").out
    )
    assert "Fix: Takes the code out of the comment" in jmap("explain", "X901").out
    assert {each["code"]: each["fix"] for each in json.loads(jmap("rules", "-f", "json").out)}["P801"] is None
