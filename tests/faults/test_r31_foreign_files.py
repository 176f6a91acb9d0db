"""R31: the output folder holds files that are not jmap's. They are never deleted, and never followed out of it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.conftest import Project


def forge(project: Project, *names: str, content: bytes) -> None:
    digest = hashlib.sha256(content).hexdigest()
    manifest = {"format": 1, "view": "full", "files": dict.fromkeys(names, digest)}
    project.write("build/.jmap-manifest.json", json.dumps(manifest))


def test_only_files_of_its_own_go(project: Project) -> None:
    project.maps(2)
    project.write("build/mine.json", "mine")
    project.write("build/deeper/mine.json", "mine")
    project.build()
    project.write("build/j1.svg", "mine")
    (project.folder / "j1.yaml").unlink()
    assert "1 deleted" in project.build().out
    left = sorted(path.name for path in project.out.iterdir())
    assert left == [".jmap-manifest.json", "deeper", "j0.json", "j1.svg", "mine.json"]


def test_what_somebody_edited_is_not_its_own_any_more(project: Project) -> None:
    project.maps(2)
    project.build()
    project.write("build/j1.json", "edited")
    (project.folder / "j1.yaml").unlink()
    project.build()
    assert (project.out / "j1.json").read_text() == "edited"


def test_a_forged_manifest_reaches_nothing_outside(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "victim"
    outside.write_bytes(b"precious")
    project.maps(1)
    project.write("precious.txt", "precious")
    names = ["../precious.txt", str(outside), "..", ".git", "a/../../precious.txt", "deeper/x", "\ud800"]
    forge(project, *names, content=b"precious")
    project.write("build/deeper/x", "precious")
    assert project.build().code == 0
    assert outside.read_bytes() == b"precious"
    assert (project.folder / "precious.txt").exists()
    assert (project.out / "deeper" / "x").exists()
    assert json.loads((project.out / ".jmap-manifest.json").read_text())["files"].keys() == {"j0.json"}


def test_nothing_beside_the_outputs_can_pass_them_off_as_unchanged(project: Project) -> None:
    project.maps(2)
    project.build()
    before = project.files()
    planted = b'{"journey": "planted"}'
    project.write("build/j0.json", planted)
    forge(project, "j0.json", "j1.json", content=planted)
    for name in (".jmap_cache/outputs/x", ".cache/jmap/answers/x", "build/.jmap-cache.json"):
        project.write(name, "{}")
    project.cache.rename(project.cache.with_name("elsewhere"))  # a machine that has never built this
    assert "1 changed" in project.build().out
    assert {name: digest for name, digest in project.files().items() if name in before} == before


@pytest.mark.parametrize("kind", ["folder", "file"])
def test_an_output_folder_that_leads_out_of_the_project(project: Project, tmp_path: Path, kind: str) -> None:
    outside = tmp_path / "outside"
    if kind == "folder":
        outside.mkdir()
        project.out.symlink_to(outside)
        expected = "error: build leads out of the project: name the folder with --out if you mean it\n"
    else:
        outside.write_text("precious", encoding="utf-8")
        project.out.symlink_to(outside)
        expected = "error: build leads out of the project: name the folder with --out if you mean it\n"
    project.maps(1)
    result = project.build()
    assert (result.code, result.err) == (2, expected)
    assert not outside.is_dir() or not list(outside.iterdir())
    if kind == "folder":
        assert project.build("-o", "build").code == 0
