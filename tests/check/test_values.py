"""Rules about measured values: in any unit, given by a number or by its counts, dated by itself or its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.check.conftest import Specs


def told(specs: Specs, code: str, text: str) -> list[str]:
    """What one rule has to say."""
    return [finding.message for finding in specs.findings(text) if finding.code == code]


def visit(touchpoint: str, settings: str = "") -> str:
    """A journey with one touchpoint; `settings` is a whole document."""
    text = f"journey: visit\nstages: [{{name: Arrive, touchpoints: [{{name: Door, {touchpoint}}}]}}]\n"
    return f"{text}---\n{settings}\n" if settings else text


@pytest.mark.parametrize(
    ("unit", "value", "codes"),
    [("min", 5, []), ("min", 10, []), ("min", 12, ["K605"]), ('"%"', 5, []), ('"%"', 1, ["K605"])],
)
def test_bounds_are_in_the_unit_of_the_value(unit: str, value: float, codes: list[str], specs: Specs) -> None:
    specs.write(f"measures: {{wait: {{name: Wait, unit: {unit}, worst: 10, best: 2}}}}\n", "jmap.yaml")
    specs.write(visit(f"measures: {{wait: {value}}}"))
    assert specs.codes() == codes


def test_the_age_of_evidence_is_told_in_the_days_that_limit_it(specs: Specs) -> None:
    specs.write("check: {options: {stale-evidence: {days: 30}}}\n", "jmap.yaml")
    item = "evidence: [{evidence: talks, kind: interview, date: 2026-09-15}]"
    assert told(specs, "R506", visit("evidence: talks", item)) == ['the evidence "talks" is 77 days old']


def test_a_review_that_holds_for_thousands_of_years_is_not_overdue(specs: Specs) -> None:
    assert specs.codes(visit("emotion: 3") + "reviewed: 2026-01-01\nreview_every: 999999999w\n") == []


def test_the_owner_of_a_stage_would_see_to_the_opportunities_in_it(specs: Specs) -> None:
    owned = "{name: Door, opportunities: [{text: A hinge, owner: Porters}]}, {name: Desk, opportunities: [A bell]}"
    stage = f"name: Arrive, owner: Reception, touchpoints: [{owned}]"
    assert "A303" not in specs.codes(f"journey: visit\nstages: [{{{stage}}}]\n")
