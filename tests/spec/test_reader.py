from __future__ import annotations

import builtins
import gc
import json
import re
import time
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.spec import reader
from jmap.spec.nodes import Document, Mark, Plain, YamlList, YamlMap
from jmap.spec.reader import read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jmap.diagnostics import Finding


def root(text: str) -> Any:
    documents, findings = read("a.yaml", text.encode())
    assert findings == []
    assert len(documents) == 1
    return documents[0].root


def one(data: str | bytes) -> Finding:
    """Return the only finding."""
    _, findings = read("a.yaml", data.encode() if isinstance(data, str) else data)
    assert len(findings) == 1, findings
    return findings[0]


def place(found: Finding) -> tuple[str, int, int, int]:
    assert found.span is not None
    return (found.code, found.span.line, found.span.column, found.span.length)


# Values


@pytest.mark.parametrize(
    "written",
    ["NO", "1.10", "012", "12:30:00", "2024-13-45", "12_000", "yes", "true", ".nan", "1e999", "0x1F", "="],
)
def test_plain_scalars_stay_as_written(written: str) -> None:
    value = root(f"a: {written}")["a"]
    assert value == written
    assert type(value) is Plain


@pytest.mark.parametrize("written", ['"1.10"', "'1.10'", "|-\n  1.10", ">-\n  1.10"])
def test_quoted_and_block_scalars_are_told_from_plain_ones(written: str) -> None:
    value = root(f"a: {written}")["a"]
    assert value == "1.10"
    assert type(value) is str


@pytest.mark.parametrize("written", ["~", "null", "Null", "NULL", "", "# nothing"])
def test_null_is_none(written: str) -> None:
    assert root(f"a: {written}\nb: c") == {"a": None, "b": "c"}


@pytest.mark.parametrize("written", ['"~"', "'null'", '""', "nULL"])
def test_null_in_quotes_is_a_text(written: str) -> None:
    assert root(f"a: {written}")["a"] == written.strip("\"'")


def test_keys_are_ordinary_composed_texts() -> None:
    keys = list(root("e\u0301: 1\n1: 2\nno: 3\n'~': 4\n"))
    assert keys == ["\u00e9", "1", "no", "~"]
    assert all(type(key) is str for key in keys)


def test_documents_of_a_stream_without_the_empty_ones() -> None:
    documents, findings = read("a.yaml", b"a: 1\n---\n# nothing\n---\n- b\n...\n---\n~\n---\ntext\n")
    assert findings == []
    assert [document.root for document in documents] == [{"a": "1"}, ["b"], "text"]
    assert [document.mark.line for document in documents] == [0, 4, 9]


@pytest.mark.parametrize("data", [b"", b"# only a comment\n", b"---\n", b"\xef\xbb\xbf", b"\n\n"])
def test_an_empty_file_has_no_documents(data: bytes) -> None:
    assert read("a.yaml", data) == ([], [])


# Places


def spot(mark: Mark) -> tuple[int, int]:
    return mark.line, mark.column


def marks(text: str | bytes) -> dict[str, tuple[tuple[int, int], tuple[int, int]]]:
    documents, findings = read("a.yaml", text.encode() if isinstance(text, str) else text)
    assert findings == []
    found = documents[0].root
    return {key: (spot(found.marks(key)[0]), spot(found.marks(key)[1])) for key in found}


def test_places_count_code_points() -> None:
    text = "中文: 😀 x\n'😀😀': {k: 录入}\né:\t\ty\n"
    expected = {"中文": ((0, 0), (0, 4)), "😀😀": ((1, 0), (1, 6)), "é": ((2, 0), (2, 4))}
    assert marks(text) == expected
    for encoding in ("utf-8-sig", "utf-16"):
        assert marks(text.encode(encoding)) == expected


def test_places_of_lists_items_and_nested_mappings() -> None:
    value = root("a:\n  - x\n  - {b: c}\n  -\n    d: e\n")["a"]
    assert spot(value.mark) == (1, 2)
    assert [spot(mark) for mark in value.marks] == [(1, 4), (2, 4), (4, 4)]
    assert spot(value[2].marks("d")[1]) == (4, 7)


def test_a_value_that_is_not_written_stands_where_its_key_does() -> None:
    assert marks("a:\n\n# comment\nb: ~\n") == {"a": ((0, 0), (0, 0)), "b": ((3, 0), (3, 3))}


