"""A map of more columns than are laid out at once: nothing is lost, wherever it is looked at."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from benchmarks.inputs import write_project
from lxml import etree

from jmap.layout.scene import Group, Words, walk
from jmap.render import palette
from jmap.render.format import Options, Sheet
from jmap.render.looks import Classes
from jmap.report.formats.html import FORMAT
from jmap.report.map import _HEAD, _MANY, Picture
from jmap.report.names import Words as Names
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.report.conftest import Visit

COUNT = 90


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Sheet:
    assert COUNT > _MANY
    project = read_project(write_project(tmp_path_factory.mktemp("long") / "project", 1, COUNT)).project
    (journey,) = project.journeys.values()
    return Sheet(
        project, journey, score_journey(project, journey), "zh-CN", journey.id, Options(embed_fonts=False)
    )


@pytest.fixture
def opened(open_page: Callable[..., Visit], sheet: Sheet, tmp_path: Path) -> Visit:
    file = tmp_path / "page.html"
    file.write_bytes(FORMAT.render(sheet).outputs[0].data)
    return open_page(file)


def test_parts_hold_every_text_once(sheet: Sheet) -> None:
    strips = Picture(Names(sheet), Classes(palette.variables())).whole()["strips"]
    assert all(len(strip["parts"]) == 5 for strip in strips)
    markup = [
        one["items"]
        for strip in strips
        for one in (strip["label"], strip["axis"], strip["body"], *strip["parts"])
        if one
    ]
    found = Counter(str(t) for t in etree.fromstring(f"<g>{''.join(markup)}</g>").xpath("//text/text()"))
    items = tuple(
        item for item in sheet.scene.items if isinstance(item, Group) and item.role not in {*_HEAD, "legend"}
    )
    assert found == Counter(shape.text for shape in walk(items) if isinstance(shape, Words))


@pytest.mark.browser
def test_parts_lie_where_one_picture_would_have_drawn_them(opened: Visit) -> None:
    page = opened.page
    page.get_by_role("button", name="100%").click()
    off = page.evaluate(
        """() => [...document.querySelectorAll('.strip')].flatMap(strip => {
          const [left, top] = boxOf(strip.querySelector('.body'));
          const place = strip.querySelector('.body').getBoundingClientRect();
          return [...strip.querySelectorAll('.parts > svg')].flatMap(part => {
            const box = part.getBoundingClientRect(), [x, y, width] = boxOf(part);
            return [box.left - place.left - (x - left), box.top - place.top - (y - top), box.width - width];
          });
          function boxOf(svg) { return svg.getAttribute('viewBox').split(' ').map(Number); }
        })"""
    )
    assert len(off) > 100
    assert max(map(abs, off)) < 1
    assert opened.complaints == []


@pytest.mark.browser
def test_only_columns_in_sight_are_laid_out_and_all_are_found(opened: Visit) -> None:
    page = opened.page
    last = page.locator("[data-lane=does] .parts > svg").last
    assert not last.evaluate(
        "part => part.querySelector('text').checkVisibility({ contentVisibilityAuto: true })"
    )
    wanted = last.locator("text").last.text_content()
    assert page.evaluate("text => find(text, true)", wanted), "as the browser's own search does"
    page.locator(".heads a").last.focus()
    page.wait_for_timeout(200)
    assert last.evaluate(
        "part => part.querySelector('text').checkVisibility({ contentVisibilityAuto: true })"
    )


@pytest.mark.browser
def test_clicks_pictures_and_paper_know_all_columns(opened: Visit, sheet: Sheet) -> None:
    page = opened.page
    page.get_by_role("button", name="100%").click()
    last = page.locator("[data-lane=pains] .parts > svg").last.locator("g[data-t]").last
    id_ = last.get_attribute("data-t")
    last.scroll_into_view_if_needed()
    last.click()
    assert page.evaluate("location.hash") == f"#t-{id_}"
    with page.expect_download() as download:
        page.evaluate("document.querySelector('[data-picture=save-svg]').click()")
    saved = etree.fromstring(download.value.path().read_bytes())
    texts = Counter(str(text) for text in saved.xpath("//*[local-name()='text']/text()"))
    drawn = Counter(page.evaluate("[...document.querySelectorAll('.map text')].map(e => e.textContent)"))
    assert drawn <= texts
    name = sheet.journey.touchpoints[-1].name.to("zh-CN")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    heads = page.evaluate(
        "[...document.querySelectorAll('.sheets thead')].map(e => e.textContent.replace(/\\s/g, ''))"
    )
    assert sum(re.sub(r"\s", "", name) in head for head in heads) == 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.complaints == []
