"""R27: there is less memory than a project wants. Built, or told in one sentence with exit code 1."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from jmap.errors import SpecError
from jmap.spec import read_project, room

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project
    from tests.program import Program

MANY = 100_000
FILES = 50


def large(project: Project, touchpoints: int, files: int) -> None:
    for file in range(files):
        lines = [
            f"      - {{name: Touchpoint {file} {number}, does: words, emotion: 4, pains: [a pain]}}\n"
            for number in range(touchpoints // files)
        ]
        head = f"journey: j{file}\nstages:\n  - name: A\n    touchpoints:\n"
        project.write(f"j{file}.yaml", head + "".join(lines))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory, program: Program) -> Project:
    from tests.faults.conftest import Project

    folder = tmp_path_factory.mktemp("memory")
    project = Project(folder / "project", folder / "cache", program)
    large(project, MANY, FILES)
    return project


def limited_to(megabytes: int) -> list[str]:
    return ["sh", "-c", f'ulimit -v {megabytes * 1000}; exec "$@"', "sh"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process")
@pytest.mark.parametrize("megabytes", [100, 150, 600])
@pytest.mark.parametrize("command", ["check", "score", "build"])
def test_a_hundred_thousand_touchpoints_are_told(many: Project, command: str, megabytes: int) -> None:
    result = many.run(command, before=limited_to(megabytes))
    assert result.code == 1
    first, hint = result.err.splitlines()
    assert first == "error: there is not enough memory for this project"
    assert hint.startswith("  hint: it wants about ")
    assert result.out == ""
    assert not many.out.exists()


def test_what_fits_is_built(project: Project, limited: Callable[[str], list[str]]) -> None:
    large(project, 4000, 2)
    assert project.build("-f", "json", before=limited("-v 600000")).code == 0


@pytest.mark.parametrize(("name", "bound"), [("MAX_VALUES", 1000), ("MAX_ITEMS", 150)])
def test_no_project_is_larger_than_any_may_be(
    project: Project, monkeypatch: pytest.MonkeyPatch, name: str, bound: int
) -> None:
    large(project, 100, 2)
    assert not read_project(project.folder).failed
    monkeypatch.setattr(room, name, bound)
    with pytest.raises(SpecError) as raised:
        read_project(project.folder)
    (finding,) = raised.value.findings
    assert (finding.code, finding.span and finding.span.path) == ("Y109", "j1.yaml")
    assert f"{bound:,}" in finding.message
