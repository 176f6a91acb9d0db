"""R14: a process that draws is killed. Its journey fails, is named, and costs the others nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project


@pytest.mark.parametrize("dying", [["j0"], ["j3", "j4"], ["j7"], [f"j{number}" for number in range(8)]])
def test_the_others_are_built(
    project: Project, plug_in: Callable[[str], dict[str, str]], dying: list[str]
) -> None:
    project.maps(8)
    code = f"sheet.journey.id in {dying} and os.kill(os.getpid(), signal.SIGKILL)"
    result = project.build("-f", "fault", "-j2", **plug_in(code))
    assert result.code == 1
    told = "error[B403 process-lost] {} could not be drawn: the process that did it died"
    assert result.err.splitlines()[::2] == [told.format(name) for name in dying]
    assert {path.stem for path in project.out.glob("*.fault")} == {f"j{n}" for n in range(8)} - {*dying}
    assert f"{8 - len(dying)} new" in result.out or len(dying) == 8


def test_it_is_tried_again_by_the_next_build(
    project: Project, plug_in: Callable[[str], dict[str, str]]
) -> None:
    project.maps(3)
    code = "sheet.journey.id == 'j1' and not pathlib.Path('mended').exists() and os.kill(os.getpid(), 9)"
    environment = plug_in(code)
    assert project.build("-f", "fault", "-j2", **environment).code == 1
    (project.folder / "mended").touch()
    result = project.build("-f", "fault", "-j2", **environment)
    assert result.code == 0
    assert "3 files (1 new, 2 unchanged)" in result.out


def test_a_build_that_is_killed_takes_its_processes_along(
    project: Project, plug_in: Callable[[str], dict[str, str]]
) -> None:
    project.maps(4)
    code = "pathlib.Path(sheet.journey.id + '.drawing').touch(); time.sleep(600)"
    with project.start("-f", "fault", "-j2", environment=plug_in(code)) as process:
        project.wait_for(lambda: len(list(project.folder.glob("*.drawing"))) == 2)
        workers = project.children(process.pid)
        process.kill()
        process.communicate()
    assert len(workers) == 2
    project.wait_for(lambda: all(project.gone(worker) for worker in workers))
