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
