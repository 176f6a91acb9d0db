"""What values rest on, and which is the newest."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jmap.model import Emotion, Evidence, Measurement, Touchpoint
from jmap.model.ground import emotion_of, ground_of, is_small, waves_of

DAY = dt.date(2026, 1, 1)
EVIDENCE = {
    name: Evidence.model_validate({"evidence": name, **item})
    for name, item in {
        "survey": {"kind": "survey", "n": 12, "date": "2026-01-01"},
        "later": {"kind": "survey", "n": 8, "date": "2026-09-01", "persona": "guest"},
        "talks": {"kind": "interview", "n": 4},
        "guess": {"kind": "assumption", "n": 90, "date": "2026-12-01"},
    }.items()
}


def measured(**keys: Any) -> Measurement:
    return Measurement.model_validate({**keys})


def felt(value: float, **keys: Any) -> Emotion:
    return Emotion.model_validate({"value": value, **keys})


@pytest.mark.parametrize(
    ("value", "around", "n", "date", "measured_"),
    [
        (measured(n=5, date="2026-01-01", source="s"), (), 5, DAY, True),
        (measured(n=5, date="2026-01-01"), (), 5, DAY, False),
        (measured(promoters=2, passives=1, detractors=1), (), 4, None, False),
        (measured(counts={"1": 3, "2": 4}), (), 7, None, False),
        (measured(evidence=["survey"]), ("later",), 12, DAY, True),
        (measured(), ("survey",), 12, DAY, True),
        (measured(), ("survey", "later"), 12, dt.date(2026, 9, 1), True),
        (measured(persona="host"), ("survey", "later"), 12, DAY, True),
        (measured(), ("guess",), None, None, False),
        (measured(), ("survey", "guess"), 12, DAY, False),
        (felt(3), ("nothing",), None, None, False),
    ],
)
def test_a_value_rests_on_what_it_says_and_then_on_its_evidence(
    value: Emotion | Measurement,
    around: tuple[str, ...],
    n: int | None,
    date: dt.date | None,
    *,
    measured_: bool,
) -> None:
    found = ground_of(value, around, EVIDENCE)
    assert (found.n, found.date, found.measured) == (n, date, measured_)


@pytest.mark.parametrize(
    ("values", "newest"),
    [
        ([felt(5, date="2026-09-01"), felt(1, date="2025-01-01")], 5),
        ([felt(5, date="2025-01-01"), felt(1, date="2025-01-01")], 1),
        ([felt(5, date="2025-01-01"), felt(1)], 5),
        ([felt(5), felt(1)], 1),
        ([felt(5, evidence=["later"]), felt(1, evidence=["survey"])], 5),
    ],
)
def test_of_several_waves_that_of_the_latest_day_is_the_newest_and_of_equals_the_last(
    values: list[Emotion], newest: float
) -> None:
    (waves,) = waves_of(values, (), EVIDENCE).values()
    assert waves[-1].value == newest
    here = Touchpoint.model_validate({"touchpoint": "t", "name": "T", "emotion": values})
    assert [found.value for who in ("", "guest") if (found := emotion_of(here, who, EVIDENCE))] == [
        newest
    ] * 2


def test_a_persona_has_an_emotion_of_its_own_before_everybodys() -> None:
    emotions = [felt(2, persona="guest", date="2025-01-01"), felt(4, date="2026-01-01")]
    here = Touchpoint.model_validate({"touchpoint": "t", "name": "T", "emotion": emotions})
    found = [emotion_of(here, who, {}) for who in ("guest", "host", "")]
    assert [one.value for one in found if one is not None] == [2, 4, 4]


@pytest.mark.parametrize(
    ("value", "around", "small"),
    [
        (measured(n=4), (), True),
        (measured(promoters=2, passives=1, detractors=1), (), True),
        (measured(counts={"1": 3, "2": 4}), (), True),
        (measured(n=4), ("talks",), True),
        (measured(evidence=["talks"]), (), True),
        (measured(n=10), (), False),
        (measured(), (), False),
        (felt(2, n=4), (), True),
        (felt(2, n=4, evidence=["talks"]), (), False),
        (felt(2), ("talks",), False),
        (felt(2), ("talks", "later"), True),
        (felt(2, persona="host"), ("talks", "later"), False),
    ],
)
def test_a_group_is_small_however_its_size_is_known_unless_people_talked(
    value: Emotion | Measurement, around: tuple[str, ...], *, small: bool
) -> None:
    assert is_small(value, around, EVIDENCE, 10) is small
