"""Pages as readers meet them: in Chromium, light and dark, wide and narrow, with mouse or keyboard."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from jmap.render.format import Sheet
from jmap.report.formats.html import FORMAT
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

pytestmark = pytest.mark.browser

EXAMPLES = (
    ("crm-experience-map", "crm-daily-work"),
    ("connected-crm", "purifier"),
    ("cx-blueprint", "shopping"),
)


class Visit:
    """A page that was opened, and everything that went wrong while it was."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._dismiss)
        page.on("request", lambda request: self.requests.append(request.url))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective))"
        )
        page.goto(file.as_uri())
        page.wait_for_timeout(100)

    def _dismiss(self, dialog: Dialog) -> None:
        self.complaints.append(dialog.message)
        dialog.dismiss()

    @property
    def strangers(self) -> list[str]:
        """Requests besides the page itself and what it carries."""
        return [url for url in self.requests[1:] if not url.startswith("data:")]


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Opens the page of a sheet."""
    contexts = []

    def open_(sheet: Sheet, *, width: int = 1440, scheme: Any = "light") -> Visit:
        file = tmp_path / "page.html"
        file.write_bytes(FORMAT.render(sheet).outputs[0].data)
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        return Visit(context.new_page(), file)

    yield open_
    for context in contexts:
        context.close()


def example(root: Path, folder: str, journey: str, language: str) -> Sheet:
    project = read_project(root / "examples" / folder).project
    return Sheet(project, project[journey], score_journey(project, project[journey]), language, journey)


@pytest.fixture(scope="session")
def axe(root: Path) -> str:
    file = root / "tests/node/node_modules/axe-core/axe.min.js"
    if not file.is_file():
        message = "axe-core is not installed: run `make node`"
        pytest.fail(message) if os.environ.get("CI") == "true" else pytest.skip(message)
    return file.read_text("utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("folder", "journey"), EXAMPLES)
def test_accessible(
    visit: Callable[..., Visit], root: Path, axe: str, folder: str, journey: str, language: str, scheme: str
) -> None:
    opened = visit(example(root, folder, journey, language), scheme=scheme)
    opened.page.evaluate(axe)
    result = opened.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [
        {
            "rule": found["id"],
            "where": [node["target"] for node in found["nodes"]][:3],
            "why": found["nodes"][0]["failureSummary"],
        }
        for found in result["violations"]
    ]
    assert told == [], json.dumps(told, indent=1, ensure_ascii=False)
    assert opened.complaints == []
    assert opened.strangers == []


@pytest.mark.parametrize("width", [390, 768, 1024, 1920])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_only_regions_scroll_sideways(
    visit: Callable[..., Visit], root: Path, language: str, width: int
) -> None:
    for folder, journey in EXAMPLES:
        page = visit(example(root, folder, journey, language), width=width).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (folder, width)
        beyond = page.evaluate(
            "[...document.querySelectorAll('main *, header *')]"
            ".filter(e => !e.closest('.scroll, .hidden, .contents'))"
            ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
            ".map(e => e.outerHTML.slice(0, 120))"
        )
        assert beyond == []


def test_long_words_do_not_widen_the_page(
    visit: Callable[..., Visit], sheet_with: Callable[..., Sheet]
) -> None:
    page = visit(sheet_with("Donaudampfschifffahrtsgesellschaft" * 6), width=390).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_hostile_texts_do_nothing(
    visit: Callable[..., Visit], sheet_with: Callable[..., Sheet], corpora: Path
) -> None:
    lines = (corpora / "xss" / "xss_payloads_quick.txt").read_text("utf-8", errors="replace").splitlines()
    lines += (corpora / "xss" / "RSNAKE_XSS.txt").read_text("utf-8", errors="replace").splitlines()
    text = "\n".join("".join(c for c in line if c.isprintable()) for line in lines)[:12000]
    usual = visit(sheet_with("x")).page.evaluate("document.querySelectorAll(':not(svg *, wbr)').length")
    opened = visit(sheet_with(text))
    assert opened.page.evaluate("document.querySelectorAll(':not(svg *, wbr)').length") == usual
    assert opened.complaints == []
    assert opened.strangers == []


def test_keyboard_reaches_the_map_and_every_section(visit: Callable[..., Visit], root: Path) -> None:
    page = visit(example(root, *EXAMPLES[0], "en"), width=800).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.className")
        )
        if page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none":
            pytest.fail(f"no visible focus on {reached[-1]}")
    assert {"#map", "#touchpoints", "#scores", "scroll"} <= set(reached)
    page.locator("#map .scroll").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('#map .scroll').scrollLeft") > 0


def test_printed_pages_repeat_heads_and_cut_nothing(visit: Callable[..., Visit], root: Path) -> None:
    page = visit(example(root, *EXAMPLES[1], "en"), scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert page.evaluate("getComputedStyle(document.querySelector('.sheet tbody tr')).breakInside") == "avoid"
    # A4 landscape less its margins, in CSS pixels: nothing is wider than the paper.
    page.set_viewport_size({"width": 1032, "height": 720})
    assert page.evaluate("document.documentElement.scrollWidth") <= 1032
