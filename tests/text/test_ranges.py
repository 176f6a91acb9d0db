"""Characters told by ranges: every edge, and the same answers as a pattern gives."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from jmap.text.breaks import is_cjk
from jmap.text.ranges import is_chinese, within

CJK = (
    "[\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3038-\u303b\u3041-\u30fa\u30fc-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]"
)


def test_both_ends_are_in_the_range() -> None:
    inside = within("bd", "ef", "hh")
    assert "".join(filter(inside, "abcdefghi")) == "bcdefh"


def test_chinese_characters_are_told_from_their_neighbours() -> None:
    assert [is_chinese(char) for char in "一鿿\u4dff\ua000aの，"] == [True, True, *[False] * 5]


@given(st.text())
def test_letters_of_chinese_and_japanese_are_those_of_a_pattern(text: str) -> None:
    assert [*filter(is_cjk, text)] == re.findall(CJK, text)
