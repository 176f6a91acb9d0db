"""R26: ids that are no good as file names. Names every system takes; those no system could tell apart are an error."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.faults.conftest import Project


@pytest.mark.parametrize("name", ["漢" * 86, "con", "AUX", "nul", "-rf", "é", "e\u0301", "index", "x" * 100])
def test_every_id_gets_a_file(project: Project, name: str) -> None:
    project.write("jmap.yaml", "outputs: [json]\n")
    project.write("one.yaml", f"journey: '{name}'\nstages: [{{name: A, touchpoints: [B]}}]\n")
    assert project.build().code == 0
    (made,) = (file for file in project.files() if file.endswith(".json") and not file.startswith("."))
    stem = made.removesuffix(".json")
    assert len(made.encode()) <= 140
    assert stem.lower() not in {"con", "aux", "nul", "index"}
    assert not stem.startswith("-")


@pytest.mark.parametrize("name", ["a:b", "a/b", "../x", "a\\b", ".hidden", ""])
def test_what_is_no_id_is_refused(project: Project, name: str) -> None:
    project.write("one.yaml", f"journey: '{name}'\nstages: [{{name: A, touchpoints: [B]}}]\n")
    assert project.build().code == 1
    assert not project.out.exists()


def test_names_that_differ_in_case_only(project: Project) -> None:
    project.maps(0)
    for name in ("visit", "Visit", "other"):
        project.map(name)
    result = project.build()
    assert result.code == 1
    assert "error[B405 same-file-name]" in result.err
    assert "visit" in result.err
    assert "Visit" in result.err
    assert {name.casefold() for name in project.files()} == {
        ".jmap-manifest.json",
        "visit.json",
        "other.json",
    }
    assert len(project.files()) == 3


def test_a_file_name_that_is_no_text(project: Project) -> None:
    project.maps(1)
    path = project.map("j1")
    path.rename(path.with_name(os.fsdecode(b"\xff.yaml")))
    for _ in range(3):
        result = project.build()
        assert result.code == 0
    assert "2 unchanged" in result.out
    (project.folder / "j0.yaml").unlink()
    assert "1 deleted" in project.build().out
