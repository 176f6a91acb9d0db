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


COUNTED = "nps: {promoters: 2, passives: 1, detractors: 1}"


@pytest.mark.parametrize(
    "touchpoint",
    [
        f"measures: {{{COUNTED}}}",
        "measures: {csat: {counts: {1: 0, 2: 0, 3: 1, 4: 1, 5: 2}}}",
        "evidence: talks, measures: {csat: {value: 50%, n: 4}}",
        "evidence: talks, measures: {csat: 50%}",
        "emotion: {value: 2, n: 4}",
        "emotion: {value: 2, evidence: survey}",
    ],
)
def test_groups_are_small_as_the_public_view_reckons(touchpoint: str, specs: Specs) -> None:
    items = ("{evidence: talks, kind: interview, n: 4}", "{evidence: survey, kind: survey, n: 4}")
    found = told(specs, "P806", visit(touchpoint, f"evidence: [{', '.join(items)}]"))
    assert found == ["this value is of 4 people; groups below 10 can be recognised"]


def test_effects_of_improvements_have_groups_too(specs: Specs) -> None:
    effect = "{measure: csat, before: {value: 50%, n: 1}, after: {value: 75%, n: 4}}"
    improvement = f"{{title: A hinge, addresses: door, status: done, effect: {effect}}}"
    assert told(specs, "P806", f"{visit('emotion: 3')}improvements: [{improvement}]\n") == [
        "this value is of one person; groups below 10 can be recognised",
        "this value is of 4 people; groups below 10 can be recognised",
    ]


@pytest.mark.parametrize(
    ("ends", "codes"), [("worst: 20min, best: 2min", ["A310"]), ("worst: 2min, best: 20min", [])]
)
def test_worst_and_best_say_which_way_an_effect_is_for_the_worse(
    ends: str, codes: list[str], specs: Specs
) -> None:
    plan = (
        "improvements: [{title: A hinge, status: done, effect: {measure: wait, before: 3min, after: 12min}}]"
    )
    specs.write(f"measures: {{wait: {{name: Wait, {ends}}}}}\n", "jmap.yaml")
    specs.write(f"{visit('touchpoint: door')}{plan}\n")
    assert [code for code in specs.codes() if code == "A310"] == codes


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ("+20%", []),
        ("-0.4/5", ["A310"]),
        ("{value: +20%, n: 4, date: 2099-10-31}", ["P806", "R505"]),
    ],
)
def test_rules_know_changes_that_were_reported(change: str, codes: list[str], specs: Specs) -> None:
    improvement = (
        f"{{title: A hinge, addresses: door, status: done, effect: {{measure: csat, change: {change}}}}}"
    )
    found = specs.codes(f"{visit('touchpoint: door, emotion: 3')}improvements: [{improvement}]\n")
    assert sorted({"A306", "A310", "P806", "R505"} & {*found}) == codes


def test_emotions_heard_in_talks_are_of_no_group(specs: Specs) -> None:
    item = "evidence: [{evidence: talks, kind: interview, n: 4}]"
    assert told(specs, "P806", visit("evidence: talks, emotion: {value: 2, n: 4}", item)) == []


@pytest.mark.parametrize(
    "touchpoint",
    [
        "measures: {nps: {promoters: 12, passives: 1, detractors: 1}}",
        "evidence: asked, measures: {csat: {value: 50%}}",
    ],
)
def test_samples_are_small_however_they_are_known(touchpoint: str, specs: Specs) -> None:
    item = "evidence: [{evidence: asked, kind: survey, n: 14, date: 2026-09-30}]"
    (message,) = told(specs, "E403", visit(touchpoint, item))
    assert "rests on 14 answers" in message


def test_an_assumption_is_no_sample_and_no_day(specs: Specs) -> None:
    measures = "csat: {value: 82%, n: 90, date: 2026-09-30}, nps: {value: 30, n: 90, date: 2026-09-30}"
    guess = "evidence: [{evidence: guess, kind: assumption, n: 90, date: 2026-09-30}]"
    codes = specs.codes(visit(f"measures: {{{measures}, ces: {{value: 5/7, evidence: guess}}}}", guess))
    assert {"E404", "E405"} <= set(codes)


