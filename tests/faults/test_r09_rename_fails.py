"""R9: a file cannot be renamed into its place. The old one is kept, what was written beside it goes, exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project


def test_the_old_file_is_kept(project: Project, strace: Callable[[str], list[str]]) -> None:
    project.maps(2)
    project.build()
    before = project.files()
    project.maps(2, "Another title")
    result = project.build(before=strace("?rename,?renameat,?renameat2:error=EXDEV"))
    assert result.code == 2
    assert "build/j0.json: Invalid cross-device link" in result.err
    assert "build/j1.json: Invalid cross-device link" in result.err
    assert project.files() == before
