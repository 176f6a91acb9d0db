"""R4: whoever reads the output has seen enough, like `head -1`. Quiet, exit code 0."""

from __future__ import annotations

import os
import subprocess
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
