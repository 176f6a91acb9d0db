"""What leads to a person, or opens what only a person may open: patterns for texts, and what each still has to prove.

Rules report what is found; views for the public leave it out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.check.numbers import has_luhn_digit, is_chinese_identity
from jmap.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Callable


def _always(_: re.Match[str]) -> bool:
    return True


class Trace(NamedTuple):
    """One kind of text that must not be published.

    Attributes:
        expression: finds what looks like it; never matches `jmap.check.corpus.SEPARATOR`.
        proves: whether what was found is one.
        marks: one of these is in everything the expression finds; to look for them is much quicker.
        flags: how the expression is meant.
    """

    expression: str
    proves: Callable[[re.Match[str]], bool] = _always
    marks: tuple[str, ...] = ()
    flags: re.RegexFlag = re.ASCII  # Chinese characters may stand right beside a number or an address

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return compiled(self.expression, self.flags)


_ROLES: Final = frozenset(
    """
    accounts admin billing bookings care careers complaints contact customercare customerservice dpo
    enquiries feedback hello help helpdesk hr info inquiries invoices it jobs kefu kehu legal mail
    marketing media member members news newsletter no-reply noreply notifications office order orders
    postmaster pr press privacy reception reservations returns sales security service shop store
    support team tousu vip webmaster zhaopin
    """.split()  # noqa: SIM905 - in a few lines
)
_RESERVED: Final = r"(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\.(?:com|org|net)$"


def _is_of_a_person(match: re.Match[str]) -> bool:
    role = match["who"].lower().partition("+")[0]
    return role not in _ROLES and not compiled(_RESERVED, re.IGNORECASE).search(match["where"])


ADDRESS: Final = Trace(
    r"(?P<who>[A-Za-z0-9][\w.+-]{0,63})@(?P<where>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)",
    _is_of_a_person,
    ("@",),
)
"""A person's e-mail address; those of roles are public, those at example.com nobody's."""

_FEWEST_DIGITS: Final = 9

PHONE: Final = Trace(
    r"(?<![\w.+-])(?:"
    r"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"  # Chinese mobile
    r"|(?!\+86[ -]?400|\+\d{1,3}[ -]\(?800)"  # service numbers are public
    r"\+\d{1,3}(?:[ -]?\(?\d{1,4}\)?){2,5}(?<=\d{2})"  # international
    r"|(?:0\d{2,3}-|[(（]0\d{2,3}[)）][ -]?|0(?:10|2\d|[3-9]\d\d)[ ])"  # Chinese landline: its area,
    r"\d{3,4}[ -]?\d{4}(?! \d{4}(?![\d-]))"  # then seven or eight digits and no fourth group, as cards have
    r")(?![\w-]|\.\d)",
    lambda match: sum(map(str.isdigit, match[0])) >= _FEWEST_DIGITS,
)
"""A phone number."""

IDENTITY: Final = Trace(r"(?<![\w-])[1-9]\d{16}[\dXx](?![\w-])", lambda match: is_chinese_identity(match[0]))
"""A Chinese identity number."""

_SHORTEST, _LONGEST, _IDENTITY_DIGITS = 15, 19, 18


def _is_card(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match[0])
    if not _SHORTEST <= len(digits) <= _LONGEST or not has_luhn_digit(digits):
        return False
    return len(digits) != _IDENTITY_DIGITS or not is_chinese_identity(digits)


CARD: Final = Trace(
    r"(?<![\w.-])(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|3[47]\d{2}|6(?:011|2\d{2}|5\d{2}|4[4-9]\d))"
    r"(?:[ -]?\d){11,15}(?![\w-])",
    _is_card,
)
"""The number of a payment card."""

_RANDOM: Final = r"(?=(?:[A-Za-z]*\d+){2}[A-Za-z])[A-Za-z0-9]{16,}"
"""A long run in which letters and digits take turns, as they do in no words with hyphens and a year."""

TOKEN: Final = Trace(
    r"(?<![\w-])(?:"
    r"[sr]k_(?:live|test)_[A-Za-z0-9]{8,}"  # payment
    rf"|sk-(?=[\w-]{{20}})(?:[\w-]*[_-])?{_RANDOM}[\w-]*|hf_[A-Za-z0-9]{{30,}}"  # AI services
    r"|gh[oprsu]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}"  # code hosts
    r"|AKIA[A-Z0-9]{16}|ASIA(?=[A-Z]*\d)[A-Z2-7]{16}(?!\w)|AIza[\w-]{35}"  # clouds
    r"|LTAI[A-Za-z0-9]{12,20}(?!\w)"
    r"|xox[abprs]-[A-Za-z0-9-]{10,}"  # chats
    r"|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"  # JSON web token
    r")|-----BEGIN [A-Z ]*PRIVATE KEY-----",
    marks=("k_live_", "k_test_", "sk-", "hf_", "gho_", "ghp_", "ghr_", "ghs_", "ghu_", "github_pat_", "glpat-",
           "AKIA", "ASIA", "AIza", "LTAI", "xox", "eyJ", "PRIVATE KEY"),
)  # fmt: skip
"""A secret key or token of a known service."""

_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)  # the hundred most common ones, of 85 % of all Chinese people

_SURNAME: Final = (
    rf"[{_SURNAMES}]"
    # These end like a surname: 提高女士的满意度, 对于女士, 3万女士.
    r"(?<![提较更最很偏不]高|[对关由属适便等大小高低至基用限位处]于|[允也]许|[感多谢]谢|[过流课全行工]程|[如为任]何"
    r"|[北南东西对双男女甲乙各地官]方|[日通经非正]常|健康|容易|[新历]任|[英中]文|[现资奖黄]金|[\d十百千几数][万余])"
)
_NO_NAME: Final = (  # These begin like one: 白领女士, 高端女士服装; 韩国强 is one.
    r"(?!白[领发色衣金]|高[端净级管知薪龄个档跟]|金[牌领融卡色]|黄色|王[牌府]|任[何意]|许多|谢谢|顾客|程序|董事|周[边末围]"
    r"|常[客见]|余[名位]|万[名位]|戴[眼帽]|韩(?:[版式系]|国[先女小])|夏[季天装]|文[艺员职]|丁克|方便|石油|孙女)"
)
_NOT_OF_TOTAL: Final = "结体部计额量值数分共是有能不得要裁台价线览则务店评排销订收时客支成流产营"
"""With these 总 is a word for a total or for always, and nobody's title."""
_LONGEST_WORD: Final = 30
_LETTER: Final = "A-Za-z\xc0-\u024f\u1e00-\u1eff"  # of a Latin script


