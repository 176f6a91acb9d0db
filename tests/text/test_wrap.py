from __future__ import annotations

import random
import re
import time
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jmap.text import wrap as module
from jmap.text.breaks import NO_END, NO_START
from jmap.text.clusters import clusters
from jmap.text.metrics import width
from jmap.text.wrap import wrap

SIZE = 10
"""So that a Chinese character is 10 px wide."""

CHINESE = (
    "客户来电时，系统没有自动弹出“客户资料”，只能手动搜索……每单都要填二十项，其中 18 项与本单无关；"
    "CRM 网页端登录后打开A/B测试，满意度提升3.5%。"
)
ENGLISH = "When a customer calls, the system doesn't pop up the record; I have to search, which takes 3 min."
LETTERS = "，。、；：？！）」』】》”’%（「『【《“‘—…客户系统一二的了3 5.aBz-/😀\u0301\u200d\n\u00a0\"'"
TEXTS = st.text() | st.text(st.sampled_from(LETTERS)) | st.text(st.sampled_from("ab c客户，。（”"))
WIDTHS = st.floats(1, 400)


def spaceless(text: str) -> str:
    return re.sub(r"\s", "", text)


def lines(text: str, ems: float) -> list[str]:
    return list(wrap(text, ems * SIZE, SIZE))


@given(TEXTS, WIDTHS, st.sampled_from([7.5, 10, 13, 14.5]), st.booleans())
@example(text="\x1c0", limit=10, size=10, bold=False)
def test_no_line_is_wider_than_its_column(text: str, limit: float, size: float, bold: bool) -> None:  # noqa: FBT001
    for line in wrap(text, limit, size, bold=bold):
        assert width(line, size, bold=bold) <= limit or len(clusters(line)) == 1


@given(TEXTS, WIDTHS)
def test_no_character_is_lost_or_moved(text: str, limit: float) -> None:
    assert spaceless("".join(wrap(text, limit, SIZE))) == spaceless(text)


@given(TEXTS, WIDTHS)
def test_lines_are_neither_empty_nor_padded(text: str, limit: float) -> None:
    for line in wrap(text, limit, SIZE):
        assert line
        assert line.strip(" \t\n") == line


@given(TEXTS, WIDTHS, st.integers(1, 4))
def test_truncated_text_fits(text: str, limit: float, most: int) -> None:
    whole, cut = wrap(text, limit, SIZE), wrap(text, limit, SIZE, max_lines=most)
    assert len(cut) <= most
    if len(whole) <= most:
        assert cut == whole
        return
    assert len(cut) == most
    assert cut[-1].endswith("…")
    assert spaceless(text).startswith(spaceless("".join(cut).removesuffix("…")))
    for line in cut:
        assert width(line, SIZE) <= limit or len(clusters(line)) == 1


@given(TEXTS, st.floats(40, 400))
def test_kinsoku_is_kept_where_the_column_allows(text: str, limit: float) -> None:
    for paragraph in text.splitlines():
        for before, after in pairwise(wrap(paragraph, limit, SIZE)):
            if after[0] in NO_START or before[-1] in NO_END or (before[-1] == after[0] and after[0] in "—…"):
                assert unbreakable_around(before, after) > limit


def unbreakable_around(before: str, after: str) -> float:
    """Width of what kinsoku holds together across a line break, up to a whole column on either side."""
    left, right = clusters(before), clusters(after)
    start, end = len(left) - 1, 1
    while (
        start > 0
        and (
            left[start][0] in NO_START
            or left[start - 1][-1] in {*NO_END, '"', "'"}  # a straight quote may open one
            or pair(left[start - 1 : start + 1])
            or left[start].isspace()  # what may not begin a line may not after a space either
        )
    ):
        start -= 1
    while end < len(right) and (
        right[end][0] in NO_START
        or right[end - 1][-1] in NO_END
        or pair(right[end - 1 : end + 1])
        or right[end].isspace()
        or right[end - 1].isspace()
    ):
        end += 1
    return width("".join(left[start:] + right[:end]), SIZE)


def pair(two: list[str]) -> bool:
    return two[0] == two[1] and two[0] in "—…"


