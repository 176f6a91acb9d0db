"""R1: the disk is full. The old output stays whole, nothing is left beside it, exit code 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project

LONG = "".join(f"       - {'word ' * 3500}\n" for _ in range(5))


def test_the_old_output_survives(project: Project, mounted: Callable[[str], None]) -> None:
    mounted("size=64k")
    project.maps(1)
    assert project.build("-f", "json").code == 0
    before = project.files()
    project.write(
        "j0.yaml", f"journey: j0\nstages:\n - name: A\n   touchpoints:\n   - name: B\n     does:\n{LONG}"
    )
    result = project.build("-f", "json")
    assert result.code == 2
    assert "j0.json: No space left on device" in result.err
    assert project.files() == before


def test_a_build_works_again_when_there_is_room(project: Project, mounted: Callable[[str], None]) -> None:
    mounted("size=64k")
    project.maps(1)
    (project.out / "filling").write_bytes(bytes(60 * 1024))
    assert project.build("-f", "json").code == 2
    (project.out / "filling").unlink()
    assert project.build("-f", "json").code == 0
    assert sorted(project.files()) == [".jmap-manifest.json", "j0.json"]


def test_a_new_project_is_there_whole_or_not_at_all(project: Project, mounted: Callable[[str], None]) -> None:
    mounted("size=20k")
    filling = project.out / "filling"
    filling.write_bytes(bytes(12 * 1024))
    result = project.run("new", "build/made/shop")
    assert result.code == 2
    assert "No space left on device" in result.err
    assert [path.name for path in project.out.iterdir()] == ["filling"]
    filling.unlink()
    assert project.run("new", "build/made/shop").code == 0
