"""A page with any brand can be read: every text against what really lies behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.conftest import PIXEL

from jmap.build.run import Request, build
from jmap.render.format import Options, Sheet
from jmap.report.formats.html import FORMAT
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("brand", ["#ffe600", "#000000", "#808080"])
def test_everything_can_be_read(
    browser: Browser, root: Path, tmp_path: Path, axe: str, brand: str, scheme: Any
) -> None:
    project = read_project(root / "examples" / "service-training").project
    theme = project.settings.theme.model_copy(update={"brand": brand})
    project = replace(project, settings=project.settings.model_copy(update={"theme": theme}))
    journey = project["buying-glasses"]
    sheet = Sheet(project, journey, score_journey(project, journey), "en", "page", Options(embed_fonts=False))
    file = tmp_path / "page.html"
    file.write_bytes(FORMAT.render(sheet).outputs[0].data)
    page = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900}).new_page()
    page.goto(file.as_uri())
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {runOnly: ['color-contrast']})")
    page.context.close()
    assert len(found["passes"][0]["nodes"]) > 50
    assert [node["html"] for each in found["violations"] for node in each["nodes"]] == []


@pytest.mark.browser
@pytest.mark.parametrize("name", ["everything", "index"])
@pytest.mark.parametrize("view", ["full", "training"])
def test_a_logo_for_light_paper_can_be_seen_on_a_dark_page(
    browser: Browser, tmp_path: Path, view: str, name: str
) -> None:
    (tmp_path / "logo.png").write_bytes(PIXEL.data)
    (tmp_path / "jmap.yaml").write_text("title: Shop\ntheme: {logo: logo.png}\noutputs: html\n", "utf-8")
    (tmp_path / "map.yaml").write_text(
        "journey: everything\nstages: [{name: Arrive, touchpoints: [Door]}]\n", "utf-8"
    )
    build(tmp_path, Request(tmp_path / "out", options=Options(view=view, embed_fonts=False)))
    page = browser.new_context(color_scheme="dark").new_page()
    page.goto((tmp_path / "out" / f"{name}.html").as_uri())
    look = "e => getComputedStyle(e).backgroundColor"
    assert page.locator("header img, .overline img").first.evaluate(look) == "rgb(255, 255, 255)"
    assert page.locator("body").evaluate(look) != "rgb(255, 255, 255)"
    page.context.close()
