"""Maps in pages of others: fragments, the element `<journey-map>`, and pictures with links."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import fromstring

import pytest

from jmap.render.formats.linked_svg import FORMAT as LINKED
from jmap.render.formats.svg import FORMAT as SVG
from jmap.report.formats.embed import FORMAT as EMBED
from jmap.resources import templates_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

    from jmap.render.format import Sheet

pytestmark = pytest.mark.browser

HOSTILE = "</style><script>alert(1)</script>\"'><img src=x onerror=alert(1)><svg onload=alert(1)>"
HOST = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Docs</title>
<style>h1{{color:rgb(1,2,3)}} div{{}}</style></head>
<body><main><h1>Docs</h1><p class="muted">ours</p>{}</main></body></html>"""


class Site:
    """A site of somebody else, served from memory."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.files: dict[str, tuple[str, str]] = {}
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route("**/*", self._answer)

    def _answer(self, route: Route) -> None:
        self.asked.append(route.request.url)
        path = route.request.url.removeprefix("http://docs.test/")
        if path in self.files:
            kind, body = self.files[path]
            route.fulfill(body=body, content_type=kind)
        else:
            route.fulfill(status=404, body="")

    def open(self, body: str, **files: tuple[str, str]) -> Page:
        self.files = {
            "": ("text/html", HOST.format(body)),
            **{k.replace("__", "."): v for k, v in files.items()},
        }
        self.page.goto("http://docs.test/")
        self.page.wait_for_timeout(300)
        return self.page


@pytest.fixture
def site(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Site]:
    scheme: Any = getattr(request, "param", "light")
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1024, "height": 900})
    yield Site(context.new_page())
    context.close()


def fragment(sheet: Sheet, stem: str) -> str:
    return EMBED.render(replace(sheet, stem=stem)).outputs[0].data.decode()


@pytest.mark.parametrize("site", ["light", "dark"], indirect=True)
def test_two_fragments_share_a_page(
    site: Site, sheet_with: Callable[..., Sheet], barriers: Callable[[Page], list[str]]
) -> None:
    page = site.open(fragment(sheet_with("Words"), "one.en") + fragment(sheet_with("Other"), "two.en"))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids)) > 4
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(1, 2, 3)"
    assert page.evaluate("[...document.styleSheets].slice(1).flatMap(s => [...s.cssRules])"
                         ".flatMap(r => r.selectorText ?? [...r.cssRules].map(x => x.selectorText))"
                         ".every(s => s.includes('.jm-one-en-embed') || s.includes('.jm-two-en-embed'))")  # fmt: skip
    assert page.locator("script").count() == 0
    assert barriers(page) == []
    assert [url for url in site.asked if "favicon" not in url] == ["http://docs.test/"]
    assert site.complaints == []


@pytest.mark.parametrize("theme", ["data-theme", "data-md-color-scheme"])
def test_a_site_says_which_scheme_it_has(site: Site, sheet_with: Callable[..., Sheet], theme: str) -> None:
    page = site.open(fragment(sheet_with("Words"), "one"))
    ground = "getComputedStyle(document.querySelector('figure')).backgroundColor"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    value = "dark" if theme == "data-theme" else "slate"
    page.evaluate(f"document.documentElement.setAttribute('{theme}', '{value}')")
    assert page.evaluate(ground) == "rgb(17, 22, 29)"


@pytest.mark.parametrize("part", ["documentElement", "body"])
def test_a_site_says_it_by_a_class(site: Site, sheet_with: Callable[..., Sheet], part: str) -> None:
    page = site.open(fragment(sheet_with("Words"), "one"))
    page.evaluate(f"document.{part}.className = 'dark'")
    ground = "getComputedStyle(document.querySelector('figure')).backgroundColor"
    assert page.evaluate(ground) == "rgb(17, 22, 29)"


def test_hostile_texts_do_nothing_in_a_fragment(site: Site, sheet_with: Callable[..., Sheet]) -> None:
    count = "document.querySelectorAll('figure :not(svg *)').length"
    usual = site.open(fragment(sheet_with("x"), "one")).evaluate(count)
    page = site.open(fragment(sheet_with(HOSTILE), "one"))
    assert page.evaluate(count) == usual
    assert page.locator("script, [onload], [onerror]").count() == 0
    assert site.complaints == []


def element() -> str:
    return (templates_dir() / "embed" / "journey-map.js").read_text("utf-8")


def test_element_and_fragment_know_the_same_sites() -> None:
    told = {
        place
        for scheme in re.findall(r'(?:dark|light): "(\[[^"]+)"', element())
        for place in scheme.split(",")
    }
    fragment_ = (templates_dir() / "embed" / "map.html").read_text("utf-8")
    known = {place for scheme in re.findall(r":is\(([^)]+)\)", fragment_) for place in scheme.split(",")}
    assert told == known
    assert len(told) == 10


ELEMENT = '<script src="journey-map.js" defer></script>'


def test_elements_show_maps_apart_from_the_page(
    site: Site, sheet_with: Callable[..., Sheet], barriers: Callable[[Page], list[str]]
) -> None:
    light, dark = (output.data.decode() for output in SVG.render(sheet_with("Words", language="en")).outputs)
    page = site.open(
        '<journey-map src="a.svg" dark="b.svg">Loading</journey-map>'
        '<journey-map src="a.svg" aria-label="Second"></journey-map>' + ELEMENT,
        **{"journey-map__js": ("text/javascript", element()), "a__svg": ("image/svg+xml", light),
           "b__svg": ("image/svg+xml", dark)},
    )  # fmt: skip
    shown = "[...document.querySelectorAll('journey-map')].map(m => m.shadowRoot.querySelectorAll('svg text').length)"
    first, second = page.evaluate(shown)
    assert first == second > 10
    assert page.evaluate("document.querySelectorAll('svg').length") == 0, "they stand in shadow trees"
    assert page.evaluate("document.querySelector('journey-map').getAttribute('aria-label')") == "Words"
    original = page.evaluate(
        "text => new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('*').length", light
    )
    copied = page.evaluate("document.querySelector('journey-map').shadowRoot.querySelectorAll('*').length")
    assert copied == original, "nothing of a map of jmap is lost"
    assert barriers(page) == []
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    assert any(url.endswith("b.svg") for url in site.asked)
    assert site.complaints == []


@pytest.mark.parametrize(
    "part", ["documentElement.dataset.theme", "documentElement.dataset.mdColorScheme", "body.className"]
)
def test_an_element_shows_the_picture_that_its_site_goes_with(
    site: Site, sheet_with: Callable[..., Sheet], part: str
) -> None:
    light, dark = (output.data.decode() for output in SVG.render(sheet_with("Words", language="en")).outputs)
    page = site.open(
        '<journey-map src="a.svg" dark="b.svg">Loading</journey-map>' + ELEMENT,
        **{"journey-map__js": ("text/javascript", element()), "a__svg": ("image/svg+xml", light),
           "b__svg": ("image/svg+xml", dark)},
    )  # fmt: skip
    ground = "getComputedStyle(document.querySelector('journey-map').shadowRoot.querySelector('rect')).fill"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    for word, color in (
        ("slate" if "md" in part else "dark", "rgb(17, 22, 29)"),
        ("default" if "md" in part else "light", "rgb(255, 255, 255)"),
    ):
        page.evaluate(f"document.{part} = '{word}'")
        page.wait_for_timeout(300)
        assert page.evaluate(ground) == color
    page.emulate_media(color_scheme="dark")
    page.evaluate("document.documentElement.lang = 'fr'")
    page.wait_for_timeout(300)
    assert page.evaluate(ground) == "rgb(255, 255, 255)", (
        "what the site says goes before what the reader prefers"
    )
    assert site.complaints == []


def test_an_element_shows_a_picture_with_links_in_its_colours_where_a_policy_allows_no_styles(
    site: Site, sheet_with: Callable[..., Sheet]
) -> None:
    linked = LINKED.render(sheet_with("Words", language="en")).outputs[0].data.decode()
    body = HOST.format('<journey-map src="a.svg">Loading</journey-map>' + ELEMENT)
    policy = "script-src 'self'; connect-src 'self'; style-src 'none'"
    head = f'<head><meta http-equiv="Content-Security-Policy" content="{policy}">'
    files = {"": ("text/html", body.replace("<head>", head)), "a__svg": ("image/svg+xml", linked)}
    page = site.open("", **files, **{"journey-map__js": ("text/javascript", element())})
    shadow = "document.querySelector('journey-map').shadowRoot"
    assert page.evaluate(f"{shadow}.querySelectorAll('a[href]').length") == 3
    ground = f"getComputedStyle({shadow}.querySelector('rect')).fill"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(300)
    assert page.evaluate(ground) == "rgb(17, 22, 29)"


def test_an_element_is_called_after_the_map_it_shows(site: Site, sheet_with: Callable[..., Sheet]) -> None:
    one, two = (SVG.render(sheet_with(title)).outputs[0].data.decode() for title in ("One", "Two"))
    page = site.open(
        '<journey-map src="one.svg"></journey-map><journey-map src="one.svg" aria-label="Ours"></journey-map>'
        + ELEMENT,
        **{"journey-map__js": ("text/javascript", element()), "one__svg": ("image/svg+xml", one),
           "two__svg": ("image/svg+xml", two)},
    )  # fmt: skip
    names = "[...document.querySelectorAll('journey-map')].map(each => each.getAttribute('aria-label'))"
    assert page.evaluate(names) == ["One", "Ours"]
    page.evaluate(
        "document.querySelectorAll('journey-map').forEach(each => each.setAttribute('src', 'two.svg'))"
    )
    page.wait_for_timeout(300)
    assert page.evaluate(names) == ["Two", "Ours"]


BAD = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 onload="alert(1)" width="9" height="9">
<title>Bad</title><script>alert(2)</script><style>@import "http://evil.test/x.css"; text{fill:url(http://evil.test/y)}</style>
<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:alert(3)"/></foreignObject>
<a href="javascript:alert(4)"><text x="1" y="1" fill="url(http://evil.test/z)">words</text></a>
<a xlink:href="javascript:alert(5)" href="java&#9;script:alert(6)"><text>more</text></a>
<image href="http://evil.test/picture.png"/><use href="http://evil.test/u.svg#x"/>
<animate attributeName="href" to="javascript:alert(7)"/>
<set attributeName="onmouseover" to="alert(8)"/><text onclick="alert(9)" style="background:url(http://evil.test/s)">last</text></svg>"""


