"""R17: two builds write into one folder. One waits for the other; the result is that of one build."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from jmap.build import folder
from jmap.build.folder import OutputFolder
from jmap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project

ROUNDS = 4


def test_the_result_is_that_of_one(project: Project) -> None:
    for number in range(ROUNDS):
        project.maps(6, f"Title {number}")
        both = [project.start("--force"), project.start("--force", "-j2")]
        assert [project.ended(process).code for process in both] == [0, 0]
        together = project.files()
        subprocess.run(["rm", "-r", project.out], check=True)
        assert project.build("--force").code == 0
        assert project.files() == together


def test_who_waits_says_so(project: Project, plug_in: Callable[[str], dict[str, str]]) -> None:
    code = "pathlib.Path('drawing').touch()\n    while not pathlib.Path('go').exists(): time.sleep(0.01)"
    project.maps(1)
    environment = plug_in(code)
    with project.start("-f", "fault", environment=environment) as first:
        project.wait_for((project.folder / "drawing").exists)
        with project.start("-f", "json") as second:
            assert second.stderr
            assert second.stderr.readline() == b"waiting for another build to finish\n"
            (project.folder / "go").touch()
            assert project.ended(second).code == 0
        assert project.ended(first).code == 0
    assert sorted(project.files()) == [".jmap-manifest.json", "j0.fault", "j0.json"]


def test_nobody_waits_for_ever(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder, "WAIT", 0.1)
    first, second = (OutputFolder(project.out, project.folder) for _ in range(2))
    first.prepare()
    with pytest.raises(OutputError, match="another build is writing to"):
        second.prepare()
    first.close()
    second.prepare()
    second.close()
