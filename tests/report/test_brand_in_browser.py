"""A page with any brand can be read: every text against what really lies behind it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

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
