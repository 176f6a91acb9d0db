"""R5: files may not grow beyond a limit. The old output stays whole, nothing is left beside it, exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project


def test_the_old_output_survives(project: Project, limited: Callable[[str], list[str]]) -> None:
    project.maps(1)
    assert project.build("-f", "svg").code == 0
    before = project.files()
    project.map("j0", "Another title")
    result = project.build("-f", "svg", before=limited("-f 8"))
    assert result.code == 2
    assert "j0.svg: File too large" in result.err
    assert project.files() == before
