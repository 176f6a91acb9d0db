"""Everything a page can do with its script, in Chromium: by mouse, by keyboard, by its address."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from jmap.build.run import Request, build
from jmap.render.format import Options, Sheet
from jmap.report.formats.html import FORMAT
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page
    from tests.report.conftest import Visit

pytestmark = pytest.mark.browser

SHOWN = ".edition:not([hidden])"


def in_all_languages(sheet: Sheet) -> Sheet:
    editions = tuple(replace(sheet, language=language) for language in sheet.project.languages)
    return replace(editions[0], editions=editions)


@pytest.fixture(scope="session")
def shop(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of an example in both its languages: eleven touchpoints, two personas, all kinds of lanes."""
    project = read_project(root / "examples" / "cx-blueprint").project
    journey = project["shopping"]
    scores = score_journey(project, journey)
    sheet = Sheet(project, journey, scores, "zh-CN", "shopping", Options(embed_fonts=False))
    file = tmp_path_factory.mktemp("page") / "shopping.html"
    file.write_bytes(FORMAT.render(in_all_languages(sheet)).outputs[0].data)
    return file


@pytest.fixture
def opened(open_page: Callable[..., Visit], shop: Path) -> Any:
    """Opens the example; afterwards nothing may have been complained about and nothing fetched."""
    visits = []

    def open_(address: str = "#lang=en", **how: Any) -> Page:
        visits.append(open_page(shop, address=address, **how))
        return visits[-1].page

    yield open_
    for visit in visits:
        assert visit.complaints == []
        assert set(visit.strangers) <= {shop.as_uri()}  # where a test loads it again


def panel_of(page: Page) -> str | None:
    """The heading of the panel that is open."""
    panel = page.locator(f"{SHOWN} .panel[open] h2")
    return panel.inner_text() if panel.count() else None


def visible(page: Page, selector: str) -> int:
    return page.locator(f"{SHOWN} {selector}:visible").count()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.dataset.t ?? document.activeElement.innerText"))


