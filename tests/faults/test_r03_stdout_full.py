"""R3: standard output, or the other one, goes to a full disk. Exit code 2, no traceback."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.faults.conftest import Project


@pytest.fixture(params=["first", "unchanged"])
def built(request: pytest.FixtureRequest, project: Project) -> Project:
    """A project before its first build, and one whose builds are answered at once."""
    project.maps(2, "TODO")  # a finding, so that both outputs are used
    if request.param == "unchanged":
        project.build()
    return project


def test_standard_output(built: Project) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        result = built.ended(built.start(stdout=full.fileno()))
    assert result.code == 2
    assert "No space left on device" in result.err


def test_standard_error(built: Project) -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        result = built.ended(built.start("--notes", stderr=full.fileno()))
    assert result.code == 2


def test_neither_can_be_written(built: Project) -> None:
    with open(os.devnull, "rb") as closed:  # noqa: PTH123 - open, but not for writing
        result = built.ended(built.start("--notes", stdout=closed.fileno(), stderr=closed.fileno()))
    assert result.code == 2
