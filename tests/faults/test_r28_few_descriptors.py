"""R28: few files may be open at once. It builds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project


@pytest.mark.parametrize("jobs", [1, 2, 16])
def test_it_builds(project: Project, limited: Callable[[str], list[str]], jobs: int) -> None:
    project.maps(40)
    result = project.build(f"-j{jobs}", before=limited("-n 32"))
    assert (result.code, result.err) == (0, "")
    assert len(project.files()) == 41
