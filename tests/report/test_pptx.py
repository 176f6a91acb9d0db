"""Slides, read back with the library that others edit them with."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.util import Pt
from tests.report.conftest import PIXEL, everything

import jmap
from jmap.errors import ToolMissingError
from jmap.model import Asset
from jmap.model.text import ILLEGAL
from jmap.render.format import Options, Sheet
from jmap.report.formats import pptx
from jmap.report.formats.pptx import FORMAT
from jmap.report.slides import writing
from jmap.report.slides.table import balanced, columns, pages
from jmap.score import score_journey
from jmap.spec import read_project
from jmap.text.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
LONG = "Donaudampfschifffahrtsgesellschaft " * 30


def opened(sheet: Sheet) -> Any:
    (output,) = FORMAT.render(sheet).outputs
    assert output.suffix == ".pptx"
    return Presentation(io.BytesIO(output.data))


def example(root: Path, project: str, journey: str, language: str = "en", **options: Any) -> Sheet:
    loaded = jmap.load(root / "examples" / project)
    own = loaded[journey]
    return Sheet(loaded, own, score_journey(loaded, own), language, journey, Options(**options))


def sheet_of(folder: Path, text: str, journey: str = "j", **options: Any) -> Sheet:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "maps.yaml").write_text(text, "utf-8")
    loaded = read_project(folder)
    assert not loaded.failed, [each.message for each in loaded.findings]
    own = loaded.project[journey]
    return Sheet(loaded.project, own, score_journey(loaded.project, own), "en", journey, Options(**options))


@pytest.fixture(scope="module")
def purifier(root: Path) -> Sheet:
    return example(root, "connected-crm", "purifier")


@pytest.fixture(scope="module")
def deck(purifier: Sheet) -> Any:
    return opened(purifier)


@pytest.fixture(scope="module")
def chinese(root: Path) -> Any:
    return opened(example(root, "cx-blueprint", "shopping", "zh-CN"))


@pytest.fixture(scope="module")
def crammed() -> Any:
    return opened(everything(LONG))


def titles(deck: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in deck.slides]


def texts(deck: Any) -> Iterator[str]:
    """Every text of all slides and notes, paragraph by paragraph."""
    for slide in deck.slides:
        nodes = [slide._element, *([slide.notes_slide._element] if slide.has_notes_slide else [])]
        for node in nodes:
            for paragraph in node.iter(f"{A}p"):
                yield "".join(
                    "\n" if part.tag == f"{A}br" else part.text or ""
                    for part in paragraph.iter(f"{A}t", f"{A}br")
                )


def charts(deck: Any) -> list[Any]:
    return [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]


def tables(deck: Any, title: str) -> list[list[list[str]]]:
    """Texts of the tables on slides of a title, its further slides included."""
    return [
        [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
        for slide in deck.slides
        if re.sub(r" \(\d+\)$", "", slide.shapes.title.text_frame.text) == title
        for shape in slide.shapes
        if shape.has_table
    ]


def test_each_section_has_slides_in_the_order_of_a_talk(deck: Any) -> None:
    found = titles(deck)
    assert found[0] == "Water purifier: from awareness to loyalty"
    heads = list(dict.fromkeys(re.sub(r"( \(\d+\)| · .*)$", "", title) for title in found[1:]))
    assert heads == [
        "Personas", "Journey map", "Where customers are lost", "Pain points", "Opportunities", "Impact and effort",
        "Improvements", "Measures", "Evidence",
    ]  # fmt: skip
    assert len(found) == len(set(found)), "a screen reader could not tell slides apart"


def test_titles_are_placeholders_and_read_first(deck: Any) -> None:
    for slide in deck.slides:
        first = next(iter(slide.shapes))
        assert first.is_placeholder
        assert first.shape_id == slide.shapes.title.shape_id


def test_sections_without_contents_have_no_slide(bare: Sheet) -> None:
    assert titles(opened(bare)) == ["Bare", "Journey map · S"]


def test_the_cover_says_how_well_the_journey_does_and_what_that_rests_on(deck: Any) -> None:
    cover = "\n".join(shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)
    for part in (
        "68",
        "Target: 75",
        "measured 99%",
        "Owner: Marketing",
        "Reviewed: 2026-10-15",
        "Young parents",
        "n: 64–30240",
    ):
        assert part in cover


def test_chart_data_are_the_journeys_emotions(deck: Any, purifier: Sheet) -> None:
    values: dict[str, dict[str, float | None]] = {}
    for chart in charts(deck):
        plot = chart.plots[0]
        for series in plot.series:
            values.setdefault(series.name, {}).update(zip(plot.categories, series.values, strict=True))
    names = {id_: purifier.project.personas[id_].name.to("en") for id_ in purifier.journey.personas}
    assert set(values) == set(names.values())
    for id_, name in names.items():
        for place in purifier.journey.touchpoints:
            felt = next((each.value for each in place.emotion if each.persona in (id_, None)), None)
            assert values[name][place.name.to("en")] == felt, (id_, place.id)


def test_the_data_of_a_chart_can_be_edited(deck: Any) -> None:
    chart = charts(deck)[0]
    with zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as book:
        names = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert names == [*chart.plots[0].categories, *(series.name for series in chart.plots[0].series)]
    known = [value for series in chart.plots[0].series for value in series.values if value is not None]
    numbers = re.findall(r'<c r="\w+"><v>([^<]+)</v></c>', sheet)
    assert sorted(map(float, numbers)) == sorted(known)


def test_columns_of_chart_and_table_are_those_of_the_touchpoints(deck: Any) -> None:
    for slide in deck.slides:
        found = [shape for shape in slide.shapes if shape.has_chart]
        if not found:
            continue
        (frame,) = found
        inner = frame.chart._chartSpace.find(f".//{C}plotArea/{C}layout/{C}manualLayout")
        x, width = (float(inner.find(f"{C}{key}").get("val")) for key in "xw")
        names = [shape for shape in slide.shapes if shape.name.startswith("Touchpoint")]
        assert len(names) == len(frame.chart.plots[0].categories)
        left = frame.left + x * frame.width
        for index, shape in enumerate(names):
            assert abs(shape.left - left - index * width * frame.width / len(names)) < Pt(0.5)
        grid = next(shape for shape in slide.shapes if shape.has_table)
        assert abs(grid.left + grid.table.columns[0].width - left) < Pt(0.5)
        assert abs(grid.table.columns[1].width - names[0].width) < Pt(0.5)


def test_lanes_say_what_the_map_says(deck: Any) -> None:
    rows = {
        row[0]: row[1:] for each in tables(deck, "Journey map · Awareness, Consideration") for row in each
    }
    assert rows["Goal"][0] == "Notice the problem and learn that it can be solved"
    assert rows["Goal"][1] == ""  # merged
    assert "Young parents: Saves a post on water for baby food" in rows["Behaviour"][0]
    assert rows["Channel"][0] == "Social media · online"
    assert rows["Pain points"][0] == "■ Posts look like adverts · severity 3 · often"
    assert "Conversion rate 4.8% · n\u00a0=\u00a021600" in rows["Measures"][0]
    assert rows["n"][0].split() == ["●", "318", "●", "96"]
    assert rows["Owner"][:2] == ["Marketing", "Sales"]


def test_lines_of_a_blueprint_stand_above_their_lanes(root: Path) -> None:
    deck = opened(example(root, "cx-blueprint", "shopping"))
    labels = [row[0] for each in tables(deck, "Journey map · Browse, Order, Pay") for row in each]
    assert labels[labels.index("▲ Line of interaction") + 1] == "Frontstage"
    assert labels[labels.index("▲ Line of visibility") + 1] == "Backstage"
    for each in tables(deck, "Journey map · Deliver, After-sales"):
        assert not each[-1][0].startswith("▲"), "a line is parted from its lane"


def test_moments_of_truth_are_marked(deck: Any) -> None:
    names = [
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.name.startswith("Touchpoint")
    ]
    assert {name.split("\n")[0] for name in names if "★" in name} == {
        "★ Installation at home",
        "★ Recommending to friends",
    }


def test_registers_are_native_tables(deck: Any, purifier: Sheet) -> None:
    (pains,) = tables(deck, "Pain points")
    assert pains[0] == ["Pain point", "Place", "Severity · frequency"]
    assert len(pains) == 1 + sum(len(each.pains) for each in purifier.journey.touchpoints)
    works = [row for each in tables(deck, "Improvements") for row in each[1:]]
    assert len(works) == len(purifier.project.improvements_of(purifier.journey))
    assert {row[3] for row in works} >= {"planned", "in progress"}
    (losses,) = tables(deck, "Where customers are lost")
    assert losses[3] == [
        "Comparing models on the website · Consideration", "85",
        "11.5 · Conversion rate · n = 30240 · 2026-09-30", "88.5", "75.2 · greatest loss",
    ]  # fmt: skip
    (evidence,) = tables(deck, "Evidence")
    assert evidence[2][:2] == ["Third-quarter survey along the journey", "survey"]


def test_the_matrix_is_made_of_shapes_with_the_numbers_of_its_list(deck: Any) -> None:
    slide = next(each for each in deck.slides if each.shapes.title.text_frame.text == "Impact and effort")
    marks = sorted(int(shape.text_frame.text) for shape in slide.shapes if shape.name.startswith("Mark"))
    listed = sorted(int(row[0]) for each in tables(deck, "Impact and effort") for row in each[1:])
    assert marks == listed == list(range(1, len(marks) + 1))


def test_notes_tell_how_scores_came_about(deck: Any) -> None:
    cover = deck.slides[0].notes_slide.notes_text_frame.text
    assert "How the scores come about" in cover
    assert re.search(r"\) / 53 = 68\.29", cover)
    maps = next(slide for slide in deck.slides if "Journey map" in slide.shapes.title.text_frame.text)
    told = maps.notes_slide.notes_text_frame.text
    assert "Posts on social media · Touchpoint" in told
    assert re.search(r"emotion · young-parents: \(3\.6 - 1\) / 4", told)


def test_notes_have_what_slides_shorten_and_a_finding_says_so(tmp_path: Path) -> None:
    long = "It goes on and on, sentence after sentence. " * 80
    place = f"{{touchpoint: t, name: A, does: {long!r}}}"
    source = f"journey: j\ntitle: T\nstages: [{{stage: s, name: S, touchpoints: [{place}]}}]\n"
    sheet = sheet_of(tmp_path, source)
    rendered = FORMAT.render(sheet)
    deck = Presentation(io.BytesIO(rendered.outputs[0].data))
    notes = deck.slides[1].notes_slide.notes_text_frame.text
    assert f"Behaviour · A: {long.strip()}" in notes
    (row,) = [row for each in tables(deck, "Journey map · S") for row in each if row[0] == "Behaviour"]
    assert row[1].endswith("…")
    assert long.startswith(row[1].removesuffix("…"))
    (finding,) = rendered.findings
    assert (finding.code, finding.severity) == ("F202", "info")
    assert finding.message == "j: the slides have room for the beginning of a text only: does of t"
    assert finding.pointers == (("journeys", "j", "stages", 0, "touchpoints", 0, "does"),)


@pytest.mark.parametrize("which", ["deck", "chinese", "crammed"])
def test_nothing_reaches_beyond_the_slide(request: pytest.FixtureRequest, which: str) -> None:
    deck = request.getfixturevalue(which)
    assert (deck.slide_width, deck.slide_height) == (Pt(960), Pt(540))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0, (shape.name, slide.slide_id)
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width, shape.name
            assert shape.top + shape.height <= deck.slide_height, shape.name


@pytest.mark.parametrize("which", ["deck", "chinese", "crammed"])
def test_texts_fit_into_their_boxes_and_are_large_enough(request: pytest.FixtureRequest, which: str) -> None:
    deck = request.getfixturevalue(which)
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_table:
                for row in shape.table.rows:
                    for index, cell in enumerate(row.cells):
                        span = int(cell._tc.get("gridSpan", 1))
                        width = sum(shape.table.columns[at].width for at in range(index, index + span))
                        _fits(cell._tc.find(f"{A}txBody"), width - cell.margin_left - cell.margin_right,
                              row.height - cell.margin_top - cell.margin_bottom)  # fmt: skip
            elif shape.has_text_frame and not shape.is_placeholder:
                frame = shape.text_frame
                _fits(shape._element.find(f"{P}txBody"), shape.width - frame.margin_left - frame.margin_right,
                      shape.height - frame.margin_top - frame.margin_bottom)  # fmt: skip


def _fits(body: Any, width: float, height: float) -> None:
    """By the metrics of maps, which are those of the widest fonts."""
    taken = 0.0
    for number, paragraph in enumerate(body.iter(f"{A}p")):
        properties = paragraph.find(f"{A}pPr")
        text = "".join(
            "\n" if part.tag == f"{A}br" else part.text or "" for part in paragraph.iter(f"{A}t", f"{A}br")
        )
        leading = int(properties.find(f"{A}lnSpc/{A}spcPts").get("val")) / 100
        above = int(properties.find(f"{A}spcBef/{A}spcPts").get("val")) / 100 if number else 0
        looks = list(paragraph.iter(f"{A}rPr"))
        size = max((int(look.get("sz")) / 100 for look in looks), default=10)
        assert all(int(look.get("sz")) >= 1000 for look in looks), text
        bold = any(look.get("b") == "1" for look in looks)
        room = (width - int(properties.get("marL", 0))) / Pt(1)
        taken += above + leading * max(len(wrap(text, room, size, bold=bold)), 1)
    if body.findtext(f".//{A}t"):
        assert taken <= height / Pt(1) + 0.1, "".join(body.itertext())[:80]


@pytest.mark.parametrize("which", ["deck", "chinese"])
def test_charts_tables_and_pictures_have_alternative_texts(
    request: pytest.FixtureRequest, which: str
) -> None:
    deck = request.getfixturevalue(which)
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table:
                assert shape._element.find(f".//{P}cNvPr").get("descr")
    alt = (
        next(shape for slide in deck.slides for shape in slide.shapes if shape.has_chart)
        ._element.find(f".//{P}cNvPr")
        .get("descr")
    )
    assert "3.6" in alt


def test_logo_portrait_and_storyboard_are_pictures_with_words() -> None:
    deck = opened(everything("Plain words"))
    pictures = [
        (number, shape)
        for number, slide in enumerate(deck.slides)
        for shape in slide.shapes
        if shape.shape_type == 13
    ]
    assert [number for number, _ in pictures] == [0, 1, 3]
    assert {shape._element.find(f".//{P}cNvPr").get("descr") for _, shape in pictures} == {"Plain words"}
    frame = pictures[2][1]
    (name,) = [shape for shape in deck.slides[3].shapes if shape.name.startswith("Touchpoint")][:1]
    assert name.left < frame.left
    assert frame.left + frame.width < name.left + name.width


def test_a_stage_tells_how_it_feels_beside_its_touchpoints(tmp_path: Path) -> None:
    source = """journey: j
