"""Charts as readers see them: no label meets another, nothing leaves its cell, whatever the width and language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from jmap.render.format import Options, Sheet
from jmap.report.formats.html import FORMAT
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.report.conftest import Visit

pytestmark = pytest.mark.browser

MEASURE = """() => {
  const edition = [...document.querySelectorAll(".edition")].find((each) => !each.hidden);
  const names = ["curves", "heat", "matrix", "improvements", "twins", "paths", "funnel", "findings"];
  const sections = names.map((name) => edition.querySelector(`.${name}-section`)).filter(Boolean);
  const found = [];
  for (const section of sections) {
    const labels = [...section.querySelectorAll("svg text, .chart p, .keys li, .quadrants .mark, .quadrants .name")];
    const boxes = labels.map((label) => [label, label.getBoundingClientRect()]).filter(([, box]) => box.width);
    boxes.forEach(([one, a], at) => {
      for (const [other, b] of boxes.slice(0, at)) {
        const apart = Math.min(a.right, b.right) - Math.max(a.left, b.left) <= 1
          || Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) <= 1;
        if (!apart) found.push(["meet", one.textContent, other.textContent]);
      }
    });
    for (const part of section.querySelectorAll("td, th, li, p, dd, dt, summary")) {
      const box = part.getBoundingClientRect();
      if (!box.width || part.closest(".hidden")) continue;
      if (part.scrollWidth > part.clientWidth + 1) found.push(["leaves", part.tagName, part.textContent]);
      if (!part.closest(".scroll") && box.right > innerWidth + 1) found.push(["beyond", part.textContent]);
    }
  }
  return {sections: sections.length, found};
}"""


def generated(count: int) -> str:
    """Two journeys of as many touchpoints, four personas who feel differently, and an idea at each."""
    personas = "".join(f"{{persona: p{n}, name: Persona number {n}}}\n---\n" for n in range(4))
    journeys = []
    for name, more in (("one", ""), ("two", "variant_of: one\n")):
        stages = "".join(_stage(number, count, name) for number in range((count + 9) // 10))
        journeys.append(
            f"journey: {name}\ntitle: Journey {name}\npersonas: [p0, p1, p2, p3]\n{more}stages:\n{stages}"
        )
    return personas.replace("{", "").replace("}", "").replace(", name", "\nname") + "---\n".join(journeys)


def _stage(number: int, count: int, journey: str) -> str:
    points = []
    for n in range(number * 10, min(count, number * 10 + 10)):
        felt = ", ".join(f"p{p}: {1 + (n * (p + 2) + p) % 9 / 2}" for p in range(4))
        idea = (
            f"{{opportunity: o, text: An idea of number {n}, impact: {n % 5 + 1}, effort: {n * 3 % 5 + 1}}}"
        )
        points.append(
            f"      - {{touchpoint: t{n}, name: Touchpoint number {n}, importance: {n % 5 + 1}, duration: {n + 1}min, "
            f"emotion: {{{felt}}}, does: What they do in {journey}, opportunities: [{idea}]}}\n"
        )
    return f"  - stage: s{number}\n    name: Stage number {number}\n    touchpoints:\n{''.join(points)}"


def _sheet(path: Path, journey: str, language: str) -> Sheet:
    loaded = read_project(path)
    assert not loaded.failed, [finding.message for finding in loaded.findings]
    project = loaded.project
    options = Options(embed_fonts=False)
    return Sheet(
        project, project[journey], score_journey(project, project[journey]), language, journey, options
    )


@pytest.fixture
def measured(open_page: Callable[..., Visit], tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    """Opens the page of a sheet and measures its charts in windows of several widths."""

    def measured_(one: Sheet, *widths: int) -> list[dict[str, Any]]:
        file = tmp_path / "page.html"
        file.write_bytes(FORMAT.render(one).outputs[0].data)
        opened = open_page(file)
        results = []
        for width in widths:
            opened.page.set_viewport_size({"width": width, "height": 900})
            results.append(opened.page.evaluate(MEASURE))
        assert opened.complaints == []
        return results

    return measured_


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(
    ("folder", "journey"),
    [("ux-evaluation", "onboarding-b"), ("connected-crm", "purifier"), ("cx-blueprint", "shopping")],
)
def test_labels_keep_apart(
    measured: Callable[..., list[dict[str, Any]]], root: Path, folder: str, journey: str, language: str
) -> None:
    for result in measured(_sheet(root / "examples" / folder, journey, language), 390, 1024, 1920):
        assert result["sections"] >= 5
        assert result["found"] == []


@pytest.mark.parametrize("count", [1, 60, 200])
def test_labels_keep_apart_however_many_there_are(
    measured: Callable[..., list[dict[str, Any]]], tmp_path: Path, count: int
) -> None:
    (tmp_path / "maps.yaml").write_text(generated(count), "utf-8")
    for result in measured(_sheet(tmp_path, "two", "en"), 390, 1440):
        assert result["found"] == []


def test_long_words_stay_in_their_cells(
    measured: Callable[..., list[dict[str, Any]]], sheet_with: Callable[..., Sheet]
) -> None:
    word = "Donaudampfschifffahrtsgesellschaft" * 4
    for result in measured(sheet_with(word), 390, 1440):
        assert [each for each in result["found"] if each[0] != "leaves"] == []


@pytest.mark.parametrize("width", [1024, 1440])
def test_personas_of_long_names_are_compared_without_scrolling(
    open_page: Callable[..., Visit], tmp_path: Path, width: int
) -> None:
    spec = generated(10).replace("name: Persona", "name: A persona whose name goes on for quite a while, as")
    (tmp_path / "maps.yaml").write_text(spec, "utf-8")
    file = tmp_path / "page.html"
    file.write_bytes(FORMAT.render(_sheet(tmp_path, "one", "en")).outputs[0].data)
    region = open_page(file, width=width).page.locator(".scroll:has(> .compared)")
    assert region.evaluate("each => each.scrollWidth <= each.clientWidth")


@pytest.mark.parametrize(("width", "seen"), [(390, 1), (1024, 5)])
def test_columns_without_touchpoints_take_no_room_on_a_narrow_screen(
    open_page: Callable[..., Visit], tmp_path: Path, width: int, seen: int
) -> None:
    (tmp_path / "maps.yaml").write_text(re.sub(r"importance: \d, ", "", generated(12)), "utf-8")
    file = tmp_path / "page.html"
    file.write_bytes(FORMAT.render(_sheet(tmp_path, "one", "en")).outputs[0].data)
    page = open_page(file, width=width).page
    region = page.locator(".scroll:has(> .heat)")
    assert region.evaluate("each => each.scrollWidth <= each.clientWidth")
    columns = region.locator("thead th + th").evaluate_all(
        "all => all.filter(each => each.offsetWidth).length"
    )
    assert columns == seen
