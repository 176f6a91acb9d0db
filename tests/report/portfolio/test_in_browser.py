"""The portfolio as readers meet it: in Chromium, by mouse and by keyboard, with texts that mean no good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.report.test_print import bare, printed

from jmap.render.format import Options
from jmap.report.portfolio import LeftOut
from jmap.report.portfolio.html import html

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page
    from tests.report.conftest import Visit

    from jmap.model import Project
    from jmap.render.format import Sheet
    from jmap.report.portfolio import Folio

pytestmark = pytest.mark.browser


@pytest.fixture
def visit(
    open_page: Callable[..., Visit], folios: Callable[..., list[Folio]], tmp_path: Path
) -> Callable[..., Visit]:
    """Opens the portfolio of a project."""

    def open_(project: Project, **how: Any) -> Visit:
        left_out = (LeftOut("broken", "broken.yaml:3: no such key"),)
        file = tmp_path / "index.html"
        file.write_bytes(html(folios(project, left_out), Options(embed_fonts=False))[0])
        return open_page(file, **how)

    return open_


def titles(page: Page) -> list[str]:
    """Ids of the journeys shown, top to bottom."""
    links = page.locator(".folio > tbody > tr:visible th > a:first-child")
    pages = links.evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [str(name).removesuffix(".html") for name in pages]


def shown(page: Page) -> str:
    return page.locator(".tally:visible").inner_text()


def settled(page: Page) -> str:
    """The address, once it was written."""
    page.wait_for_timeout(400)
    return str(page.evaluate("decodeURIComponent(location.hash)"))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_accessible(
    visit: Callable[..., Visit],
    projects: Callable[..., Project],
    barriers: Callable[[Page], list[str]],
    language: str,
) -> None:
    opened = visit(projects(45, 4), address=f"#lang={language}&q=1&sort=-score")
    assert opened.page.evaluate("document.documentElement.lang") == language
    opened.page.locator("[data-all]:visible").click()
    opened.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert barriers(opened.page) == []
    assert opened.complaints == []
    assert opened.strangers == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_only_regions_scroll_sideways(
    visit: Callable[..., Visit], projects: Callable[..., Project], language: str
) -> None:
    page = visit(projects(8), address=f"#lang={language}").page
    for width in (390, 768, 1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        beyond = page.evaluate(
            "[...document.querySelectorAll('main *, header *')]"
            ".filter(e => !e.closest('.scroll, .hidden, .contents, [hidden], .folio thead'))"
            ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
            ".map(e => e.outerHTML.slice(0, 120))"
        )
        assert beyond == [], width
        overlapping = page.evaluate(
            "[...document.querySelectorAll('.sieve:not([hidden]) :is(input, select, button)')]"
            ".filter(e => e.offsetParent).map(e => e.getBoundingClientRect())"
            ".some((a, i, all) => all.slice(i + 1).some(b =>"
            " a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom))"
        )
        assert not overlapping, width


def test_what_only_readers_of_screens_hear_does_not_widen_the_page(
    visit: Callable[..., Visit], written: Callable[..., Project]
) -> None:
    stages = [{"stage": "s", "name": "S", "touchpoints": [{"touchpoint": "t", "name": "T"}]}]
    raw = {"journey": "a", "title": "A", "stages": stages, "personas": [f"p{n}" for n in range(10)]}
    page = visit(written([raw]), width=390).page
    assert page.locator(".people-section:visible td .hidden").count() == 10
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("width", "name"), [(390, '"Journeys"'), (1280, "none")])
def test_shared_touchpoints_are_cards_on_narrow_screens(
    visit: Callable[..., Visit], projects: Callable[..., Project], width: int, name: str
) -> None:
    page = visit(projects(20), width=width, address="#lang=en").page
    cell = page.locator(".sharing td:visible").first
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == name
    assert page.locator(".sharing:visible").evaluate("e => e.scrollWidth <= e.parentElement.clientWidth")


def test_long_words_do_not_widen_the_page(
    visit: Callable[..., Visit], everywhere: Callable[[Sheet], Project], sheet_with: Callable[..., Sheet]
) -> None:
    for width in (390, 1280):
        page = visit(everywhere(sheet_with("Donaudampfschifffahrtsgesellschaft" * 6)), width=width).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_columns_sort_by_mouse_and_keyboard(
    visit: Callable[..., Visit], projects: Callable[..., Project], folios: Callable[..., list[Folio]]
) -> None:
    project = projects(12)
    scores = {id_: one.score.value or 0 for id_, one in folios(project)[0].scores.items()}
    opened = visit(project)
    page = opened.page
    heading = page.locator("th[data-sort=score]:visible")
    heading.locator("button").click()
    assert titles(page) == sorted(scores, key=lambda id_: scores[id_])
    assert heading.get_attribute("aria-sort") == "ascending"
    heading.locator("button").press("Enter")
    assert titles(page) == sorted(scores, key=lambda id_: -scores[id_])
    assert heading.get_attribute("aria-sort") == "descending"
    assert settled(page) == "#sort=-score"
    heading.locator("button").press("Space")
    assert titles(page) == [*scores]
    assert heading.get_attribute("aria-sort") is None
    assert opened.complaints == []


def test_journeys_are_sorted_both_ways_on_a_phone(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    page = visit(projects(20), width=390, address="#lang=en&sort=-score").page
    choice = page.locator("select[name=sort]:visible")
    told = choice.locator("option:checked")
    falling = titles(page)
    assert told.inner_text() == "↓ Experience score"
    choice.select_option("score")
    assert (titles(page) != falling, told.inner_text()) == (True, "↑ Experience score")
    choice.select_option("-score")
    assert titles(page) == falling


def test_chinese_titles_sort_by_sound_and_what_has_no_value_comes_last(
    visit: Callable[..., Visit], written: Callable[..., Project]
) -> None:
    stages = [{"stage": "s", "name": "S", "touchpoints": []}]
    names = {"a": "张三", "b": "李四", "c": "阿姨"}
    raw = [{"journey": id_, "title": title, "stages": stages} for id_, title in names.items()]
    raw[2]["owner"] = "sales"
    page = visit(written(raw)).page
    page.locator("th[data-sort=title]:visible button").click()
    assert titles(page) == ["c", "b", "a"]
    for _ in range(2):
        page.locator("th[data-sort=owner]:visible button").click()
        assert titles(page)[0] == "c"


def test_filters_narrow_count_and_stand_in_the_address(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    project = projects(30)
    opened = visit(project)
    page = opened.page
    page.locator("select[name=owner]:visible").select_option("sales")
    expected = [id_ for id_, journey in project.journeys.items() if journey.owner == "sales"]
    assert titles(page) == expected
    assert shown(page) == f"共 30 个旅程，显示 {len(expected)} 个"
    page.locator("select[name=persona]:visible").select_option("buyer")
    expected = [id_ for id_ in expected if "buyer" in project[id_].personas]
    assert titles(page) == expected
    assert settled(page) == "#owner=sales&persona=buyer"
    page.reload()
    assert titles(page) == expected
    assert page.locator("select[name=owner]:visible").input_value() == "sales"
    page.locator("button[type=reset]:visible").click()
    assert len(titles(page)) == 30
    assert page.evaluate("document.activeElement.name") == "q"
    assert settled(page) in ("", "#")
    assert page.locator("button[type=reset]:visible").is_disabled()
    assert opened.complaints == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("滤芯", ["a"]),
        ("ＦＩＬＴＥＲ", ["a"]),
        ("filter  ORDER", ["a"]),
        ("等三分钟", ["a"]),
        ("报表导出", ["b"]),
        ("报表的导出", ["b"]),
        ("cafe", ["b"]),
        ("CAFÉ", ["b"]),
        ("订购滤芯filter", ["a"]),
        ("“要等、三分钟。”", ["a"]),
        ("a report,", ["b"]),
        ("R&D", []),
        ("nothing like it", []),
        ("（", []),
        (".*", []),
    ],
)
def test_search_finds_words_in_either_language_wherever_they_stand(
    visit: Callable[..., Visit], written: Callable[..., Project], query: str, found: list[str]
) -> None:
    def raw(id_: str, zh: str, en: str, pain: str) -> dict[str, Any]:
        place = {"touchpoint": "t", "name": {"zh-CN": zh, "en": en}, "pains": [{"pain": "p", "text": pain}]}
        stages = [{"stage": "s", "name": "S", "touchpoints": [place]}]
        return {"journey": id_, "title": f"Title {id_}", "stages": stages}

    project = written(
        [
            raw("a", "订购滤芯", "Order a filter", "每次要等三分钟"),
            raw("b", "导出报表", "Export a report", "Café is far"),
        ]
    )
    opened = visit(project)
    page = opened.page
    page.locator("input[name=q]:visible").fill(query)
    assert titles(page) == found
    if found:
        hit = page.locator(".hits:visible a")
        assert hit.get_attribute("href") == f"{found[0]}.html#t-t"
        assert hit.inner_text() == {"a": "订购滤芯", "b": "导出报表"}[found[0]]
    else:
        assert shown(page) == "没有符合条件的旅程。"
    assert opened.complaints == []


def test_reviews_are_overdue_by_the_readers_own_day(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    from datetime import date, timedelta

    project = projects(30)
    late = [
        id_
        for id_, journey in project.journeys.items()
        if journey.reviewed and journey.reviewed + timedelta(days=90) < date.today()  # noqa: DTZ011 -- as the page does
    ]
    never = [id_ for id_, journey in project.journeys.items() if not journey.reviewed]
    page = visit(project).page
    assert page.locator("[data-overdue]:visible a").inner_text() == str(len(late))
    assert page.locator(".folio .late:visible").count() == len(late)
    page.locator("[data-overdue]:visible a").click()
    assert titles(page) == late
    page.locator("select[name=review]:visible").select_option("never")
    assert titles(page) == never


def test_what_of_the_plan_is_overdue_is_so_by_the_readers_own_day(
    visit: Callable[..., Visit], written: Callable[..., Project]
) -> None:
    works = [
        {"improvement": name, "title": name, "status": status, "due": due}
        for name, status, due in (
            ("late", "doing", "2020-01-31"), ("coming", "planned", "2999-12-31"), ("past", "done", "2020-01-31"),
        )
    ]  # fmt: skip
    journey = {"journey": "a", "title": "A", "stages": [{"stage": "s", "name": "S"}], "improvements": works}
    page = visit(written([journey], improvements=())).page
    rows = page.locator("#plan tr:has(.late:visible)")
    assert [text.split()[0] for text in rows.all_inner_texts()] == ["late"]


def test_language_and_filters_live_side_by_side(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    opened = visit(projects(20))
    page = opened.page
    page.locator("input[name=q]:visible").fill("报表")
    expected = titles(page)
    page.locator("a[data-language=en]:visible").click()
    assert page.locator("input[name=q]:visible").input_value() == "报表"
    assert titles(page) == expected
    assert shown(page) == f"{len(expected)} of 20 journeys"
    assert "lang=en" in settled(page)
    page.locator(".contents:visible a").last.click()
    assert titles(page) == expected
    assert page.evaluate("document.documentElement.lang") == "en"
    assert opened.complaints == []


def test_links_within_the_page_leave_all_else_as_it_is(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    page = visit(projects(45), address="#lang=en&q=1&scheme=dark").page
    found = titles(page)
    page.locator(".edition:not([hidden]) .contents a").last.click()
    assert settled(page) == "#plan&lang=en&q=1&scheme=dark"
    assert page.evaluate("document.documentElement.style.colorScheme") == "dark"
    page.goto("about:blank")
    page.go_back()
    page.reload()
    assert titles(page) == found
    page.wait_for_function("document.getElementById('en:plan').getBoundingClientRect().top < 900")


def test_pages_are_told_whence_and_in_which_language_they_are_opened(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    page = visit(projects(20), address="#lang=en").page
    links = page.locator(".edition:not([hidden]) .folio a[href*='.html']")
    for link in (links.first, page.locator(".edition:not([hidden]) .folio a[href*='#t-']").first):
        plain = link.get_attribute("href") or ""
        link.evaluate(
            "link => { addEventListener('click', e => e.preventDefault(), { once: true }); link.click(); }"
        )
        assert link.get_attribute("href") == f"{plain}{'&' if '#' in plain else '#'}from=index&lang=en"


def test_names_in_other_sections_filter_the_journeys(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    project = projects(30)
    page = visit(project).page
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    page.locator(".people-section:visible th[data-persona=buyer] a").press("Enter")
    assert titles(page) == [id_ for id_, journey in project.journeys.items() if "buyer" in journey.personas]
    assert page.evaluate("document.activeElement.name") == "persona"
    page.locator(".departments-section:visible h3 a").first.click()
    assert titles(page) == [id_ for id_, journey in project.journeys.items() if journey.owner == "sales"]
    assert (
        page.evaluate("Math.abs(document.querySelector('.journeys-section').getBoundingClientRect().top)")
        < 120
    )


def test_back_leads_to_where_a_name_was_clicked(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    opened = visit(projects(30), address="#lang=en&scheme=dark&q=1")
    page = opened.page
    page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
    before = titles(page)
    link = page.locator(".departments-section:visible h3 a").first
    link.scroll_into_view_if_needed()
    link.click()
    chosen = titles(page)
    assert (settled(page), chosen != before) == ("#lang=en&scheme=dark&owner=sales", True)
    page.go_back()
    assert (settled(page), titles(page)) == ("#lang=en&scheme=dark&q=1", before)
    assert page.locator("input[name=q]:visible").input_value() == "1"
    page.go_forward()
    assert (settled(page), titles(page)) == ("#lang=en&scheme=dark&owner=sales", chosen)
    assert opened.complaints == []


def test_all_journeys_of_the_matrix_are_shown_when_asked_for(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    opened = visit(projects(50, 4))
    page = opened.page
    rows = page.locator(".people-section:visible tbody tr")
    before = [row.inner_text() for row in rows.all()]
    page.locator("[data-all]:visible").press("Enter")
    after = [row.inner_text() for row in rows.all()]
    assert (len(before), len(after)) == (30, 50)
    assert after[:30] == before
    assert opened.complaints == []


@pytest.mark.parametrize(
    "address",
    [
        "#q=<img src=x onerror=alert(1)>",
        "#q=%3Cscript%3Ealert(1)%3C/script%3E&sort=__proto__&owner=constructor",
        "#sort=-toString&persona=__proto__&score=hasOwnProperty",
        "#%E0%A4%A&q=%",
        "#lang=<b>&scheme=javascript:alert(1)",
        "#t-nowhere&q=" + "a" * 5000,
    ],
)
def test_hostile_addresses_do_nothing(
    visit: Callable[..., Visit], projects: Callable[..., Project], address: str
) -> None:
    opened = visit(projects(6), address=address)
    assert opened.page.locator(".tally:visible").count() == 1
    assert opened.page.evaluate("document.querySelectorAll('img, [onerror], script').length") == 3
    reset = opened.page.locator("button[type=reset]:visible")
    if reset.is_enabled():
        reset.click()
    assert len(titles(opened.page)) == 6
    assert opened.complaints == []
    assert opened.strangers == []


def test_hostile_texts_do_nothing_even_when_searched_for(
    visit: Callable[..., Visit],
    everywhere: Callable[[Sheet], Project],
    sheet_with: Callable[..., Sheet],
    corpora: Path,
) -> None:
    lines = (corpora / "xss" / "xss_payloads_quick.txt").read_text("utf-8", errors="replace").splitlines()
    lines += (corpora / "xss" / "RSNAKE_XSS.txt").read_text("utf-8", errors="replace").splitlines()
    lines = ["".join(c for c in line if c.isprintable()) for line in lines]
    count = "document.querySelectorAll(':not(wbr)').length"

    def searched(text: str, query: str) -> tuple[int, Visit]:
        opened = visit(everywhere(sheet_with(text)))
        opened.page.locator("input[name=q]:visible").fill(query)
        opened.page.wait_for_timeout(50)
        assert titles(opened.page) == ["everything", "other"]
        return opened.page.evaluate(count), opened

    usual, _ = searched("x", "x")
    script = max(lines, key=len)[:150].split()[0]
    number, opened = searched("\n".join(lines)[:12000], script)
    assert number == usual
    assert opened.page.locator(".hits:visible a").count() > 0
    assert opened.complaints == []
    assert opened.strangers == []


def test_a_thousand_journeys_are_all_there_and_only_those_in_sight_are_laid_out(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    opened = visit(projects(1000, 8))
    page = opened.page
    assert page.locator(".edition:not([hidden]) .folio > tbody > tr").count() == 1000
    skipped = page.evaluate(
        "[...document.querySelectorAll('.edition:not([hidden]) .folio > tbody > tr')]"
        ".filter(row => !row.cells[0].checkVisibility({contentVisibilityAuto: true})).length"
    )
    assert skipped > 900
    page.locator("input[name=q]:visible").fill("999")
    assert "j999" in titles(page)
    assert opened.complaints == []


@pytest.mark.parametrize("count", [1, 2])
def test_few_journeys_have_no_more_controls_than_they_need(
    visit: Callable[..., Visit], projects: Callable[..., Project], count: int
) -> None:
    opened = visit(projects(count))
    assert opened.page.locator(".sieve:visible").count() == (1 if count > 1 else 0)
    assert opened.page.locator(".folio thead button:visible").count() == (6 if count > 1 else 0)
    assert opened.complaints == []


def test_on_paper_there_are_journeys_and_no_controls(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    page = visit(projects(8), scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 1032, "height": 720})
    assert page.locator(".sieve:visible, .tally:visible, .settings:visible").count() == 0
    assert page.locator(".folio thead th:visible").count() == 7
    assert page.evaluate("document.documentElement.scrollWidth") <= 1032
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_on_paper_long_titles_leave_the_other_columns_their_room(
    visit: Callable[..., Visit], written: Callable[..., Project], language: str
) -> None:
    title = {"zh-CN": "从第一次听说到推荐给朋友的完整旅程" * 4, "en": "From hearsay to recommendation " * 6}
    place = {"touchpoint": "t", "name": title, "emotion": [{"value": 1}]}
    end = {"touchpoint": "u", "name": "U", "emotion": [{"value": 5}]}
    stages = [{"stage": "s", "name": "S", "touchpoints": [place, end]}]
    raw = {"journey": "a", "title": title, "stages": stages, "owner": "logistics", "target": 80}
    page = visit(written([raw]), address=f"#lang={language}").page
    page.set_viewport_size({"width": 1032, "height": 720})
    page.emulate_media(media="print")
    lines = page.locator(".folio tbody tr:visible").evaluate(
        "row => [...row.closest('table').tHead.rows[0].cells, row.cells[2], row.cells[6]].map(cell => {"
        " const range = document.createRange(); range.selectNodeContents(cell);"
        " return new Set([...range.getClientRects()].map(box => Math.round(box.bottom / 12))).size; })"
    )
    assert max(lines) <= 2, lines


def test_on_paper_a_choice_of_journeys_says_of_how_many(
    visit: Callable[..., Visit], projects: Callable[..., Project]
) -> None:
    project = projects(8)
    page = visit(project, address=f"#lang=en&owner={project['j0'].owner}").page
    told = shown(page)
    page.emulate_media(media="print")
    assert shown(page) == told
    assert told.endswith(" of 8 journeys")


def test_heads_of_columns_stand_on_every_sheet(
    visit: Callable[..., Visit], projects: Callable[..., Project], tmp_path: Path
) -> None:
    page = visit(projects(40), address="#lang=en").page
    first, second, *_ = printed(page, tmp_path, "A4")
    assert all(bare("Weakest point Owner") in sheet for sheet in (first, second))


@pytest.mark.parametrize("width", [1024, 1280])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_heads_of_columns_break_between_words(
    visit: Callable[..., Visit], projects: Callable[..., Project], language: str, width: int
) -> None:
    page = visit(projects(8), width=width, address=f"#lang={language}").page
    heads = page.locator(".folio thead button:visible")
    assert heads.count() == 6
    # As wide as it is, each has room for its longest word and the arrow behind the last one.
    cut = heads.evaluate_all(
        "all => all.filter(e => { const before = e.offsetHeight; e.style.overflowWrap = 'normal';"
        " return e.offsetHeight !== before || e.scrollWidth > e.parentElement.clientWidth; })"
        ".map(e => e.textContent)"
    )
    assert cut == []


def test_what_is_overdue_can_be_read_on_any_ground(
    visit: Callable[..., Visit],
    written: Callable[..., Project],
    barriers: Callable[[Page], list[str]],
) -> None:
    late = {"improvement": "i", "title": "Late", "owner": "sales", "status": "doing", "due": "2020-01-01"}
    raw = {
        "journey": "a",
        "title": "A",
        "improvements": [late],
        "stages": [{"stage": "s", "name": "S", "touchpoints": [{"touchpoint": "t", "name": "T"}]}],
    }
    page = visit(written([raw])).page
    assert page.locator(".work .late:visible").count() == 1
    assert barriers(page) == []
