"""Links that name what something was called before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from jmap.build.run import Request, build
from jmap.render.format import Options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.report.conftest import Visit

RENAMED = """\
languages: [en, zh-CN]
outputs: html
personas: [{persona: guest, formerly: visitor, name: Guest}]
evidence: [{evidence: talks, formerly: notes, kind: interview, title: Talks}]
---
journey: visit
personas: guest
evidence: talks
stages:
  - stage: come
    formerly: arrive
    name: Come
    touchpoints:
      - {touchpoint: gate, formerly: [door, porch, desk, door], name: Gate, emotion: 3}
      - {touchpoint: desk, formerly: [porch, counter], name: Desk}
improvements: [{improvement: lamp, formerly: light, title: Lamp, addresses: gate}]
"""


def write(folder: Path) -> None:
    settings, journey = RENAMED.split("---\n")
    (folder / "jmap.yaml").write_text(settings, "utf-8")
    (folder / "visit.yaml").write_text(journey, "utf-8")


@pytest.mark.parametrize("view", ["full", "training"])
def test_former_ids_stand_in_what_they_are_now(tmp_path: Path, view: str) -> None:
    write(tmp_path)
    build(tmp_path, Request(tmp_path / "out", options=Options(view=view, embed_fonts=False)))
    tree = html.fromstring((tmp_path / "out" / "visit.html").read_text("utf-8"))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    found = {
        mark.get("id"): mark.xpath("ancestor::*[@id][1]")[0].get("id") for mark in tree.xpath("//i[@id]")
    }
    expected = {"t-door": "t-gate", "t-porch": "t-gate", "t-counter": "t-desk", "s-arrive": "s-come"}
    if view == "full":
        expected |= {"p-visitor": "p-guest", "e-notes": "e-talks", "i-light": "i-lamp"}
    assert found == expected | {f"zh-CN:{id_}": f"zh-CN:{at}" for id_, at in expected.items()}


@pytest.mark.browser
def test_a_link_to_a_former_id_opens_the_details(open_page: Callable[..., Visit], tmp_path: Path) -> None:
    write(tmp_path)
    build(tmp_path, Request(tmp_path / "out", options=Options(embed_fonts=False)))
    page = open_page(tmp_path / "out" / "visit.html", address="#t-door&lang=zh-CN").page
    panel = page.locator(".edition:not([hidden]) .panel[open] h2")
    assert panel.inner_text() == "Gate"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Gate"
    page.evaluate("location.hash = '#t-counter'")
    page.wait_for_timeout(100)
    assert panel.inner_text() == "Desk"
