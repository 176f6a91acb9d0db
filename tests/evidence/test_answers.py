"""What single entries of data mean."""

from __future__ import annotations

import pytest

from jmap.evidence.answers import cases, is_nothing, levels, points
from jmap.model import Column


def column(**meanings: str) -> Column:
    return Column.model_validate({"column": "q", "is": meanings})


@pytest.mark.parametrize(
    ("entry", "point"),
    {
        "1": 1, "5": 5, "3.0": 3, " 4 ": 4, "0": None, "6": None, "-1": None, "3.5": None,
        "5 stars": None, "five": None, "٣": 3, "1e0": None,
    }.items(),
)  # fmt: skip
def test_a_point_is_a_whole_number_of_the_scale(entry: str, point: int | None) -> None:
    assert points(column(), 1, 5).answer(entry) == point


@pytest.mark.parametrize("entry", ["n/a", "N/A", " - ", "无", "none"])
def test_who_gives_no_answer_gives_none(entry: str) -> None:
    assert points(column(), 1, 5).answer(entry) is None
    assert is_nothing(entry)
    assert not is_nothing("nobody")


def test_entries_mean_what_is_said_of_them() -> None:
    reading = points(column(满意="5", 不满意="2"), 1, 5)
    assert [reading.answer(entry) for entry in ("满意", "不满意", "5", "很满意")] == [5, 2, 5, None]


def test_emotions_are_numbers_or_words() -> None:
    assert [levels(column()).answer(entry) for entry in ("4", "happy", "愤怒", "meh")] == [4, 4, 1, None]


@pytest.mark.parametrize(
    ("entry", "case"),
    {"true": 1, "FALSE": 0, "Yes": 1, "no": 0, "1": 1, "0.0": 0, "是": 1, "没有": 0, "maybe": None}.items(),
)
def test_a_case_has_the_outcome_or_not(entry: str, case: int | None) -> None:
    assert cases(column()).answer(entry) == case
