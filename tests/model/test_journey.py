from __future__ import annotations

import datetime as dt

import pytest

from jmap.model import Address, Journey


def journey(**keys: object) -> Journey:
    return Journey.model_validate({"journey": "j", "title": "J", **keys})


@pytest.mark.parametrize(
    ("days", "due"),
    [
        (90, dt.date(2026, 4, 1)),
        (1.5, dt.date(2026, 1, 2)),
        (2_912_442, dt.date(9999, 12, 31)),
        (2_912_443, None),
        (1e20, None),
    ],
)
def test_a_review_is_due_when_its_time_is_over_unless_no_calendar_knows_the_day(
    days: float, due: dt.date | None
) -> None:
    assert journey(reviewed="2026-01-01", review_every=days * 86_400).review_due == due


def test_without_a_last_review_or_a_rhythm_none_is_due() -> None:
    assert journey(reviewed="2026-01-01").review_due is None
    assert journey(review_every=86_400).review_due is None


@pytest.mark.parametrize(
    ("status", "open_"),
    [
        ("idea", True),
        ("testing", True),
        ("planned", True),
        ("doing", True),
        ("done", False),
        ("dropped", False),
    ],
)
def test_an_improvement_is_open_until_it_is_done_or_dropped(status: str, *, open_: bool) -> None:
    improvement = {"improvement": "i", "title": "I", "status": status}
    assert journey(improvements=[improvement]).improvements[0].open is open_


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("pay", ("own", "pay", "")),
        ("pay.slow", ("own", "pay", "slow")),
        ("shop/pay", ("shop", "pay", "")),
        ("shop/pay.slow", ("shop", "pay", "slow")),
    ],
)
def test_a_reference_names_journey_place_and_part(reference: str, address: tuple[str, str, str]) -> None:
    assert Address.read(reference, "own") == address


def test_of_a_stage_and_a_touchpoint_of_one_id_references_mean_the_touchpoint() -> None:
    stages = [
        {"stage": "before", "name": "B", "touchpoints": [{"touchpoint": "pay", "name": "Till"}]},
        {"stage": "pay", "name": "Pay"},
    ]
    read = journey(stages=stages)
    assert read.at("pay") is read.stages[0].touchpoints[0]
    assert read.at("before") is read.stages[0]
    assert read.at("nowhere") is None