@given(TEXTS, WIDTHS)
def test_wrapped_lines_stay_as_they_are(text: str, limit: float) -> None:
    for line in wrap(text, limit, SIZE):
        assert wrap(line, limit, SIZE) == (line,) or len(clusters(line)) == 1


@given(TEXTS, WIDTHS)
def test_the_cache_changes_nothing(text: str, limit: float) -> None:
    first = wrap(text, limit, SIZE)
    module._wrap.cache_clear()
    assert wrap(text, limit, SIZE) == first


@given(
    st.lists(
        st.sampled_from(["客户", "系统", "，", "CRM", " ", "Customer ", "3 分钟", "“报表”"]), max_size=40
    ),
    WIDTHS,
)
def test_text_that_fits_is_one_line_and_a_wider_column_never_takes_more(
    words: list[str], limit: float
) -> None:
    text = " ".join("".join(words).split())
    if text and width(text, SIZE) <= limit:
        assert wrap(text, limit, SIZE) == (text,)
    assert len(wrap(text, max(limit, 120) + 60, SIZE)) <= len(wrap(text, max(limit, 120), SIZE))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\t \r\n"])
def test_nothing_gives_no_lines(text: str) -> None:
    assert wrap(text, 100, SIZE) == ()
    assert wrap(text, 100, SIZE, max_lines=1) == ()


def test_line_breaks_are_kept_and_other_space_collapses() -> None:
    assert wrap("one\n\n  two \t three\r\nfour\u2028five", 400, SIZE) == ("one", "two three", "four", "five")


def test_a_space_made_not_to_break_does_not() -> None:
    assert wrap("about n\u00a0=\u00a0240 people", 60, SIZE) == ("about", "n\u00a0=\u00a0240", "people")


@pytest.mark.parametrize(
    ("text", "ems", "expected"),
    [
        ("打开系统，开始一天的工作", 10, ["打开系统，", "开始一天的工作"]),
        ("生成销售与客户分析报告", 8, ["生成销售与客户", "分析报告"]),
        (
            "客户来电时，系统没有自动弹出“客户资料”，只能手动搜索……",
            13,
            ["客户来电时，系统没有", "自动弹出“客户资料”，", "只能手动搜索……"],
        ),
        ("导出报表要三分钟——领导等不及", 13, ["导出报表要三分钟——", "领导等不及"]),
        ("每单都要填二十项，其中18项与本单无关", 13, ["每单都要填二十项，", "其中18项与本单无关"]),
        (
            "扩展沟通渠道、提高效率（电话、邮件、企业微信）",
            13,
            ["扩展沟通渠道、提高效率", "（电话、邮件、企业微信）"],
        ),
        (
            "CRM 网页端登录后打开A/B测试，满意度提升3.5%",
            8,
            ["CRM 网页端", "登录后打开", "A/B测试，", "满意度提升3.5%"],
        ),
        (
            "投诉处理平均需要 72 小时，超过目标 24 小时",
            8,
            ["投诉处理平均", "需要 72 小时，", "超过目标 24 小时"],
        ),
        ("支付方式：微信/支付宝/银行卡/现金", 6, ["支付方式：", "微信/支付宝/", "银行卡/现金"]),
        ("是/否/不确定三选一", 5, ["是/否/", "不确定", "三选一"]),
        ("预约2026-10-01 09:30", 6, ["预约", "2026-10-01", "09:30"]),
        ("成本约US$100", 5, ["成本约", "US$100"]),
        ("转化率12.5%，p<0.05。", 6.6, ["转化率", "12.5%，", "p<0.05。"]),
        ("2026年10月1日起，系统将于凌晨升级", 7, ["2026年10月", "1日起，系统", "将于凌晨升级"]),
        ("2026年10月1日起，系统将于凌晨升级", 5, ["2026年", "10月1日", "起，系统将", "于凌晨升级"]),
        ("1. 登录 2. 查询 3. 退出", 6.6, ["1. 登录", "2. 查询", "3. 退出"]),
        ("· 第一点：登录 · 第二点：查询", 9, ["· 第一点：登录", "· 第二点：查询"]),
        ("优化登录流程、提高系统性能", 8, ["优化登录流程、", "提高系统性能"]),
        (
            "お客様がCRMにログインして、データを入力します。",
            9,
            ["お客様がCRMに", "ログインして、", "データを", "入力します。"],
        ),
        ("고객이 로그인한 후 데이터를 입력합니다", 12, ["고객이 로그인한 후", "데이터를 입력합니다"]),
        ("กำลังใจให้ทุกคน", 4, ["กำลังใจ", "ให้ทุกคน"]),
    ],
)
def test_asian_text_breaks_by_phrase(text: str, ems: float, expected: list[str]) -> None:
    assert lines(text, ems) == expected


