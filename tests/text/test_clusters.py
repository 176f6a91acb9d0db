from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.text.clusters import clusters, one_char_per_emoji


@pytest.mark.parametrize(
    "expected",
    [
        [],
        ["a", "b"],
        ["登", "录", "，"],
        ["e\u0301", "x"],
        ["\u0301", "e"],
        ["กำ", "ลั", "ง"],
        ["हि", "न्", "दी"],
        ["\u1112\u1161\u11ab", "\u1100\u1173\u11af"],  # decomposed Hangul
        ["ｶﾞ", "ﾊﾟ"],
        ["👨‍👩‍👧‍👦", "👩🏽‍💻"],
        ["❤️", "★"],
        ["🇨🇳", "🇺🇸", "🇫"],
        ["1️⃣", "2"],
        ["🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴"],
        ["葛󠄀", "城"],  # an ideograph with a variation selector
        ["👨‍👨‍👨‍👨\u200d", "👨‍👨"],  # no more than four pictures join
    ],
)
def test_clusters(expected: list[str]) -> None:
    assert clusters("".join(expected)) == expected


@given(st.text())
def test_clusters_give_back_the_text(text: str) -> None:
    assert "".join(clusters(text)) == text
    assert all(clusters(text))


def test_emoji_sequences_count_as_one_character() -> None:
    assert one_char_per_emoji("a👨‍👩‍👧‍👦b❤️c") == "a😀b😀c"
    assert one_char_per_emoji("登录 ★ 😡") == "登录 ★ 😡"


def test_a_long_pile_of_marks_is_split_in_linear_time() -> None:
    assert len(clusters("a" + "\u0301" * 200_000 + "b")) == 2
