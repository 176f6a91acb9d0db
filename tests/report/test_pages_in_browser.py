"""Pages as readers meet them: in Chromium, light and dark, wide and narrow, with mouse or keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from jmap.render.format import Sheet
from jmap.report.formats.html import FORMAT
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.report.conftest import Visit

pytestmark = pytest.mark.browser

EXAMPLES = (
    ("crm-experience-map", "crm-daily-work"),
    ("connected-crm", "purifier"),
    ("cx-blueprint", "shopping"),
)


@pytest.fixture
def visit(open_page: Callable[..., Visit], tmp_path: Path) -> Callable[..., Visit]:
    """Opens the page of a sheet."""

    def open_(sheet: Sheet, **how: Any) -> Visit:
        file = tmp_path / "page.html"
        file.write_bytes(FORMAT.render(sheet).outputs[0].data)
        return open_page(file, **how)

    return open_


def example(root: Path, folder: str, journey: str, language: str) -> Sheet:
    project = read_project(root / "examples" / folder).project
    return Sheet(project, project[journey], score_journey(project, project[journey]), language, journey)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("folder", "journey"), EXAMPLES)
def test_accessible(
    visit: Callable[..., Visit],
    root: Path,
    barriers: Callable[[Page], list[str]],
    folder: str,
    journey: str,
    language: str,
) -> None:
    opened = visit(example(root, folder, journey, language))
    assert barriers(opened.page) == []
    assert opened.complaints == []
    assert opened.strangers == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(("folder", "journey"), EXAMPLES)
def test_only_regions_scroll_sideways(
    visit: Callable[..., Visit], root: Path, folder: str, journey: str, language: str
) -> None:
    page = visit(example(root, folder, journey, language)).page
    for width in (390, 768, 1024, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        beyond = page.evaluate(
            "[...document.querySelectorAll('main *, header *')]"
            ".filter(e => !e.closest('.scroll, .view, .hidden, [hidden], .panel, .choices'))"
            ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
            ".map(e => e.outerHTML.slice(0, 120))"
        )
        assert beyond == [], width


@pytest.mark.parametrize("width", [1024, 1440])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_contents_and_scores_are_in_sight(
    visit: Callable[..., Visit], root: Path, language: str, width: int
) -> None:
    page = visit(example(root, "ux-evaluation", "onboarding-a", language), width=width).page
    cut = "e => e.scrollWidth - e.clientWidth"
    assert page.locator(".contents ul").evaluate(cut) == 0
    assert page.locator(".sums").locator("..").evaluate(cut) == 0
    lines = page.evaluate(
        "[...document.querySelectorAll("
        "'.sums td:is(:nth-last-child(8), :nth-last-child(7), :last-child:not(:only-child))')]"
        ".map(cell => { const text = document.createRange(); text.selectNodeContents(cell);"
        " return new Set([...text.getClientRects()].map(line => line.top)).size; })"
    )
    assert max(lines) <= 2, "names stand in whole words, not one character a line"


FULL_REGISTERS = """\
languages: [en]
departments: {outpatient: Outpatient department}
evidence: [{evidence: log, kind: analytics, title: Queue log of the hospital, date: 2026-09-30, n: 18420}]
---
journey: visit
measures: {nps: {promoters: 210, passives: 240, detractors: 162, date: 2026-09-30, evidence: log, target: 30}}
stages:
  - name: Book
    touchpoints:
      - touchpoint: choose
        name: Choose doctor and time
        measures: {csat: {value: 39%, n: 390, date: 2026-09-30, evidence: log, target: 70%}}
        pains: [{pain: gone, text: Specialist slots are gone at once}]
improvements:
  - improvement: portions
    title: Publish slots in portions
    addresses: choose.gone
    owner: outpatient
    status: doing
    impact: 4
    effort: 4
    due: 2026-08-31
    effect:
      measure: csat
      before: {value: 29%, n: 402, date: 2026-06-30, source: Survey}
      after: {value: 39%, n: 390, date: 2026-09-30, source: Survey}
