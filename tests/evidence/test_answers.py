"""What single entries of data mean."""

from __future__ import annotations

import pytest

from jmap.evidence.answers import cases, levels, points
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
    counts, others = points({entry: 7}, column(), 1, 5)
    assert counts == {each: 7 * (each == point) for each in range(1, 6)}
    assert others == ({} if point else {entry: 7})


@pytest.mark.parametrize("entry", ["n/a", "N/A", "-", "无", "none"])
def test_who_gives_no_answer_is_not_counted_and_not_told(entry: str) -> None:
    counts, others = points({entry: 7, "2": 1}, column(), 1, 5)
    assert sum(counts.values()) == 1
    assert others == {}


def test_entries_mean_what_is_said_of_them() -> None:
    counts, others = points({"满意": 4, "不满意": 2, "5": 1}, column(满意="5", 不满意="2"), 1, 5)
    assert counts == {1: 0, 2: 2, 3: 0, 4: 0, 5: 5}
    assert others == {}


def test_emotions_are_numbers_or_words() -> None:
    counts, others = levels({"4": 1, "happy": 2, "愤怒": 3, "meh": 4}, column())
    assert counts[4] == 3
    assert counts[1] == 3
    assert others == {"meh": 4}


@pytest.mark.parametrize(
    ("entry", "case"),
    {"true": 1, "FALSE": 0, "Yes": 1, "no": 0, "1": 1, "0.0": 0, "是": 1, "没有": 0, "maybe": None}.items(),
)
def test_a_case_has_the_outcome_or_not(entry: str, case: int | None) -> None:
    counts, others = cases({entry: 2}, column())
    assert counts == {0: 2 * (case == 0), 1: 2 * (case == 1)}
    assert others == ({} if case is not None else {entry: 2})
