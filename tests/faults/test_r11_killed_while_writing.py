"""R11: a build is killed while it writes. The old file is kept; the next build sweeps up and succeeds."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project

KILLS = int(os.environ.get("JMAP_TEST_KILLS", "6"))


def test_the_next_build_sweeps_up(project: Project, strace: Callable[[str], list[str]]) -> None:
    project.maps(2)
    project.build()
    before = project.files()
    project.maps(2, "Another title")
    killed = project.build(before=strace("fsync:signal=KILL:when=2"))
    assert killed.code == -signal.SIGKILL
    left = [name for name in project.files() if name.endswith(".tmp")]
    assert len(left) == 1
    assert project.files()["j1.json"] == before["j1.json"]
    assert project.build().code == 0
    assert sorted(project.files()) == [".jmap-manifest.json", "j0.json", "j1.json"]
    assert all(project.files()[name] != before[name] for name in ("j0.json", "j1.json"))


def test_only_files_of_its_own_are_swept(project: Project) -> None:
    project.maps(1)
    for name in (".jmap-x.tmp", ".jmap-1-2.tmp.old", "notes.tmp", f".jmap-{os.getppid()}-0.tmp"):
        project.write(f"build/{name}", "somebody's")
    with subprocess.Popen(["true"]) as dead:
        dead.wait()
    project.write(f"build/.jmap-{dead.pid}-7.tmp", "nobody's")
    project.write("build/.jmap-99999999999999999999-0.tmp", "nobody's")
    assert project.build().code == 0
    assert sorted(project.files()) == sorted(
        [
            ".jmap-manifest.json", "j0.json",
            ".jmap-x.tmp", ".jmap-1-2.tmp.old", "notes.tmp", f".jmap-{os.getppid()}-0.tmp",
        ]
    )  # fmt: skip


def test_who_has_ended_without_anybody_taking_notice_is_swept_up_after(project: Project) -> None:
    project.need(os.path.exists("/proc/self/stat"), "only Linux tells")  # noqa: PTH110
    project.maps(1)
    with subprocess.Popen(["true"]) as ended, subprocess.Popen(["sleep", "60"]) as running:
        os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
        for process in (ended, running):
            project.write(f"build/.jmap-{process.pid}-0.tmp", "half")
        assert project.build().code == 0
        running.kill()
    assert sorted(project.files()) == sorted([".jmap-manifest.json", "j0.json", f".jmap-{running.pid}-0.tmp"])


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_at_any_moment(project: Project, jobs: int) -> None:
    """Each file is the old or the new one; the next build makes everything new and leaves nothing behind."""
    choice = random.Random(jobs)  # noqa: S311
    states = []
    for title in ("Old", "New"):
        project.maps(8, title)
        began = time.monotonic()
        assert project.build(f"-j{jobs}").code == 0
        seconds = time.monotonic() - began
        states.append(project.files())
    for kill in range(KILLS):
        before, after = states[(kill + 1) % 2], states[kill % 2]
        project.maps(8, ("Old", "New")[kill % 2])
        process = project.start(f"-j{jobs}")
        with suppress(subprocess.TimeoutExpired):  # it may end before
            process.wait(choice.uniform(0.2, 1) * seconds)
        process.kill()
        process.communicate()
        for name, digest in project.files().items():
            assert name.endswith(".tmp") or digest in (before[name], after[name]), name
        assert project.build(f"-j{jobs}").code == 0
        assert project.files() == after
