"""What every rule promises: its examples, its documentation, its place in its family."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from jmap.check import all_rules
from jmap.check.catalogue import everything
from jmap.check.known import discovered, rules_and_notices
from jmap.check.rule import FAMILIES, Rule, family_of

if TYPE_CHECKING:
    from tests.check.conftest import Specs

every_rule = pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)


@every_rule
def test_the_bad_example_is_reported_once_at_its_place_and_by_no_other_rule(rule: Rule, specs: Specs) -> None:
    found = specs.findings(rule.bad)
    assert [(finding.code, finding.name, finding.severity) for finding in found] == [
        (rule.code, rule.name, rule.severity)
    ]
    assert found[0].span is not None
    assert (found[0].span.line, found[0].span.column) == rule.at


@every_rule
def test_the_good_example_is_clean_of_all_rules(rule: Rule, specs: Specs) -> None:
    assert specs.findings(rule.good) == []


@every_rule
def test_where_it_would_be_wrong_to_report_nothing_is_reported(rule: Rule, specs: Specs) -> None:
    codes = specs.codes(rule.quiet)
    assert rule.code not in codes
    assert not [code for code in codes if code[0] in "YSX"]


@every_rule
def test_a_finding_says_what_to_do(rule: Rule, specs: Specs) -> None:
    (finding,) = specs.findings(rule.bad)
    assert finding.hint
    assert finding.message != rule.summary
    assert not finding.message.endswith(".")


@every_rule
def test_a_rule_is_documented_in_sentences(rule: Rule) -> None:
    for text in (rule.summary, rule.why, rule.not_for):
        assert re.match(r"[A-Z`].*[.!?]$", text), text
    assert rule.bad != rule.good != rule.quiet != rule.bad


def test_codes_and_names_are_unique_and_families_keep_to_their_numbers() -> None:
    every = list(everything())
    assert len({each.code for each in every}) == len({each.name for each in every}) == len(every)
    letters = list(FAMILIES)
    for rule in rules_and_notices():
        assert re.fullmatch(r"[A-Z]\d{3}", rule.code)
        assert int(rule.code[1]) == letters.index(rule.code[0]) + 1, rule.code
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+|placeholder", rule.name)


@pytest.mark.parametrize(
    ("thinks", "signs"),
    [
        ("甲,乙", ","),
        ("甲?", "?"),
        ("甲,乙；丙!", ","),
        ("甲, 乙", ","),
        ("甲,“乙”", ","),
        ("打开“设置”,点击保存", ","),
        ("打开“Save”, 点击保存", ","),
        ("打开“设置”!", "!"),
        ("我要快!!!", "!!!"),
        ("甲?\\n乙", "?"),
        ("the “fast lane”?", ""),
        ("said “yes”, then", ""),
        ("时间: 9:30", ""),
        ("甲, b", ""),
        ("甲,b", ""),
        ("é,é", ""),
        ("の,甲", ""),
        ("甲,の", ""),
        ("Hello，world", "，"),
        ("Hello，甲", ""),
        ("9:30", ""),
    ],
)
def test_punctuation_is_mixed_between_letters_of_the_other_width(
    thinks: str, signs: str, specs: Specs
) -> None:
    text = f'journey: visit\nstages: [{{name: S, touchpoints: [{{name: T, thinks: "{thinks}"}}]}}]\n'
    found = [finding for finding in specs.findings(text) if finding.name == "mixed-punctuation"]
    assert len(found) == bool(signs)  # once for each text, at its first sign
    assert all(f'"{signs}"' in finding.message for finding in found)


@pytest.mark.parametrize(
    ("thinks", "column"),
    [
        ("打开A, B 系统,再录入一次", 22),
        ("'打开 A, B、C, D 系统,再录入一次'", 29),
        ("'打开 A!! 系统!再录入'", 23),
        ("打开A系统,再录入", 18),
    ],
)
def test_the_mark_stands_at_the_sign_that_is_meant(thinks: str, column: int, specs: Specs) -> None:
    text = f"journey: visit\nstages:\n- name: S\n  touchpoints:\n  - name: T\n    thinks: {thinks}\n"
    (found,) = (finding for finding in specs.findings(text) if finding.name == "mixed-punctuation")
    assert found.span
    assert found.span.column == column


@pytest.mark.parametrize("sign", ["200e", "200f", "202a", "202e", "2066", "2069", "200b"])
@pytest.mark.parametrize("words", ["Door", "باب"])
def test_signs_of_direction_are_found_where_nothing_is_written_from_the_right(
    sign: str, words: str, specs: Specs
) -> None:
    text = f'journey: visit\nstages: [{{name: S, touchpoints: [{{name: T, does: "{words}\\u{sign}A"}}]}}]\n'
    found = [finding.message for finding in specs.findings(text) if finding.code == "L706"]
    expected = words == "Door" or sign == "200b"
    assert found == ([f"the text holds an invisible character, U+{sign.upper()}"] if expected else [])


def test_all_rules_load() -> None:
    assert [str(problem) for problem in discovered().problems] == []
    assert len(all_rules()) >= 40


def test_codes_of_packages_are_of_no_family_whatever_they_begin_with() -> None:
    assert [family_of(code) for code in ("A301", "ACME1", "Z1")] == ["A", "", ""]


@pytest.mark.parametrize("words", [{"code": "A 1"}, {"code": "acme1"}, {"name": "Shouting"}, {"name": "a b"}])
def test_a_rule_that_nobody_could_select_is_refused(words: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is not made of"):
        replace(all_rules()[0], **words)
