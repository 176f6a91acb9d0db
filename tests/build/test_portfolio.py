from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

import jmap
from jmap.build import run
from jmap.build.trust import Trust
from jmap.render.format import Options
from jmap.render.names import stem
from jmap.view import read_view

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAP = """journey: {id}
title: The journey {id}
personas: [guest]
stages:
  - name: Arrive
    touchpoints:
      - {{name: Entrance, emotion: 3, channel: door, owner: service, pains: [Too narrow]}}
      - {{name: Desk, emotion: 4{more}}}
"""


@pytest.fixture
def specs(tmp_path: Path) -> Callable[..., Path]:
    """A project of journeys with these ids, and other files if given."""

    def write(*ids: str, **files: str) -> Path:
        (tmp_path / "jmap.yaml").write_text(files.pop("settings", "title: Shop\n"), "utf-8")
        for id_ in ids:
            (tmp_path / f"{id_}.yaml").write_text(MAP.format(id=id_, more=""), "utf-8")
        for name, text in files.items():
            (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
        return tmp_path

    return write


def names(report: run.Report) -> list[str]:
    return sorted(file.name for file in report.files)


def test_a_project_gets_a_portfolio_for_pages_and_for_markdown(specs: Callable[..., Path]) -> None:
    report = jmap.build(specs("visit", "return"), formats=["html", "md"])
    assert names(report) == ["index.html", "index.md", "return.html", "return.md", "visit.html", "visit.md"]
    document = html.fromstring((report.out / "index.html").read_bytes())
    links = {link for link in document.xpath("//@href") if not link.startswith("#")}
    assert {"visit.html", "return.html", "visit.html#t-entrance"} <= links
    assert all((report.out / link.partition("#")[0]).is_file() for link in links)


@pytest.mark.parametrize("view", ["full", "executive", "department:service", "training", "public"])
def test_every_link_to_a_touchpoint_arrives(specs: Callable[..., Path], view: str) -> None:
    options = Options(view=read_view(view))
    report = jmap.build(specs("visit", "return"), formats=["html"], options=options)
    links = html.fromstring((report.out / "index.html").read_bytes()).xpath("//@href")
    pages = [link.partition("#") for link in links if not link.startswith("#")]
    assert pages
    for page, _, anchor in pages:
        there = html.fromstring((report.out / page).read_bytes())
        assert not anchor or there.xpath("//*[@id=$id]", id=anchor), (page, anchor)


@pytest.mark.parametrize("view", ["full", "executive", "department:service", "training", "public"])
def test_variants_have_a_page_in_every_view(specs: Callable[..., Path], view: str) -> None:
    folder = specs("visit", better=MAP.format(id="better", more="") + "variant_of: visit\nstate: future\n")
    report = jmap.build(folder, formats=["html"], options=Options(view=read_view(view)))
    assert names(report) == ["better.html", "index.html", "visit.html"]


@pytest.mark.parametrize("view", ["full", "department:service", "department:marketing", "public"])
def test_every_link_from_journey_to_journey_arrives(root: Path, tmp_path: Path, view: str) -> None:
    options = Options(view=read_view(view), embed_fonts=False)
    report = jmap.build(root / "examples/connected-crm", out=tmp_path, formats=["html"], options=options)
    pages = {file.name: html.fromstring((report.out / file.name).read_bytes()) for file in report.files}
    found = [link.partition("#") for name in pages for link in pages[name].xpath("//main//@href")]
    links = {(page, anchor) for page, _, anchor in found if page.endswith(".html")}
    assert links
    for page, anchor in links:
        assert not anchor or pages[page].xpath("//*[@id=$id]", id=anchor), (page, anchor)
        assert page in pages


def test_one_per_language_in_markdown_and_one_for_all_in_html(specs: Callable[..., Path]) -> None:
    folder = specs("visit", "return", settings="languages: [en, zh-CN]\n")
    assert [name for name in names(jmap.build(folder, formats=["html", "md"])) if "index" in name] == [
        "index.en.md",
        "index.html",
        "index.zh-CN.md",
    ]


def test_pictures_alone_need_no_portfolio(specs: Callable[..., Path]) -> None:
    assert not [name for name in names(jmap.build(specs("visit"), formats=["svg"])) if "index" in name]


def test_a_project_of_one_journey_has_a_portfolio_and_a_lone_file_has_none(
    specs: Callable[..., Path], tmp_path: Path
) -> None:
    assert "index.html" in names(jmap.build(specs("visit"), formats=["html"]))
    (tmp_path / "jmap.yaml").unlink()
    assert names(jmap.build(tmp_path / "visit.yaml", formats=["html"])) == ["visit.html"]
    assert names(jmap.build(tmp_path, formats=["html"])) == ["visit.html"]


def test_one_file_of_a_project_leaves_its_portfolio_alone(specs: Callable[..., Path]) -> None:
    folder = specs("visit", "return")
    report = jmap.build(folder, formats=["html"])
    before = (report.out / "index.html").read_bytes()
    assert names(jmap.build(folder / "visit.yaml")).count("index.html") == 0
    assert (report.out / "index.html").read_bytes() == before


def test_journeys_with_errors_are_listed_with_the_reason(specs: Callable[..., Path]) -> None:
    folder = specs(
        "visit", bad=MAP.format(id="broken", more=", emotoin: 3"), torn="journey: torn\nstages: [\n"
    )
    report = jmap.build(folder, formats=["html", "md"])
    told = (report.out / "index.html").read_text("utf-8")
    assert "bad.yaml:8: " in told
    assert "emotoin" in told
    assert "torn.yaml:" in told
    assert "broken" in (report.out / "index.md").read_text("utf-8")


def test_other_audiences_do_not_learn_of_errors(specs: Callable[..., Path]) -> None:
    folder = specs("visit", bad=MAP.format(id="broken", more=", emotoin: 3"))
    report = jmap.build(folder, formats=["html", "md"], options=Options(view=read_view("public")))
    for name in ("index.html", "index.md"):
        told = (report.out / name).read_text("utf-8")
        assert "The journey visit" in told
        assert "broken" not in told
        assert "emotoin" not in told


def test_a_stale_portfolio_fails_a_check(specs: Callable[..., Path]) -> None:
    folder = specs("visit", "return")
    whole = run.Request(compare_only=True)
    out = jmap.build(folder).out
    assert run.build(folder, whole).stale == ()
    (out / "index.html").write_text("edited", "utf-8")
    assert run.build(folder, whole).stale == ("index.html",)


def test_a_portfolio_that_is_not_wanted_any_more_is_deleted(specs: Callable[..., Path]) -> None:
    out = jmap.build(specs("visit", "return")).out
    assert (out / "index.md").is_file()
    report = jmap.build(specs("visit", "return", settings="outputs: [html]\n"))
    assert "index.md" in report.deleted
    assert not (out / "index.md").exists()
    assert (out / "index.html").is_file()


@pytest.mark.parametrize("id_", ["index", "Index", "INDEX"])
def test_a_journey_named_like_the_portfolio_gets_another_name(specs: Callable[..., Path], id_: str) -> None:
    report = jmap.build(specs(id_, "visit"), formats=["html", "md"])
    assert len(names(report)) == len({name.lower() for name in names(report)}) == 6
    assert f"{stem(id_)}.html" in names(report)
    page = html.document_fromstring((report.out / "index.html").read_text("utf-8"))
    assert f"{stem(id_)}.html" in page.xpath("//@href")


def test_a_fault_in_a_projects_template_costs_only_the_portfolio(specs: Callable[..., Path]) -> None:
    folder = specs("visit", "return", settings="templates: look\n")
    (folder / "look" / "portfolio").mkdir(parents=True)
    (folder / "look" / "portfolio" / "head.html").write_text("{{ nothing }}", "utf-8")
    report = run.build(folder, run.Request(formats=("html",), trust=Trust.PROJECT))
    (fault,) = [finding for finding in report.findings if finding.code == "B402"]
    assert "portfolio/head.html:1" in fault.message
    assert names(report) == ["return.html", "visit.html"]
