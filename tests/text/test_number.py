from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.text.number import duration, percent, percents, plain, signed

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (4.25, 1, "4.3"),  # half goes up, not to the even neighbour
        (4.35, 1, "4.4"),  # although the binary fraction lies below
        (2.675, 2, "2.68"),
        (-4.25, 1, "-4.3"),
        (4.0, 1, "4"),
        (4, 0, "4"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-0.04, 1, "0"),
        (-0.0, 1, "0"),
        (100, 0, "100"),
        (1200.0, 1, "1200"),
        (99.96, 1, "100"),
        (1e21, 1, "1000000000000000000000"),
        (1e-9, 1, "0"),
    ],
)
def test_plain(value: float, digits: int, text: str) -> None:
    assert plain(value, digits) == text


@given(FINITE, st.integers(0, 4))
def test_rounding_errs_by_half_a_digit_at_most(value: float, digits: int) -> None:
    text = plain(value, digits)
    assert abs(Fraction(text) - Fraction(str(value))) <= Fraction(1, 2 * 10**digits)
    assert plain(float(text), digits) == text or abs(value) > 2**50


@given(FINITE)
def test_rounding_knows_no_side(value: float) -> None:
    assert plain(-value).lstrip("-") == plain(value).lstrip("-")


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_not_finite_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="not a finite number"):
        plain(value)


@pytest.mark.parametrize(
    ("value", "text"), [(5, "+5"), (-3.25, "-3.3"), (0, "±0"), (0.04, "±0"), (-0.01, "±0")]
)
def test_signed(value: float, text: str) -> None:
    assert signed(value) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.82, "82%"),
        (0.29, "29%"),
        (0.575, "58%"),
        (0.125, "13%"),
        (0, "0%"),
        (1, "100%"),
        (1.0, "100%"),
        (0.004, "0.4%"),
        (0.0004, "<0.1%"),
        (0.9951, "99.5%"),
        (0.9996, ">99.9%"),
        (1.5, "150%"),
        (-0.12, "-12%"),
    ],
)
def test_percent(share: float, text: str) -> None:
    assert percent(share) == text


def test_percent_with_decimals() -> None:
    assert percent(0.12345, 1) == "12.3%"
    assert percent(0.00004, 1) == "<0.01%"


@given(st.floats(0, 1))
def test_only_nothing_is_nothing_and_only_all_is_all(share: float) -> None:
    assert (percent(share) == "0%") == (share == 0)
    assert (percent(share) == "100%") == (share == 1)


@pytest.mark.parametrize(
    ("shares", "texts"),
    [
        ((0.125, 0.375, 0.5), "13% 37% 50%"),
        ((1 / 3, 1 / 3, 1 / 3), "34% 33% 33%"),
        ((0.0, 0.0, 1.0), "0% 0% 100%"),
        ((0.7, 0.0, 0.3), "70% 0% 30%"),
        ((0.004, 0.5, 0.496), "0.4% 50% 49.6%"),
        ((0.9996, 0.0004, 0.0), ">99.9% <0.1% 0%"),
        ((), ""),
    ],
)
def test_percents(shares: tuple[float, ...], texts: str) -> None:
    assert " ".join(percents(shares)) == texts


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=6), st.integers(0, 1))
def test_percents_add_up(parts: list[int], digits: int) -> None:
    shares = [part / sum(parts) for part in parts]
    texts = percents(shares, digits)
    if not any(text[0] in "<>" for text in texts):
        assert sum(Fraction(text[:-1]) for text in texts) == 100
    for share, text in zip(shares, texts, strict=True):
        assert abs(Fraction(text.strip("<>%")) - Fraction(share) * 100) <= Fraction(1, 10**digits)
        assert (text in {"0%", "100%"}) == (share in {0, 1})


@pytest.mark.parametrize(
    ("seconds", "chinese", "english"),
    [
        (0, "0 秒", "0 s"),
        (0.25, "0.3 秒", "0.3 s"),
        (1, "1 秒", "1 s"),
        (45, "45 秒", "45 s"),
        (59.4, "59 秒", "59 s"),
        (59.5, "1 分钟", "1 min"),
        (90, "1 分钟 30 秒", "1 min 30 s"),
        (180, "3 分钟", "3 min"),
        (3599.5, "1 小时", "1 h"),
        (3629, "1 小时", "1 h"),
        (5400, "1 小时 30 分钟", "1 h 30 min"),
        (86369, "23 小时 59 分钟", "23 h 59 min"),
        (86370, "1 天", "1 d"),
        (86400 + 5400, "1 天 2 小时", "1 d 2 h"),
        (90 * 86400, "90 天", "90 d"),
        (-90, "-1 分钟 30 秒", "-1 min 30 s"),
    ],
)
def test_duration(seconds: float, chinese: str, english: str) -> None:
    assert duration(seconds, "zh-CN") == chinese
    assert duration(seconds, "en") == english


@given(st.floats(0, 1e9))
def test_a_duration_is_right_within_half_its_smaller_unit(seconds: float) -> None:
    length = {"d": 86400, "h": 3600, "min": 60, "s": 1}
    parts = duration(seconds, "en").split(" ")
    read = sum(float(number) * length[unit] for number, unit in zip(parts[::2], parts[1::2], strict=True))
    smaller = 3600 if read >= 86400 else 60 if read >= 3600 else 1
    assert abs(read - seconds) <= smaller / 2
    assert len(parts) in (2, 4)
