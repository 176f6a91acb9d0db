"""What a preview builds and tells, and how changes are waited for."""

from __future__ import annotations

import shutil
import sys
import time
from typing import TYPE_CHECKING

import pytest
from tests.serve.conftest import MAP

from jmap.errors import JmapError, ToolMissingError
from jmap.plugin import Options
from jmap.serve.preview import Preview
from jmap.serve.watch import check_watching

if TYPE_CHECKING:
    from pathlib import Path

    from tests.serve.conftest import Watching


def test_a_build_is_a_new_state_and_the_same_again_is_none(preview: Preview) -> None:
    preview.build()
    assert (preview.state.number, preview.state.start, preview.state.problems) == (1, "index.html", ())
    assert (preview.folder / "visit.html").exists()
    preview.build()
    assert preview.state.number == 1
    assert preview.after(0, 0) == preview.state
    assert preview.after(1, 0) is None


def test_an_error_leaves_the_page_and_is_told_with_its_place(preview: Preview, project: Path) -> None:
    preview.build()
    before = (preview.folder / "visit.html").read_bytes()
    (project / "visit.yaml").write_text(MAP.replace("emotion", "emotoin"), encoding="utf-8")
    preview.build()
    (problem,) = preview.state.problems
    assert problem == {
        "severity": "error",
        "place": "visit.yaml:3:52",
        "text": '[S201] "emotoin" is not a key of a touchpoint',
        "hint": 'did you mean "emotion"?',
    }
    assert (preview.folder / "visit.html").read_bytes() == before
    (project / "visit.yaml").write_text(MAP.replace("4", "2"), encoding="utf-8")
    preview.build()
    assert (preview.state.number, preview.state.problems) == (3, ())
    assert (preview.folder / "visit.html").read_bytes() != before


def test_a_project_that_is_gone_is_told_and_comes_back(preview: Preview, project: Path) -> None:
    preview.build()
    shutil.rmtree(project)
    assert isinstance(preview.build(), JmapError)
    assert preview.state.problems[0]["severity"] == "error"
    assert preview.state.start == "index.html"
    project.mkdir()
    (project / "jmap.yaml").write_text("title: Visits\n", encoding="utf-8")
    (project / "visit.yaml").write_text(MAP, encoding="utf-8")
    preview.build()
    assert preview.state.problems == ()


def test_one_file_begins_with_its_page(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(MAP, encoding="utf-8")
    pages = tmp_path / "pages"
    pages.mkdir()
    preview = Preview(tmp_path / "map.yaml", pages, Options(embed_fonts=False))
    preview.build()
    assert preview.state.start == "visit.html"


def test_a_storm_of_saves_is_few_changes_and_the_last_one_is_among_them(
    watching: Watching, project: Path
) -> None:
    for number in range(300):
        (project / "visit.yaml").write_text(MAP + f"# {number}\n", encoding="utf-8")
    assert watching.until(lambda: watching.count >= 1)
    time.sleep(1)
    assert 1 <= watching.count <= 30


def test_new_files_below_are_seen(watching: Watching, project: Path) -> None:
    (project / "more").mkdir()
    (project / "more" / "b.yaml").write_text(MAP, encoding="utf-8")
    assert watching.until(lambda: watching.count >= 1)


def test_a_folder_that_comes_back_is_watched_again(watching: Watching, project: Path) -> None:
    shutil.rmtree(project)
    assert watching.until(lambda: watching.count >= 1)
    gone = watching.count
    project.mkdir()
    assert watching.until(lambda: watching.count > gone)
    time.sleep(1)
    back = watching.count
    (project / "visit.yaml").write_text(MAP, encoding="utf-8")
    assert watching.until(lambda: watching.count > back)


def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(ToolMissingError, match=r"jmap\[serve\]"):
        check_watching()
