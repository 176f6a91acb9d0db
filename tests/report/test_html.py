from __future__ import annotations

import base64
import hashlib
import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html

from jmap.model.text import ILLEGAL
from jmap.report.formats.html import FORMAT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jmap.render.format import Sheet

SVG = {
    "svg", "foreignobject", "g", "path", "circle", "rect", "line", "text", "image", "desc", "title", "symbol",
    "use",
}  # fmt: skip
HTML = {
    "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article",
    "footer", "script", "fieldset", "legend", "label", "input", "div", "span", "p", "a", "ul", "li", "dl",
    "dt", "dd", "i", "b", "strong", "q", "blockquote", "br", "wbr", "img", "h1", "h2", "h3", "h4", "table",
    "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr", "th", "td", "details", "summary", "del",
    "ins", "button", "dialog", "time", "small",
}  # fmt: skip
ATTRIBUTES = {
    "alt", "aria-current", "aria-describedby", "aria-hidden", "aria-label", "aria-labelledby", "charset",
    "checked", "class", "colspan", "content", "cx", "cy", "d", "fill", "focusable", "font-family",
    "font-size", "font-style", "font-weight", "height", "hidden", "href", "hreflang", "http-equiv", "id",
    "lang", "media", "name", "pathlength", "preserveaspectratio", "r", "role", "rowspan", "rx", "scope",
    "span", "src", "stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-width",
    "tabindex", "text-anchor", "text-rendering", "title", "transform", "type", "value", "viewbox", "width",
    "x", "x1", "x2", "xml:lang", "xmlns", "y", "y1", "y2",
}  # fmt: skip
TEXTS = st.text(max_size=60).filter(lambda text: not ILLEGAL.search(text))


def page(sheet: Sheet) -> str:
    return FORMAT.render(sheet).outputs[0].data.decode()


def parsed(document: str) -> etree._Element:
    return html.document_fromstring(document, parser=html.HTMLParser(huge_tree=True))


def shape(document: str) -> list[tuple[str, tuple[str, ...]]]:
    """Every element with the names of its attributes; fails on any that no template writes."""
    found = []
    for element in parsed(document).iter(etree.Element):
        assert element.tag in HTML | SVG, element.tag
        names = {name.lower() for name in element.attrib if not re.fullmatch("data-[a-z]+", name)}
        assert names <= ATTRIBUTES, (element.tag, names - ATTRIBUTES)
        for name in ("href", "src"):
            assert re.match(r"#|data:image/(png|jpeg|gif|webp);base64,", element.get(name, "#")), element.get(
                name
            )
        found.append((element.tag, tuple(sorted(element.attrib))))
    return found


def page_around(found: str) -> list[str]:
    """The elements outside the map, whose lines depend on its texts, and without places to break a title."""
    root = parsed(found)
    return [
        e.tag for e in root.iter(etree.Element) if e.tag != "wbr" and not e.xpath("ancestor-or-self::svg")
    ]


def hostile(corpora: Path) -> list[str]:
    naughty = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    scripts = [
        line
        for file in sorted((corpora / "xss").glob("*.txt"))
        for line in file.read_text("utf-8", errors="replace").splitlines()
    ]
    return [text for text in (ILLEGAL.sub("", line)[:2000] for line in (*naughty, *scripts)) if text.strip()]


def test_policy_admits_exactly_the_pages_own_styles(sheet_with: Callable[..., Sheet]) -> None:
    document = html.document_fromstring(page(sheet_with("客户", embed_fonts=True)))
    (policy,) = document.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    hashes = [
        "'sha256-" + base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode() + "'"
        for style in document.iter("style")
    ]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["style-src"].split() == hashes
    (script,) = document.iter("script")
    digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    assert directives["script-src"] == f"'sha256-{digest}'"
    assert set(directives) == {
        "default-src", "style-src", "script-src", "img-src", "font-src", "base-uri", "form-action",
    }  # fmt: skip
    assert not document.xpath("//link | //iframe | //@style | //@*[starts-with(name(), 'on')]")


