"""R10: the disk reports an error when a file is to be made to last. An error, never success; the old file is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project


def test_it_is_an_error(project: Project, strace: Callable[[str], list[str]]) -> None:
    project.maps(1)
    project.build()
    before = project.files()
    project.maps(1, "Another title")
    result = project.build(before=strace("fsync:error=EIO"))
    assert (result.code, result.err) == (2, "error: build/j0.json: Input/output error\n")
    assert project.files() == before
    assert project.build().code == 0
    assert project.files() != before


def test_so_it_is_for_the_folder(project: Project, strace: Callable[[str], list[str]]) -> None:
    project.maps(1)
    result = project.build(before=strace("fsync:error=EIO:when=3"))  # the output, the manifest, the folder
    assert (result.code, result.err) == (2, "error: build: Input/output error\n")
