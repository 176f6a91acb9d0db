"""What a page weighs: the reckoning is in docs/adr/0019-page-weight.md."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from benchmarks.inputs import write_project

from jmap.render.format import Options, Sheet
from jmap.report.formats.html import FORMAT
from jmap.score import score_journey
from jmap.spec import read_project

if TYPE_CHECKING:
    from pathlib import Path


def page(folder: Path, touchpoints: int, *, embed_fonts: bool) -> str:
    project = read_project(write_project(folder / "project", 1, touchpoints)).project
    (journey,) = project.journeys.values()
    options = Options(embed_fonts=embed_fonts)
    sheet = Sheet(project, journey, score_journey(project, journey), "zh-CN", journey.id, options)
    return FORMAT.render(sheet).outputs[0].data.decode()


def test_twenty_touchpoints(tmp_path: Path) -> None:
    text = page(tmp_path, 20, embed_fonts=False)
    assert len(text.encode()) < 149_000
    assert sum(map(len, re.findall(r"<style.*?</style>|<script.*?</script>", text, re.DOTALL))) < 51_000


def test_twenty_touchpoints_with_their_chinese_glyphs(tmp_path: Path) -> None:
    pytest.importorskip("noto_cjk_sans_otc")
    text = page(tmp_path, 20, embed_fonts=True)
    assert "@font-face" in text
    assert len(text.encode()) < 300_000


def test_a_touchpoint_weighs_as_much_in_a_long_map_as_in_a_short_one(tmp_path: Path) -> None:
    short, long = (len(page(tmp_path / str(n), n, embed_fonts=False).encode()) for n in (20, 200))
    assert (long - short) / 180 < 4_000