def test_ids_are_unique_and_all_links_arrive(sheet_with: Callable[..., Sheet]) -> None:
    document = html.document_fromstring(page(sheet_with("Text")))
    ids = document.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {"t-location", "t-second", "s-first", "e-survey", "i-better"} <= set(ids)
    targets = {reference.removeprefix("#") for reference in document.xpath("//@href")}
    assert targets <= set(ids)
    named = {name for names in document.xpath("//@aria-labelledby") for name in names.split()}
    assert named <= set(ids)


def test_touchpoint_ids_cannot_shadow_properties_of_the_document(sheet_with: Callable[..., Sheet]) -> None:
    assert "location" not in html.document_fromstring(page(sheet_with("Text"))).xpath("//@id | //@name")


def test_tables_have_heads_with_scopes(sheet_with: Callable[..., Sheet]) -> None:
    document = html.document_fromstring(page(sheet_with("Text")))
    tables = document.xpath("//table")
    assert len(tables) >= 6
    for table in tables:
        assert table.xpath("./thead//th")
        assert all(cell.get("scope") for cell in table.iter("th"))
        widths = {sum(int(cell.get("colspan", 1)) for cell in row) for row in table.xpath("./thead/tr")}
        assert len(widths) == 1


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_page_says_its_language_and_title(sheet_with: Callable[..., Sheet], language: str) -> None:
    document = html.document_fromstring(page(sheet_with("A <b> & c", language=language)))
    assert document.get("lang") == language
    assert document.findtext("head/title") == "A <b> & c"
    assert document.xpath("//meta[@name='description']/@content")[0]


def test_every_field_is_told(sheet_with: Callable[..., Sheet]) -> None:
    """The word stands in every field, so each part of the page that shows a field must hold it."""
    document = html.document_fromstring(page(sheet_with("Wombat")))
    for where in (
        "//h1", "//header//p[@class='lead']", "//dl[@class='facts']", "//article//h3",
        "//article//blockquote", "//article//ul", "//article//dl",
        "//section[@id='s-first']/header", "//tr[@id='t-location']/th",
        "//tr[@id='t-location']//dl[@class='lanes']", "//tr[@id='t-location']//li[@class='pain']",
        "//tr[@id='t-location']//li[@class='chance']", "//tr[@id='t-location']//blockquote",
        "//tr[@id='t-location']//ul[@class='ways']", "//tr[@id='t-location']//div[@class='felt']",
        "//section[@id='scores']//table", "//section[@id='measures']//table", "//tr[@id='i-better']",
        "//tr[@id='e-survey']", "//div[@class='map']//text",
    ):  # fmt: skip
        found = document.xpath(where)
        assert found, where
        assert any("Wombat" in "".join(element.itertext()) for element in found), where


def test_private_notes_need_to_be_asked_for(sheet_with: Callable[..., Sheet]) -> None:
    assert "SECRET" not in page(sheet_with("Text"))
    assert page(sheet_with("Text", private=True)).count("SECRET") == 3


def test_empty_sections_are_left_out(bare: Sheet) -> None:
    document = html.document_fromstring(page(bare))
    assert document.xpath("//main/section/@id") == ["map", "touchpoints"]
    assert document.xpath("//nav//a/@href") == ["#map", "#touchpoints"]
    assert document.xpath("//div[contains(@class, 'ring')]/strong/text()") == ["–"]


def test_same_sheet_same_bytes(sheet_with: Callable[..., Sheet]) -> None:
    assert page(sheet_with("客户")) == page(sheet_with("客户"))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_no_text_changes_the_structure(sheet_with: Callable[..., Sheet], text: str) -> None:
    document = page(sheet_with(f"x{text}x"))
    shape(document)
    assert page_around(document) == page_around(page(sheet_with("x")))


def test_hostile_texts_stay_text(sheet_with: Callable[..., Sheet], corpora: Path) -> None:
    """Many lines of the collections in every field at once add no element to the page."""
    lines = hostile(corpora)
    assert len(lines) > 1800
    batch = 60
    usual = page_around(page(sheet_with("x")))
    for start in range(0, len(lines), batch):
        text = "\n".join(lines[start : start + batch])[:15000]
        document = page(sheet_with(text))
        shape(document)
        assert page_around(document) == usual
        if start == 0:
            (lead,) = html.document_fromstring(document).xpath("//p[@class='lead']")
            assert "".join(lead.itertext()) == text.replace("\r\n", "\n").replace("\r", "\n")