def test_the_newest_value_is_that_of_the_latest_day(specs: Specs) -> None:
    waves = "[{value: 80%, n: 90, date: 2026-09-30}, {value: 50%, n: 90, date: 2023-09-30}]"
    codes = specs.codes(
        visit(
            f"emotion: [{{value: 5, date: 2026-09-30}}, {{value: 1, date: 2023-09-30}}], "
            f"measures: {{csat: {waves}}}"
        )
    )
    assert "R502" not in codes
    assert "K602" not in codes


@pytest.mark.parametrize(("day", "codes"), [("2026-06-30", ["R503"]), ("2026-07-01", [])])
def test_a_change_comes_after_all_that_was_measured_before_it(
    day: str, codes: list[str], specs: Specs
) -> None:
    def effect(measure: str, before: str) -> str:
        value = "{value: 4/7, n: 90, date: %s}"
        return f"{{measure: {measure}, before: {value % before}, after: {value % '2026-10-31'}}}"

    effects = f"[{effect('ces', '2026-04-30')}, {effect('ces', '2026-06-30')}]"
    text = visit(f"touchpoint: door, measures: {{ces: {{value: 4/7, n: 90, date: {day}}}}}")
    plan = f"improvements: [{{title: A hinge, addresses: door, status: done, effect: {effects}}}]\n"
    assert [code for code in specs.codes(text + plan) if code == "R503"] == codes


def test_a_date_in_the_future_is_told_of_effects_too(specs: Specs) -> None:
    plan = (
        "improvements: [{title: A hinge, addresses: door, effect: {measure: ces,"
        " before: {value: 4/7, n: 90, date: 2026-04-30}, after: {value: 5/7, n: 90, date: 2099-10-31}}}]\n"
    )
    (message,) = told(specs, "R505", visit("touchpoint: door") + plan)
    assert message.startswith("2099-10-31 has not come yet")


def test_a_journey_is_told_from_one_that_leads_back_by_another(specs: Specs) -> None:
    def journey(name: str, opens: str) -> str:
        return f"journey: {name}\nstages: [{{name: S, touchpoints: [{{name: Door, opens: {opens}}}]}}]\n"

    assert told(specs, "T116", journey("a", "a")) == ['"Door" opens its own journey']
    back = '"Door" opens a journey that leads back here'
    assert told(specs, "T116", journey("a", "b") + "---\n" + journey("b", "a")) == [back, back]


def test_a_happy_emotion_of_long_ago_is_no_contradiction(specs: Specs) -> None:
    pain = "{text: Locked, severity: 5, frequency: always}"
    waves = "[{value: 5, date: 2023-09-30}, {value: 2, date: 2026-09-30}]"
    assert "K601" not in specs.codes(visit(f"emotion: {waves}, pains: [{pain}]"))


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        (
            "measures: {emotion: {counts: {1: 2, 5: 2}, date: 2026-09-30}}",
            "write {value: 3, n: 4, sd: 2.309}",
        ),
        ("measures: {emotion: 4/5}", "write it under `emotion:`"),
        ("measures: {emotion: 4/5}\n  emotion: 2", "write it under `emotion:`"),
    ],
)
def test_an_emotion_off_the_curve_is_told(specs: Specs, written: str, hint: str) -> None:
    text = f"journey: visit\ntouchpoints:\n- name: Door\n  {written}\n- {{name: Desk, emotion: 4}}\n"
    (found,) = [each for each in specs.findings(text) if each.code == "C201"]
    assert hint in str(found.hint)
    assert found.span is not None
    assert (found.span.line, found.span.text[found.span.column - 1 :][:7]) == (4, "emotion")


def test_reach_rests_on_the_evidence_that_gives_it(specs: Specs) -> None:
    item = "evidence: log\nkind: analytics\nvalues: [{at: door, measure: reach, value: 30%, n: 90}]"
    assert told(specs, "T110", visit("touchpoint: door", item)) == []