def test_line_ends_make_no_difference() -> None:
    text = "a: |\n  x\n  y\nb:\n  - c\n  - d e\n    f\n"
    expected = flat(read("a.yaml", text.encode())[0])
    for end in ("\r\n", "\r"):
        assert flat(read("a.yaml", text.replace("\n", end).encode())[0]) == expected
    mixed = text.replace("\n", "\r\n", 2).replace("b:\n", "b:\r")
    assert flat(read("a.yaml", mixed.encode())[0]) == expected


# Encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_with_their_marks(encoding: str) -> None:
    mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
    documents, findings = read("a.yaml", (mark + "a: 登录 😀\n").encode(encoding))
    assert findings == []
    assert documents[0].root == {"a": "登录 😀"}


@pytest.mark.parametrize(
    ("data", "offset", "hint"),
    [
        ("a: 客户数据录入\n".encode("gbk"), 3, "GBK"),
        ("a: 客戶資料錄入報表\n".encode("big5"), 3, "Big5"),
        ("x: 1\na: caf\u00e9 au lait\n".encode("latin-1"), 11, "Windows-1252"),
        ("a: Tür\n".encode("latin-1"), 4, "Windows-1252"),
        ("a: Tür und Straße\n".encode("latin-1"), 4, "Windows-1252"),
        (b"\xff\xfea\x00:\x00 \x00\x00\xd8\n\x00", 8, "UTF-8"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", 0, "UTF-8"),
        (b"\xff", 0, "UTF-8"),
    ],
)
def test_other_encodings_are_refused_by_byte_offset(data: bytes, offset: int, hint: str) -> None:
    found = one(data)
    assert found.code == "Y106"
    assert re.search(rf"\bbyte {offset}\b", found.message)
    assert hint in (found.hint or "")


@pytest.mark.parametrize(
    ("line", "encoding"),
    [("title: 一次到店", "gbk"), ("title: 客戶資料錄入報表", "big5"), ("a: Tür", "cp1252")],
)
def test_the_line_of_a_file_in_another_encoding_can_be_read(line: str, encoding: str) -> None:
    found = one(f"{line}\n".encode(encoding))
    assert found.span
    assert found.span.text == line


def test_the_undecodable_byte_is_pointed_to() -> None:
    assert place(one("x: 1\r\na: 登 caf\u00e9".encode()[:-2] + b"\xe9!\n"))[1:3] == (2, 9)


@pytest.mark.parametrize(
    "character",
    [
        "\0",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\x9b",
        "\u2028",
        "\ufeff",
        "\ufdd0",
        "\ufffe",
        "\uffff",
        "\U0001ffff",
    ],
)
def test_illegal_characters_are_refused(character: str) -> None:
    found = one(f"x: 1\na: 登{character}b\n")
    assert place(found) == ("Y108", 2, 5, 1)
    assert f"U+{ord(character):04X}" in found.message
    assert character not in found.message


@pytest.mark.parametrize(
    "escape",
    [
        r"\0",
        r"\a",
        r"\e",
        r"\x1b",
        r"\N",
        r"\L",
        r"\ud800",
        r"\ud83d\ude00",
        r"\uffff",
        r"\U0001FFFE",
        r"\U00110000",
    ],
)
@pytest.mark.parametrize("events", [reader._events, reader._python_events])
def test_escapes_of_illegal_characters_are_refused(escape: str, events: Any) -> None:
    _, findings = reader._read("a.yaml", f'x: 1\na: "登\\\\{escape}"\n'.encode(), events)
    length = len(escape) if escape != r"\ud83d\ude00" else 6
    assert [place(found) for found in findings] == [("Y108", 2, 8, length)]


def test_ordinary_escapes_and_line_ends_are_fine() -> None:
    assert root(r'a: "\t\n\r\u767b\U0001F600 \" \\ \/"')["a"] == '\t\n\r登😀 " \\ /'


# Guards


def test_size() -> None:
    found = one(b"#" * (16 * 1024 * 1024 + 1))
    assert place(found)[:3] == ("Y109", 1, 1)
    assert read("a.yaml", b"#" * (16 * 1024 * 1024)) == ([], [])


def test_number_of_values(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reader.MAX_EVENTS == 200_000
    monkeypatch.setattr(reader, "MAX_EVENTS", 1000)
    assert read("a.yaml", b"- x\n" * 990)[1] == []
    documents, findings = read("a.yaml", b"- x\n" * 1000)
    assert documents == []
    assert [place(found)[:3] for found in findings] == [("Y109", 997, 3)]


@pytest.mark.parametrize(
    ("nest", "column"),
    [
        (lambda n: "[" * n + "]" * n, 33),
        (lambda n: "- " * n + "x", 65),
        (lambda n: "{a: " * n + "}" * n, 129),
    ],
)
def test_depth(nest: Callable[[int], str], column: int) -> None:
    assert read("a.yaml", nest(32).encode())[1] == []
    assert place(one(nest(33)))[:3] == ("Y104", 1, column)


def test_brackets_in_texts_are_no_depth() -> None:
    text = "- :[ :{ ([\n" * 10_000
    assert read("a.yaml", text.encode())[1] == []


@pytest.mark.parametrize(
    ("text", "column", "tag"),
    [
        ("a: !!str b", 4, "!!str"),
        ("a: !include /etc/hostname", 4, "!include"),
        ("a: ! b", 4, "!"),
        ("a: !<tag:yaml.org,2002:int> 1", 4, "!<tag:yaml.org,2002:int>"),
        ("a: &x !y {}", 7, "!y"),
        ('a: !!python/object/apply:os.system ["x"]', 4, "!!python/object/apply:os.system"),
        ("!k a: b", 1, "!k"),
    ],
)
def test_tags_are_refused(text: str, column: int, tag: str) -> None:
    found = one(text)
    assert place(found) == ("Y103", 1, column, len(tag))
    assert "delete it" in (found.hint or "")


def test_merges_of_too_many_keys_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    text = b"a: &a {b: 1, c: 2}\nd: {<<: *a}\ne: {<<: *a}\n"
    monkeypatch.setattr("jmap.spec.anchors.MAX_MERGED", 4)
    assert read("a.yaml", text)[1] == []
    monkeypatch.setattr("jmap.spec.anchors.MAX_MERGED", 3)
    documents, findings = read("a.yaml", text)
    assert documents == []
    assert [found.message for found in findings] == ["aliases make this document more than 3 values"]


def test_a_directive_is_told_of_the_document_it_stands_before() -> None:
    _, findings = read("a.yaml", b"%YAML 1.2\n---\na: b\n---\nc: d\n--- # e\nf: g\n")
    assert [place(found)[:2] for found in findings] == [("Y107", 1)]


def test_many_directives_are_told_once_and_not_read() -> None:
    tags = "".join(f"%TAG !{number}! tag:x,2000:\n" for number in range(200))
    documents, findings = read("a.yaml", f"{tags}---\na: b\n".encode())
    assert [(found.code, len(documents)) for found in findings] == [("Y107", 0)]


@pytest.mark.parametrize(
    "directive", ["%YAML 1.1", "%YAML 1.2", "%YAML 3.0", "%TAG ! tag:x,2000:", "%FOO bar"]
)
@pytest.mark.parametrize("events", [reader._events, reader._python_events])
def test_directives_are_refused(directive: str, events: Any) -> None:
    _, findings = reader._read("a.yaml", f"# c\n{directive}\n---\na: NO\n".encode(), events)
    assert [place(found) for found in findings] == [("Y107", 2, 1, directive.index(" "))]


@pytest.mark.parametrize(
    ("text", "line", "column", "first"),
    [
        ("name: x\nname: y", 2, 1, 1),
        ("a:\n  b: 1\n  c: 2\n  'b': 3", 4, 3, 2),
        ("{a: 1, a: 2}", 1, 8, 1),
        ("\u00e9: 1\nx: 2\ne\u0301: 3", 3, 1, 1),
    ],
)
def test_duplicate_keys_name_both_places(text: str, line: int, column: int, first: int) -> None:
    found = one(text)
    assert place(found)[:3] == ("Y102", line, column)
    assert [related.span.line for related in found.related] == [first]
    documents, _ = read("a.yaml", text.encode())
    assert "1" in str(documents[0].root) or documents[0].root["name"] == "x"


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("? [a, b]\n: c", 3),
        ("? {a: b}\n: c", 3),
        ("{[a]: b}", 2),
        ("~: b", 1),
        ("null: b", 1),
        ('"": b', 1),
        (": b", 1),
        (f"{'k' * 201}: b", 1),
    ],
)
def test_keys_must_be_words(text: str, column: int) -> None:
    assert place(one(text))[:3] == ("Y110", 1, column)