def _is_a_name(match: re.Match[str]) -> bool:
    name = match["name"]
    if name is None:
        return True
    # In a title such as "Why Customers Miss Appointments" it is a word like the others.
    before = match.string[: match.start()][-_LONGEST_WORD:]
    verb = match[0].startswith("Miss") and compiled(r"[A-Z]\w* \Z").search(before)
    return name[0].isupper() and not verb


NAME: Final = Trace(
    r"(?<![A-Za-z])(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Herr|Frau|Mme)(?:\. ?| )){1,4}"
    rf"(?!(?:Martens|Pepper|Oetker|Scholl|Dr|Prof)(?![{_LETTER}]))"  # makes of shoes and drinks, further titles
    rf"(?P<name>[{_LETTER}][{_LETTER}'’-]+)"
    rf"|{_NO_NAME}{_SURNAME}[^\W\x00-\x7f]{{0,2}}(?:先生|女士|小姐)"
    # A title without a given name: only where a word begins, because 总 and 方 are in many.
    rf"|(?:(?<=[与和跟及对向给访谈问见找请由系到是的])|(?<![^\W\x00-\x7f])){_SURNAME}(?<!任)"
    rf"(?:总(?:监|经理|裁)|经理|主任|老师|教授|医生|大夫|律师|师傅|总(?![{_NOT_OF_TOTAL}监]))",
    _is_a_name,
    flags=re.NOFLAG,
)
"""A name with a form of address or a title; without one it may be of a place, a product or a method."""

TRACES: Final = (ADDRESS, PHONE, IDENTITY, CARD, TOKEN, NAME)
