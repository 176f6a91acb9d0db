from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from jmap.check.baseline import Baseline, fingerprints, read_baseline, written
from jmap.diagnostics import Finding, Severity, Span
from jmap.errors import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.check.conftest import Specs


def finding(line: int, text: str, code: str = "C201", path: str = "map.yaml") -> Finding:
    return Finding(code, "missing-emotion", Severity.WARNING, "message", Span(path, line, 1, 1, text))


def known(findings: list[Finding]) -> Baseline:
    return Baseline.parse(written(findings).encode(), "baseline.json")


def test_what_is_known_is_known_again_on_another_line() -> None:
    baseline = known([finding(5, "  - name: Desk")])
    assert baseline.new([finding(50, "      - name: Desk")]) == ([], 0)


@pytest.mark.parametrize(
    "other",
    [
        finding(5, "- name: Door"),
        finding(5, "- name: Desk", "C202"),
        finding(5, "- name: Desk", path="b.yaml"),
    ],
)
def test_another_line_code_or_file_is_new(other: Finding) -> None:
    assert known([finding(5, "- name: Desk")]).new([other]) == ([other], 1)


def test_equal_findings_are_counted() -> None:
    one, two, three = (finding(line, "- name: Desk") for line in (5, 9, 12))
    baseline = known([one, two])
    assert baseline.new([one, two, three]) == ([three], 0)
    assert baseline.new([two]) == ([], 1)


def test_fingerprints_differ_and_do_not_move_with_the_line() -> None:
    many = [finding(line, "- name: Desk") for line in range(20)]
    assert len(set(fingerprints(many))) == 20
    assert fingerprints(many) == fingerprints([finding(line + 7, "- name: Desk") for line in range(20)])


def test_fingerprints_are_those_of_earlier_versions() -> None:
    found = [finding(3, "- name: Desk"), finding(9, "   - name: Desk "), finding(9, "- name: 柜台")]
    expected = [("- name: Desk", 0), ("- name: Desk", 1), ("- name: 柜台", 0)]
    assert fingerprints(found) == [
        hashlib.sha256(f"{one.span.path}\0{one.code}\0{line}\0{number}".encode()).hexdigest()[:32]
        for one, (line, number) in zip(found, expected, strict=True)
        if one.span
    ]


def test_the_file_says_what_it_leaves_out_and_keeps_no_text_of_specs() -> None:
    text = written([finding(5, "- quote: call 13812345678")])
    assert "13812345678" not in text
    (entry,) = json.loads(text)["findings"]
    assert (entry["path"], entry["code"], entry["name"]) == ("map.yaml", "C201", "missing-emotion")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"jmap-baseline": 2, "findings": []}',
        '{"jmap-baseline": 1}',
        "[" * 100_000,
        "\xff",
    ],
)
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(ConfigError, match="baseline"):
        Baseline.parse(text.encode("latin-1"), "x.json")


def test_findings_without_a_place_are_told_apart_by_their_words(specs: Specs) -> None:
    del specs
    lost = [Finding("X903", "broken-rule", Severity.WARNING, words) for words in ("a", "b")]
    assert known(lost[:1]).new(lost) == (lost[1:], 0)


def test_a_baseline_that_is_named_before_it_is_written_is_told_how(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"--write-baseline` writes it$"):
        read_baseline(tmp_path, "known.json")
    with pytest.raises(ConfigError, match=r"outside the project$"):
        read_baseline(tmp_path, "..")