title: T
stages: [{stage: s, name: S, emotion: {value: 3.5, n: 40}, touchpoints: [{touchpoint: t, name: A, emotion: 4}]}]
"""
    rows = [row for each in tables(opened(sheet_of(tmp_path, source)), "Journey map · S") for row in each]
    assert ["Emotion", "stage 3.5 · n = 40"] in rows


def test_people_asked_together_are_counted_once(tmp_path: Path) -> None:
    apart = "{anna: {value: 2, n: 40}, ben: {value: 4, n: 50}}"
    places = f"[{{name: A, emotion: {{value: 3, n: 120}}}}, {{name: B, emotion: {apart}}}]"
    text = f"journey: j\npersonas: [anna, ben]\nstages: [{{name: S, touchpoints: {places}}}]\n"
    shown = " ".join(texts(opened(sheet_of(tmp_path, text))))
    assert [shown.count(f"● {n}") for n in (120, 40, 50)] == [1, 1, 1]


def test_webp_becomes_png_and_what_is_no_picture_is_told() -> None:
    from PIL import Image

    stream = io.BytesIO()
    Image.new("RGB", (4, 2), "red").save(stream, "WEBP")
    sheet = everything("Plain words")
    webp = replace(sheet.project, assets={"frame.png": Asset(stream.getvalue(), "image/webp", 4, 2)})
    with zipfile.ZipFile(io.BytesIO(FORMAT.render(replace(sheet, project=webp)).outputs[0].data)) as package:
        media = [name for name in package.namelist() if "/media/" in name]
        assert media == ["ppt/media/image1.png"]
    broken = replace(sheet.project, assets={"frame.png": PIXEL._replace(data=b"GIF89a")})
    rendered = FORMAT.render(replace(sheet, project=broken))
    (told,) = [each for each in rendered.findings if each.code == "F301"]
    assert "frame.png is a picture that slides cannot hold" in told.message


def test_chinese_has_its_language_and_a_font(chinese: Any) -> None:
    languages = {
        node.get("lang")
        for slide in chinese.slides
        for node in slide._element.iter(f"{A}rPr", f"{A}endParaRPr")
    }
    assert languages <= {"zh-CN", "en-US"}  # the number of the page is no text of a language
    theme = next(part for part in chinese.part.package.iter_parts() if "/theme/" in part.partname)
    fonts = etree.fromstring(theme.blob).findall(f".//{A}fontScheme/*/{A}ea")
    assert [font.get("typeface") for font in fonts] == ["Microsoft YaHei", "Microsoft YaHei"]
    assert charts(chinese)[0]._chartSpace.find(f"{C}lang").get("val") == "zh-CN"


def test_brand_and_font_of_the_project_are_in_the_theme() -> None:
    deck = opened(everything("Plain words"))
    theme = etree.fromstring(
        next(part for part in deck.part.package.iter_parts() if "/theme/" in part.partname).blob
    )
    assert theme.find(f".//{A}accent1/{A}srgbClr").get("val") == "0F766E"
    assert theme.find(f".//{A}minorFont/{A}latin").get("typeface") == "Inter"


SURVIVING = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(
    lambda text: not ILLEGAL.search(text) and writing.clean(text)
)


@settings(max_examples=20)
@given(
    SURVIVING
    | st.sampled_from(
        ["=1+1", "_x0041_", "http://example.org/", "a\u2028b\r\nc\x85d\te", "\u202ex", "]]><a:t>", "&amp;"]
    )
)
def test_any_text_survives(text: str) -> None:
    rendered = FORMAT.render(everything(text)).outputs[0].data
    deck = Presentation(io.BytesIO(rendered))
    shown = writing.clean(text)
    paragraphs = set(texts(deck))
    assert shown in paragraphs  # a cell of its own
    assert any(each.startswith("■ ") and each.removeprefix("■ ").startswith(shown) for each in paragraphs)
    names = {name.replace("\n", " ") for chart in charts(deck) for name in chart.plots[0].categories}
    assert shown.replace("\n", " ").strip() in names
    with zipfile.ZipFile(io.BytesIO(rendered)) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))


def test_data_of_charts_hold_no_formulas_and_addresses(tmp_path: Path) -> None:
    source = """journey: j
