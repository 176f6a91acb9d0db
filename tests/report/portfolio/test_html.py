from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html as parser

from jmap.model.text import ILLEGAL
from jmap.render.format import Options
from jmap.report.portfolio import LeftOut
from jmap.report.portfolio.html import html
from jmap.report.portfolio.markdown import markdown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jmap.model import Project
    from jmap.render.format import Sheet
    from jmap.report.portfolio import Folio

PLAIN = Options(embed_fonts=False)
TAGS = {
    "html", "head", "meta", "title", "style", "body", "div", "a", "nav", "ul", "li", "fieldset", "legend",
    "label", "input", "span", "header", "p", "img", "h1", "wbr", "dl", "dt", "dd", "section", "h2", "main",
    "form", "select", "option", "button", "table", "caption", "thead", "tbody", "tr", "th", "td", "b", "i",
    "h3", "h4", "small", "article", "details", "summary", "footer", "script", "time",
    "svg", "path", "rect", "circle", "symbol", "line", "g", "use",
}  # fmt: skip


def page(folios: list[Folio], options: Options = PLAIN) -> str:
    return html(folios, options)[0].decode()


def hostile(corpora: Path) -> list[str]:
    lines = [*json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))]
    for file in sorted((corpora / "xss").glob("*.txt")):
        lines += file.read_text("utf-8", errors="replace").splitlines()
    return [text for text in (ILLEGAL.sub("", line)[:2000] for line in lines) if text.strip()]


def shape(document: str) -> list[str]:
    """All elements but places to break a title; fails on any that no template writes."""
    root = parser.document_fromstring(document, parser=parser.HTMLParser(huge_tree=True))
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    assert {element.tag for element in elements} <= TAGS
    for element in elements:
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        for name in ("href", "src"):
            assert re.match(
                r"#|data:image/png;base64,|[\w%.-]+\.html(#[tsi]-[\w%.-]+)?$", element.get(name, "#")
            )
    return [element.tag for element in elements if element.tag != "wbr"]


def data(document: str, name: str) -> Any:
    (text,) = re.findall(
        f'<script type="application/json" id="folio-{name}">(.*?)</script>', document, re.DOTALL
    )
    return json.loads(text)


def test_policy_admits_exactly_the_pages_own_styles_and_script(
    projects: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    document = parser.document_fromstring(page(folios(projects(3))))
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))

    def hashes(texts: list[str]) -> list[str]:
        digests = (hashlib.sha256(text.encode()).digest() for text in texts)
        return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]

    assert directives["default-src"] == "'none'"
    assert directives["style-src"].split() == hashes(document.xpath("//style/text()"))
    assert directives["script-src"].split() == hashes(document.xpath("//script[not(@type)]/text()"))


