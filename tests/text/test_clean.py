from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.text.clean import isolate, printable, slug

FSI, PDI = "\u2068", "\u2069"
CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
BIDI_TEXT = st.text(st.sampled_from("ab客 שלמא" + CONTROLS))
NAMES = st.text() | st.text(st.sampled_from("Ab-_ 客户é’'ÇİßहिकำลังX9²!"))


def spills(text: str) -> bool:
    """Whether some bidi control of the text opens or closes something outside it."""
    opened: list[str] = []
    for char in text:
        if char in "\u202a\u202b\u202d\u202e":
            opened.append("embedding")
        elif char in "\u2066\u2067\u2068":
            opened.append("isolate")
        elif char == "\u202c":
            if not opened or opened.pop() != "embedding":
                return True
        elif char == PDI and (not opened or opened.pop() != "isolate"):
            return True
    return bool(opened)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("客户 CRM 5", "客户 CRM 5"),
        ("exe\u202egpj.txt", "exegpj.txt"),
        ("a\u202c\u2069b", "ab"),
        ("שלום 5", f"{FSI}שלום 5{PDI}"),
        (f"{FSI}שלום{PDI}", f"{FSI}שלום{PDI}"),
        (f"{FSI}שלום{PDI} {FSI}5{PDI}", f"{FSI}{FSI}שלום{PDI} {FSI}5{PDI}{PDI}"),
        ("a\u202eb\u202cc", f"{FSI}a\u202eb\u202cc{PDI}"),
        ("\u2067a\u202eb\u2069c", f"{FSI}\u2067ab\u2069c{PDI}"),
        ("\u202ea\u2066b\u202cc\u2069", f"{FSI}a\u2066bc\u2069{PDI}"),
    ],
)
def test_isolate(text: str, expected: str) -> None:
    assert isolate(text) == expected


@given(BIDI_TEXT)
def test_isolated_text_cannot_spill(text: str) -> None:
    result = isolate(text)
    assert not spills(result)
    if re.search(f"[{CONTROLS}\u0590-\u05ff]", result):
        assert result[0] in "\u2066\u2067\u2068"
        assert result[-1] == PDI


@given(BIDI_TEXT)
def test_isolating_twice_is_isolating_once(text: str) -> None:
    assert isolate(isolate(text)) == isolate(text)


@given(st.text())
def test_isolating_keeps_all_that_is_seen(text: str) -> None:
    def seen(value: str) -> str:
        return re.sub(f"[{CONTROLS}]", "", value)

    assert seen(isolate(text)) == seen(text)


def test_isolating_is_linear() -> None:
    assert isolate("\u202e" * 100_000 + "\u2066" * 100_000 + PDI * 300_000 + "x")[-2:] == f"x{PDI}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("客户 CRM – 5 😀 👨‍👩‍👧", "客户 CRM – 5 😀 👨‍👩‍👧"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("\x9b2J", "\\x9b2J"),
        ("a\r\n\tb\x00\x7f", "a␍␊␉b␀␡"),
        ("x\u202ey\u2069\u200f\u061c", "x\\u202ey\\u2069\\u200f\\u061c"),
        ("a\u200b\ufeff\u2028", "a\\u200b\\ufeff\\u2028"),
        ("\ud800\uffff", "\\ud800\\uffff"),
    ],
)
def test_printable(text: str, expected: str) -> None:
    assert printable(text) == expected


@given(st.text(st.characters()))
def test_printable_text_holds_no_control_and_can_be_written(text: str) -> None:
    result = printable(text)
    assert not [char for char in result if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
    assert not [
        char for char in result if unicodedata.bidirectional(char) in ("RLO", "LRO", "RLE", "LRE", "PDF")
    ]
    result.encode()
    assert printable(result) == result


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("登录", "登录"),
        ("  CRM 网页端！", "crm-网页端"),
        ("Don't Panic — Éclair", "dont-panic-éclair"),
        ("e\u0301tape_2", "étape_2"),
        ("../../etc/passwd", "etc-passwd"),
        ("--rf", "rf"),
        ("İstanbul", "istanbul"),
        ("Straße", "straße"),
        ("a" * 50, "a" * 40),
        ("Compare the prices of three different suppliers", "compare-the-prices-of-three-different"),
        ("客" * 86, "客" * 40),
        ("\u202eabc", "abc"),
    ],
)
def test_slug(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_a_name_without_letters_gets_a_stable_id() -> None:
    assert slug("???") == "xa03b221c"
    assert slug("") != slug("!")
    assert slug("\ud800")[0] == "x"


@given(NAMES, st.integers(1, 60))
def test_a_slug_is_an_id_and_its_own_slug(name: str, limit: int) -> None:
    result = slug(name, max(limit, 9))
    assert re.fullmatch(r"[\w-]+", result)
    assert len(result) <= max(limit, 9)
    assert unicodedata.is_normalized("NFC", result)
    assert slug(result, max(limit, 9)) == result
