"""The commonest mistakes in YAML, each with the place and the words a person gets to see."""

from __future__ import annotations

from typing import Any

import pytest

from jmap.spec import reader
from jmap.spec.lookalikes import punctuation_hint

# text, line, column, length, part of the message, part of the hint
MISTAKES = [
    ("a: 中文: b", 1, 6, 1, "cannot hold `: `", '"中文: b"'),
    ("a: b: |\n  x", 1, 5, 1, "cannot hold `: `", "quotes"),
    ("a: b\n  c: d", 2, 3, 1, "indented deeper", "like the key above"),
    ("a:b\nc: d", 1, 1, 3, "no `: ` behind its key", "space belongs behind the colon"),
    ("a\nb: c", 1, 1, 1, "no `: ` behind its key", "key: value"),
    ("a: b\n\nc\n", 3, 1, 1, "no `: ` behind its key", "key: value"),
    ("a:\n  b: 1\n c: 2", 3, 2, 1, "same column as the keys above", "indentation"),
    ("a:\n  - b\n  c: d", 3, 3, 1, "expected a list item", "indentation"),
    ("a: 1\n- b", 2, 1, 1, "expected `key: value`", "indentation"),
    ("a: - b", 1, 4, 1, "list item", "line of its own"),
    (" a: b\nc: d", 2, 1, 1, "document has ended", "indentation"),
    ("a:\n\t- b", 2, 1, 1, "TAB", "spaces"),
    ("a:\n  b: 1\n\tc: 2", 3, 1, 1, "TAB", "spaces"),
    ("a:\n  \t b: c\n", 2, 3, 2, "TAB", "spaces"),
    ("a: @b", 1, 4, 2, "begin with `@`", '"@b"'),
    ("a: `b`", 1, 4, 3, "begin with ```", '"`b`"'),
    ("a: %b", 1, 4, 2, "begin with `%`", "quotes"),
    ("a: 'x\nb: 1", 1, 4, 2, "never closed", "written twice"),
    ('b: 1\na: "x\nc: 1', 2, 4, 2, "never closed", 'end the text with "'),
    ('a: "x\n---\n', 1, 4, 2, "not closed before the line `---`", 'end it with "'),
    ("a: 'it's'", 1, 8, 2, "behind the closing quotation mark", "whole text"),
    ('a: "x" y', 1, 8, 1, "behind the closing quotation mark", "whole text"),
    ('a: "\\d"', 1, 5, 3, "backslash", "single quotes"),
    ('a: "\\xZZ"', 1, 5, 5, "backslash", "single quotes"),
    ("a: [b, c\nd: e", 1, 4, 1, "opened here with `[` is not closed", "`]`"),
    ("a: {b: c\nd: e", 1, 4, 1, "opened here with `{` is not closed", "`}`"),
    ("a: [", 1, 4, 1, "never closed", "`]`"),
    ("a: [b, c}", 1, 9, 1, "`}` does not close this list", ""),
    ("a: [b]]", 1, 7, 1, "behind the closing `]`", "quotes"),
    ("a: b\n}", 2, 1, 1, "no bracket open", ""),
    ("a: [1,, 2]", 1, 7, 1, "missing before this comma", "delete"),
    ("a: * b", 1, 4, 1, "name an anchor or alias", "quotes"),
    ("a: |x\n  b", 1, 5, 1, "head of a text block", "next line"),
    ("a: ? b", 1, 4, 1, "`? `", "quotes"),
    # Chinese and typographic punctuation
    ("journey: x\nname：登录\nstages: []", 2, 1, 7, "no `: ` behind its key", "full-width"),
    ("- name：登录\n  does: x", 1, 3, 7, "no `: `", "full-width"),
    ("a: [甲，乙\nb: c", 1, 4, 1, "not closed", "half-width comma"),
    ("a: “引号”: b", 1, 8, 1, "cannot hold", "typographic"),
    ("a: 1\n－ b\nc: d", 2, 1, 3, "no `: `", "half-width hyphen"),
    ("a:\u3000b\nc: d", 1, 1, 1, "no `: ` behind its key", "no ordinary one (U+3000)"),
    ("a:\n  b: 1\n  c:\u00a0d\n  e: f", 3, 3, 1, "no `: ` behind its key", "no ordinary one (U+00A0)"),
    # The same as part of a text, which is not the cause
    ('a: "【新】地图\nb: 1', 1, 4, 6, "never closed", 'end the text with "'),
    ("a: 见【帮助中心】: 问题", 1, 11, 1, "cannot hold `: `", '"见【帮助中心】: 问题"'),
    ("a: 他说，“好”: 是吗", 1, 10, 1, "cannot hold `: `", "put the text in quotes"),
    ('a: ["快，少", 更清楚\nb: c', 1, 4, 1, "not closed", "close it with `]`"),
    # Dashes
    ("a:\n-\tb: c\n    d: e", 2, 2, 1, "TAB", "spaces"),
    ("a:\n  - b\n  -c\nd: e", 3, 3, 2, "no `: `", "a hyphen and a space"),
]


@pytest.mark.parametrize(("text", "place", "message", "hint"), [(t, p, m, h) for t, *p, m, h in MISTAKES])
@pytest.mark.parametrize("events", [reader._events, reader._python_events])
def test_mistakes_are_explained(events: Any, text: str, place: list[int], message: str, hint: str) -> None:
    _, findings = reader._read("a.yaml", text.encode(), events)
    assert [found.code for found in findings] == ["Y101"]
    found = findings[0]
    assert found.span is not None
    assert (found.span.line, found.span.column, found.span.length) == tuple(place), found
    assert message in found.message
    assert hint in (found.hint or "")


@pytest.mark.parametrize("text", ["a: [b, c}", "a:\n  - b\n  c: d", "x: 1\na: {b: c ]"])
def test_the_beginning_is_pointed_to_as_well(text: str) -> None:
    _, findings = reader.read("a.yaml", text.encode())
    assert len(findings[0].related) == 1
    assert "begins here" in findings[0].related[0].message


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("name：登录", "colon"),
        ("  - name：登录", "colon"),
        ("{zh-CN：登录}", "colon"),
        ("－ 登录", "hyphen"),
        ("• 登录", "hyphen"),
        ("name: “登录”", "quotation"),
        ("does: [登录，查询]", "comma"),
        ("does: [登录、查询]", "comma"),
        ("does: 【登录】", "brackets"),
    ],
)
def test_punctuation_that_is_not_yaml_s(line: str, word: str) -> None:
    assert word in (punctuation_hint(line) or "")


@pytest.mark.parametrize(
    "line", ["name: 登录", "does: 他说：“好”，然后、走了", "- 登录，查询", "a: [b, c]", "", "# 注：x"]
)
def test_punctuation_inside_texts_is_fine(line: str) -> None:
    assert punctuation_hint(line) is None