"""


def test_full_registers_are_in_sight_in_a_small_window(visit: Callable[..., Visit], tmp_path: Path) -> None:
    settings, text = FULL_REGISTERS.split("---\n")
    (tmp_path / "jmap.yaml").write_text(settings, "utf-8")
    (tmp_path / "visit.yaml").write_text(text, "utf-8")
    project = read_project(tmp_path).project
    journey = project["visit"]
    page = visit(Sheet(project, journey, score_journey(project, journey), "en", "visit"), width=1024).page
    cut = "all => all.map(e => [e.closest('section').id, e.scrollWidth - e.clientWidth])"
    assert dict(page.locator(".scroll:has(.register)").evaluate_all(cut)) == dict.fromkeys(
        ("improvements", "scores", "measures", "evidence"), 0
    )


def test_long_names_leave_room_for_other_columns(
    visit: Callable[..., Visit], sheet_with: Callable[..., Sheet]
) -> None:
    page = visit(sheet_with("Donaudampfschifffahrtsgesellschaft" * 3), width=700).page
    first = page.locator(".sums tbody th[scope=row]").first.evaluate("e => e.getBoundingClientRect().width")
    assert first < 700 / 2


NAMED = """() => [...document.querySelectorAll('.edition:not([hidden]) .register tbody td')]
  .filter(cell => cell.checkVisibility())
  .map(cell => ({
    name: cell.colSpan > 1 ? null : getComputedStyle(cell, '::before').content,
    text: cell.textContent.trim(),
    right: cell.getBoundingClientRect().right,
  }))"""
"""Cells of registers in sight, as `{name, text, right}`: the name shown before it, where it stands in one column."""


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_registers_are_cards_on_narrow_screens(
    visit: Callable[..., Visit], barriers: Callable[[Page], list[str]], root: Path, language: str
) -> None:
    page = visit(example(root, "ux-evaluation", "onboarding-b", language), width=390).page
    cells = page.evaluate(NAMED)
    assert max(cell["right"] for cell in cells) <= 390
    assert {cell["text"] for cell in cells} & {"", "–"} == set(), "what is not known takes no room"
    label = {"zh-CN": "目标值", "en": "Target"}[language]
    targets = [cell["text"] for cell in cells if cell["name"] == f'"{label}"']
    assert {re.split("[^0-9.%]", target)[0] for target in targets} >= {"92%", "5.5"}
    apart = page.evaluate(
        "[...document.querySelectorAll('.register')].filter(e => e.scrollWidth > e.clientWidth + 1)"
    )
    assert apart == []
    assert barriers(page) == []


def test_registers_become_cards_when_the_window_narrows(visit: Callable[..., Visit], root: Path) -> None:
    page = visit(example(root, "ux-evaluation", "onboarding-b", "en"), width=1024).page
    assert {cell["name"] for cell in page.evaluate(NAMED)} <= {None, "none"}
    page.set_viewport_size({"width": 390, "height": 844})
    assert '"Value"' in {cell["name"] for cell in page.evaluate(NAMED)}
    page.set_viewport_size({"width": 1024, "height": 844})
    assert {cell["name"] for cell in page.evaluate(NAMED)} <= {None, "none"}


def test_chinese_facts_are_broken_between_words(visit: Callable[..., Visit], root: Path) -> None:
    page = visit(example(root, "ux-evaluation", "onboarding-a", "zh-CN"), width=1024).page
    torn = page.evaluate(
        """() => [...document.querySelectorAll('.pain .meta, .chance .meta')].flatMap(meta => {
          const text = [...meta.childNodes].find(node => node.nodeType === Node.TEXT_NODE);
          return [...(text?.data ?? "").matchAll(/[\\p{Script=Han}]{2,4}/gu)].filter(word => {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            return new Set([...range.getClientRects()].map(line => line.top)).size > 1;
          }).map(([word]) => word);
        })"""
    )
    assert torn == []


TORN_DATES = """() => {
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const torn = [];
  for (let node; (node = walk.nextNode());) {
    for (const found of node.data.matchAll(/\\d{4}-\\d\\d-\\d\\d/g)) {
      const range = document.createRange();
      range.setStart(node, found.index);
      range.setEnd(node, found.index + found[0].length);
      const lines = new Set([...range.getClientRects()].map(line => line.top));
      if (lines.size > 1 && !node.parentElement.closest('.legend'))
        torn.push(node.parentElement.outerHTML.slice(0, 200));
    }
  }
  return torn;
}"""


@pytest.mark.parametrize(("folder", "journey"), EXAMPLES)
def test_dates_are_in_one_piece(visit: Callable[..., Visit], root: Path, folder: str, journey: str) -> None:
    page = visit(example(root, folder, journey, "en")).page
    for width in (390, 640, 1024):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(TORN_DATES) == [], width


def test_signs_are_in_one_piece_on_narrow_screens(visit: Callable[..., Visit], root: Path) -> None:
    page = visit(example(root, "ux-evaluation", "onboarding-a", "en"), width=390).page
    pieces = page.evaluate("[...document.querySelectorAll('.act')].map(sign => sign.getClientRects().length)")
    assert pieces
    assert set(pieces) == {1}


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
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate("document.activeElement.getAttribute('href') || document.activeElement.className")
        )
        if page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none":
            pytest.fail(f"no visible focus on {reached[-1]}")
    assert {"#map", "#touchpoints", "#scores", "view"} <= set(reached)
    page.locator("#map .view").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('#map .view').scrollLeft") > 0


def test_printed_pages_repeat_heads_and_cut_nothing(visit: Callable[..., Visit], root: Path) -> None:
    page = visit(example(root, *EXAMPLES[1], "en"), scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert page.evaluate("getComputedStyle(document.querySelector('.sheet tbody tr')).breakInside") == "avoid"
    # A4 landscape less its margins, in CSS pixels: nothing is wider than the paper.
    page.set_viewport_size({"width": 1032, "height": 720})
    assert page.evaluate("document.documentElement.scrollWidth") <= 1032
