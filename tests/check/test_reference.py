from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jmap.build.codes import OTHER_CODES
from jmap.check import all_rules
from jmap.check.catalogue import documented, everything
from jmap.check.known import rules_and_notices
from jmap.check.reference import as_data, as_markdown, as_text
from jmap.spec.codes import CODES
from jmap.spec.examples import EXAMPLES

if TYPE_CHECKING:
    from pathlib import Path


def test_every_code_and_name_means_one_thing() -> None:
    known = [*everything(), *OTHER_CODES]
    words = [word for each in known for word in (each.code, each.name)]
    assert len(words) == len(set(words))


def test_every_finding_of_a_build_has_a_code_that_is_explained(root: Path) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (root / "src/jmap").rglob("*.py"))
    known = {each.code for each in (*everything(), *OTHER_CODES)}
    assert set(re.findall(r'"([A-Z]\d{3})"', text)) <= known


def test_the_page_of_rules_is_fresh(root: Path) -> None:
    page = (root / "docs" / "rules.md").read_text(encoding="utf-8")
    errors = [*CODES, *OTHER_CODES]
    assert page == as_markdown(rules_and_notices(), errors), "run `make rules`"


def test_every_rule_has_a_section_that_its_table_links_to(root: Path) -> None:
    page = (root / "docs" / "rules.md").read_text(encoding="utf-8")
    headings = set(re.findall(r"^### (.*)$", page, re.MULTILINE))
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    errors = {f"{each.code} {each.name}" for each in (*CODES, *OTHER_CODES)}
    rules = {f"{each.code} {each.name}" for each in rules_and_notices()}
    assert headings == rules | errors
    linked = set(re.findall(r"\]\(#([^)]*)\)", page))
    assert linked == anchors - {error.lower().replace(" ", "-") for error in errors}


def test_what_is_explained_holds_the_whole_documentation() -> None:
    for rule in all_rules():
        text = as_text(rule)
        for part in (rule.code, rule.name, rule.summary, rule.why, rule.not_for, *rule.options):
            assert part in text
        assert all(line in text for line in (*rule.bad.splitlines(), *rule.good.splitlines()))
        assert as_data(rule)["at"] == list(rule.at)


def test_errors_are_explained_with_their_examples() -> None:
    for code in CODES:
        text = as_text(code)
        assert all(part in text for part in (code.code, code.name, code.summary, code.why))
        example = EXAMPLES.get(code.code)
        lines = [*example.bad.splitlines(), *example.good.splitlines()] if example else []
        assert all(line in text for line in lines)
        assert ("Mended:" in text) == bool(example)


def test_everything_is_found_by_code_and_by_name() -> None:
    for each in everything():
        assert documented(each.code) is each
        assert documented(each.code.lower()) is each
        assert documented(each.name) is each
    assert documented("nothing") is None