@pytest.mark.parametrize(
    ("text", "ems", "expected"),
    [
        ("Open the system and start the working day", 13, ["Open the system and", "start the working day"]),
        (
            "a complaint takes 72 h against a target of 24 h",
            9,
            ["a complaint takes", "72 h against a", "target of 24 h"],
        ),
        ("satisfaction up by 3.5 % (n = 240)", 9, ["satisfaction up by", "3.5 % (n = 240)"]),
        ("Product / Operations / Data", 8, ["Product /", "Operations /", "Data"]),
        (
            "one-click-export of all after-sales reports",
            7,
            ["one-click-", "export of all", "after-sales", "reports"],
        ),
        ("state-of-the-art A/B test", 7, ["state-of-the-", "art A/B test"]),
        ("an e-mail arrives", 6, ["an e-mail", "arrives"]),
        ("from 2026-10-01", 7, ["from", "2026-10-01"]),
        ("don't “quote” (me)", 6, ["don't", "“quote”", "(me)"]),
    ],
)
def test_western_text_breaks_by_word(text: str, ems: float, expected: list[str]) -> None:
    assert lines(text, ems) == expected


@pytest.mark.parametrize(
    ("text", "ems", "expected"),
    [
        (
            "https://example.com/crm/reports/export?id=42",
            8,
            ["https://", "example.com/", "crm/reports/", "export?id=42"],
        ),
        ("first.last@example-company.com", 8, ["first.last@", "example-", "company.com"]),
        ("getUserNameFromCustomerRecord", 8, ["getUserName", "FromCustomer", "Record"]),
        ("path/with-file_name.py", 6, ["path/with-", "file_name.", "py"]),
        ("2026.10.01—2026.10.07", 11, ["2026.10.01—", "2026.10.07"]),
        ("客服热线：400-820-8820", 7, ["客服热线：", "400-820-", "8820"]),
        (
            "周一至周五 9:00–18:00 营业，周末 10:00-17:00。",
            6.6,
            ["周一至周五", "9:00–18:00", "营业，", "周末 10:00-", "17:00。"],
        ),
        ("2026-12-15 前", 7, ["2026-12-15", "前"]),
        ("12345678901234567890", 7, ["1234567890", "1234567890"]),
        ("Donaudampfschifffahrt", 7, ["Donaudamp", "fschifffahrt"]),
    ],
)
def test_long_words_break_at_their_joints(text: str, ems: float, expected: list[str]) -> None:
    assert lines(text, ems) == expected


def test_a_long_word_does_not_cost_short_ones_their_wholeness() -> None:
    assert lines("See https://example.com/export now please", 9) == [
        "See https://",
        "example.com/",
        "export now",
        "please",
    ]


def test_clusters_are_not_broken() -> None:
    assert lines("👨‍👩‍👧‍👦👍🏽🇨🇳❤️1️⃣", 3.2) == ["👨‍👩‍👧‍👦👍🏽", "🇨🇳❤️", "1️⃣"]
    assert lines("e\u0301" * 20, 4) == ["e\u0301" * 5] * 4


@pytest.mark.parametrize(
    ("text", "ems"),
    [
        ("开始工作了", 4),
        ("查询客户历史与商机吗", 9),
        ("系统没有自动弹出的", 8),
        ("这些字段真的有人看吗？", 9),
    ],
)
def test_no_single_character_is_left_alone(text: str, ems: float) -> None:
    shown = lines(text, ems)
    assert len(shown) == 2
    assert sum(char.isalpha() for char in shown[-1]) > 1