def test_an_alias_is_no_key() -> None:
    assert place(one("a: &x k\n*x : b\nc: d"))[:3] == ("Y110", 2, 1)


def test_what_has_a_bad_key_is_left_out_and_reading_goes_on() -> None:
    documents, findings = read(
        "a.yaml", b"? [a]\n: {x: [1, {y: 2}]}\nb: 1\nb: {c: 2}\nd: !t e\nf: *no\ng: [*no, h]\n"
    )
    assert [found.code for found in findings] == ["Y110", "Y102", "Y103", "Y111", "Y111"]
    assert documents[0].root == {"b": "1", "d": "e", "g": ["h"]}


def test_long_scalars() -> None:
    assert read("a.yaml", f"a: {'x' * 20_000}".encode())[1] == []
    assert place(one(f"b: 1\na: {'登' * 20_001}"))[:3] == ("Y114", 2, 4)
    assert one(f"a: |\n  {'x y ' * 6_000}").code == "Y114"


def test_too_many_problems_stop_the_file() -> None:
    _, findings = read("a.yaml", b"a: 1\n" * 400_000)
    assert len(findings) == 101
    assert findings[-1].code == "Y115"


# Anchors, aliases, merge keys


def test_an_alias_gives_the_values_of_its_anchor_with_their_places() -> None:
    value = root("a: &x {b: [c]}\nd: *x\ne: &y f\ng: [*y]\n")
    assert value == {"a": {"b": ["c"]}, "d": {"b": ["c"]}, "e": "f", "g": ["f"]}
    assert spot(value["d"].marks("b")[0]) == (0, 7)
    assert spot(value.marks("d")[1]) == (0, 6)
    assert spot(value["g"].marks[0]) == (2, 6)


