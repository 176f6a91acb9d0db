"""R8: there is no permission to write into the output folder. The message has the path, exit code 2."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.faults.conftest import Project


def test_the_path_is_named(project: Project) -> None:
    project.maps(1)
    project.out.mkdir(mode=0o555)
    before: list[str] = []
    if os.geteuid() == 0:  # to whom permissions mean nothing, unless that right is given up
        project.need(shutil.which("setpriv"), "setpriv is not installed")
        before = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"]
    result = project.build(before=before)
    assert (result.code, result.err) == (2, "error: cannot write to build: Permission denied\n")
    assert project.files() == {}
