"""Pages for an audience, on screen and on paper: the hand-out for staff and the sheet for those who decide."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from jmap.build.run import Request, build
from jmap.render.format import Options
from jmap.report.formats.html import FORMAT
from jmap.view import read_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from jmap.render.format import Sheet

pytestmark = pytest.mark.browser

EXAMPLES = (
    ("service-training", "buying-glasses"),
    ("connected-crm", "purifier"),
    ("cx-blueprint", "shopping"),
    ("crm-experience-map", "crm-daily-work"),
    ("ux-evaluation", "onboarding-a"),
)


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str, str], Path]:
    """The page of a journey in a view."""
    out = tmp_path_factory.mktemp("views")

    def make(folder: str, journey: str, view: str) -> Path:
        target = out / f"{folder}-{view}"
        if not target.exists():
            options = Options(embed_fonts=False, view=read_view(view))
            build(root / "examples" / folder, Request(target, ("html",), options=options))
        return target / f"{journey}.html"

    return make


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    contexts = []

    def open_(file: Path, language: str = "", width: int = 1024) -> tuple[Page, list[str]]:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        page, complaints = context.new_page(), list[str]()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message))
        page.route(re.compile("^(?!file:|data:)"), lambda route: complaints.append(route.request.url))
        page.goto(f"{file.as_uri()}#lang={language}" if language else file.as_uri())
        page.wait_for_timeout(100)
        return page, complaints

    yield open_
    for context in contexts:
        context.close()


def pages(page: Page) -> int:
    """Sheets of paper, in the size the page asks for."""
    return len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("language", ["", "en"])
@pytest.mark.parametrize("view", ["training", "executive"])
@pytest.mark.parametrize(("folder", "journey"), EXAMPLES[:2])
def test_accessible(
    built: Callable[..., Path],
    visit: Callable[..., tuple[Page, list[str]]],
    barriers: Callable[[Page], list[str]],
    folder: str,
    journey: str,
    view: str,
    language: str,
) -> None:
    page, complaints = visit(built(folder, journey, view), language)
    assert barriers(page) == []
    assert complaints == []


@pytest.mark.parametrize("language", ["", "en"])
@pytest.mark.parametrize(("folder", "journey"), EXAMPLES)
def test_executives_get_one_sheet(
    built: Callable[..., Path],
    visit: Callable[..., tuple[Page, list[str]]],
    folder: str,
    journey: str,
    language: str,
) -> None:
    page, _ = visit(built(folder, journey, "executive"), language)
    assert pages(page) == 1


@pytest.mark.parametrize(("words", "least"), [(4, 0.55), (25, 0.3)])
def test_the_map_takes_what_the_words_leave_of_the_sheet(
    tmp_path: Path, visit: Callable[..., tuple[Page, list[str]]], words: int, least: float
) -> None:
    pain = " ".join(["again"] * words)
    stages = [
        f"{{name: Stage {n}, touchpoints: [{{name: Place {n}, emotion: {n}, pains: [{pain}]}}]}}"
        for n in range(1, 6)
    ]
    (tmp_path / "map.yaml").write_text(f"journey: visit\nstages: [{', '.join(stages)}]\n")
    options = Options(embed_fonts=False, view=read_view("executive"))
    build(tmp_path, Request(tmp_path / "out", ("html",), options=options))
    page, _ = visit(tmp_path / "out" / "visit.html")
    assert pages(page) == 1
    page.set_viewport_size({"width": 1030, "height": 718})  # A4 within its margins
    page.emulate_media(media="print")
    head = page.locator(".masthead").bounding_box()
    drawn = page.locator(".scroll > .map").bounding_box()
    assert head is not None
    assert drawn is not None
    assert drawn["height"] > least * (718 - head["height"])
    assert drawn["y"] + drawn["height"] <= 718


@pytest.mark.parametrize(
    ("folder", "journey", "language"),
    [*((*example, "") for example in EXAMPLES), ("crm-experience-map", "crm-daily-work", "en")],
)
def test_a_hand_out_has_a_cover_and_a_sheet_for_each_stage(
    built: Callable[..., Path],
    visit: Callable[..., tuple[Page, list[str]]],
    folder: str,
    journey: str,
    language: str,
) -> None:
    page, _ = visit(built(folder, journey, "training"), language)
    stages = page.locator(".edition:not([hidden]) section.sheet").count()
    assert stages >= 3
    assert pages(page) == stages + 1


def test_a_hand_out_is_opened_where_its_address_says(
    built: Callable[..., Path], visit: Callable[..., tuple[Page, list[str]]]
) -> None:
    page, _ = visit(built(*EXAMPLES[2], "training"))
    name = page.locator(".edition:not([hidden]) article[id]").last.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{built(*EXAMPLES[2], 'training').as_uri()}#{name}&from=index&lang=en&scheme=dark")
    page.wait_for_timeout(100)
    assert page.locator(f"[id='en:{name}']").bounding_box()["y"] < 800  # type: ignore[index]
    page.locator(".edition:not([hidden]) .glance a").first.click()
    page.wait_for_timeout(100)
    assert page.evaluate("document.documentElement.style.colorScheme") == "dark"
    assert page.evaluate("location.hash").endswith("&from=index&lang=en&scheme=dark")


def test_a_hand_out_tells_what_is_said_of_a_whole_stage(tmp_path: Path) -> None:
    touchpoint = "does: Sits down, frontstage: Offers tea"
    stages = [
        f"{{name: Wait, goal: Rest, {touchpoint}}}",
        f"{{name: Talk, {touchpoint}, touchpoints: [Desk]}}",
        "{name: Leave, owner: Reception, measures: {csat: 80%}, touchpoints: [Door]}",  # nothing a hand-out tells
    ]
    (tmp_path / "jmap.yaml").write_text("languages: [en]")
    (tmp_path / "map.yaml").write_text(f"journey: visit\nstages: [{', '.join(stages)}]\n")
    options = Options(embed_fonts=False, view=read_view("training"))
    build(tmp_path, Request(tmp_path / "out", ("html",), options=options))
    text = (tmp_path / "out" / "visit.html").read_text("utf-8")
    told = ("Sits down", "Offers tea", "Whole stage", "Rest", "Owner: Reception")
    assert [text.count(said) for said in told] == [2, 2, 2, 1, 1]


def test_names_have_room_beside_or_beneath_the_faces_of_several_people(
    tmp_path: Path, visit: Callable[..., tuple[Page, list[str]]]
) -> None:
    people = {"ann": 1, "ben": 2, "cem": 3, "dan": 4, "eve": 5}
    stages = [
        f"{{name: Stage {n}, touchpoints: [{{name: Reception {n}, emotion: {people}}}]}}" for n in range(9)
    ]
    travellers = "\n".join(f"- persona: {name}" for name in people)
    (tmp_path / "map.yaml").write_text(
        f"journey: visit\npersonas: [{', '.join(people)}]\nstages: [{', '.join(stages)}]\n".replace("'", "")
    )
    (tmp_path / "people.yaml").write_text(f"personas:\n{travellers}\n")
    options = Options(embed_fonts=False, view=read_view("training"))
    build(tmp_path, Request(tmp_path / "out", ("html",), options=options))
    page, _ = visit(tmp_path / "out" / "visit.html", width=700)
    page.emulate_media(media="print")
    heights = page.locator(".glance li li > span:first-of-type").evaluate_all(
        "all => all.map(e => e.offsetHeight)"
    )
    assert len(heights) == len(stages)
    assert max(heights) < 45, "two lines at most"


def test_executives_are_told_that_a_review_is_overdue(
    built: Callable[..., Path], visit: Callable[..., tuple[Page, list[str]]]
) -> None:
    page, _ = visit(built(*EXAMPLES[2], "executive"), "en")
    page.clock.set_fixed_time("2027-03-01T12:00:00")
    page.reload()
    facts = page.locator(".edition:not([hidden]) .about .facts").inner_text()
    assert "2026-11-10 · 4 months ago" in facts
    assert "review overdue" in facts


def test_executives_see_the_whole_curve_at_once(
    built: Callable[[str, str, str], Path], visit: Callable[..., tuple[Page, list[str]]]
) -> None:
    page, _ = visit(built("ux-evaluation", "onboarding-a", "executive"), "en")
    view = page.locator(".edition:not([hidden]) .map-section .scroll")
    assert view.evaluate("e => e.scrollWidth - e.clientWidth") == 0


@pytest.mark.parametrize("view", ["training", "executive"])
@pytest.mark.parametrize(("folder", "journey"), EXAMPLES)
def test_only_the_map_scrolls_sideways(
    built: Callable[..., Path],
    visit: Callable[..., tuple[Page, list[str]]],
    folder: str,
    journey: str,
    view: str,
) -> None:
    page, _ = visit(built(folder, journey, view), "en")
    for width in (390, 1024, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width


@pytest.mark.parametrize("view", ["training", "executive"])
def test_hostile_texts_do_nothing(
    sheet_with: Callable[..., Sheet], visit: Callable[..., tuple[Page, list[str]]], tmp_path: Path, view: str
) -> None:
    count = "document.querySelectorAll(':not(svg *, wbr)').length"
    counted = []
    for text in ("x", "</style><script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7*7 }}"):
        file = tmp_path / "page.html"
        file.write_bytes(FORMAT.render(sheet_with(text, view=read_view(view))).outputs[0].data)
        page, complaints = visit(file)
        counted.append(page.evaluate(count))
        assert complaints == []
        assert "{{ 7*7 }}" in page.content() or text == "x"
    assert counted[0] == counted[1]


def test_a_hand_out_says_everything_staff_need(
    built: Callable[..., Path], visit: Callable[..., tuple[Page, list[str]]]
) -> None:
    page, _ = visit(built("service-training", "buying-glasses", "training"), "en")
    text = page.locator("[id='en:t-welcome']").inner_text()
    for said in ("Comes in and looks around", "What staff should do", "Greet the child at eye level", "Reserved",
                 "Nobody notices them at busy times", "Smile and greet", "Five minutes and they all",
                 "Owner: Shop floor"):  # fmt: skip
        assert said in text
