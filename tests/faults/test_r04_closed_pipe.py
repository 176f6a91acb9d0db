"""R4: whoever reads the output has seen enough, like `head -1`. Quiet, exit code 0."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.faults.conftest import Project


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_closed_pipe_is_no_error(project: Project, times: int) -> None:
    project.maps(3)
    for _ in range(times - 1):
        project.build()
    reader, writer = os.pipe()
    os.close(reader)
    result = project.ended(project.start(stdout=writer, stderr=subprocess.PIPE))
    os.close(writer)
    assert (result.code, result.err) == (0, "")
    assert sorted(project.files()) == [".jmap-manifest.json", "j0.json", "j1.json", "j2.json"]


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [("build", 0), ("check", 0), ("score", 0), ("--version", 0), ("fmt -", 0), ("check nothing", 2)],
)
def test_streams_that_nobody_opened(project: Project, closed: str, arguments: str, code: int) -> None:
    project.maps(1)
    done = subprocess.run(  # noqa: S602 - only a shell can close a stream of what it starts
        f"exec '{sys.executable}' -m jmap {arguments} {closed}",
        shell=True,
        cwd=project.folder,
        env=project.environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    if arguments == "build":
        assert sorted(project.files()) == [".jmap-manifest.json", "j0.json"]
