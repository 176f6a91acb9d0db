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


class Trace(NamedTuple):
    """One kind of text that must not be published.

    Attributes:
        pattern: finds what looks like it; never matches `jmap.check.corpus.SEPARATOR`.
        proves: whether what was found is one.
    """

    pattern: re.Pattern[str]
    proves: Callable[[re.Match[str]], bool]


def _always(_: re.Match[str]) -> bool:
    return True


_ROLES: Final = frozenset(
    "info support service help contact sales hello office noreply no-reply kefu hr".split()  # noqa: SIM905 - one line
)
_RESERVED: Final = r"(?:^|\.)(?:example|test|invalid|localhost)$|(?:^|\.)example\.(?:com|org|net)$"


def _is_of_a_person(match: re.Match[str]) -> bool:
    return match["who"].lower() not in _ROLES and not compiled(_RESERVED, re.IGNORECASE).search(
        match["where"]
    )


ADDRESS: Final = Trace(
    re.compile(r"(?P<who>[A-Za-z0-9][\w.+-]{0,63})@(?P<where>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)", re.ASCII),
    _is_of_a_person,
)
"""A person's e-mail address; those of roles are public, those at example.com nobody's."""

_FEWEST_DIGITS: Final = 9

PHONE: Final = Trace(
    re.compile(
        r"(?<![\w.+-])(?:"
        r"(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}"  # Chinese mobile
        r"|\+\d{1,3}(?:[ -]?\(?\d{1,4}\)?){2,5}(?<=\d{2})"  # international
        r"|0\d{2,3}-\d{7,8}"  # Chinese landline
        r")(?![\w-]|\.\d)",
        re.ASCII,  # Chinese characters may stand right beside it
    ),
    lambda match: sum(map(str.isdigit, match[0])) >= _FEWEST_DIGITS,
)
"""A phone number."""

IDENTITY: Final = Trace(
    re.compile(r"(?<![\w-])[1-9]\d{16}[\dXx](?![\w-])", re.ASCII),
    lambda match: is_chinese_identity(match[0]),
)
"""A Chinese identity number."""

_SHORTEST, _LONGEST, _IDENTITY_DIGITS = 15, 19, 18


def _is_card(match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match[0])
    if not _SHORTEST <= len(digits) <= _LONGEST or not has_luhn_digit(digits):
        return False
    return len(digits) != _IDENTITY_DIGITS or not is_chinese_identity(digits)


CARD: Final = Trace(
    re.compile(
        r"(?<![\w.-])(?:4\d{3}|5[1-5]\d{2}|2[2-7]\d{2}|3[47]\d{2}|6(?:011|2\d{2}|5\d{2}|4[4-9]\d))"
        r"(?:[ -]?\d){11,15}(?![\w-])",
        re.ASCII,  # Chinese characters may stand right beside it
    ),
    _is_card,
)
"""The number of a payment card."""

TOKEN: Final = Trace(
    re.compile(
        r"(?<![\w-])(?:"
        r"[sr]k_(?:live|test)_[A-Za-z0-9]{8,}|sk-[A-Za-z0-9_-]{20,}"  # payment and AI services
        r"|gh[pos]_[A-Za-z0-9]{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}"  # code hosts
        r"|AKIA[A-Z0-9]{16}|AIza[\w-]{35}|xox[abprs]-[A-Za-z0-9-]{10,}"  # clouds and chats
        r"|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"  # JSON web token
        r")|-----BEGIN [A-Z ]*PRIVATE KEY-----",
        re.ASCII,  # Chinese characters may stand right beside it
    ),
    _always,
)
"""A secret key or token of a known service."""

_SURNAMES: Final = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)  # the hundred most common ones, of 85 % of all Chinese people

NAME: Final = Trace(
    re.compile(
        rf"\b(?:Mr|Mrs|Ms|Dr|Herr|Frau|Mme)\.? [A-Z][\w-]+|[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}(?:先生|女士|小姐)"
    ),
    _always,
)
"""A name with a form of address; without one it may be of a place, a product or a method."""

TRACES: Final = (ADDRESS, PHONE, IDENTITY, CARD, TOKEN, NAME)
