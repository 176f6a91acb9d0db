from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.check import check

if TYPE_CHECKING:
    from tests.check.conftest import Specs


MAP = """\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - {{name: Door, emotion: 4, does: Looks around}}{line}
      {above}
      - name: Desk{at_name}
        thinks: {thinks}
"""


def spec(line: str = "", above: str = "", at_name: str = "", thinks: str = "Hm") -> str:
    return MAP.format(line=line, above=above, at_name=at_name, thinks=thinks)


def test_without_a_comment_both_are_found(specs: Specs) -> None:
    assert specs.codes(spec()) == ["C201", "C204"]


@pytest.mark.parametrize("name", ["C201", "missing-emotion"])
def test_a_comment_at_the_end_of_a_line_suppresses_what_is_found_on_it(name: str, specs: Specs) -> None:
    assert specs.codes(spec(at_name=f"  # jmap: ignore[{name}]")) == ["C204"]
    assert specs.codes(spec(at_name=f"  #jmap:ignore[{name},C204] because")) == []


def test_a_comment_above_suppresses_what_is_found_in_all_that_begins_below(specs: Specs) -> None:
    assert specs.codes(spec(above="# jmap: ignore[C201, C204, P801]", thinks="ask li@acme.cn")) == []
    text = spec(above="# jmap: ignore[C201]\n      # Another remark\n")
    assert specs.codes(text) == ["C204"]


def test_a_comment_above_reaches_no_further_than_what_begins_below(specs: Specs) -> None:
    text = """\
journey: visit
# jmap: ignore[T101]
stages:
- name: One
- name: Two
  touchpoints: [Door]
# jmap: ignore[T101]
end: Done
"""
    assert specs.codes(text) == ["X901"]
    text = """\
journey: visit
stages:
  # jmap: ignore[T101]
  - name: One
  - name: Two
  - name: Three
    touchpoints: [Door]
"""
    assert [(found.code, found.span and found.span.line) for found in specs.findings(text)] == [("T101", 5)]


def test_what_suppresses_nothing_is_reported(specs: Specs) -> None:
    found = specs.findings(spec(at_name="  # jmap: ignore[C201, P801]"))
    assert [(each.code, each.message) for each in found] == [
        ("C204", '"Desk" does not say what people do there'),
        ("X901", "nothing here is found by P801"),
    ]
    place = found[1].span
    assert place is not None
    assert (place.line, place.column, place.length) == (7, 21, len("# jmap: ignore[C201, P801]"))


def test_what_names_no_rule_is_reported(specs: Specs) -> None:
    found = specs.findings(spec(at_name="  # jmap: ignore[C201, C204, mising-owner]"))
    assert [(each.code, each.hint) for each in found] == [("X902", 'did you mean "missing-owner"?')]
    assert specs.codes(spec(at_name="  # jmap: ignore")) == ["C201", "C204", "X902"]


def test_comments_for_rules_that_did_not_run_are_no_concern(specs: Specs) -> None:
    text = spec(at_name="  # jmap: ignore[C201, C204]", line="  # jmap: ignore[R501]")
    assert check(specs.read(text).project) == ()
    specs.write("check: {ignore: [C]}\n", "jmap.yaml")
    assert specs.codes() == ["X901"], "only the comment for the rule that ran"


def test_what_only_looks_like_a_comment_is_text(specs: Specs) -> None:
    thinks = '"a # jmap: ignore[C201, C204]"'
    assert specs.codes(spec(thinks=thinks)) == ["C201", "C204"]
    thinks = "|\n          # jmap: ignore[C201, C204]\n          b"
    assert specs.codes(spec(thinks=thinks)) == ["C201", "C204"]
    assert specs.codes(spec(thinks="a#jmap:ignore[C201]")) == ["C201", "C204"]


def test_errors_of_files_cannot_be_suppressed(specs: Specs) -> None:
    assert specs.codes("journey: visit\ntitel: x # jmap: ignore[S201]\nstages: []\n")[0] == "S201"


def test_comments_in_a_file_with_errors_are_not_called_unused(specs: Specs) -> None:
    text = spec(at_name="  # jmap: ignore[C201]") + "titel: x\n"
    assert specs.codes(text) == ["S201"]


def test_comments_of_other_files_are_not_called_unused_when_one_is_checked(specs: Specs) -> None:
    specs.write(spec())
    specs.write(spec(at_name="  # jmap: ignore[C201]").replace("visit", "call"), "call.yaml")
    project = specs.read().project
    assert [found.code for found in check(project, ["visit"])] == ["C201", "C204"]


def test_a_shared_touchpoint_is_suppressed_where_it_is_written(specs: Specs) -> None:
    specs.write("journey: a\nstages: [{name: S, touchpoints: [{use: door}]}]\n", "a.yaml")
    specs.write("journey: b\nstages: [{name: S, touchpoints: [{use: door}]}]\n", "b.yaml")
    specs.write("touchpoint: door\nthinks: ask li@acme.cn\n", "door.yaml")
    assert specs.codes() == ["P801"], "once, although two journeys use it"
    specs.write("touchpoint: door\nthinks: ask li@acme.cn  # jmap: ignore[P801]\n", "door.yaml")
    assert specs.codes() == []
