"""Every example in every format whose bytes are promised, compared with files that a person has looked at."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import jmap
from jmap.plugin import Options

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = sorted(path.name for path in (ROOT / "examples").iterdir() if (path / "jmap.yaml").exists())
FORMATS = ("svg", "html", "md", "mermaid", "dot", "json", "csv")


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_come_out_as_reviewed(
    example: str, tmp_path: Path, golden: Callable[[str, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # pictures made by dot differ from one version of it to the next
    # Fonts are left out: their bytes depend on the version of the font package.
    jmap.build(ROOT / "examples" / example, out=tmp_path, formats=FORMATS, options=Options(embed_fonts=False))
    made = sorted(path for path in tmp_path.iterdir() if not path.name.startswith("."))
    for path in made:
        if ".dot." not in path.name:
            golden(f"{example}/{path.name}", path.read_bytes())
    reviewed = {path.name for path in (ROOT / "tests" / "golden" / example).iterdir()}
    assert reviewed == {path.name for path in made if ".dot." not in path.name}


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_have_no_errors_or_warnings(example: str) -> None:
    project = jmap.load(ROOT / "examples" / example)
    assert [
        finding for finding in jmap.check(project, today=dt.date(2026, 11, 22)) if finding.severity != "info"
    ] == []