def test_an_element_takes_nothing_harmful_over(site: Site) -> None:
    page = site.open(
        '<journey-map src="bad.svg"></journey-map>' + ELEMENT,
        **{"journey-map__js": ("text/javascript", element()), "bad__svg": ("image/svg+xml", BAD)},
    )
    shadow = "document.querySelector('journey-map').shadowRoot"
    names = page.evaluate(f"[...{shadow}.querySelectorAll('*')].map(e => e.localName)")
    assert names == ["svg", "title", "a", "text", "a", "text", "image", "text"]
    attributes = page.evaluate(
        f"[...{shadow}.querySelectorAll('*')].flatMap(e => [...e.attributes].map(a => a.name))"
    )
    assert set(attributes) <= {"width", "height", "x", "y"}
    click = "e => e.dispatchEvent(new MouseEvent('click', {bubbles: true}))"
    page.evaluate(f"{shadow}.querySelectorAll('a, text').forEach({click})")
    page.wait_for_timeout(100)
    assert site.complaints == []
    assert not [url for url in site.asked if "evil" in url]


@pytest.mark.parametrize("body", ["<html>no", "", "<svg xmlns='http://www.w3.org/2000/svg'><g>"])
def test_an_element_falls_back_to_what_it_holds(site: Site, body: str) -> None:
    page = site.open(
        '<journey-map src="x.svg"><a href="map.html">The map</a></journey-map>' + ELEMENT,
        **{"journey-map__js": ("text/javascript", element()), "x__svg": ("image/svg+xml", body)},
    )
    assert page.locator("a").is_visible()
    assert (
        page.evaluate("document.querySelector('journey-map').shadowRoot.querySelectorAll('svg').length") == 0
    )


def test_an_element_far_away_waits(site: Site, sheet_with: Callable[..., Sheet]) -> None:
    light = SVG.render(sheet_with("x")).outputs[0].data.decode()
    page = site.open(
        '<div style="height:5000px"></div><journey-map src="far.svg">far</journey-map>' + ELEMENT,
        **{"journey-map__js": ("text/javascript", element()), "far__svg": ("image/svg+xml", light)},
    )
    assert not [url for url in site.asked if url.endswith("far.svg")]
    page.evaluate("scrollTo(0, 5000)")
    page.wait_for_timeout(400)
    assert [url for url in site.asked if url.endswith("far.svg")]


def test_a_picture_with_links_leads_to_the_page(sheet_with: Callable[..., Sheet]) -> None:
    (output,) = LINKED.render(sheet_with("Words & more", language="zh-CN")).outputs
    assert output.suffix == ".linked.svg"
    root = fromstring(output.data)  # noqa: S314 -- our own
    links = [each.get("href") for each in root.iter("{http://www.w3.org/2000/svg}a")]
    assert links == ["everything.html#t-location", "everything.html#t-second", "everything.html#t-third"]
    (other,) = LINKED.render(sheet_with("Words", language="en")).outputs
    assert b"everything.html#en:t-location" in other.data
