"""Pages on paper, as PDF: readable maps with their heads again, whole rows, everything there, in A3 and in A4."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import pytest

from jmap.build.run import Request, build
from jmap.render.format import Options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

EXAMPLES = (
    ("crm-experience-map", "crm-daily-work"),
    ("connected-crm", "purifier"),
    ("cx-blueprint", "shopping"),
    ("service-training", "buying-glasses"),
    ("ux-evaluation", "onboarding-a"),
)
CASES = [
    (*example, size, language)
    for index, example in enumerate(EXAMPLES)
    for size, language in ([("A4", ""), ("A3", "en")] if index % 2 else [("A4", "en"), ("A3", "")])
]


def bare(text: str) -> str:
    """A text without what line breaks change."""
    return re.sub(r"[\s\u200b\u00ad\u2010-]+", "", text)


@pytest.fixture(scope="module")
def built(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    out = tmp_path_factory.mktemp("paper")

    def make(folder: str, journey: str) -> Path:
        target = out / folder
        if not target.exists():
            build(
                root / "examples" / folder,
                Request(target, ("html",), options=Options(embed_fonts=False)),
            )
        return target / f"{journey}.html"

    return make


def printed(page: Page, folder: Path, size: str) -> list[str]:
    """The text of each sheet of paper, in the order it is drawn."""
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed: no `pdftotext` on PATH")
    file = folder / "page.pdf"
    page.pdf(path=file, format=size, landscape=True)
    raw = subprocess.run(["pdftotext", "-raw", file, "-"], check=True, capture_output=True).stdout
    return [bare(sheet) for sheet in raw.decode().split("\f")[:-1]]


def opened(browser: Browser, file: Path, language: str, **more: Any) -> Page:
    page = browser.new_context(color_scheme="dark", **more).new_page()
    page.goto(f"{file.as_uri()}#lang={language}" if language else file.as_uri())
    return page


ROWS = """() => [...document.querySelectorAll('.edition:not([hidden]) .sheet tbody tr')]
  .map(row => [...row.querySelectorAll('.name, dd, .pain > p:first-child, .chance > p:first-child, q')]
    .map(cell => cell.innerText))"""


# The names of touchpoints on each sheet, as they are written on the map.
NAMES = """() => {
  const namesIn = link => [...link.querySelectorAll('text')].map(text => text.textContent).join('');
  const map = document.querySelector('.edition:not([hidden]) [data-sheets]');
  const first = parseFloat(getComputedStyle(map).getPropertyValue('--left')) + parseFloat(map.dataset.indent);
  const columns = [...map.querySelectorAll('.heads a')]
    .map(link => [parseFloat(getComputedStyle(link).translate) - first, namesIn(link)]);
  return map.dataset.sheets.split(',').map(cut => cut.split(' ').map(Number))
    .map(([start, end]) => columns.filter(([x]) => start <= x && x < end).map(([, name]) => name));
}"""


@pytest.mark.parametrize(("folder", "journey", "size", "language"), CASES)
def test_no_row_is_cut_and_every_map_sheet_says_what_it_shows(
    browser: Browser,
    built: Callable[[str, str], Path],
    tmp_path: Path,
    folder: str,
    journey: str,
    size: str,
    language: str,
) -> None:
    page = opened(browser, built(folder, journey), language)
    cuts = [[bare(name) for name in names] for names in page.evaluate(NAMES)]
    rows = [[bare(text) for text in row] for row in page.evaluate(ROWS)]
    first_label = bare(page.locator(".edition:not([hidden]) .heads .label text").first.text_content() or "")
    sheets = printed(page, tmp_path, size)
    assert page.locator(".sheets").count() == 0, "the page is as it was before printing"
    page.context.close()
    assert len(rows) >= 5
    assert all(rows)
    maps = list(takewhile(lambda sheet: first_label in sheet, sheets))
    assert len(maps) >= len(cuts) * (2 if size == "A4" and journey != "crm-daily-work" else 1)
    assert all(cuts)
    for sheet in maps:
        assert any(all(name in sheet for name in names) for names in cuts), sheet
    for row in rows:
        assert any(all(text in sheet for text in row) for sheet in sheets), row


def test_paper_is_white_and_has_neither_controls_nor_addresses(
    browser: Browser, built: Callable[[str, str], Path]
) -> None:
    page = opened(browser, built(*EXAMPLES[0]), "")
    page.evaluate("document.querySelector('#dark').media = 'screen'")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(28, 36, 48)"
    controls = page.locator("button, input, .contents, select, .settings, [data-scripted]")
    assert [controls.nth(n).is_visible() for n in range(controls.count())].count(True) == 0
    addresses = page.evaluate(
        "[...document.querySelectorAll('a')].map(a => getComputedStyle(a, '::after').content)"
    )
    assert set(addresses) <= {"none", "normal"}
    page.context.close()


def test_on_paper_a_choice_of_touchpoints_says_of_how_many(
    browser: Browser, built: Callable[[str, str], Path]
) -> None:
    page = browser.new_page()
    for settings, told in (("", []), ("&stage=order", ["2 of 11 touchpoints"])):
        page.goto("about:blank")
        page.goto(f"{built(*EXAMPLES[2]).as_uri()}#lang=en{settings}")
        page.emulate_media(media="print")
        assert page.locator(".toolbar > *:visible").all_inner_texts() == told
    page.close()


def test_names_of_touchpoints_that_are_filtered_out_are_faint_on_paper(
    browser: Browser, built: Callable[[str, str], Path], tmp_path: Path
) -> None:
    inks = []
    for settings in ("", "&stage=order"):
        page = browser.new_page()
        page.goto(f"{built(*EXAMPLES[2]).as_uri()}#lang=en{settings}")
        printed(page, tmp_path, "A4")
        page.close()
        row = "-gray -r 50 -f 5 -l 5 -x 80 -y 40 -W 450 -H 18"  # below the stages, beside the names of lanes
        command = ["pdftoppm", *row.split(), str(tmp_path / "page.pdf")]
        image = subprocess.run(command, check=True, capture_output=True).stdout
        inks.append(min(image.split(b"\n", 3)[3]))
    assert inks[0] < 100
    assert inks[1] > 150


def test_cards_of_personas_are_not_cut(
    browser: Browser, built: Callable[[str, str], Path], tmp_path: Path
) -> None:
    page = opened(browser, built(*EXAMPLES[1]), "en")
    cards = page.locator(".edition:not([hidden]) .card").all()
    told = [
        [bare(text) for text in card.locator("h3, q, .situation, dd, .points li").all_inner_texts()]
        for card in cards
    ]
    sheets = printed(page, tmp_path, "A4")
    page.context.close()
    assert len(told) == 3
    for card in told:
        assert any(all(text in sheet for text in card) for sheet in sheets), card


def test_words_about_a_touchpoint_have_room_beside_their_labels(
    browser: Browser, built: Callable[[str, str], Path]
) -> None:
    page = opened(browser, built(*EXAMPLES[1]), "en")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1032, "height": 720})
    widths = page.evaluate(
        "[...document.querySelectorAll('.edition:not([hidden]) .sheet .lanes')]"
        ".map(lanes => lanes.querySelector('dd').clientWidth / lanes.clientWidth)"
    )
    page.context.close()
    assert widths
    assert min(widths) > 0.6


def test_every_sheet_says_of_which_stage_its_touchpoints_are(browser: Browser, tmp_path: Path) -> None:
    places = ", ".join(f"{{name: Place {n}, does: {' '.join(['waits'] * 120)}}}" for n in range(20, 40))
    stages = f"[{{name: Arrival, touchpoints: [{places}]}}, {{name: Departure, touchpoints: [Gate]}}]"
    (tmp_path / "map.yaml").write_text(f"journey: visit\nstages: {stages}\n")
    build(tmp_path, Request(tmp_path / "out", ("html",), options=Options(embed_fonts=False)))
    page = opened(browser, tmp_path / "out" / "visit.html", "")
    sheets = [sheet for sheet in printed(page, tmp_path, "A4") if sheet.count("waits") > 100]
    page.context.close()
    assert len(sheets) > 2
    assert [sheet for sheet in sheets if "Arrival" not in sheet] == []


def test_tables_of_the_portfolio_say_what_stands_in_their_columns(
    browser: Browser, built: Callable[[str, str], Path], tmp_path: Path
) -> None:
    page = opened(browser, built(*EXAMPLES[1]).with_name("index.html"), "en")
    first, *_ = printed(page, tmp_path, "A4")
    heads = page.locator(".edition:not([hidden]) .folio thead th").all_inner_texts()
    page.context.close()
    assert len(heads) == 7
    assert [head for head in heads if bare(head.rstrip(" ↕↑↓")) not in first] == []


def test_what_is_folded_is_printed_and_folded_again(
    browser: Browser, built: Callable[[str, str], Path]
) -> None:
    page = opened(browser, built(*EXAMPLES[0]), "")
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<details><summary>S</summary>T</details>')"
    )
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(
        "[...document.querySelectorAll('.edition:not([hidden]) details')].every(d => d.open)"
    )
    assert page.locator(".sheets table thead").count() >= 1
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.evaluate("[...document.querySelectorAll('main details')].pop().open")
    assert page.locator(".sheets, .laid").count() == 0
    page.context.close()


def test_without_a_script_the_map_is_printed_whole(
    browser: Browser, built: Callable[[str, str], Path], tmp_path: Path
) -> None:
    page = opened(browser, built(*EXAMPLES[1]), "", java_script_enabled=False)
    sheets = printed(page, tmp_path, "A4")
    page.context.close()
    assert len(sheets) > 3
