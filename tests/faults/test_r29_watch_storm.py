"""R29: A thousand saves, files half written, the folder deleted while a preview follows it. The last state wins, the
preview lives, and shows the old page with the errors below it.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from jmap.plugin import Options
from jmap.serve.preview import Preview

if TYPE_CHECKING:
    from pathlib import Path

MAP = "journey: visit\ntitle: A visit\nstages: [{name: Arrive, touchpoints: [{name: Door, emotion: 4}]}]\n"


def test_the_last_state_wins(tmp_path: Path) -> None:
    project, pages = tmp_path / "project", tmp_path / "pages"
    for folder in (project, pages):
        folder.mkdir()
    file = project / "visit.yaml"
    file.write_text(MAP, encoding="utf-8")
    preview = Preview(project, pages, Options(embed_fonts=False))
    preview.build()
    before = (pages / "visit.html").read_bytes()
    for length in range(1, len(MAP)):  # each a file that an editor is writing
        file.write_text(MAP[:length], encoding="utf-8")
        if length % 10 == 0:
            preview.build()
    assert preview.state.problems
    shutil.rmtree(project)
    preview.build()
    assert preview.state.problems
    assert (pages / "visit.html").exists()
    project.mkdir()
    file.write_text(MAP, encoding="utf-8")
    preview.build()
    assert preview.state.problems == ()
    assert (pages / "visit.html").read_bytes() == before