def test_anchors_end_with_their_document() -> None:
    assert place(one("a: &x b\n---\nc: *x\n"))[:3] == ("Y111", 3, 4)


@pytest.mark.parametrize("text", ["&s [*s]", "a: &s {b: {c: *s}}", "a: &s\n  <<: *s\n"])
def test_a_value_cannot_hold_itself(text: str) -> None:
    assert [found.code for found in read("a.yaml", text.encode())[1]] == ["Y112"]


def test_merge_keys() -> None:
    value = root(
        "base: &b {x: 1, y: 2}\nmore: &m {y: 3, z: 4}\n"
        "one: {<<: *b, x: 9}\ntwo: {y: 8, <<: [*m, *b]}\nthree: {<<: {q: 1}}\nfour: {'<<': 5}\n"
    )
    assert value["one"] == {"x": "9", "y": "2"}
    assert value["two"] == {"y": "8", "z": "4", "x": "1"}
    assert value["three"] == {"q": "1"}
    assert value["four"] == {"<<": "5"}
    assert spot(value["one"].marks("y")[0]) == (0, 16)
    assert len(value["two"].places) == len(value["two"])


@pytest.mark.parametrize("text", ["<<: 3", "<<:", "x: &a [1]\n<<: *a", "<<: [{a: b}, c]"])
def test_a_merge_key_needs_mappings(text: str) -> None:
    assert one(text).code == "Y113"


def test_two_merge_keys_are_one_too_many() -> None:
    assert place(one("a: &x {b: 1}\nc:\n  <<: *x\n  <<: *x\n"))[:3] == ("Y102", 4, 3)


def test_expansion_is_limited_to_ten_times_what_is_written() -> None:
    def text(aliases: int) -> str:
        return f"a: &x [{', '.join('v' * 98)}]\nb: [{', '.join(['*x'] * aliases)}]\n"

    # 99 nodes each, among 4 + 99 + the aliases written.
    documents, findings = read("a.yaml", text(10).encode())
    assert (len(documents), findings) == (1, [])
    documents, findings = read("a.yaml", text(12).encode())
    assert documents == []
    assert [found.code for found in findings] == ["Y105"]
    assert findings[0].span is not None
    assert findings[0].span.line == 2