title: T
stages: [{stage: s, name: S, touchpoints: [{touchpoint: t, name: "=1+1", emotion: 4},
  {touchpoint: u, name: "http://example.org", emotion: 3}]}]
"""
    (chart,) = charts(opened(sheet_of(tmp_path, source)))
    with zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)) as book:
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()
        assert [name for name in book.namelist() if "rels" in name and "worksheets" in name] == []
        assert "=1+1" in book.read("xl/sharedStrings.xml").decode()


def parts(data: bytes) -> Iterator[tuple[str, str]]:
    """Every part of a file as text, those of the data of charts included."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            if name.endswith(".xlsx"):
                yield from parts(part)
            yield name, part.decode("utf-8", "replace")


def test_private_notes_stay_out_unless_asked_for() -> None:
    (quiet,) = FORMAT.render(everything("Plain words")).outputs
    assert [name for name, text in parts(quiet.data) if "SECRET" in text] == []
    (open_,) = FORMAT.render(everything("Plain words", private=True)).outputs
    told = "".join(text for _, text in parts(open_.data))
    assert "SECRET of the journey" in told


def test_views_leave_out_what_they_leave_out_everywhere(tmp_path: Path) -> None:
    source = """journey: j
title: The way of Grace Miller
personas: [grace]
owner: sales
stages:
  - stage: s
    name: S
    touchpoints:
      - touchpoint: grace-miller-arrives
        name: Grace Miller arrives
        emotion: {grace: {value: 4, n: 3, source: share/somebody/notes.docx}}
        notes: [{text: Call grace@example.org, private: true}]
        pains: [{pain: a, text: Ask Grace Miller, severity: 4}]
        evidence: secret-talk
---
persona: grace
name: Grace Miller
role: Buyer
---
evidence: [{evidence: secret-talk, kind: interview, title: What the board said, internal: true, n: 1}]
departments: {sales: Sales}
"""
    (tmp_path / "maps.yaml").write_text(source, "utf-8")
    report = jmap.build(tmp_path, formats=["pptx"], options=Options(view="public"))
    data = next(report.out.rglob("*.pptx")).read_bytes()
    words = ("Grace", "Miller", "grace", "example.org", "board", "secret-talk", "somebody", str(tmp_path))
    assert [(name, word) for name, text in parts(data) for word in words if word in text] == []


