"""Texts that must be found, and others that look alike and must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.model import Text
from jmap.view.anonymous import Anonymizer

if TYPE_CHECKING:
    from tests.check.conftest import Specs

SPEC = """\
journey: visit
stages:
  - name: Arrive
    touchpoints:
      - name: Door
        quotes:
          - "{}"
"""

FOUND = {
    "P801": ["zhang.wei+crm@mail.acme.com.cn", "写信给li@acme.cn吧", "mailto:jane_doe@acme.co.uk."],
    "P802": [
        "13812345678",
        "+86 138-1234-5678",
        "电话13812345678，随时打",
        "8613812345678",
        "010-62345678",
        "(010)12345678",
        "请打（0571）8888 8888。",
        "010 12345678",
        "021-6888 8888",
        "+44 20 7946 0958",
        "+1 (212) 555 0123",
    ],
    "P803": ["11010519491231002X", "身份证11010519491231002x。", "440524188001010014"],
    "P804": ["4111111111111111", "5500-0055-5555-5559", "6222 0212 3456 7890 128", "378282246310005"],
    "P805": [
        "ghp_0123456789abcdefghijklmnopqrstuvwxyz",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "xoxb-123456789012-abcdef",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
        "-----BEGIN RSA PRIVATE KEY-----",
        "sk-" + "T3BlbkFJ9xQ2mV7c" * 3,
        "sk-proj-" + "a8_Kd93kfj2LmQ0zXv71bTn-Yw",
        "sk-ant-api03-" + "Zx81mQe7Lk20vBn5Tq-_AA",
        "sk-" + "0f3b9c1de2a84756" * 2,
        *(f"gh{kind}_0123456789abcdefghijklmnopqrstuvwxyz" for kind in "opsur"),
        "ASIA" + "QR5TWZ2K7LMN3OPX",
        "LTAI" + "5tQ9aBcDeFgHiJkLmNoP",
        "hf_" + "aBcDeFgHiJkLmNoPqRsTuVwXyZaBcDeFgH",
    ],
}

LEFT_ALONE = [
    "user@host",
    "@acme on social media",
    "jane@example.org",
    "Support@acme.cn",
    "订单 20261031123456789",
    "12345678901",
    "amount 13812345678.50",
    "v1.13812345678",
    "400-820-8820",
    "+86 400 820 8820",
    "+86-400-820-8820",
    "+1 (800) 555-0123",
    "卡号 0456 7890 1234 5678",
    "feedback@acme.cn",
    "team@acme.cn",
    "billing@acme.cn",
    "orders@acme.cn",
    "admin@acme.cn",
    "marketing@acme.cn",
    "press@acme.cn",
    "jobs@acme.cn",
    "care@acme.cn",
    "privacy@acme.cn",
    "feedback+map@acme.cn",
    "from 2026-10-31 to 2026-11-30",
    "110105194912310021",
    "110105194913310026",
    "4111111111111112",
    "1234567890123456",
    "+1 more",
    "about +100 000 visits",
    "sk-",
    "ghp_short",
    "AKIA is a prefix",
    "sk-customer-survey-2026-q3",
    "sk-learn-recommendation-engine-team",
    "sk-recommendationengine2026",
    "ASIAPACIFICMARKETING",
    "ASIA2026CUSTOMERSURVEY",
]


@pytest.mark.parametrize(("code", "words"), [(code, words) for code, many in FOUND.items() for words in many])
def test_is_found(code: str, words: str, specs: Specs) -> None:
    assert specs.codes(SPEC.format(words)) == [code]


@pytest.mark.parametrize("words", LEFT_ALONE)
def test_is_left_alone(words: str, specs: Specs) -> None:
    assert [code for code in specs.codes(SPEC.format(words)) if code[0] == "P"] == []


def test_the_message_does_not_repeat_what_must_not_be_written(specs: Specs) -> None:
    for many in FOUND.values():
        for words in many:
            (finding,) = specs.findings(SPEC.format(words))
            assert words not in finding.message


NAMES = [
    "访谈王女士",
    "高端王女士",
    "韩国强先生",
    "Call with Dr. Ng",
    "The Mr Whippy study",
    "王总访谈",
    "王总监访谈",
    "与李经理和张老师的谈话",
    "访谈李经理",
    "联系店里的张经理",
    "访谈：高总",
    "访谈Mr. Miller",
    "Mr. Östlund",
    "Mr.Łoś",
    "Mrs. O'Brien",
    "Prof. Miller",
    "Prof. Dr. Miller",
    "Miss Smith",
    "Talk with Miss Smith",
]
NO_NAMES = [
    "王府井店访谈",
    "白领女士访谈",
    "高端女士服装店观察",
    "高净值女士访谈",
    "金牌先生访谈",
    "提高女士满意度",
    "对于女士",
    "北方女士",
    "3万女士",
    "许多女士",
    "程序员先生",
    "Dr. Martens shop visit",
    "Dr. med",
    "Why Customers Miss Appointments",
    "高跟女士鞋店观察",
    "韩国女士访谈",
    "高总结",
    "周总结",
    "王牌",
    "石总体",
    "现金总额",
    "金总额",
    "高级经理",
    "任经理三年",
    "对方经理",
    "3万医生",
    "历史老师",
]


@pytest.mark.parametrize(
    ("source", "named"), [*((each, True) for each in NAMES), *((each, False) for each in NO_NAMES)]
)
def test_names_of_persons_in_evidence(source: str, named: bool, specs: Specs) -> None:  # noqa: FBT001
    text = (
        "journey: visit\nevidence: [{evidence: talk, kind: interview, date: 2026-10-03, source: "
        f'"{source}"}}]\nstages: [{{name: Arrive, touchpoints: [Door]}}]\n'
    )
    assert specs.codes(text) == (["P807"] if named else [])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("访谈Mr. Miller后改了", "访谈[…]后改了"),
        ("Prof. Dr. Miller said", "[…] said"),
        ("与李经理和张老师的谈话", "与[…]和[…]的谈话"),
        ("联系王总经理", "联系[…]"),
        ("高端女士喜欢", "高端女士喜欢"),
    ],
)
def test_the_whole_name_is_left_out_and_nothing_else(words: str, told: str) -> None:
    text = Anonymizer({}, {}, ["en"]).text(Text({"en": words}))
    assert str(text) == told


@pytest.mark.parametrize(
    "words",
    [
        "-eyJ",
        "+1",
        "a@",
        "1 ",
        "4111 ",
        "sk-",
        "sk-a1b",
        "? ",
        "。a,",
        "é,",
        "”",
        "中, ",
        "ab，",
        "Dr. ",
        "(010) ",
        "王总",
        "010 1234 ",
    ],
)
def test_no_text_makes_a_pattern_run_for_long(words: str, specs: Specs) -> None:
    text = (words * 5000)[:19_000]
    loaded = specs.read(
        "journey: visit\nstages:\n  - name: Arrive\n    touchpoints:\n      - name: Door\n"
        f"        notes:\n          - |\n            x{text}\n"
    )
    assert loaded.findings == ()
    import time

    from jmap.check import check

    started = time.process_time()
    check(loaded.project)
    assert time.process_time() - started < 1


@pytest.mark.parametrize("words", ["Dr. ", "Miss ", "Miss Dr ", "王总", "高端", "张张女"])
def test_no_text_makes_the_pattern_of_names_run_for_long(words: str) -> None:
    import time

    started = time.process_time()
    Anonymizer({}, {}, ["en"]).text(Text({"en": (words * 10_000)[:19_000]}))
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("name", "words", "told"),
    [
        ("Élodie Martin", "Élodie waits", "X waits"),
        ("Anna van der Berg", "Anna waits for Berg", "X waits for X"),
        ("Sam Otieno-Ngugi: retired teacher", "Sam waits, Otieno-Ngugi, too", "X waits, X, too"),
        ("Mary the marketer", "Mary waits", "X waits"),
        ("On the go parent", "On Monday", "On Monday"),
        ("Jürgen - der Chef", "Jürgen waits", "X waits"),
        ("Олена Шевченко", "Олена waits", "X waits"),
        ("René", "Renée waits", "Renée waits"),
        ("Éva", "Éva at the Évaluation", "X at the Évaluation"),
        ("Anna van der Berg", "A van by the sea", "A van by the sea"),
        ("小李", "那天小李说", "那天X说"),
        ("Anna Schmidt", "ANNA calls at SCHMIDT's desk", "X calls at X's desk"),
    ],
)
def test_a_persona_is_left_out_by_each_of_its_names_and_no_other_word(
    name: str, words: str, told: str
) -> None:
    anonymizer = Anonymizer({"one": Text({"en": name})}, {"one": Text({"en": "X"})}, ["en"])
    assert str(anonymizer.text(Text({"en": words}))) == told
