"""R7: one output cannot be replaced. That file fails, is named, and keeps its content; all others are built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.conftest import Project


def test_the_others_are_built(project: Project) -> None:
    project.need(
        sys.platform == "linux" and os.geteuid() == 0 and shutil.which("chattr"), "only root can lock a file"
    )
    project.maps(3)
    project.build()
    before = project.files()
    project.maps(3, "Another title")
    locked = project.out / "j1.json"
    subprocess.run(["chattr", "+i", locked], check=True)
    try:
        result = project.build()
    finally:
        subprocess.run(["chattr", "-i", locked], check=True)
    after = project.files()
    assert result.code == 2
    assert "error[B401 not-written] build/j1.json: Operation not permitted" in result.err
    assert after["j1.json"] == before["j1.json"]
    assert {after[name] == before[name] for name in ("j0.json", "j2.json")} == {False}
    assert sorted(after) == sorted(before)
    assert project.build().code == 0
    assert project.files()["j1.json"] != before["j1.json"]


def test_a_folder_in_the_place_of_an_output(project: Project) -> None:
    project.maps(2)
    (project.out / "j0.json" / "inside").mkdir(parents=True)
    result = project.build()
    assert result.code == 2
    assert "build/j0.json: Is a directory" in result.err
    assert (project.out / "j1.json").is_file()


def test_what_is_no_regular_file_is_replaced(project: Project) -> None:
    project.maps(2)
    project.out.mkdir()
    secret = project.write("secret.txt", "keep me")
    os.mkfifo(project.out / "j0.json")
    (project.out / "j1.json").symlink_to(secret)
    assert project.build().code == 0
    assert (project.out / "j0.json").is_file()
    assert not (project.out / "j1.json").is_symlink()
    assert secret.read_text() == "keep me"
