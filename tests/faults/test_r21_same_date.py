"""R21: a file has new content and the date it had before. It is seen: content is compared, not dates."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.conftest import Project


def test_a_spec(project: Project) -> None:
    project.maps(2)
    for _ in range(2):
        project.build()
    before = project.files()
    spec = project.folder / "j1.yaml"
    status = spec.stat()
    spec.write_text(spec.read_text().replace("Door", "Gate"), encoding="utf-8")
    os.utime(spec, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert spec.stat().st_size == status.st_size
    assert "1 changed" in project.build().out
    after = project.files()
    assert [name for name in after if after[name] != before[name]] == [".jmap-manifest.json", "j1.json"]


def test_an_output(project: Project) -> None:
    project.maps(2)
    for _ in range(2):
        project.build()
    before = project.files()
    output = project.out / "j1.json"
    status = output.stat()
    output.write_bytes(output.read_bytes().replace(b"Door", b"Gate"))
    os.utime(output, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert project.build("--check").code == 1
    assert "1 changed" in project.build().out
    assert project.files() == before


def test_a_file_that_comes_or_goes(project: Project) -> None:
    project.maps(2)
    for _ in range(2):
        project.build()
    status = project.folder.stat()
    project.map("j2")
    os.utime(project.folder, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert "1 new" in project.build().out
    (project.folder / "j0.yaml").unlink()
    assert "1 deleted" in project.build().out
    assert sorted(project.files()) == [".jmap-manifest.json", "j1.json", "j2.json"]
    project.write("deeper/j3.yaml", (project.folder / "j1.yaml").read_text().replace("j1", "j3"))
    assert "1 new" in project.build().out
