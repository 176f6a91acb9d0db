from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.text.breaks import (
    NO_END,
    NO_START,
    anywhere,
    between_characters,
    between_words,
    inside_numbers,
    inside_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.text.breaks import Break


def shown(text: str, places: Iterable[Break]) -> str:
    """The text with `|` where it may break and `_` for each space that ties."""
    ends = {end: start for end, start, _ in places}
    out, at = "", 0
    while at < len(text):
        if at in ends:
            out += "|"
            at = ends[at]
        out += "_" if text[at] == " " else text[at]
        at += 1
    return out


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Enter the data", "Enter|the|data"),
        ("3 min of 2.5 GB", "3_min|of|2.5_GB"),
        ("n = 240 people", "n_=_240|people"),
        ("66 ± 4", "66_±_4"),
        ("A / B", "A_/|B"),
        ("yes ! (no )", "yes_!|(no_)"),
        ("about $ 20", "about|$_20"),
        ("C# code in .NET", "C#|code|in|.NET"),
        ("two  blanks", "two_|blanks"),
        ("log-in at www.a-b.com", "log-|in|at|www.a-b.com"),
        ("re-use e-mail A/B", "re-|use|e-mail|A/B"),
        ("10月1日到12月", "10月1日|到|12月"),
        ("用CRM网页端", "用|CRM|网页端"),
        ("C端用户", "C端|用户"),
        ("与第 3 步", "与|第_3_步"),
        ("2026 年 10 月 1 日", "2026_年_10_月_1_日"),
        ("微信/支付宝", "微信/|支付|宝"),
        ("微信/CRM/短信", "微信/|CRM/|短信"),
        ("CRM-系统与A/B测试", "CRM-|系统|与|A/B|测试"),
        ("99元/月，和/或", "99元/月，|和/或"),
        ("周一～周五", "周一～|周五"),
        ("10月1日-10月7日", "10月1日-|10月7日"),
        ("温度-5度", "温度-5度"),
        ("预约2点与约2点、约$5", "预约|2点|与|约2点、|约$5"),
        ("收费US$100", "收费|US$100"),
        ("转化12.5%，p<0.05", "转化|12.5%，|p<0.05"),
        ("收费$5", "收费|$5"),
        ("1. 登录 12. 查询", "1._登录|12._查询"),
        ("(1) Log in 2) Look", "(1)_Log|in|2)_Look"),
        ("① 登录 ② 查询", "①_登录|②_查询"),
        ("1.登录2.查询", "1.登录|2.查询"),
        ("1、登录；2、查询", "1、登录；|2、查询"),
        ("一、登录；（2）查询", "一、登录；|（2）查询"),
        ("阶段1、阶段2", "阶段|1、|阶段|2"),
        ("In 2026. Then", "In|2026.|Then"),
        ("· 登录 · 查询", "·_登录|·_查询"),
        ("- one - two", "-_one|-_two"),
        ("登录 · 查询", "登录_·|查询"),
        ("二十项与一天", "二十项|与|一天"),
        ("没有，可以。", "没有，|可以。"),
        ("（电话）与「邮件」", "（电话）|与|「邮件」"),
        ("三分钟——领导", "三分钟|——|领导"),
        ("等等……以后", "等等……|以后"),
    ],
)
def test_good_places(text: str, expected: str) -> None:
    assert shown(text, between_words(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.bc/d?e=f", "https://|a.|bc/|d?|e=|f"),
        ("3.5/4.25:1", "3.5/4.25:1"),
        ("userName2Id", "user|Name2|Id"),
        ("客户资料", "客|户|资|料"),
        ("（客户）", "（客|户）"),
        ("3 分钟", "3|分|钟"),
        ("微信/支付宝", "微|信/|支|付|宝"),
        ("10月第3步，20项", "10月|第3步，20项"),
        ("10 月 1 日", "10_月|1_日"),
        ("iPhone15手机", "i|Phone15|手|机"),
        ("2026-10-01发布", "2026-10-01|发|布"),
    ],
)
def test_acceptable_places(text: str, expected: str) -> None:
    assert shown(text, inside_words(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("400-820-8820", "400-|820-|8820"),
        ("2026.10.01—2026.10.07", "2026.10.01—|2026.10.07"),
        ("9:00–18:00", "9:00–|18:00"),
        ("-5 to A-1 and 1.5", "-5_to_A-1_and_1.5"),
    ],
)
def test_places_inside_numbers(text: str, expected: str) -> None:
    assert shown(text, inside_numbers(text)) == expected


def test_digits_are_parted_last() -> None:
    costs = {end: cost for end, _, cost in between_characters("AB12")}
    assert costs[3] > costs[2]


def test_the_rules_of_line_starts_and_ends() -> None:
    assert shown("“好”，“好”。……——", between_characters("“好”，“好”。……——")) == "“好”，|“好”。……|——"
    assert shown("“好”", anywhere("“好”")) == "“|好|”"


def test_straight_quotes_open_and_close_by_turns() -> None:
    assert shown('说"好"和"行"', between_characters('说"好"和"行"')) == '说|"好"|和|"行"'


def test_no_character_is_both_opening_and_closing() -> None:
    assert not NO_START & NO_END


@pytest.mark.parametrize("char", "，、。；：？！）」』】》”’%…")
def test_what_must_not_begin_a_line(char: str) -> None:
    assert char in NO_START


@pytest.mark.parametrize("char", "（「『【《“‘")
def test_what_must_not_end_a_line(char: str) -> None:
    assert char in NO_END
