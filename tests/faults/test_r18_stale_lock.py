"""R18: a build died while it had the output folder to itself. Nobody waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_dead_hold_no_lock(project: Project, plug_in: Callable[[str], dict[str, str]], jobs: int) -> None:
    project.maps(3)
    environment = plug_in("pathlib.Path('drawing').touch(); time.sleep(600)")
    with project.start("-f", "fault", f"-j{jobs}", environment=environment) as process:
        project.wait_for((project.folder / "drawing").exists)
        process.kill()
        process.communicate()
    assert project.build("-f", "json").code == 0
    assert sorted(project.files()) == [".jmap-manifest.json", "j0.json", "j1.json", "j2.json"]


def test_a_lock_file_means_nothing(project: Project) -> None:
    project.maps(1)
    for name in (".jmap.lock", ".jmap-lock", "build.lock"):
        project.write(f"build/{name}", "1\n")
    result = project.build("-f", "json")
    assert (result.code, result.err) == (0, "")
    assert {".jmap.lock", ".jmap-lock", "build.lock"} < set(project.files())
