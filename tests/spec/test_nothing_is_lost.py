"""What somebody wrote is either read or reported: no key, text or file is passed over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jmap.spec.reader import _SECOND_LOOK

if TYPE_CHECKING:
    from tests.spec.conftest import Load

HEAD = "journey: visit\nstages:\n- name: Arrive\n  touchpoints:\n  - name: Door\n    channel: web\n"
COMMAS = "put a text that holds commas in quotes, and several items in `[ ]`"


def colon(written: str) -> str:
    return f"write `{written}`, with a half-width colon and a space"


@pytest.mark.parametrize(
    ("written", "code", "key", "hint"),
    [
        ("  - {name: 登录, does：输入密码, channel: web}", "S201", "does：输入密码", colon("does: 输入密码")),
        ("    measures: {csat：82%, nps: 30}", "S204", "csat：82%", colon("csat: 82%")),
        ("    doess:", "S201", "doess", 'did you mean "does"?'),
        ("  - {name: Sign in, does: Enter name, password, channel: web}", "S201", "password", COMMAS),
        ("    thinks: {text: 这个,好}", "S201", "好", COMMAS),
        (
            "    pains: [{pain: p1, text: A}]\n    opportunities: [{text: B, answers: p1, p2}]",
            "S201",
            "p2",
            COMMAS,
        ),
    ],
)
def test_keys_without_a_value(load: Load, written: str, code: str, key: str, hint: str) -> None:
    (found,) = load(HEAD + written + "\n").findings
    assert (found.code, found.hint) == (code, hint)
    assert f'"{key}"' in found.message
    assert found.span is not None
    assert found.span.text[found.span.column - 1 :].startswith(key)


def test_demographics_without_a_colon(load: Load) -> None:
    told = "demographics: {年龄：30, 城市: 北京}"
    text = f"persona: lin\nname: 林\n{told}\n---\njourney: j\npersonas: [lin]\nstages: [s]\n"
    (found,) = load(text).findings
    assert (found.code, found.hint) == ("S204", colon("年龄: 30"))


@pytest.mark.parametrize(
    "written", ["    does:", "    measures: {csat: , nps: 30}", "    measures:\n      csat:", '    "does":']
)
def test_known_keys_may_wait_for_their_value(load: Load, written: str) -> None:
    assert load(f"{HEAD}{written}\n").findings == ()


BROKEN = "journey: crm\ntitle: a: b\nstages: [a]\n"


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbf" + BROKEN.encode(),
        BROKEN.encode("utf-16"),
        BROKEN.encode("utf-16-le"),
        BROKEN.encode("utf-16-be"),
        BROKEN.replace("title: a: b", "title: 旅程: 图").encode("utf-16-le"),
        b'"journey": crm\ntitle: a: b\n',
        b'{\n  "journey": "crm"\n  "title": "A"\n}\n',
        b"{journey: crm, title: [}\n",
    ],
)
def test_a_spec_that_cannot_be_read_is_told_whatever_its_bytes_and_quotes(load: Load, data: bytes) -> None:
    loaded = load({"a.yaml": data, "b.yaml": "journey: visit\nstages: [A]\n"})
    assert [finding.span.path for finding in loaded.findings if finding.span] == ["a.yaml"]
    assert loaded.failed


ASKED = "    quotes: {en: Really?}\n"


def test_a_question_mark_in_brackets_changes_nothing_else(load: Load) -> None:
    assert load(HEAD + ASKED).findings == ()
    assert load(f"{HEAD}    thinks: [\n      Why so many fields?,\n      Who reads this]\n").findings == ()
    (found,) = load(f"{HEAD}{ASKED}---\npersona: lin\ndemographics: {{age:30, city: Berlin}}\n").findings
    assert (found.code, found.hint) == ("S204", colon("age: 30"))


def test_a_question_mark_in_the_brackets_of_a_large_file_is_named(load: Load) -> None:
    (found,) = load(f"{HEAD}{ASKED}{'# a long remark' * (_SECOND_LOOK // 10)}\n").findings
    assert found.hint == "put a text in brackets that holds `?` in quotes"