def test_the_view_of_those_who_decide_has_no_lanes_of_words(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / "project"
    shutil.copytree(root / "examples/cx-blueprint", copy, ignore=shutil.ignore_patterns("build"))
    report = jmap.build(copy, formats=["pptx"], languages=["en"], options=Options(view="executive"))
    deck = Presentation(str(next(report.out.rglob("shopping.en.pptx"))))
    rows = [
        row[0]
        for slide in deck.slides
        for each in tables(deck, slide.shapes.title.text_frame.text)
        for row in each
    ]
    assert "Experience score" in rows
    assert "Behaviour" not in rows


def test_nothing_is_left_of_the_librarys_template(purifier: Sheet) -> None:
    (output,) = FORMAT.render(purifier).outputs
    with zipfile.ZipFile(io.BytesIO(output.data)) as package:
        names = package.namelist()
        core = package.read("docProps/core.xml").decode()
        told = "".join(text for _, text in parts(output.data))
    assert [name for name in names if "thumbnail" in name or "printerSettings" in name] == []
    assert sum(name.startswith("ppt/slideLayouts/slideLayout") for name in names) == 2
    for leftover in ("Steve Canny", "python-pptx", "Macintosh", "1/27/13", "10/17/16", "2013-01-27"):
        assert leftover not in told, leftover
    assert "<dc:title>Water purifier: from awareness to loyalty</dc:title>" in core
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert 'TargetMode="External"' not in told


def test_bytes_are_the_same_on_another_day_with_another_seed(root: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "jmap",
        "draw",
        str(root / "examples/connected-crm"),
        "--journey",
        "trade-in",
        "-f",
        "pptx",
    ]
    usual = subprocess.run(command, check=True, capture_output=True).stdout
    seeded = {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "LC_ALL": "C",
        "TZ": "Pacific/Auckland",
        "USER": "somebody",
    }
    assert subprocess.run(command, check=True, capture_output=True, env=seeded).stdout == usual
    faketime = shutil.which("faketime")
    if faketime is None:
        assert os.environ.get("CI") != "true", "faketime is not installed"
        return
    another = [faketime, "2031-05-06 07:08:09", *command]
    assert subprocess.run(another, check=True, capture_output=True).stdout == usual
    with zipfile.ZipFile(io.BytesIO(usual)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_STORED}
        inner = next(name for name in package.namelist() if name.endswith(".xlsx"))
        with zipfile.ZipFile(io.BytesIO(package.read(inner))) as book:
            assert {entry.compress_type for entry in book.infolist()} == {zipfile.ZIP_STORED}


def test_without_the_extra_it_says_how_to_get_it(bare: Sheet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pptx, "find_spec", lambda _: None)
    with pytest.raises(ToolMissingError, match=r'python-pptx is not available: pip install "jmap\[pptx\]"'):
        FORMAT.render(bare)


def test_without_the_extra_a_build_costs_the_other_formats_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pptx, "find_spec", lambda _: None)
    (tmp_path / "map.yaml").write_text(
        "journey: j\ntitle: T\nstages: [{name: S, touchpoints: [A]}]\n", "utf-8"
    )
    report = jmap.build(tmp_path, formats=["svg", "pptx"])
    assert (report.out / "j.svg").is_file()
    assert [each.message for each in report.findings if "pptx" in each.message] == [
        'j could not be drawn as pptx: python-pptx is not available: pip install "jmap[pptx]"'
    ]