def test_without_a_script_the_page_is_whole(browser: Any, shop: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(shop.as_uri())
    assert visible(page, ".sheet tr[data-stage]") == 11
    assert visible(page, ".strip") > 10
    assert visible(page, "[data-scripted]") == 0
    page.get_by_role("link", name="English", exact=True).click()
    assert page.locator("h1:visible").inner_text() == "Shopping from browsing to after-sales"
    page.goto(f"{shop.as_uri()}#en:t-payment")
    assert page.locator("[id='en:t-payment']").is_visible()
    assert page.locator("[id='t-payment']").is_hidden()
    context.close()


def test_language_is_switched_in_place(opened: Callable[..., Page]) -> None:
    page = opened("#t-payment&channel=app&hide=systems")
    assert panel_of(page) == "支付 ★"
    shown = visible(page, ".sheet tr[data-stage]")
    page.get_by_role("link", name="English", exact=True).evaluate("link => link.click()")
    assert panel_of(page) == "Payment ★"
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title() == "Shopping from browsing to after-sales"
    assert visible(page, ".sheet tr[data-stage]") == shown < 11
    assert visible(page, "[data-lane=systems]") == 0
    assert "lang=en" in page.evaluate("location.hash")
    page.reload()
    assert panel_of(page) == "Payment ★"


def test_language_switch_keeps_the_place(opened: Callable[..., Page]) -> None:
    page = opened("#")
    page.evaluate("document.getElementById('t-handover').scrollIntoView({behavior: 'instant'})")
    page.wait_for_timeout(100)
    page.evaluate(f"document.querySelector('{SHOWN} .view').scrollLeft = 300")
    before = page.evaluate("document.getElementById('t-handover').getBoundingClientRect().top")
    page.evaluate("document.querySelector(\"a[data-language='en']\").click()")
    page.wait_for_timeout(100)
    after = page.evaluate("document.getElementById('en:t-handover').getBoundingClientRect().top")
    assert abs(after - before) < 40
    assert page.evaluate(f"document.querySelector('{SHOWN} .view').scrollLeft") == 300


@pytest.mark.parametrize("system", ["light", "dark"])
def test_reader_chooses_the_colours(opened: Callable[..., Page], system: str) -> None:
    page = opened(scheme=system)

    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    colors = {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 22, 29)"}
    assert ground() == colors[system]
    for scheme in ("dark", "light"):
        page.locator(f"{SHOWN} .scheme label", has_text=scheme.capitalize()).click()
        assert ground() == colors[scheme]
        assert f"scheme={scheme}" in page.evaluate("location.hash")
    page.locator(f"{SHOWN} input[data-scheme]:checked").focus()
    page.keyboard.press("ArrowLeft")
    assert ground() == colors[system]
    page.emulate_media(media="print")
    assert ground() == colors["light"]


def test_details_open_by_mouse_and_close(opened: Callable[..., Page]) -> None:
    page = opened()
    page.locator(f"{SHOWN} .heads a[data-t=checkout]").click()
    assert panel_of(page) == "Checkout"
    assert page.evaluate("location.hash") == "#t-checkout&lang=en"
    page.get_by_role("button", name="Next touchpoint").click()
    assert panel_of(page) == "Payment ★"
    page.get_by_role("button", name="Previous touchpoint").click()
    assert panel_of(page) == "Checkout"
    page.get_by_role("button", name="Close details").click()
    assert panel_of(page) is None
    assert page.evaluate("location.hash") == "#lang=en"
    page.go_back()
    assert panel_of(page) == "Checkout"


def test_the_way_back_closes_details_and_keeps_what_was_chosen(opened: Callable[..., Page]) -> None:
    page = opened("#lang=en")
    page.locator(f"{SHOWN} .heads a[data-t=checkout]").click()
    page.locator(f"{SHOWN} summary", has_text="Channel").click()
    page.locator(f"{SHOWN} details[open] label").first.click()
    page.evaluate("document.querySelector(\"a[data-language='zh-CN']\").click()")
    chosen = page.evaluate("location.hash").removeprefix("#t-checkout&")
    assert "channel=" in chosen
    page.go_back()
    page.wait_for_function("!document.querySelector('.panel[open]')")
    assert page.evaluate("location.hash") == f"#{chosen}"
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    page.reload()
    assert page.evaluate("location.hash") == f"#{chosen}"
    assert visible(page, ".sheet tr[data-stage]") < 11
    page.go_forward()
    page.wait_for_function("document.querySelector('.panel[open]')")
    assert page.evaluate("location.hash") == f"#t-checkout&{chosen}"
    page.evaluate("location.hash = '#lang=en'")  # a link that somebody sent says all there is to choose
    page.wait_for_function("document.documentElement.lang == 'en'")
    assert visible(page, ".sheet tr[data-stage]") == 11


def test_the_focus_is_never_beneath_the_details(opened: Callable[..., Page]) -> None:
    page = opened("#t-checkout&lang=en")
    assert panel_of(page) == "Checkout"
    beneath = """() => {
      const panel = document.querySelector('.edition:not([hidden]) .panel[open]');
      const at = document.activeElement.getBoundingClientRect();
      return Boolean(panel && !panel.contains(document.activeElement) && at.left >= panel.offsetLeft);
    }"""
    wide = f"[...document.querySelectorAll('{SHOWN} main a')].findIndex(a => a.getBoundingClientRect().left > 1000)"
    assert page.evaluate(wide) >= 0, "there are links beneath"
    left = False
    for _ in range(60):
        page.keyboard.press("Shift+Tab")
        assert not page.evaluate(beneath), focused(page)
        left = left or panel_of(page) is None
    assert left, "what lies beneath was reached, and seen"


def test_details_say_everything(opened: Callable[..., Page]) -> None:
    page = opened("#t-payment-retry&lang=en")
    told = page.locator(f"{SHOWN} .panel .body").inner_text()
    for words in (
        "Text message", "Owner", "Reads the error and changes the card", "1.8", "n = 61", "38%", "n = 2443",
        "2026-10-31", "Target 60%", "5/5", "Impact", "Computation", "Weight", "Status",
    ):  # fmt: skip
        assert words in told, words
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_map_is_walked_with_the_keyboard(opened: Callable[..., Page]) -> None:
    page = opened()
    view = page.locator(f"{SHOWN} .view")
    view.focus()
    page.keyboard.press("Tab")
    assert focused(page) == "search"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    for key, reached in (
        ("ArrowRight", "product-page"), ("End", "review"), ("ArrowRight", "review"), ("Home", "search"),
        ("ArrowLeft", "search"), ("ArrowRight", "product-page"),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert focused(page) == reached
        column = page.locator(f"{SHOWN} .column").bounding_box()
        frame = view.bounding_box()
        assert column
        assert frame
        assert column["x"] >= frame["x"] - 1
        assert column["x"] + column["width"] <= frame["x"] + frame["width"] + 1
    page.keyboard.press("Enter")
    assert panel_of(page) == "Product page"
    page.keyboard.press("Escape")
    assert panel_of(page) is None
    assert focused(page) == "product-page"
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('.heads')")


def test_stages_and_names_of_lanes_stay_in_sight(opened: Callable[..., Page]) -> None:
    page = opened()
    for zoom in ("in", "in", "out", "full"):
        page.locator(f"{SHOWN} [data-zoom={zoom}]").click()
        places = page.evaluate(
            """selector => {
              const view = document.querySelector(selector);
              view.scrollTo({left: 500, top: 400, behavior: "instant"});
              const frame = view.getBoundingClientRect();
              const at = part => view.querySelector(part).getBoundingClientRect();
              const lane = [...view.querySelectorAll(".strip[data-lane]")].at(-2);
              const name = lane.querySelector(".label").getBoundingClientRect();
              const body = lane.querySelector(".body").getBoundingClientRect();
              const link = view.querySelector(".heads a[data-t=payment]");
              const card = view.querySelector("[data-lane=pains] [data-t=payment]");
              return {
                heads: at(".heads").top - frame.top, names: name.left - frame.left,
                level: name.top - body.top,
                column: link.getBoundingClientRect().left - card.getBoundingClientRect().left,
              };
            }""",
            f"{SHOWN} .view",
        )
        assert abs(places["heads"]) < 1
        assert abs(places["names"]) < 1
        assert abs(places["level"]) < 1
        assert abs(places["column"]) < 2


def test_a_map_that_goes_on_below_its_view_says_so(opened: Callable[..., Page]) -> None:
    page = opened()
    page.set_viewport_size({"width": 1440, "height": 600})

    def sign() -> dict[str, float] | None:
        page.wait_for_timeout(200)
        found: dict[str, float] | None = page.evaluate(
            """selector => {
              const legend = document.querySelector(selector + " .view + .legend");
              const sign = getComputedStyle(legend, "::before");
              if (sign.content === "none") return null;
              const { top } = legend.getBoundingClientRect();
              const view = document.querySelector(selector + " .view").getBoundingClientRect();
              return { below: top + parseFloat(sign.top) + parseFloat(sign.height) - view.bottom };
            }""",
            SHOWN,
        )
        return found

    said = sign()
    assert said
    assert abs(said["below"]) < 20
    page.evaluate(f"document.querySelector('{SHOWN} .view').scrollTo({{top: 99999, behavior: 'instant'}})")
    assert sign() is None
    page.evaluate(f"document.querySelector('{SHOWN} .view').scrollTo({{top: 0, behavior: 'instant'}})")
    assert sign()


def test_zoom(opened: Callable[..., Page]) -> None:
    page = opened()

    def scale() -> float:
        map_ = f"document.querySelector('{SHOWN} .map')"
        return float(
            page.evaluate(f"{map_}.offsetWidth / getComputedStyle({map_}).getPropertyValue('--width')")
        )

    start = scale()
    page.get_by_role("button", name="Zoom in").click()
    assert scale() == pytest.approx(start * 1.25, rel=0.01)
    page.get_by_role("button", name="100%").click()
    assert scale() == pytest.approx(1, rel=0.01)
    page.get_by_role("button", name="Fit").click()
    assert page.evaluate(
        f"(v => v.scrollWidth <= v.clientWidth + 1)(document.querySelector('{SHOWN} .view'))"
    )
    page.get_by_role("button", name="Zoom out").focus()
    before = scale()
    page.keyboard.press("Enter")
    assert scale() == pytest.approx(before / 1.25, rel=0.02)
    page.locator(f"{SHOWN} .view").hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_timeout(100)
    assert scale() > before


def test_dragging_pans_and_is_no_click(opened: Callable[..., Page]) -> None:
    page = opened("#map&lang=en")
    link = page.locator(f"{SHOWN} .heads a[data-t=payment]").bounding_box()
    assert link
    page.mouse.move(link["x"] + 10, link["y"] + 10)
    page.mouse.down()
    page.mouse.move(link["x"] - 200, link["y"] + 10, steps=5)
    page.mouse.up()
    assert page.evaluate(f"document.querySelector('{SHOWN} .view').scrollLeft") == pytest.approx(210, abs=6)
    assert panel_of(page) is None
    page.locator(f"{SHOWN} .heads a[data-t=payment]").click()
    assert panel_of(page) == "Payment ★"


def test_filters_combine_and_are_in_the_address(opened: Callable[..., Page]) -> None:
    page = opened()
    assert page.locator(f"{SHOWN} .count").inner_text() == "11 of 11 touchpoints"
    page.locator(f"{SHOWN} summary", has_text="Channel").click()
    page.locator(f"{SHOWN} label", has_text="Text message").click()
    assert visible(page, ".sheet tr[data-stage]") == 3
    page.locator(f"{SHOWN} label", has_text="Phone").click()
    assert visible(page, ".sheet tr[data-stage]") == 4
    page.locator(f"{SHOWN} summary", has_text="Stage").click()
    page.locator(f"{SHOWN} details[open] label", has_text="Pay").click()
    assert visible(page, ".sheet tr[data-stage]") == 1
    assert page.locator(f"{SHOWN} .count").inner_text() == "1 of 11 touchpoints"
    assert visible(page, ".stage") == 1
    assert visible(page, "tbody[data-t=payment-retry]") >= 1
    assert visible(page, "tbody[data-t=search]") == 0
    assert page.locator(f"{SHOWN} .map .heads .dim").count() == 10
    page.reload()
    assert visible(page, ".sheet tr[data-stage]") == 1
    assert page.locator(f"{SHOWN} .map .heads .dim").count() == 10
    page.locator(f"{SHOWN} summary", has_text="Score").click()
    page.locator(f"{SHOWN} details[open] label", has_text="70").click()
    assert page.locator(f"{SHOWN} .none").is_visible()
    page.get_by_role("button", name="Reset filters").click()
    assert visible(page, ".sheet tr[data-stage]") == 11
    assert page.locator(f"{SHOWN} .none").is_hidden()
    assert page.evaluate("location.hash") == "#lang=en"


@pytest.mark.parametrize("width", [390, 1440])
def test_what_filters_leave_comes_into_sight(opened: Callable[..., Page], width: int) -> None:
    page = opened("#lang=en", width=width)
    view = page.locator(f"{SHOWN} .view")
    for stage in ("after-sales", "browse"):
        page.evaluate(f"document.querySelector('{SHOWN} [data-facet=stage]').open = true")
        for choice in page.locator(f"{SHOWN} [data-facet=stage] input").all():
            choice.set_checked(choice.get_attribute("value") == stage, force=True)
        box, frame = page.locator(f"{SHOWN} .heads a:not(.dim)").first.bounding_box(), view.bounding_box()
        assert box
        assert frame
        label = page.locator(f"{SHOWN} .heads .label").bounding_box()
        assert box["x"] >= frame["x"] + (label["width"] if label else 0) - 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    before = view.evaluate("e => e.scrollLeft = 30")
    page.locator(f"{SHOWN} [data-facet=stage] input").nth(1).set_checked(checked=True, force=True)
    assert view.evaluate("e => e.scrollLeft") == before, "one of them is in sight"


def test_filters_work_with_the_keyboard(opened: Callable[..., Page]) -> None:
    page = opened()
    page.locator(f"{SHOWN} summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert "persona=careful-planner" in page.evaluate("location.hash")
    map_ = page.locator(f"{SHOWN} .map")
    assert map_.locator("[data-p=busy-professional]:not(.dim)").count() == 0
    felt = map_.locator("[data-lane=emotion] [data-p=busy-professional].dim")
    assert felt.count() == 12  # a curve, and one of each touchpoint
    assert map_.locator("[data-p=careful-planner].dim").count() == 0
    page.keyboard.press("Escape")
    assert page.locator(f"{SHOWN} details[open].menu").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_map_is_walked_from_a_touchpoint_that_is_filtered_out(opened: Callable[..., Page]) -> None:
    page = opened("#lang=en&stage=pay")
    stop = page.locator(f"{SHOWN} .heads a[tabindex='0']")
    left = page.locator(f"{SHOWN} .heads a:not(.dim)").evaluate_all("all => all.map(each => each.dataset.t)")
    assert stop.get_attribute("data-t") not in left
    stop.focus()
    page.keyboard.press("ArrowRight")
    assert focused(page) == left[0]
    page.keyboard.press("End")
    assert focused(page) == left[-1]


def test_details_lead_on_as_far_as_filters_let_them(opened: Callable[..., Page]) -> None:
    page = opened("#t-search&lang=en&stage=browse", width=1920)
    following = page.locator(f"{SHOWN} [data-panel=next]")
    following.focus()
    while following.is_enabled():
        page.keyboard.press("Enter")
    assert focused(page) == panel_of(page), "the button that has the focus leads nowhere any more"
    page.get_by_role("button", name="Reset filters").press("Enter")
    assert following.is_enabled()


def test_links_within_the_page_take_the_keyboard_along(opened: Callable[..., Page]) -> None:
    page = opened("#lang=en&scheme=dark&persona=busy-professional")
    place = "document.activeElement.closest('main > section')?.id"
    for link, section in (
        (".skip", "en:touchpoints"),
        (".contents a[href$=improvements]", "en:improvements"),
    ):
        page.locator(f"{SHOWN} {link}").focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(100)
        page.keyboard.press("Tab")
        assert page.evaluate(place) == section
        anchor = section.removeprefix("en:")
        assert page.evaluate("location.hash") == f"#{anchor}&lang=en&scheme=dark&persona=busy-professional"
        assert visible(page, ".map [data-p].dim") == 23  # two of each touchpoint, and a curve


@pytest.mark.parametrize("width", [390, 1440])
def test_what_the_details_name_is_gone_to(opened: Callable[..., Page], width: int) -> None:
    page = opened("#t-cart&lang=en", width=width)
    page.locator(f"{SHOWN} .panel .work a").first.click()
    page.wait_for_timeout(1000)
    assert panel_of(page) is None
    assert page.locator("tr:target").bounding_box()["y"] < 900  # type: ignore[index]


def test_lanes_close_the_gap(opened: Callable[..., Page]) -> None:
    page = opened()
    height = page.evaluate(f"document.querySelector('{SHOWN} .map').offsetHeight")
    lane = page.locator(f"{SHOWN} .strip[data-lane=emotion]").bounding_box()
    assert lane
    page.locator(f"{SHOWN} summary", has_text="Lanes").click()
    page.locator(f"{SHOWN} details[open] label", has_text="Emotion").click()
    after = page.evaluate(f"document.querySelector('{SHOWN} .map').offsetHeight")
    assert after == pytest.approx(height - lane["height"], abs=2)
    assert "hide=emotion" in page.evaluate("location.hash")
    for name in ("Frontstage", "Backstage"):
        page.locator(f"{SHOWN} details[open] label", has_text=name).click()
    assert visible(page, ".divider") == 1


@pytest.mark.parametrize("kind", ["svg", "png"])
def test_pictures_are_saved(opened: Callable[..., Page], kind: str) -> None:
    page = opened("#lang=en&hide=systems")
    page.locator(f"{SHOWN} summary", has_text="Picture").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save as {kind.upper()}").click()
    assert download.value.suggested_filename == f"shopping.en.{kind}"
    data = download.value.path().read_bytes()
    if kind == "png":
        assert data.startswith(b"\x89PNG")
        assert int.from_bytes(data[16:20]) > 4000
    else:
        text = data.decode()
        assert "Payment" in text
        drawn = etree.fromstring(data)
        title = page.evaluate("document.title")
        assert drawn.findtext("{*}title") == title
        top = [each for each in drawn.findall("{*}text") if each.get("font-weight") == "700"]
        assert " ".join(each.text or "" for each in top) == title
        assert "owned by" not in text, "what the page's head tells lies under nothing"
        assert "translate:" not in text, "programs that edit pictures do not know it"
        assert "Promotion engine" not in text
        assert "var(--" not in text
        assert "<a " not in text
    assert page.locator(f"{SHOWN} .choices [role=status]").inner_text() == "Saved as a file"


def test_a_saved_picture_looks_like_the_map(
    opened: Callable[..., Page], open_page: Callable[..., Visit], tmp_path: Path
) -> None:
    """Every text of the picture stands as far from the others as on the page."""
    places = (
        "root => [...root.querySelectorAll('text')].map(e => [e.textContent, e.getBoundingClientRect().left])"
    )
    page = opened("#lang=en")
    page.get_by_role("button", name="100%").click()
    page.locator(f"{SHOWN} .view").evaluate("view => { view.scrollLeft = 0; }")
    on_page = page.locator(f"{SHOWN} .map").evaluate(places)
    page.locator(f"{SHOWN} summary", has_text="Picture").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as SVG").click()
    file = tmp_path / "saved.svg"
    download.value.save_as(file)
    saved = open_page(file).page.locator("svg").evaluate(places)
    counts = Counter(text for text, _ in on_page)
    alone = {text: left for text, left in on_page if counts[text] == 1}
    found = {text: left for text, left in saved if text in alone}
    assert len(alone) > 100
    assert found.keys() == alone.keys()
    shifts = [found[text] - left for text, left in alone.items()]
    assert max(shifts) - min(shifts) < 1.5


def test_two_fingers_zoom_the_map_and_one_scrolls_it(browser: Browser, shop: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{shop.as_uri()}#map&lang=en")
    page.wait_for_timeout(200)
    tools = context.new_cdp_session(page)

    def touch(kind: str, *fingers: tuple[float, float]) -> None:
        points = [{"x": x, "y": y, "id": index} for index, (x, y) in enumerate(fingers)]
        tools.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    view = page.locator(f"{SHOWN} .view")
    box = view.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    width = f"document.querySelector('{SHOWN} .map').offsetWidth"
    under = f"(x => (document.querySelector('{SHOWN} .view').scrollLeft + x) / {width})"
    view.evaluate("view => { view.scrollLeft = 300; }")
    before, held = page.evaluate(width), page.evaluate(f"{under}(195)")
    touch("touchStart", (145, y), (245, y))
    for apart in range(60, 101, 10):
        touch("touchMove", (195 - apart, y), (195 + apart, y))
    touch("touchEnd")
    assert page.evaluate(width) == pytest.approx(2 * before, rel=0.02)
    assert page.evaluate(f"{under}(195)") == pytest.approx(held, abs=0.002), (
        "what was between the fingers stays"
    )
    assert page.evaluate("visualViewport.scale") == 1, "the page itself is not zoomed"
    left = view.evaluate("view => view.scrollLeft")
    touch("touchStart", (300, y))
    for x in range(280, 99, -20):
        touch("touchMove", (x, y))
    touch("touchEnd")
    page.wait_for_timeout(300)
    assert view.evaluate("view => view.scrollLeft") > left + 100
    assert page.evaluate(width) == pytest.approx(2 * before, rel=0.02)
    context.close()


def test_pages_lead_back_to_the_portfolio_they_were_opened_from(opened: Callable[..., Page]) -> None:
    page = opened("#t-payment")
    assert visible(page, "[data-index]") == 0, "sent alone it has no way back"
    page = opened("#t-payment&from=index&lang=en")
    link = page.locator(f"{SHOWN} [data-index]")
    assert link.inner_text() == "← Journey portfolio"
    assert link.get_attribute("href") == "index.html#lang=en"
    assert panel_of(page) == "Payment ★"
    page.locator(f"{SHOWN} .panel [data-panel=close]").click()
    page.locator(f"{SHOWN} .scheme label", has_text="Dark").click()
    assert link.get_attribute("href") == "index.html#lang=en&scheme=dark"
    assert page.locator("[data-index][href^='index.html']").count() == 2
    page = opened("#from=https://example.org")
    assert visible(page, "[data-index]") == 0


def test_twins_are_opened_as_the_page_is_read(
    open_page: Callable[..., Visit], root: Path, tmp_path: Path
) -> None:
    options = Options(embed_fonts=False)
    build(root / "examples" / "ux-evaluation", Request(tmp_path, ("html",), options=options))
    page = open_page(tmp_path / "onboarding-b.html", address="#lang=en&scheme=dark&from=index").page
    page.locator(f"{SHOWN} .twin .side-title a").click()
    page.wait_for_url("**/onboarding-a.html#from=index&lang=en&scheme=dark")
    page.locator(f"{SHOWN} .twin .aside a").click()
    page.wait_for_url("**/onboarding-b.html#twins&from=index&lang=en&scheme=dark")
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.style.colorScheme") == "dark"
    assert page.locator("[id='en:twins']").bounding_box()["y"] < 900  # type: ignore[index]


def test_pictures_and_links_are_copied(opened: Callable[..., Page]) -> None:
    page = opened("#t-payment&lang=en")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").endswith("shopping.html#t-payment&lang=en")
    page.keyboard.press("Escape")
    page.locator(f"{SHOWN} summary", has_text="Picture").click()
    page.get_by_role("button", name="Copy as SVG").click()
    page.locator(f"{SHOWN} .choices [role=status]", has_text="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("<svg xmlns=")
    page.get_by_role("button", name="Copy as PNG").click()
    page.wait_for_function("navigator.clipboard.read().then(items => items[0].types[0] === 'image/png')")


def test_review_is_as_old_as_the_readers_day_says(open_page: Callable[..., Visit], shop: Path) -> None:
    page = open_page(shop, address="#lang=en").page
    for now, ago, overdue in (
        ("2026-11-10T00:01:00", "today", False),
        ("2026-11-10T23:59:00", "today", False),
        ("2026-11-11T00:01:00", "yesterday", False),
        ("2027-01-09T23:59:00", "2 months ago", False),  # the day it is due
        ("2027-01-10T00:01:00", "2 months ago", True),
        ("2027-03-01T12:00:00", "4 months ago", True),
    ):
        page.clock.set_fixed_time(now)
        page.reload()
        facts = page.locator(f"{SHOWN} .about .facts").inner_text()
        assert f"2026-11-10 · {ago}" in facts
        assert ("2027-01-09 review overdue" in facts) is overdue


def test_open_improvements_are_as_overdue_as_the_readers_day_says(
    open_page: Callable[..., Visit], shop: Path
) -> None:
    page = open_page(shop, address="#lang=en").page
    page.clock.set_fixed_time("2026-12-31T12:00:00")
    page.reload()
    for row in page.locator(f"{SHOWN} .improvements-section tbody tr[id]").all():
        due = row.locator("time").first.inner_text()
        status = row.locator(".status").inner_text()
        overdue = status not in ("done", "dropped") and due < "2026-12-31"
        assert row.get_by_text("overdue", exact=True).count() == overdue


def test_controls_stay_beside_the_details(opened: Callable[..., Page]) -> None:
    for width in (960, 1024, 1440, 1920):
        page = opened("#t-payment&lang=en&stage=browse", width=width)
        panel = page.locator(f"{SHOWN} .panel").bounding_box()
        view = page.locator(f"{SHOWN} .view").bounding_box()
        assert panel
        assert view
        toolbar = page.locator(f"{SHOWN} .toolbar").bounding_box()
        assert toolbar
        assert toolbar["y"] + toolbar["height"] <= view["y"] + 2, "the names of stages are in sight"
        assert view["y"] + view["height"] <= 900, "the bar that scrolls the map is in sight"
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        for control in page.locator(
            f"{SHOWN} :is(.settings :is(a, label), .toolbar :is(summary, :not(.choices) > button))"
        ).all():
            box = control.bounding_box()
            assert box is None or box["x"] + box["width"] <= panel["x"], (width, control.inner_text())
        page.get_by_role("button", name="Reset filters").click()
        page.locator(f"{SHOWN} a[data-language=zh-CN]").click()
        assert panel_of(page) is not None


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_the_map_can_be_read_in_the_readers_own_colours(browser: Browser, shop: Path, chosen: Any) -> None:
    """Who has asked for contrast has a ground of their own, whatever colours the page was sent in."""
    theirs: Any = "dark" if chosen == "light" else "light"
    context = browser.new_context(color_scheme=theirs, forced_colors="active")
    page = context.new_page()
    page.goto(f"{shop.as_uri()}#lang=en&scheme={chosen}")
    ground = {"light": "rgb(255, 255, 255)", "dark": "rgb(17, 22, 29)"}[chosen]
    for part in (".map", ".legend", ".chart", ".label", ".heads"):
        look = f"getComputedStyle(document.querySelector('{SHOWN} {part}')).backgroundColor"
        assert page.evaluate(look) == ground, part
    for one in ("a[data-language=en]", "input[data-scheme]:checked + span"):
        other = one.replace("en]", "zh-CN]").replace(":checked", ":not(:checked)")
        looks = [
            page.evaluate(f"getComputedStyle(document.querySelector(`{SHOWN} {each}`)).backgroundColor")
            for each in (one, other)
        ]
        assert looks[0] != looks[1], "what is chosen can be told"
    context.close()


@pytest.mark.parametrize(
    "address",
    [
        "#t-<img src=x onerror=alert(1)>", "#lang=__proto__", "#constructor", "#t-nothing", "#%", "#&&==&=",
        "#t-payment]", "#persona=__proto__,constructor&hide=%00", "#lang=en&lang=xx&scheme=<svg>",
        "#xx:t-payment", "#" + "t-" * 5000, '#t-payment&channel="],*,[x="', "#dark", "#edition",
    ],
)  # fmt: skip
def test_addresses_from_anybody_do_no_harm(opened: Callable[..., Page], address: str) -> None:
    page = opened(address)
    assert page.locator("h1:visible").count() == 1
    assert visible(page, ".sheet tr[data-stage]") == 11
    page.evaluate("hash => { location.hash = hash; }", f"{address}&x")
    page.wait_for_timeout(50)
    page.locator(f"{SHOWN} .heads a[data-t=checkout]").click()
    assert panel_of(page) is not None


@pytest.mark.parametrize("stages", [0, 1])
def test_a_page_with_next_to_nothing_works(
    open_page: Callable[..., Visit], bare: Sheet, tmp_path: Path, stages: int
) -> None:
    journey = bare.journey.model_copy(update={"stages": bare.journey.stages[:stages]})
    sheet = replace(bare, journey=journey, scores=score_journey(bare.project, journey))
    file = tmp_path / "page.html"
    file.write_bytes(FORMAT.render(sheet).outputs[0].data)
    visit = open_page(file, address="#t-t")
    assert panel_of(visit.page) == ("T" if stages else None)
    assert visit.page.locator(".view").count() == stages
    assert visit.complaints == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("width", [390, 1440])
def test_accessible_with_everything_open(
    opened: Callable[..., Page], barriers: Callable[[Page], list[str]], language: str, width: int
) -> None:
    page = opened(f"#t-payment&lang={language}&persona=busy-professional&channel=app", width=width)
    page.evaluate(f"document.querySelector('{SHOWN} .menu').open = true")
    assert barriers(page) == []


def test_hostile_texts_do_nothing_when_the_page_is_used(
    open_page: Callable[..., Visit], sheet_with: Callable[..., Sheet], corpora: Path, tmp_path: Path
) -> None:
    """Opening, filtering, switching and taking pictures put texts into new places, and never as markup."""
    lines = (corpora / "xss" / "xss_payloads_quick.txt").read_text("utf-8", errors="replace").splitlines()
    naughty = json.loads((corpora / "blns" / "blns.json").read_text("utf-8"))
    text = "\n".join("".join(c for c in line if c.isprintable()) for line in (*lines, *naughty))
    foreign = (
        "root => [...root.querySelectorAll('*')].map(e => e.localName).filter(name => "
        "/^(script|iframe|object|embed|form|base|link|video|audio)$/.test(name))"
    )
    file = tmp_path / "page.html"
    for start in range(0, len(text), 12000):
        sheet = in_all_languages(sheet_with(text[start : start + 12000]))
        file.write_bytes(FORMAT.render(sheet).outputs[0].data)
        visit = open_page(file, address="#t-location")
        page = visit.page
        for step in (
            "a[data-language=en]",
            f"{SHOWN} [data-panel=next]",
            f"{SHOWN} [data-facet=persona] input",
        ):
            assert page.locator(f"{SHOWN} .panel[open]").count() == 1
            assert page.locator(f"{SHOWN} .panel").evaluate(foreign) == []
            page.evaluate("selector => document.querySelector(selector).click()", step)
        with page.expect_download() as download:
            page.evaluate(f"document.querySelector('{SHOWN} [data-picture=save-svg]').click()")
        drawn = etree.fromstring(download.value.path().read_bytes(), etree.XMLParser(huge_tree=True))
        tags = {etree.QName(element).localname for element in drawn.iter(etree.Element)}
        assert tags <= {"svg", "g", "style", "rect", "circle", "line", "path", "text", "title", "image"}
        assert visit.complaints == []
        assert visit.strangers == []


WATCHED = """
window.seen = new Set();
document.addEventListener("readystatechange", () => seen.add(document.documentElement.className));
"""


@pytest.mark.parametrize(("address", "first"), [("", True), ("#lang=en", False), ("#t-payment", False)])
def test_the_top_is_painted_before_the_rest_unless_a_place_is_to_be_found(
    open_page: Callable[..., Visit], shop: Path, address: str, *, first: bool
) -> None:
    page = open_page(shop).page
    page.add_init_script(WATCHED)
    place = page.url.partition("#")[0]
    page.goto("about:blank")
    page.goto(place + address)
    page.wait_for_function("document.documentElement.className === 'scripted'")
    assert page.evaluate("[...seen].some((name) => name.split(' ').includes('many'))") is first
    page.reload()
    page.wait_for_function("document.documentElement.className === 'scripted'")
    assert page.evaluate("[...seen].some((name) => name.split(' ').includes('many'))") is False


@pytest.fixture
def short(open_page: Callable[..., Visit], tmp_path: Path) -> Callable[[int], Page]:
    """Opens the page of a journey of one touchpoint, whose column is wider than a phone."""
    spec = tmp_path / "visit.yaml"
    touchpoint = "{touchpoint: knock, name: Knock, emotion: 4}"
    spec.write_text(f"journey: visit\nstages: [{{name: Door, touchpoints: [{touchpoint}]}}]\n", "utf-8")
    project = read_project(spec).project
    journey = project["visit"]
    scores = score_journey(project, journey)
    sheet = Sheet(project, journey, scores, "en", "visit", Options(embed_fonts=False))
    file = tmp_path / "visit.html"
    file.write_bytes(FORMAT.render(sheet).outputs[0].data)
    return lambda width: open_page(file, width=width).page


def left_of(page: Page, selector: str) -> float:
    return float(page.locator(selector).evaluate("each => each.getBoundingClientRect().left"))


@pytest.mark.parametrize("width", [390, 1024])
def test_the_name_of_a_column_wider_than_the_room_stays_in_sight(
    short: Callable[[int], Page], width: int
) -> None:
    page = short(width)
    page.locator(".heads a").focus()
    assert 0 < left_of(page, ".heads a") < width / 2
    page.keyboard.press("Enter")
    page.locator(".panel[open]").wait_for()
    assert 0 < left_of(page, ".heads a") < max(left_of(page, ".panel"), width / 2)


def test_the_last_column_can_be_pushed_out_from_under_the_details(opened: Callable[..., Page]) -> None:
    page = opened("#t-cart&lang=en", width=1024)
    view = page.locator(f"{SHOWN} .view")
    view.evaluate("each => each.scrollTo({ left: each.scrollWidth, behavior: 'instant' })")
    right = "each => each.getBoundingClientRect().right"
    assert page.locator(f"{SHOWN} .map").evaluate(right) < left_of(page, f"{SHOWN} .panel") + 1
    page.locator(f"{SHOWN} [data-panel=close]").click()
    assert view.evaluate("each => each.scrollWidth - each.firstElementChild.offsetWidth") == 0


def test_all_of_a_cell_can_be_clicked_where_only_what_is_painted_takes_the_mouse(
    opened: Callable[..., Page],
) -> None:
    page = opened(width=1440)
    cell = page.locator(f"{SHOWN} [data-lane=emotion] [data-t=payment]").first
    cell.evaluate("each => { each.style.pointerEvents = 'visiblePainted'; }")  # as in Firefox
    cell.scroll_into_view_if_needed()
    box = cell.bounding_box()
    assert box is not None
    corner = {"x": box["x"] + box["width"] - 1, "y": box["y"] + 1}
    beneath = "({ x, y }) => document.elementFromPoint(x, y).closest('[data-t]')"
    assert page.evaluate(beneath, corner) is None
    page.mouse.click(corner["x"], corner["y"])
    assert panel_of(page) == "Payment ★"


def test_names_of_lanes_are_not_what_lies_beneath_them(opened: Callable[..., Page]) -> None:
    page = opened(width=1024)
    page.locator(f"{SHOWN} .view").evaluate("each => each.scrollTo({ left: 400, behavior: 'instant' })")
    lane = page.locator(f"{SHOWN} [data-lane=emotion]")
    lane.scroll_into_view_if_needed()
    x, y = lane.evaluate(
        "each => { const { left, right } = each.querySelector('.label').getBoundingClientRect();"
        " const cells = [...each.querySelectorAll('[data-t]')].map(cell => cell.getBoundingClientRect());"
        " const beneath = cells.find(cell => cell.right > left + 4 && cell.left < right - 4);"
        " return [Math.max(beneath.left, left) + 2, (beneath.top + beneath.bottom) / 2]; }"
    )
    page.mouse.click(x, y)
    assert panel_of(page) is None


def test_the_legend_stands_below_its_map(short: Callable[[int], Page]) -> None:
    page = short(1920)
    assert 400 < left_of(page, ".map") == left_of(page, ".legend")


@pytest.mark.parametrize("width", [390, 1024])
def test_the_band_stands_behind_the_column_it_marks(opened: Callable[..., Page], width: int) -> None:
    page = opened(width=width)
    name = page.locator(f"{SHOWN} .heads a").nth(2)
    name.focus()
    band, box = page.locator(f"{SHOWN} .column").bounding_box(), name.bounding_box()
    following = page.locator(f"{SHOWN} .heads a").nth(3).bounding_box()
    assert band is not None
    assert box is not None
    assert following is not None
    assert 0 < box["x"] - band["x"] < 15
    assert abs(band["width"] - (following["x"] - box["x"])) < 2
