"""R27: there is less memory than a project wants. Built, or told in one sentence with exit code 1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project

TOUCHPOINTS = 4000


@pytest.fixture
def large(project: Project) -> Project:
    names = ", ".join(f"{{name: Touchpoint {number}, does: word}}" for number in range(TOUCHPOINTS))
    project.write("large.yaml", f"journey: large\nstages: [{{name: A, touchpoints: [{names}]}}]\n")
    return project


def test_it_is_told(large: Project, limited: Callable[[str], list[str]]) -> None:
    result = large.build("-f", "json", before=limited("-v 100000"))
    assert result.code == 1
    assert "there is not enough memory" in result.err
    assert not large.out.exists() or not [name for name in large.files() if name.endswith(".tmp")]


def test_enough_is_enough(large: Project, limited: Callable[[str], list[str]]) -> None:
    assert large.build("-f", "json", before=limited("-v 600000")).code == 0