def bomb(levels: int, width: int, *, merge: bool = False) -> str:
    lines = ["a0: &a0 {x: 1}" if merge else "a0: &a0 [x]"]
    for level in range(1, levels):
        aliases = ", ".join([f"*a{level - 1}"] * width)
        lines.append(f"a{level}: &a{level} " + (f"{{<<: [{aliases}]}}" if merge else f"[{aliases}]"))
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text", [bomb(9, 9), bomb(40, 2), bomb(24, 2, merge=True), bomb(40, 2, merge=True), bomb(5, 9)]
)
def test_bombs_are_refused_at_once(text: str) -> None:
    start = time.thread_time()
    documents, findings = read("a.yaml", text.encode())
    assert time.thread_time() - start < 0.5
    assert documents == []
    assert [found.code for found in findings] == ["Y105"]


# The parsers


def flat(documents: list[Document]) -> list[Any]:
    """Turn documents into comparable values with every type and place."""

    def node(value: Any) -> Any:
        if isinstance(value, YamlMap):
            own = [(key, node(value[key]), *map(spot, value.marks(key))) for key in value]
            return ("map", spot(value.mark), own)
        if isinstance(value, YamlList):
            assert len(value) == len(value.places)
            # Where an item that is not written begins, the parsers disagree.
            return (
                "list",
                spot(value.mark),
                [(node(own), own and spot(mark)) for own, mark in zip(value, value.marks, strict=True)],
            )
        return (type(value).__name__, value)

    return [(node(document.root), spot(document.mark)) for document in documents]


def both(data: bytes) -> tuple[tuple[list[Document], list[Finding]], tuple[list[Document], list[Finding]]]:
    return reader._read("a.yaml", data, reader._events), reader._read("a.yaml", data, reader._python_events)


def test_libyaml_is_active() -> None:
    assert reader._events("a: b").__self__.__class__.__name__ == "CParser"  # type: ignore[attr-defined]


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    original = builtins.__import__

    def without(name: str, *args: Any, **others: Any) -> Any:
        if name == "_ruamel_yaml":
            raise ImportError(name)
        return original(name, *args, **others)

    expected = flat(read("a.yaml", b"a: [b, {c: 'd'}]")[0])
    monkeypatch.setattr(builtins, "__import__", without)
    assert flat(read("a.yaml", b"a: [b, {c: 'd'}]")[0]) == expected
    assert "CParser" not in repr(reader._events("a: b"))


# These documents only one of the two parsers reads; what both read is the same in every value and place.
ONE_OF_TWO = {
    "58MP": "libyaml refuses a text that begins with a colon, in braces",
    "5T43": "the same",
    "7Z25": "libyaml wants `---` behind `...`",
    "8XYN": "libyaml takes no emoji as the name of an anchor",
    "W5VH": "nor punctuation",
    "96NN-00": "libyaml refuses a TAB at the beginning of a text block's line",
    "96NN-01": "the same",
    "DK95-05": "the other one refuses a line of a space and a TAB",
    "HS5T": "nor does it take a TAB before a continued line",
    "UV7Q": "the same",
    "J3BT": "nor behind the colon of a key",
    "DWX9": "the other one refuses a text block whose first empty lines are indented deeper than its text",
    "S98Z": "the same, and is right: libyaml is lenient",
    "T26H": "the same",
}


def test_both_parsers_read_the_corpora_alike(corpora: Path) -> None:
    unlike = set()
    for path in sorted(corpora.glob("*/*.yaml")) + sorted(corpora.glob("hostile/*/*.yaml")):
        (documents, findings), (others, other_findings) = both(path.read_bytes())
        if not findings and not other_findings:
            assert flat(documents) == flat(others), path.name
        elif bool(findings) != bool(other_findings):
            unlike.add(path.stem)
        if path.parent.name == "yaml":
            assert [place(found) for found in findings] == [place(found) for found in other_findings], (
                path.name
            )
    assert unlike == set(ONE_OF_TWO)


plain = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=12)
values = st.recursive(
    st.none() | plain | st.integers() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(plain.filter(bool), inner, max_size=4),
    max_leaves=20,
)


