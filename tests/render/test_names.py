from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.render.names import stem


@pytest.mark.parametrize(
    ("journey", "language", "name"),
    [
        ("crm-daily-work", None, "crm-daily-work"),
        ("crm-daily-work", "zh-CN", "crm-daily-work.zh-CN"),
        ("客户旅程", "en", "客户旅程.en"),
    ],
)
def test_readable_ids_stay_as_they_are(journey: str, language: str | None, name: str) -> None:
    assert stem(journey, language) == name


@pytest.mark.parametrize("journey", ["con", "NUL", "com1", "lpt¹", "-rf", "漢" * 86, "x" * 100 + "汉" * 30])
def test_names_some_system_refuses_are_changed(journey: str) -> None:
    name = stem(journey)
    assert name != journey
    assert not name.startswith("-")
    assert len(name.encode()) <= 120


@given(st.text("漢字ab-_", min_size=1, max_size=100), st.text("漢字ab-_", min_size=1, max_size=100))
def test_different_ids_give_different_names(one: str, other: str) -> None:
    assert (stem(one) == stem(other)) == (one == other)