def test_a_long_map_keeps_stages_together_on_slides_of_few_columns(tmp_path: Path) -> None:
    stages = ", ".join(
        f"{{name: Stage {stage}, touchpoints: [{', '.join(f'Place {stage}-{number}' for number in range(count))}]}}"
        for stage, count in enumerate((2, 3, 8, 1, 4))
    )
    deck = opened(sheet_of(tmp_path, f"journey: j\ntitle: T\nstages: [{stages}]\n"))
    found = [
        ([shape.text_frame.text for shape in slide.shapes if shape.name.startswith("Stage")],
         sum(shape.name.startswith("Touchpoint") for shape in slide.shapes))
        for slide in deck.slides
        if slide.shapes.title.text_frame.text.startswith("Journey map")
    ]  # fmt: skip
    assert found == [
        (["Stage 0", "Stage 1"], 5),
        (["Stage 2"], 4),
        (["Stage 2"], 4),
        (["Stage 3", "Stage 4"], 5),
    ]


def test_rows_are_spread_evenly_over_slides_after_the_first() -> None:
    assert pages([10] * 9, 25, 50) == [2, 4, 3]
    assert pages([40, 10], 25, 50) == [0, 2]
    assert pages([], 25, 50) == [0]
    assert balanced([10] * 7, 50) == [4, 3]
    assert balanced([60], 50) == [1]


