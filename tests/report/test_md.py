from __future__ import annotations

import json
from typing import TYPE_CHECKING

import markdown
import pytest
from cmarkgfm import markdown_to_html_with_extensions
from cmarkgfm.cmark import Options
from lxml import html
from markdown_it import MarkdownIt

import jmap
from jmap.model.text import ILLEGAL
from jmap.render.formats import mermaid_flowchart, mermaid_journey
from jmap.report.formats.md import FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jmap.render.format import Sheet

TAGS = {
    "body", "h1", "h2", "h3", "p", "ul", "li", "blockquote", "em", "strong", "br", "pre", "code",
    "table", "thead", "tbody", "tr", "th", "td", "picture", "source", "img",
}  # fmt: skip


def source(sheet: Sheet) -> str:
    return FORMAT.render(sheet).outputs[0].data.decode()


def parsed(text: str) -> html.HtmlElement:
    rendered = markdown_to_html_with_extensions(text, Options.CMARK_OPT_UNSAFE, ["table", "strikethrough"])
    return html.fragment_fromstring(rendered, create_parent="body", parser=html.HTMLParser(huge_tree=True))


def outline(text: str) -> list[str]:
    return [element.tag for element in parsed(text).iter() if element.tag != "br"]


def test_only_what_the_template_writes(sheet_with: Callable[..., Sheet]) -> None:
    root = parsed(source(sheet_with("<b onclick=x>[x](y)</b>")))
    for element in root.iter():
        assert element.tag in TAGS
        assert set(element.attrib) <= {"class", "align", "media", "srcset", "src", "alt"}


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_tables_are_rectangular(sheet_with: Callable[..., Sheet], language: str) -> None:
    tables = list(parsed(source(sheet_with("a | b", language=language))).iter("table"))
    assert len(tables) >= 6
    for table in tables:
        assert len({len(row) for row in table.iter("tr")}) == 1


def test_tables_tell_durations_and_what_emotions_rest_on(sheet_with: Callable[..., Sheet]) -> None:
    cells = [cell.text_content() for cell in parsed(source(sheet_with("said", language="en"))).iter("td")]
    assert "3 min" in cells
    assert any("4/5 (n = 32 · said)" in cell for cell in cells)


def test_scores_of_whole_stages_say_of_which(tmp_path: Path) -> None:
    spec = tmp_path / "map.yaml"
    stages = "stages:\n- {name: First, emotion: 2}\n- {name: Then, emotion: 4}\n"
    spec.write_text(f"journey: j\n{stages}measures: {{nps: {{promoters: 3, passives: 1, detractors: 1}}}}\n")
    lines = jmap.draw(jmap.load(spec)["j"], "md").decode().splitlines()
    found = [line.split(" | ")[:2] for line in lines if " / 4 × 100" in line]
    assert found == [["| First · Whole stage", "25"], ["| Then · Whole stage", "75"]]


def test_picture_has_both_schemes_and_words(sheet_with: Callable[..., Sheet]) -> None:
    text = source(sheet_with('A "quoted" <title>'))
    root = parsed(text)
    assert root.xpath("//source/@srcset") == ["./everything.dark.svg"]
    assert root.xpath("//img/@src") == ["./everything.svg"]
    assert root.xpath("//img/@alt")[0].startswith('A "quoted" <title>')


def test_no_picture_where_none_is_written(sheet_with: Callable[..., Sheet]) -> None:
    assert "<picture>" not in source(sheet_with("Text", outputs=("md",)))


def test_diagrams_are_those_of_the_mermaid_formats(sheet_with: Callable[..., Sheet]) -> None:
    sheet = sheet_with("``` %%{init} {{ x }}")
    fences = [token for token in MarkdownIt("commonmark").parse(source(sheet)) if token.type == "fence"]
    assert [token.info for token in fences] == ["mermaid", "mermaid"]
    for token, format_ in zip(fences, (mermaid_journey, mermaid_flowchart), strict=True):
        lines = format_.render(sheet).outputs[0].data.decode().splitlines()
        assert token.content.splitlines() == [line for line in lines if not line.startswith("%%")]


def test_templates_of_docs_sites_find_nothing(sheet_with: Callable[..., Sheet]) -> None:
    text = source(sheet_with("{{ config }} {% raw %} {# x #} ${x}"))
    assert not any(mark in text for mark in ("{{", "{%", "{#", "}}", "%}", "#}"))


def test_private_notes_need_to_be_asked_for(sheet_with: Callable[..., Sheet]) -> None:
    assert "SECRET" not in source(sheet_with("Text"))
    assert source(sheet_with("Text", private=True)).count("SECRET") == 3


def test_least_journey(bare: Sheet) -> None:
    text = source(bare)
    assert text.startswith("# Bare\n")
    assert "## Scores" not in text
    assert "\n\n\n" not in text


def test_hostile_texts_stay_text(sheet_with: Callable[..., Sheet], corpora: Path) -> None:
    lines = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    for file in sorted((corpora / "xss").glob("*.txt")):
        lines += file.read_text("utf-8", errors="replace").splitlines()
    lines = [line for line in (ILLEGAL.sub("", line) for line in lines) if line.strip()]
    usual = outline(source(sheet_with("x")))
    for start in range(0, len(lines), 120):
        text = "\n".join(lines[start : start + 120])[:20000]
        assert outline(source(sheet_with(text))) == usual


def test_python_markdown_sees_the_same_tables(sheet_with: Callable[..., Sheet]) -> None:
    text = source(sheet_with("a | *b* | `c`\n[d](javascript:x)"))
    rendered = markdown.markdown(text, extensions=["extra", "toc", "admonition"])
    root = html.fragment_fromstring(rendered, create_parent="body")
    assert len(list(root.iter("table"))) == len(list(parsed(text).iter("table")))
    assert not list(root.iter("a", "em", "script"))
    assert {"a | *b* | `c`[d](javascript:x)"} <= {"".join(cell.itertext()) for cell in root.iter("td")}


@pytest.mark.parametrize(("language", "word"), [("en", "touchpoint"), ("zh-CN", "触点")])
def test_where_there_are_stages_alone_nothing_speaks_of_touchpoints(
    tmp_path: Path, language: str, word: str
) -> None:
    look = "{stage: look, name: Look, emotion: {ann: %d, ben: 4}, reach: 80%%, pains: [{text: Slow}], goal: Read}"
    journey = "journey: %s\npersonas: [ann, ben]\n%sstages: [%s, {stage: buy, name: Buy, emotion: 4, reach: 20%%}]\n"
    (tmp_path / "visit.yaml").write_text(journey % ("visit", "", look % 2), "utf-8")
    (tmp_path / "twin.yaml").write_text(journey % ("twin", "variant_of: visit\n", look % 3), "utf-8")
    for name in ("visit", "twin"):
        text = jmap.draw(jmap.load(tmp_path)[name], "md", language=language).decode()
        assert word not in text.lower()