def test_straight_quotes_stay_with_what_they_enclose() -> None:
    for ems in range(4, 12):
        for line in lines('他说"今天很好"然后走了，又说"再见"', ems):
            assert not line.endswith(('说"', '又"'))
            assert not line.startswith(('"然', '"，'))


@pytest.mark.parametrize("ems", [5, 6, 7, 8, 9, 11, 13, 17])
def test_numbers_keep_their_units(ems: int) -> None:
    shown = " | ".join(lines("平均耗时 3 分钟，提升 3.5%，其中 18 项、二十项与第 3 步，共 5 步", ems))
    for whole in ("3 分钟", "3.5%", "18 项", "二十项", "第 3 步"):
        assert whole in shown


@pytest.mark.parametrize("text", [CHINESE, ENGLISH])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_truncation_fills_its_lines(text: str, most: int) -> None:
    shown = wrap(text, 130, SIZE, max_lines=most)
    assert len(shown) == most
    assert shown[-1].endswith("…")
    assert not re.search(r"[，、；,; ]…$", shown[-1])
    assert all(width(line, SIZE) > 75 for line in shown)


def test_truncation_says_that_a_paragraph_is_missing() -> None:
    assert wrap("第一段\n第二段\n第三段", 100, SIZE, max_lines=2) == ("第一段", "第二段…")
    assert wrap("第一段\n第二段", 100, SIZE, max_lines=2) == ("第一段", "第二段")


@pytest.mark.parametrize(
    ("text", "ems", "expected"),
    [
        ("每月 1,200 元", 5, "每月…"),
        ("每月 1,200 元", 6, "每月…"),
        ("提升 3.5 倍", 4.2, "提升…"),
        ("提升了3.5%以上", 5.5, "提升了…"),
        ("下载量12万次", 5, "下载量…"),
        ("共 3, 5 个", 3, "共 3…"),
        ("12345678", 4, "1234…"),
    ],
)
def test_truncation_makes_no_other_number(text: str, ems: float, expected: str) -> None:
    assert wrap(text, ems * SIZE, SIZE, max_lines=1) == (expected,)


def test_an_ellipsis_stands_alone_when_nothing_fits_beside_it() -> None:
    assert wrap("客户来电", 15, SIZE, max_lines=1) == ("…",)


def test_a_column_narrower_than_a_character_takes_one_each() -> None:
    assert wrap("客户，A", 3, SIZE) == ("客", "户", "，", "A")


LONG = {
    "Chinese": "".join(random.Random(1).choices(CHINESE, k=20_000)),  # noqa: S311
    "sentences": (CHINESE * 300)[:20_000],
    "English": (ENGLISH * 200)[:20_000],
    "one word": "abcdefghij" * 500,
    "one mark": "，" * 20_000,
    "one bracket": "（" * 20_000,
    "dashes": "—" * 20_000,
    "quotes": '"' * 20_000,
    "hyphens": "ab-" * 6_000,
    "numbers": "3 分" * 6_000,
    "marks": "e\u0301" * 10_000,
    "families": "👨‍👩‍👧‍👦" * 2_500,
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("limit", [12, 170, 4000])
def test_time_grows_with_length_only(name: str, limit: int) -> None:
    def seconds(text: str) -> float:
        module._wrap.cache_clear()
        start = time.process_time()
        wrap(text, limit, SIZE)
        return time.process_time() - start

    def ratio() -> float:
        return (seconds(text) - 0.02) / seconds(text[: len(text) // 4])

    text = LONG[name]
    wrap(text[:200], limit, SIZE)  # loads the language model
    assert any(ratio() <= 10 for _ in range(2))  # a busy machine may be slow once


@pytest.mark.parametrize("text", ["0\xa0", "\xa00", "0\xa0\xa00", "\xa0\u202f\xa0"])
def test_spaces_made_not_to_break_never_make_an_empty_line(text: str) -> None:
    assert all(line.strip() for line in wrap(text, 1.0, SIZE))
