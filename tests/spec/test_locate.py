from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.spec.locate import locate, span
from jmap.spec.nodes import Document, Mark, Source, YamlList, YamlMap
from jmap.spec.reader import read

TEXT = """\
journey: crm
stages:
  - stage: record
    pains: 录入繁琐
    touchpoints:
      - touchpoint: entry
        name: {zh-CN: 录入, en: "Data, entry"}   # comment
        owner:
        evidence: [interview-07, 'it''s']
"""


def document() -> Document:
    documents, findings = read("a.yaml", TEXT.encode())
    assert findings == []
    return documents[0]


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ((), (1, 1)),
        (("journey",), (1, 10)),
        (("stages", 0, "stage"), (3, 12)),
        (("stages", 0), (3, 5)),
        (("stages", 0, "pains"), (4, 12)),
        (("stages", 0, "pains", 0), (4, 12)),
        (("stages", 0, "pains", 0, "text"), (4, 12)),
        (("stages", 0, "pains", 0, "text", "zh-CN"), (4, 12)),
        (("stages", 0, "touchpoints", 0, "name", "en"), (7, 31)),
        (("stages", 0, "touchpoints", 0, "name", "fr"), (7, 9)),
        (("stages", 0, "touchpoints", 0, "goal"), (6, 9)),
        (("stages", 0, "touchpoints", 5, "goal"), (5, 5)),
        (("stages", 0, "touchpoints", 0, "owner"), (8, 9)),
        (("stages", 0, "touchpoints", 0, "evidence", 1), (9, 34)),
        (("stages", 0, "touchpoints", 0, 0, "name", "en"), (7, 31)),
        (("nothing",), (1, 1)),
        (("nothing", 3, "deeper"), (1, 1)),
    ],
)
def test_a_pointer_leads_to_what_was_written(pointer: tuple[str | int, ...], place: tuple[int, int]) -> None:
    found = span(locate(document(), pointer))
    assert (found.line, found.column) == place


def test_the_key_may_be_preferred() -> None:
    mark = locate(document(), ("stages", 0, "touchpoints", 0, "name", "en"), prefer="key")
    assert (mark.line, mark.column) == (6, 26)


def test_a_missing_key_of_an_item_leads_to_the_item() -> None:
    mark = locate(document(), ("stages", 0, "touchpoints", 0, "goal"), prefer="key")
    assert (mark.line, mark.column) == (5, 8)


@pytest.mark.parametrize(
    ("line", "column", "length"),
    [
        ("name: 登录 页面  # comment", 6, 5),
        ("name: 登录", 0, 4),
        ("- name: x", 2, 4),
        ("a: http://x.y/z#w v", 3, 16),
        ('a: "x \\" y" z', 3, 8),
        ("a: 'it''s' z", 3, 7),
        ("a: 'open", 3, 5),
        ("a: {b: x, c: y}", 7, 1),
        ("a: {b: 录入 表, c: y}", 7, 4),
        ("a: {'{': x, c: y}", 9, 1),
        ("a: [x, y]", 3, 1),
        ("a: x, y", 3, 4),
        ("   b: x,", 6, 1),
        ("a: |", 3, 1),
        ("a: -5 ", 3, 2),
        ("- - x", 2, 1),
        ("a: *name ", 3, 5),
        ("a: !!str x", 3, 5),
        ("", 0, 1),
        ("a", 9, 1),
    ],
)
def test_the_span_is_as_long_as_the_token(line: str, column: int, length: int) -> None:
    found = span(Mark(Source("a.yaml", line), column))
    assert (found.column, found.length, found.text) == (column + 1, length, line)


def test_a_given_length_is_kept() -> None:
    assert span(Mark(Source("a.yaml", "abc"), 0), 2).length == 2


def test_all_findings_in_a_line_share_its_text() -> None:
    source = Source("a.yaml", "[" + "p, " * 1000 + "]")
    first, second = (span(source.mark(0, column)) for column in (1, 4))
    assert first.text is second.text


def test_very_long_lines_are_measured_in_time() -> None:
    source = Source("a.yaml", "x" + ' "' * 1_000_000)
    began = time.process_time()
    for column in range(1000):
        span(Mark(source, 1_900_000 + column))
    assert time.process_time() - began < 5


words = st.text("abc录é", min_size=1, max_size=4)
trees = st.recursive(
    words,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3) | st.dictionaries(words, inner, min_size=1, max_size=3)
    ),
)


def write(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {write(own)}' for key, own in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(write(own) for own in value) + "]"
    return f'"{value}"'


def pointers(value: Any, here: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    found = [(here, value)]
    items = (
        value.items()
        if isinstance(value, YamlMap)
        else enumerate(value)
        if isinstance(value, YamlList)
        else ()
    )
    for step, own in items:
        found.extend(pointers(own, (*here, step)))
    return found


@given(trees)
def test_every_pointer_of_a_tree_resolves_to_its_text(tree: Any) -> None:
    documents, findings = read("tree.yaml", write(tree).encode())
    assert findings == []
    for pointer, value in pointers(documents[0].root):
        place = span(locate(documents[0], pointer))
        written = place.text[place.column - 1 :]
        assert written.startswith(write(value))
        if isinstance(value, str):
            assert place.length == len(value) + 2
        deeper = locate(documents[0], (*pointer, "no such key"))
        assert span(deeper).line == 1
