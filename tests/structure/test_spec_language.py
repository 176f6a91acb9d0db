"""The blocks of the page on the spec language are specs that load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jmap.spec import read_project

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "spec-language.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("number", range(len(BLOCKS)))
def test_every_block_loads(number: int, tmp_path: Path) -> None:
    block = BLOCKS[number]
    settings = block.startswith("title: Acme")
    (tmp_path / ("jmap.yaml" if settings else "spec.yaml")).write_text(block, encoding="utf-8")
    if settings:
        (tmp_path / "map.yaml").write_text(
            "journey: a\nstages: [{name: b, touchpoints: [{name: c, legal: d}]}]\n"
        )
    loaded = read_project(tmp_path)
    assert [finding for finding in loaded.findings if "journey" in block or settings] == []
    assert all(finding.code == "S212" for finding in loaded.findings)


def test_there_are_blocks() -> None:
    assert len(BLOCKS) == 9
