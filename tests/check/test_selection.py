from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.check import Selection, check
from jmap.check.known import all_rules
from jmap.check.notice import UNKNOWN_RULE
from jmap.check.selection import matches
from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from tests.check.conftest import Specs

RULES = {rule.code: rule for rule in all_rules()}

MAP = """\
journey: visit
review_every: 90d
stages:
  - name: Arrive
    touchpoints:
      - {name: Door, emotion: 4}
      - {name: Desk}
"""


@pytest.mark.parametrize(
    ("selection", "wanted", "unwanted"),
    [
        (Selection(), "A301 C201 P801", ""),
        (Selection(select=("P",)), "P801 P802", "A301"),
        (Selection(select=("missing-emotion",)), "C201", "C202 P801"),
        (Selection(select=("P",), extend_select=("C2",)), "P801 C201", "A301"),
        (Selection(ignore=("P80",)), "C201", "P801 P802"),
        (Selection(select=("P",), ignore=("P802",)), "P801", "P802"),
        (Selection(ignore=("P",), extend_select=("P802",)), "P802 C201", "P801"),
        (Selection(select=("P802",), ignore=("P",)), "P802", "P801"),
        (Selection(select=("P802",), ignore=("P802",)), "", "P802"),
        (Selection(select=("P802",), ignore=("phone-number",)), "", "P802"),
        (Selection(select=("ALL",), ignore=("C",)), "P801", "C201"),
    ],
)
def test_what_names_a_rule_more_closely_wins(selection: Selection, wanted: str, unwanted: str) -> None:
    assert [code for code in wanted.split() if not selection.wants(RULES[code])] == []
    assert [code for code in unwanted.split() if selection.wants(RULES[code])] == []


def test_a_selection_of_the_command_line_begins_anew() -> None:
    project = Selection(select=("C",), ignore=("P801",), severity={"C": "error"})
    both = Selection(select=("P",), severity={"P802": "info"}).over(project)
    assert both.wants(RULES["P801"])
    assert not both.wants(RULES["C201"])
    assert both.severity_of(RULES["P802"]) is Severity.INFO
    assert both.severity_of(RULES["C201"]) is Severity.ERROR


def test_without_a_selection_of_its_own_the_command_line_adds_to_the_project() -> None:
    both = Selection(ignore=("P801",), extend_select=("C2",)).over(
        Selection(select=("P", "A"), ignore=("A3",))
    )
    assert [code for code in ("P801", "P802", "C201", "A301") if both.wants(RULES[code])] == ["P802", "C201"]


def test_the_closest_pattern_sets_the_severity() -> None:
    selection = Selection(severity={"P": "info", "P802": "error", "email-address": "warning"})
    severities = [selection.severity_of(RULES[code]).value for code in ("P801", "P802", "P803", "C201")]
    assert severities == ["warning", "error", "info", "warning"]


@pytest.mark.parametrize(
    ("glob", "path", "matching"),
    [
        ("draft.yaml", "a/b/draft.yaml", True),
        ("*.yml", "a/draft.yml", True),
        ("a/*.yaml", "a/draft.yaml", True),
        ("a/*.yaml", "a/b/draft.yaml", False),
        ("a/**/*.yaml", "a/draft.yaml", True),
        ("a/**", "a/b/c/draft.yaml", True),
        ("旅程/*.yaml", "旅程/登录.yaml", True),
        ("a[1].yaml", "a1.yaml", False),
        ("a[1].yaml", "a[1].yaml", True),
    ],
)
def test_globs(glob: str, path: str, matching: bool) -> None:  # noqa: FBT001
    assert matches(glob, path) is matching


def test_the_settings_of_a_project_choose_rules_and_severities(specs: Specs) -> None:
    specs.write(MAP)
    specs.write("check: {select: [C, R], ignore: [never-reviewed], severity: {C201: info}}\n", "jmap.yaml")
    assert [(found.code, found.severity.value) for found in specs.findings()] == [("C201", "info")]


def test_rules_can_be_left_out_of_some_files(specs: Specs) -> None:
    specs.write(MAP, "drafts/one.yaml")
    specs.write(MAP.replace("visit", "call"), "two.yaml")
    specs.write('check: {per-file-ignores: {"drafts/*.yaml": [C, never-reviewed]}}\n', "jmap.yaml")
    assert [(found.code, found.span and found.span.path) for found in specs.findings()] == [
        ("R504", "two.yaml"),
        ("C201", "two.yaml"),
    ]


def test_a_project_changes_the_numbers_of_a_rule(specs: Specs) -> None:
    specs.write("journey: visit\nstages: [{name: Arrive, touchpoints: [The old heavy door]}]\n")
    assert specs.codes() == []
    specs.write("check: {options: {text-too-long: {name: 10}}}\n", "jmap.yaml")
    assert specs.codes() == ["L702"]


def test_names_nobody_has_are_reported_where_they_stand(specs: Specs) -> None:
    specs.write("journey: visit\nstages: [{name: Arrive, touchpoints: [Door]}]\n")
    specs.write(
        """\
check:
  select: [ALL, P8, mising-emotion]
  ignore: [Q1]
  severity: {S201: info}
  per-file-ignores: {"*.yaml": [P9]}
  options:
    text-too-long: {nam: 10}
    stale: {days: 1}
""",
        "jmap.yaml",
    )
    found = [(each.span and (each.span.line, each.span.column), each.hint) for each in specs.findings()]
    assert found == [
        ((2, 21), 'did you mean "missing-emotion"?'),
        ((3, 12), "see them all with `jmap rules`"),
        ((4, 14), "errors of files are always reported, as errors"),
        ((5, 33), "see them all with `jmap rules`"),
        ((7, 21), None),
        ((8, 5), "see them all with `jmap rules`"),
    ]
    assert {each.code for each in specs.findings()} == {UNKNOWN_RULE.code}


def test_a_misspelt_selection_does_not_hide_itself(specs: Specs) -> None:
    specs.write("journey: visit\ntitle: TODO\nstages: [{name: Arrive, touchpoints: [Door]}]\n")
    specs.write("check: {select: [mising-emotion]}\n", "jmap.yaml")
    assert specs.codes() == [UNKNOWN_RULE.code]
    specs.write("check: {select: [mising-emotion], ignore: [X902]}\n", "jmap.yaml")
    assert specs.codes() == []


def test_rules_about_freshness_need_a_day(specs: Specs) -> None:
    text = RULES["R501"].bad
    assert specs.codes(text) == ["R501"]
    assert check(specs.read(text).project) == ()
