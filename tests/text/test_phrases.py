from __future__ import annotations

import budoux
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.text import phrases
from jmap.text.phrases import break_scores

BUSINESS = st.text(
    st.sampled_from("客户来电时，系统没有自动弹出资料！打开一天的工作CRM3.5%“”——在与不"),
    min_size=1,
    max_size=40,
)
KANA = st.text(
    st.sampled_from("お客様がシステムにログインして、データを入力する。CRM"), min_size=1, max_size=40
)


def parsed(text: str, scores: list[float], least: float = 0) -> list[str]:
    pieces = [text[0]]
    for char, score in zip(text[1:], scores[1:], strict=True):
        if score > least:
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


@given(KANA.filter(lambda text: any("ぁ" <= char <= "ヺ" for char in text)))
def test_scores_agree_with_budoux_in_japanese(text: str) -> None:
    assert parsed(text, break_scores(text)) == budoux.load_default_japanese_parser().parse(text)


@given(BUSINESS)
def test_scores_agree_with_budoux_in_chinese(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(phrases, "_WORDS", [])
        phrases._model.cache_clear()
        scores = break_scores(text)
    phrases._model.cache_clear()
    assert parsed(text, scores, -phrases._DOUBT) == budoux.load_default_simplified_chinese_parser().parse(
        text
    )


@pytest.mark.parametrize(
    "expected",
    [
        "生成|销售|与|客户|分析|报告",
        "客户|来|电时，|系统|没有|自动|弹出",
        "网页端|登录后|打开",
        "客户|满意度|调查",
        "比较|不同|供应商|的|价格",
        "データを|入力します。",
    ],
)
def test_words_of_the_field_stay_whole(expected: str) -> None:
    text = expected.replace("|", "")
    assert "|".join(parsed(text, break_scores(text))) == expected


def test_no_text_no_scores() -> None:
    assert break_scores("") == []


def test_words_are_listed_once_and_short_enough_to_be_looked_up() -> None:
    assert len(set(phrases._WORDS)) == len(phrases._WORDS)
    assert {len(word) for word in phrases._WORDS} == {2, 3}
