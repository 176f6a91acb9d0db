"""Texts that must be found, and others that look alike and must not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("访谈王女士", True),
        ("Call with Dr. Ng", True),
        ("王府井店访谈", False),
        ("The Mr Whippy study", True),
    ],
)
def test_names_of_persons_in_evidence(source: str, named: bool, specs: Specs) -> None:  # noqa: FBT001
    text = (
        "journey: visit\nevidence: [{evidence: talk, kind: interview, date: 2026-10-03, source: "
        f'"{source}"}}]\nstages: [{{name: Arrive, touchpoints: [Door]}}]\n'
    )
    assert specs.codes(text) == (["P807"] if named else [])


@pytest.mark.parametrize("words", ["-eyJ", "+1", "a@", "1 ", "4111 ", "sk-", "? ", "。a,"])
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
