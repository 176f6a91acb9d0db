"""R6: the output folder is read-only. Found before anything is rendered, exit code 2."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project


def test_it_is_found_before_rendering(project: Project, mounted: Callable[[str], None]) -> None:
    mounted("size=1m")
    project.maps(1)
    subprocess.run(["mount", "-o", "remount,ro", project.out], check=True)
    result = project.build("-f", "svg", PYTHONPROFILEIMPORTTIME="1")
    imported = [line for line in result.err.splitlines() if line.startswith("import time:")]
    messages = [line for line in result.err.splitlines() if not line.startswith("import time:")]
    assert result.code == 2
    assert messages == [f"error: cannot write to {project.out.name}: Read-only file system"]
    assert imported
    assert not [line for line in imported if "jinja2" in line]
