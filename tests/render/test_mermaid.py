from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmap.model.text import ILLEGAL
from jmap.render.formats import (
    mermaid_flowchart,
    mermaid_gantt,
    mermaid_journey,
    mermaid_quadrant,
    mermaid_timeline,
)
from jmap.render.mermaid import comment, escape
from jmap.text.breaks import is_cjk

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
    "timeline",
    "Timeline LR",
    "gantt",
    "dateFormat X",
    "axisFormat %H",
    "tickInterval 1day",
    "inclusiveEndDates",
    "topAxis",
    "includes x",
    "excludes weekends",
    "todayMarker on",
    "weekday monday",
    "weekend friday",
    "click i call x()",
    "call x()",
    'href "x"',
    "2026-12-31",
    "accDescription x",
    "milestone, done",
    "quadrantChart",
    "x-axis a --> b",
    ":::class",
    "[0.5, 0.5]",
    "https://example.com/a-very-long-word-that-no-line-of-a-diagram-holds",
    "一行放不下的中文，不知道哪一款适合自己家，也不知道去哪里问",
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
                            "pains": [{"pain": "n", "text": text, "persona": "p"}],
                            "opportunities": [{"opportunity": "o", "text": text}],
                            "next": [{"to": "b", "when": text}, {"to": "a", "when": text}],
                        },
                        {"touchpoint": "b", "name": text, "emotion": [{"value": 5}], "moment_of_truth": True},
                    ],
                }
            ],
            "end": text,
            "improvements": [
                {
                    "improvement": "i",
                    "title": text,
                    "owner": "d",
                    "status": "doing",
                    "impact": 4,
                    "effort": 3,
                    "due": "2026-12-31",
                }
            ],
        },
        values={"a": 80.0},
        personas=[{"persona": "p", "name": text}, {"persona": "q", "name": text}],
        departments=[{"department": "d", "name": text}],
    )


def check_journey(journey: dict[str, Any], text: str) -> None:
    people = [shown(text, "p"), shown(text, "q")]
    assert journey == {
        "type": "journey",
        "title": shown(text, "j"),
        "accTitle": shown(text, "j"),
        "accDescr": shown(text, ""),
        "sections": [shown(text, "s")],
        "tasks": [
            {"section": shown(text, "s"), "task": shown(text, "a"), "score": 3, "people": people},
            {"section": shown(text, "s"), "task": shown(text, "b"), "score": 5, "people": people},
        ],
    }


def check_flowchart(flow: dict[str, Any], text: str) -> None:
    assert (flow["accTitle"], flow["accDescr"]) == (shown(text, "j"), shown(text, ""))
    assert flow["groups"] == [{"key": "s1", "name": shown(text, "s"), "nodes": ["t1", "t2"]}]
    lines = {node["key"]: node["lines"] for node in flow["nodes"]}
    assert (lines["t1"][0], lines["t2"][0]) == (shown(text, "a"), f"★ {shown(text, 'b')}")
    assert lines["e"] == [shown(text, lines["e"][0])]
    assert [node["link"] for node in flow["nodes"]] == [None, None, None]
    assert [node["styles"] for node in flow["nodes"]] == [[], [], []]
    assert flow["arrows"] == [
        {"source": "t1", "target": "t2", "text": shown(text, ""), "stroke": "normal"},
        {"source": "t1", "target": "t1", "text": shown(text, ""), "stroke": "dotted"},
        {"source": "t2", "target": "e", "text": "", "stroke": "normal"},
    ]


def check_timeline(timeline: dict[str, Any], text: str) -> None:
    assert (timeline["title"], timeline["accTitle"], timeline["accDescr"]) == (
        shown(text, "j"),
        shown(text, "j"),
        shown(text, ""),
    )
    (section,) = timeline["sections"]
    a, b = timeline["tasks"]
    assert same(section, shown(text, "s"))
    assert a["section"] == b["section"] == section
    assert same(a["task"], shown(text, "a"))
    assert same(b["task"], f"★ {shown(text, 'b')}")
    (score, emotion, other, pain, opportunity) = a["events"]
    assert score == "Score 80"
    assert same(emotion, f"Emotion · {shown(text, 'p')} 2")
    assert same(other, f"Emotion · {shown(text, 'q')} 4")
    assert same(pain, f"Pain point: {shown(text, 'p')}: {text}")
    assert same(opportunity, f"Opportunity: {text}")
    assert b["events"] == ["No score yet", "Emotion 5"]


def check_gantt(gantt: dict[str, Any], text: str) -> None:
    (task,) = gantt["tasks"]
    assert squeezed("".join(task.pop("section"))) == squeezed(shown(text, "d"))
    assert gantt == {
        "type": "gantt",
        "title": f"{shown(text, 'j')} · Improvements",
        "accTitle": f"{shown(text, 'j')} · Improvements",
        "accDescr": shown(text, ""),
        "todayMarker": "off",
        "axisFormat": "%Y-%m-%d",
        "links": 0,
        "tasks": [
            {
                "task": f"{shown(text, 'i')} · in progress · 2026-12-31",
                "tags": ["active", "milestone"],
                "days": ["2026-12-31", "2026-12-31"],
            }
        ],
    }


def check_quadrant(quadrant: dict[str, Any], text: str) -> None:
    assert (quadrant["accTitle"], quadrant["accDescr"]) == (
        f"{shown(text, 'j')} · Improvements",
        shown(text, ""),
    )
    assert quadrant["title"].endswith(" · Improvements")
    assert begins(quadrant["title"].removesuffix(" · Improvements"), shown(text, "j"))
    (point,) = quadrant["points"]
    assert begins(point["text"], f"1 {shown(text, 'i')}")
    assert quadrant["axes"] == ["Effort 1–2", "Effort 3–5", "Impact 1–2", "Impact 3–5"]
    assert quadrant["quadrants"] == ["major project", "quick win", "fill-in", "thankless task"]


CHECKS = {
    mermaid_journey.FORMAT: check_journey,
    mermaid_flowchart.FORMAT: check_flowchart,
    mermaid_timeline.FORMAT: check_timeline,
    mermaid_gantt.FORMAT: check_gantt,
    mermaid_quadrant.FORMAT: check_quadrant,
}


def shown(text: str, id_: str) -> str:
    return text if text.strip() else id_


def same(shown: str, text: str) -> bool:
    """Whether a text is shown as it is; in Chinese that is too long for a line, blanks end the lines."""
    return shown == text or (any(map(is_cjk, text)) and squeezed(shown) == squeezed(text))


def begins(shown: str, text: str) -> bool:
    """Whether a text is shown, or how it begins; where it is too long, other blanks are common ones."""
    return squeezed(shown) == squeezed(text) or (
        shown.endswith("…") and squeezed(text).startswith(squeezed(shown[:-1]))
    )


def squeezed(text: str) -> str:
    return "".join(text.split())


def check_everywhere(sheet_of: SheetOf, parse_mermaid: ParseMermaid, texts: list[str]) -> None:
    sheets = [everywhere(sheet_of, text) for text in texts]
    parsed = iter(parse_mermaid(*(f.render(sheet).outputs[0].data for sheet in sheets for f in CHECKS)))
    for text in texts:
        for check in CHECKS.values():
            found = next(parsed)
            assert "error" not in found, (text, found)
            check(found, text)


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
