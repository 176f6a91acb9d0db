from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from markupsafe import Markup

from jmap.model.text import ILLEGAL
from jmap.report.markdown import escape, escaped, fence, path

if TYPE_CHECKING:
    from pathlib import Path

EXTENSIONS = ["extra", "admonition", "sane_lists", "toc", "nl2br", "wikilinks", "codehilite"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not ILLEGAL.search(text))
MARKED = st.text(st.sampled_from(list("#*_-+=~`[](){}<>|\\:!?&;.1) \t\nab/@^$%\"'w€：")), max_size=30)
PLACES = {
    "paragraph": "{}",
    "heading": "## {}",
    "item": "- name: {}",
    "quote": "> {}",
    "cell": "| a | b |\n| --- | --- |\n| **{}** | {} |",
}
STRUCTURE = {
    "paragraph": {"p"},
    "heading": {"h2"},
    "item": {"ul", "li"},
    "quote": {"blockquote", "p"},
    "cell": {"table", "thead", "tbody", "tr", "th", "td", "strong"},
}
HOLDER = {"paragraph": "p", "heading": "h2", "item": "li", "quote": "p", "cell": "td"}


def meant(text: str) -> str:
    """What a reader should see: blanks and line breaks as HTML shows them."""
    lines = re.split("\r\n|[\n\r\x85\u2028\u2029]", text.strip())
    return "\n".join(re.sub("[ \t]+", " ", line).strip(" ") for line in lines)


def commonmark(source: str) -> str:
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source))


def python_markdown(source: str) -> str:
    return str(markdown.markdown(source, extensions=EXTENSIONS))


def seen(rendered: str, structure: set[str], tag: str) -> list[str]:
    """Texts of all elements `tag`; fails on any element or attribute that is not the template's."""
    root = html.fragment_fromstring(rendered, create_parent="body")
    for element in root.iter():
        assert element.tag in structure | {"br", "body"}, rendered
        assert set(element.attrib) <= ({"id"} if element.tag == "h2" else set()), rendered
    for line in root.iter("br"):
        # Python-Markdown writes a line end behind each `<br>`; readers see one.
        line.tail = "\n" + (line.tail or "").removeprefix("\n")
    return ["".join(element.itertext()).strip("\n") for element in root.iter(tag)]


@pytest.mark.parametrize("place", PLACES)
@given(text=TEXTS | MARKED)
@example("1. one")
@example("2) two")
@example("# heading\n- item")
@example("[x](javascript:alert(1))")
@example("<img src=x onerror=alert(1)>")
@example("text {onclick=alert(1)}")
@example("{: onclick=alert(1) }")
@example("![x](y) &amp; &lt; &#60;")
@example("``` x\n~~~")
@example("a | b | c")
@example("\\`*_{}[]()#+-.!|")
@example("http://a.example www.a.example <http://a.example> a@a.example")
@example("!!! note\n    x")
@example("[[wiki]] [^1] *[abbr]: x")
@example("    code")
def test_any_text_reads_as_it_is_written(place: str, text: str) -> None:
    source = PLACES[place].replace("{}", escape(text))
    wanted = {"item": [f"name: {meant(text)}".strip()], "cell": [meant(text)] * 2}.get(place, [meant(text)])
    for render in (commonmark, python_markdown):
        shown = seen(render(source), STRUCTURE[place], HOLDER[place])
        # Nothing at all makes no paragraph, and `****` is no strong nothing.
        shown = [*shown, ""][:1] if place in {"paragraph", "quote"} else shown
        if meant(text) or place != "cell":
            assert [part.strip() for part in shown] == [part.strip() for part in wanted], (render, source)


def test_line_breaks_and_blanks() -> None:
    assert escape("  a\t b \r\n c\u2028d ") == "a b<br>c<br>d"


@given(TEXTS | MARKED)
def test_no_template_language_sees_its_marks(text: str) -> None:
    assert not re.search(r"\{[{%#]|[%#}]\}", escape(text))


@pytest.mark.parametrize("text", ["https://a.example/x", "www.a.example", "mailto:a", "ftp://x.example"])
def test_addresses_are_no_links(text: str) -> None:
    assert not re.search(r"://|www\.|mailto:", escape(text))


def test_naughty_strings_and_payloads(corpora: Path) -> None:
    texts = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    for file in sorted((corpora / "xss").glob("*.txt")):
        texts += file.read_text("utf-8", errors="replace").splitlines()
    texts = [ILLEGAL.sub("", text) for text in texts]
    assert len(texts) > 1900
    for render in (commonmark, python_markdown):
        for text in texts:
            shown = seen(render(escape(text)), {"p"}, "p")
            assert "".join(shown).strip() == meant(text).strip(), (render.__name__, text)


def test_escaped_reaches_every_text_and_escapes_it_once() -> None:
    tree = {"a": ["*x*", {"b": "_y_", "n": 3}], "c": True}
    once = escaped(tree)
    assert once == {"a": ["&#42;x&#42;", {"b": "&#95;y&#95;", "n": 3}], "c": True}
    assert escaped(once) == once
    assert isinstance(once["a"][0], Markup)


@given(st.lists(st.sampled_from(["```", "`", "````", "x", "\n", "~~~"]), max_size=12).map("".join))
def test_fence_holds_its_code(code: str) -> None:
    (token, *rest) = MarkdownIt("commonmark").parse(fence(code, "mermaid"))
    assert not rest
    assert token.type == "fence"
    assert token.info == "mermaid"
    assert token.content.rstrip("\n") == code.rstrip()


def test_paths_hold_no_syntax() -> None:
    assert path('a b")(<x>.svg') == "./a%20b%22%29%28%3Cx%3E.svg"
    assert path("登录.zh-CN.svg") == "./%E7%99%BB%E5%BD%95.zh-CN.svg"
