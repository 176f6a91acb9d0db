from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmap.model.text import ILLEGAL
from jmap.render.formats import mermaid_flowchart, mermaid_journey
from jmap.render.mermaid import comment, escape

if TYPE_CHECKING:
    from tests.render.conftest import ParseMermaid, SheetOf

HOSTILE = [
    "a\n  click x callback",
    "a\nsection b",
    "%%{init: {'theme': 'dark', 'securityLevel': 'loose'}}%%",
    "%% comment",
    "}%% x",
    "title of deed",
    "Title",
    "section 8",
    "journey",
    "journey's end",
    "accTitle: x",
    "accDescr { y }",
    "a: 5: Mallory",
    "a; b # c , d",
    "#35; #quot; #x;",
    "&lt;b&gt; &amp; &#35;",
    "ﬂ°°35¶ß ﬂ°lt¶ß",
    "style x: y#35;",
    "classDef x fill:#f00;",
    "direction LR",
    "turn in direction TB now",
    "end",
    "subgraph x",
    '"] --> evil["',
    '"`**bold** _it_`"',
    "1. first",
    "2) second",
    "- item",
    "+ item",
    "# heading",
    "> quote",
    "~~~x~~~",
    "`code`",
    "*a* _b_ __c__",
    "[x](javascript:alert(1))",
    "www.example.com",
    "me@example.com",
    "fa:fa-car",
    "$$x^2$$",
    "<script>alert(1)</script>",
    '<img src="x" onerror="alert(1)">',
    "a<br>b<br/>c",
    "---\ntitle: x\n---",
    "  leading and trailing  ",
    "\ttab\t",
    "\ufeffbom\ufeff",
    "\u2028line\u2029para",
    "\x85next line\x85x",
    "a\r\nb\rc",
    "back\\slash \\n",
    "|pipe| ||",
    "{curly} {{double}}",
    "(round) [square] >flag]",
    "x:::class",
    "t1@{ shape: cloud }",
    "３：；，全角",
    "\u202eoverride",
    "🧭 👩‍👩‍👧",
    "'single' \"double\"",
    "   ",
    "v",
    "o--o x--x",
]


def everywhere(sheet_of: SheetOf, text: str) -> Any:
    """A sheet with `text` in every place that Mermaid shows."""
    return sheet_of(
        {
            "journey": "j",
            "title": text,
            "scenario": text,
            "personas": ["p", "q"],
            "stages": [
                {
                    "stage": "s",
                    "name": text,
                    "touchpoints": [
                        {
                            "touchpoint": "a",
                            "name": text,
                            "emotion": [{"value": 2, "persona": "p"}, {"value": 4, "persona": "q"}],
                            "next": [{"to": "b", "when": text}, {"to": "a", "when": text}],
                        },
                        {"touchpoint": "b", "name": text, "emotion": [{"value": 5}], "moment_of_truth": True},
                    ],
                }
            ],
            "end": text,
        },
        values={"a": 80.0},
        personas=[{"persona": "p", "name": text}, {"persona": "q", "name": text}],
    )


def check_everywhere(sheet_of: SheetOf, parse_mermaid: ParseMermaid, texts: list[str]) -> None:
    sheets = [everywhere(sheet_of, text) for text in texts]
    formats = (mermaid_journey.FORMAT, mermaid_flowchart.FORMAT)
    parsed = parse_mermaid(*(f.render(sheet).outputs[0].data for sheet in sheets for f in formats))
    for text, journey, flow in zip(texts, parsed[::2], parsed[1::2], strict=True):

        def shown(id_: str, text: str = text) -> str:
            return text if text.strip() else id_

        people = [shown("p"), shown("q")]
        assert journey == {
            "type": "journey",
            "title": shown("j"),
            "accTitle": shown("j"),
            "accDescr": shown(""),
            "sections": [shown("s")],
            "tasks": [
                {"section": shown("s"), "task": shown("a"), "score": 3, "people": people},
                {"section": shown("s"), "task": shown("b"), "score": 5, "people": people},
            ],
        }
        assert "error" not in flow, (text, flow)
        assert (flow["accTitle"], flow["accDescr"]) == (shown("j"), shown(""))
        assert flow["groups"] == [{"key": "s1", "name": shown("s"), "nodes": ["t1", "t2"]}]
        lines = {node["key"]: node["lines"] for node in flow["nodes"]}
        assert (lines["t1"][0], lines["t2"][0]) == (shown("a"), f"★ {shown('b')}")
        assert lines["e"] == [shown(lines["e"][0])]
        assert [node["link"] for node in flow["nodes"]] == [None, None, None]
        assert [node["styles"] for node in flow["nodes"]] == [[], [], []]
        assert flow["arrows"] == [
            {"source": "t1", "target": "t2", "text": shown(""), "stroke": "normal"},
            {"source": "t1", "target": "t1", "text": shown(""), "stroke": "dotted"},
            {"source": "t2", "target": "e", "text": "", "stroke": "normal"},
        ]


@pytest.mark.node
def test_hostile_texts_are_only_texts(sheet_of: SheetOf, parse_mermaid: ParseMermaid) -> None:
    check_everywhere(sheet_of, parse_mermaid, HOSTILE)


@pytest.mark.node
def test_naughty_strings_are_only_texts(
    sheet_of: SheetOf, parse_mermaid: ParseMermaid, naughty: list[str]
) -> None:
    check_everywhere(sheet_of, parse_mermaid, naughty)


SYNTAX = [
    "%%{", "}%%", "%%", "\n", "\r", " ", "\t", ":", ";", ",", "#", "#35;", "&", "<", ">", "<br>", '"', "`",
    "'", "|", "[", "]", "(", ")", "{", "}", "-", "-->", "==>", "title ", "section ", "journey",
    "direction LR", "end", "style ", "classDef ", "click ", "subgraph ", "accTitle:", "accDescr{", "---",
    "1. ", "2) ", "www.", "@", "$$", "\\", "~~~", ":::", "ﬂ°", "°", "¶ß", "\u2028", "\ufeff", "\x85", "★",
    "，", "字",
]  # fmt: skip
texts = st.lists(
    st.one_of(st.sampled_from(SYNTAX), st.text(max_size=6).filter(lambda text: not ILLEGAL.search(text))),
    max_size=10,
).map("".join)


@pytest.mark.node
@settings(max_examples=60)
@given(st.lists(texts, min_size=1, max_size=5))
def test_any_text_is_only_text(sheet_of: SheetOf, parse_mermaid: ParseMermaid, some: list[str]) -> None:
    check_everywhere(sheet_of, parse_mermaid, some)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain text, 中文", "plain text#44; 中文"),
        ("Title", "#84;itle"),
        ("a title", "a title"),
        ("v2.0 costs 5.", "v2.0 costs 5#46;"),
        ("don't (really)!", "don't (really)!"),
    ],
)
def test_what_has_no_meaning_stays_readable(text: str, escaped: str) -> None:
    assert escape(text) == escaped


def test_a_comment_is_one_line_and_no_directive() -> None:
    assert comment("a\n%%{init: {}}%%\u2028b") == "%% a ％％{init: {}}％％ b"