def test_columns_of_sentences_give_way_to_those_of_numbers() -> None:
    rows = [["What", "Due", "Why"], ["word " * 60, "2026-12-31", "word " * 30]]
    widths = columns(rows)
    assert sum(widths) == pytest.approx(880)
    assert writing.lines(writing.para("2026-12-31"), widths[1] - 12) == 1
    assert widths[0] >= widths[2]


def test_a_shortened_paragraph_is_the_beginning_of_it() -> None:
    one = writing.Para((writing.Run("Persona: ", bold=True), writing.Run("word " * 50)))
    cut = writing.shortened(one, 100, 3)
    assert cut.text.endswith("…")
    assert one.text.startswith(cut.text.removesuffix("…"))
    assert cut.runs[0] == one.runs[0]
    assert writing.lines(cut, 100) <= 3
    fitted = writing.fit([one] * 30, 100, 60, "{} more")
    assert fitted.shown[-1].text == f"{30 - len(fitted.shown) + 1} more"
    assert writing.height(fitted.shown, 100) <= 60


def test_no_text_turns_its_surroundings_round() -> None:
    assert [text for text in texts(opened(everything("\u202egpj.exe"))) if "\u202e" in text] == []


def test_a_scenario_too_long_for_the_cover_stands_in_its_notes(tmp_path: Path) -> None:
    long = "A situation that takes many words to tell. " * 20
    source = f"journey: j\ntitle: T\nscenario: {long!r}\nstages: [{{stage: s, name: S, touchpoints: [A]}}]\n"
    rendered = FORMAT.render(sheet_of(tmp_path, source))
    cover = Presentation(io.BytesIO(rendered.outputs[0].data)).slides[0]
    assert cover.placeholders[1].text_frame.text.endswith("…")
    assert f"Scenario: {long.strip()}" in cover.notes_slide.notes_text_frame.text
    (finding,) = rendered.findings
    assert finding.pointers == (("journeys", "j", "scenario"),)