def test_without_a_script_it_is_a_complete_table_without_dead_controls(
    projects: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    document = parser.document_fromstring(page(folios(projects(40))))
    for edition in document.find_class("edition"):
        assert len(edition.xpath(".//table[@class='folio']/tbody/tr[not(@hidden)]")) == 40
    for control in document.xpath("//select | //input | //button"):
        assert control.xpath("ancestor-or-self::*[@data-scripted and @hidden]"), parser.tostring(control)


def test_ids_are_unique_and_links_within_the_page_arrive(
    projects: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    document = parser.document_fromstring(page(folios(projects(12))))
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    anchors = {link[1:].partition("&")[0] for link in document.xpath("//@href") if link.startswith("#")}
    assert anchors <= set(ids)
    assert {name for names in document.xpath("//@aria-labelledby") for name in names.split()} <= set(ids)


def test_what_is_sorted_and_found_by_stands_in_the_order_of_the_rows(
    projects: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    project = projects(12)
    document = page(folios(project))
    facts, texts = data(document, "facts"), data(document, "texts")
    assert {len(values) for values in facts.values()} == {len(texts)} == {12}
    for (about, places), journey in zip(texts, project.journeys.values(), strict=True):
        assert all(text in about for text in (*journey.title.values(), *journey.scenario.values()))  # type: ignore[union-attr]
        assert [place[0] for place in places] == [touchpoint.id for touchpoint in journey.touchpoints]
        assert places[1][1] == [*journey.touchpoints[1].name.values()]
        assert all(text in places[1][2] for text in journey.touchpoints[1].pains[0].text.values())


def test_a_text_that_is_the_same_in_all_languages_is_kept_once(
    written: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    raw = {
        "journey": "a",
        "title": "Wombat",
        "stages": [{"stage": "s", "name": "S", "touchpoints": [{"touchpoint": "t", "name": "Same"}]}],
    }
    assert data(page(folios(written([raw]))), "texts") == [["a\nWombat\nS", [["t", ["Same"], ""]]]]


def test_what_hurts_in_a_whole_stage_is_found(
    written: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    stage = {"stage": "s", "name": "S", "pains": [{"pain": "p", "text": "Noise"}]}
    stage["opportunities"] = [{"opportunity": "o", "text": "Silence"}]
    told = data(page(folios(written([{"journey": "a", "title": "A", "stages": [stage]}]))), "texts")
    assert told == [["a\nA\nS\nNoise · Silence", []]]


def test_dates_are_absolute_and_no_day_of_building_is_told(
    projects: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    document = page(folios(projects(5)))
    assert document == page(folios(projects(5)))
    assert data(document, "facts")["again"][1]


def test_journeys_with_errors_are_named(
    projects: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    left_out = (LeftOut("broken", "broken.yaml:3: <b> is no key"),)
    document = parser.document_fromstring(page(folios(projects(2), left_out)))
    (row, _) = document.xpath("//table[@class='register'][preceding-sibling::h3]/tbody/tr")
    assert row.text_content() == "brokenbroken.yaml:3: <b> is no key"
    assert "broken.yaml" in markdown(folios(projects(2), left_out)[1], PLAIN).decode()


def test_a_project_without_any_sound_journey_says_so(
    written: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    document = page(folios(written([], improvements=()), (LeftOut("broken", "why"),)))
    assert "No journey could be read." in document
    assert "broken" in document


def test_hostile_texts_stay_texts(
    everywhere: Callable[[Sheet], Project],
    sheet_with: Callable[..., Sheet],
    folios: Callable[..., list[Folio]],
    corpora: Path,
) -> None:
    def found(text: str) -> list[str]:
        return shape(page(folios(everywhere(sheet_with(text)), (LeftOut("broken", text),))))

    usual = found("x")
    texts = hostile(corpora)
    for start in range(0, len(texts), 60):
        assert found("\n".join(texts[start : start + 60])[:15000]) == usual


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028", '"\\']
)
def test_no_text_ends_the_data_it_stands_in(
    everywhere: Callable[[Sheet], Project],
    sheet_with: Callable[..., Sheet],
    folios: Callable[..., list[Folio]],
    text: str,
) -> None:
    document = page(folios(everywhere(sheet_with(f"a{text}b"))))
    assert any(f"a{text}b" in about for about, _ in data(document, "texts"))
    assert document.count("<script") == 3


def test_only_departments_that_own_journeys_filter_them(
    written: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    stage = {"stage": "s", "name": "S", "owner": "service", "touchpoints": [{"touchpoint": "t", "name": "T"}]}
    project = written([{"journey": "a", "title": "A", "owner": "sales", "stages": [stage]}], improvements=())
    edition = parser.document_fromstring(page(folios(project)[1:]))
    assert edition.xpath("//*[contains(@class, 'offices')]//h3//text()") == ["Sales", "Service"]
    assert edition.xpath("//*[contains(@class, 'offices')]//h3/a/@href") == ["#journeys&owner=sales"]


def test_markdown_leaves_a_blank_behind_an_english_colon(
    written: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    pains = [{"pain": "p", "text": "Noise"}]
    stage = {"stage": "s", "name": "S", "owner": "service", "pains": pains}
    chinese, english = (
        markdown(folio, PLAIN).decode()
        for folio in folios(written([{"journey": "a", "title": "A", "stages": [stage]}]))
    )
    assert "- 痛点：Noise" in chinese
    assert "- Pain point: Noise" in english


def test_markdown_tells_what_its_tables_leave_out(
    written: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    stages = [
        {"stage": f"s{n}", "name": f"S{n}", "channel": [f"c{n}"], "emotion": [{"value": 3}]}
        for n in range(20)
    ]
    personas = [f"p{n}" for n in range(15)]
    journey = {"journey": "a", "title": "A", "personas": personas, "stages": stages}
    lines = markdown(folios(written([journey]))[1], PLAIN).decode().splitlines()
    assert [line for line in lines if "more" in line] == [
        "Personas: 3 more",
        "Stages: 8 more",
        "Channel: 4 more",
    ]


def test_markdown_ends_with_a_chart_of_what_is_open_and_has_a_date(
    written: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    works = [
        {
            "improvement": "now",
            "title": "Do ``` it",
            "status": "doing",
            "due": "2026-12-31",
            "addresses": ["s"],
        },
        {"improvement": "past", "title": "Past", "status": "done", "due": "2026-01-31"},
        {"improvement": "some", "title": "Some day"},
    ]
    journey = {"journey": "a", "title": "A", "stages": [{"stage": "s", "name": "S"}], "improvements": works}
    folio = folios(written([journey], improvements=()))[1]
    text = markdown(replace(folio, anchors=False), PLAIN).decode()
    assert "| **[Do &#96;&#96;&#96; it](a.html)** | A · [S](a.html) | in progress |" in text
    assert "| **[Past](a.html)** | – | done |" in text
    head, *chart, end = text[text.index("```mermaid") :].splitlines()
    assert (head, end) == ("```mermaid", "```")
    assert [line for line in chart if "milestone" in line] == [
        "    Do #96;#96;#96; it · in progress · 2026-12-31: active, milestone, 2026-12-31, 0d"
    ]
    bare = {**journey, "improvements": works[2:]}
    assert "```" not in markdown(folios(written([bare], improvements=()))[1], PLAIN).decode()


def test_markdown_links_every_journey_and_escapes(
    everywhere: Callable[[Sheet], Project],
    sheet_with: Callable[..., Sheet],
    folios: Callable[..., list[Folio]],
) -> None:
    from markdown_it import MarkdownIt

    text = markdown(folios(everywhere(sheet_with("[x](javascript:alert(1)) | <b>")))[1], PLAIN).decode()
    document = parser.fragment_fromstring(MarkdownIt("commonmark").enable("table").render(text), "div")
    assert {link.partition("#")[0] for link in document.xpath(".//@href")} == {
        "everything.html",
        "other.html",
    }
    assert not document.xpath(".//script | .//*[@onclick]")
    assert {len(row) for row in document.xpath(".//table[.//th][2]//tr")} == {6}
