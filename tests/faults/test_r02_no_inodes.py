"""R2: the disk has room but no inodes. The old output stays whole, nothing is left beside it, exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project


def test_the_old_output_survives(project: Project, mounted: Callable[[str], None]) -> None:
    mounted("nr_inodes=4")  # the folder, the manifest, one output, and one that is being written
    project.maps(1)
    assert project.build("-f", "json").code == 0
    before = project.files()
    project.maps(3)
    result = project.build("-f", "json")
    assert result.code == 2
    assert "No space left on device" in result.err
    assert before.items() <= project.files().items()
    assert not [name for name in project.files() if name.endswith(".tmp")]
