"""Stages, touchpoints and systems that look like several names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.build.fix import mend
from jmap.check import check
from jmap.spec import read_project

if TYPE_CHECKING:
    from tests.check.conftest import Specs

HINT = "write [{}]; put a single name that has such a sign in quotes"


@pytest.mark.parametrize(
    ("text", "what", "names"),
    [
        ("stages: 认知，考虑、购买\n", "stage", "认知, 考虑, 购买"),
        ("stages: Learn, buy\n", "stage", "Learn, buy"),
        ("stages: [Learn；buy, use]\n", "stage", "Learn, buy"),
        ("touchpoints: [Door，desk]\n", "touchpoint", "Door, desk"),
        ("stages:\n- name: s\n  touchpoints:\n  - name: t\n    systems: [CRM，ERP]\n", "system", "CRM, ERP"),
        ("stages:\n- name: s\n  systems: CRM, ERP\n", "system", "CRM, ERP"),
    ],
)
def test_what_a_comma_does_not_part_is_told_and_left_alone(
    specs: Specs, text: str, what: str, names: str
) -> None:
    text = f"journey: visit\n{text}"
    found = [each for each in specs.findings(text) if each.code in {"T120", "L703"}]
    assert [(each.code, each.hint) for each in found] == [("T120", HINT.format(names))]
    assert f" is one {what}: " in found[0].message
    mended = mend(
        lambda instead: read_project(specs.folder, instead), lambda loaded: check(loaded.project, fixes=True)
    )
    assert not mended.after


@pytest.mark.parametrize(
    "text",
    [
        "stages:\n- 停车，存包\n",
        "stages: ['Learn，buy']\n",
        "stages: [{name: 停车，存包}]\n",
        "title: 停车，存包\ntouchpoints: [Door]\n",
        "stages: [Learn; buy]\n",
    ],
)
def test_names_that_stand_alone_may_have_any_comma(specs: Specs, text: str) -> None:
    assert "T120" not in specs.codes(f"journey: visit\n{text}")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("stages:\n- Before\n  - Website\n  - Phone\n- During\n  - Shop\n", [4, 7]),
        ("stages:\n- name: s\n  pains: Slow\n    - Ugly\n", [5]),
        ("stages:\n- name: s\n  does: Looks around\n    and asks\n    - for help\n", [6]),
        ("stages:\r\n- Before\r\n  - Website\r\n", [4]),
        ('stages:\n- "Before\n  - Website"\n', []),
        ("stages:\n- name: s\n  notes: |\n    one\n    - two\n", []),
        ("stages:\n- Before - long before\n- During\n", []),
        ("stages:\n- Before -\n  long before\n", []),
    ],
)
def test_lines_that_look_like_items_and_belong_to_a_text(specs: Specs, text: str, lines: list[int]) -> None:
    found = [each for each in specs.findings(f"journey: visit\n{text}") if each.code == "T121"]
    assert [each.span.line for each in found if each.span is not None] == lines