def block(value: Any, indent: int = 0) -> str:
    """Write a value the way people do: in block style, texts in double quotes."""
    pad = "\n" + "  " * indent
    if isinstance(value, dict) and value:
        return "".join(
            f"{pad}{json.dumps(key, ensure_ascii=False)}: {block(own, indent + 1)}"
            for key, own in value.items()
        )
    if isinstance(value, list) and value:
        return "".join(f"{pad}- {block(own, indent + 1)}" for own in value)
    return json.dumps(value, ensure_ascii=False)


@given(values)
def test_both_parsers_read_what_people_write_alike(value: Any) -> None:
    first, second = both(block(value).encode())
    assert flat(first[0]) == flat(second[0])
    assert [found.code for found in first[1]] == [found.code for found in second[1]]


def check_never_raises(data: bytes) -> None:
    for documents, findings in both(data):
        for found in findings:
            assert found.span is not None
            lines = found.span.text.split("\n")
            assert len(lines) == 1
            assert 1 <= found.span.column <= len(found.span.text) + 1
        assert all(document.root is not None for document in documents)


@given(st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    check_never_raises(data)


# Without `&` and `*` alone: of anchors' names the parsers have different ideas.
pieces = st.sampled_from(
    [
        *"[]{},:-?!|>'\"%@`#~\t\n \\.…：，、“”",
        "a",
        "登录",
        "😀",
        "\n  ",
        "\n    ",
        ": ",
        "- ",
        "? ",
        "<<: ",
        "&a ",
        "*a",
        "!t ",
        "---\n",
        "...\n",
        "%YAML 1.1\n",
        "\\u",
        "\\0",
        "\r",
        "\r\n",
        "\ufeff",
        "é",
        "e\u0301",
    ]
)


@given(st.lists(pieces, max_size=30).map("".join))
def test_no_yaml_like_text_raises_and_what_both_parsers_read_is_the_same(text: str) -> None:
    data = text.encode()
    check_never_raises(data)
    (documents, findings), (others, other_findings) = both(data)
    # A document that is one block of text may begin at the margin, or not: they disagree, and no spec is one.
    if (
        not findings
        and not other_findings
        and all(isinstance(one.root, dict | list) for one in documents + others)
    ):
        assert flat(documents) == flat(others)


def test_findings_come_in_the_order_of_the_file() -> None:
    _, findings = read("a.yaml", b"a: !x 1\na: 2\nb: *no\n? []\n: 1\nc: [\n")
    keys = [found.sort_key for found in findings]
    assert all(first <= second for first, second in pairwise(keys))
    assert len(keys) == 5


def test_the_collector_is_left_as_it_was() -> None:
    for enabled in (False, True):
        (gc.enable if enabled else gc.disable)()
        try:
            read("a.yaml", b"a: [")
            read("a.yaml", b"a: b")
            assert gc.isenabled() is enabled
        finally:
            gc.enable()


def test_cost_is_linear() -> None:
    def seconds(count: int) -> float:
        data = ("- {name: 登录, emotion: 4, pains: [录入繁琐, 等待]}\n" * count).encode()
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read("a.yaml", data)
            best = min(best, time.process_time() - start)
        return best

    assert seconds(8_000) < 4 * 3 * seconds(2_000)


def test_a_question_ends_a_text_in_braces() -> None:
    documents, findings = read("a.yaml", b"a: {en: Ready?}\nb: [why?, {c: how?, d: 1}]\n")
    assert findings == []
    assert documents[0].root == {"a": {"en": "Ready?"}, "b": ["why?", {"c": "how?", "d": "1"}]}


def test_another_mistake_in_a_file_with_a_question_is_still_found() -> None:
    _, findings = read("a.yaml", b"a: {en: Ready?}\nb: {c: d\n")
    assert [finding.code for finding in findings] == ["Y101"]


@pytest.mark.parametrize(
    ("encoding", "title"),
    [("utf-16-le", "caf\u00e9"), ("utf-16-be", "caf\u00e9"), ("gb18030", "\u8bbf\u95ee")],
)
def test_what_is_not_utf_8_is_pointed_at_where_it_is_shown(encoding: str, title: str) -> None:
    found = one(f"journey: visit\ntitle: {title}\n".encode(encoding))
    assert found.code == "Y106"
    assert found.span
    assert (found.span.line, found.span.text) == (2, f"title: {title}")
    assert found.span.text[found.span.column - 1] == title.strip("caf")[0]
