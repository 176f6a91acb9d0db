"""R12: Ctrl-C while building. Exit code 130, finished files are whole, and no process of the build is left."""

from __future__ import annotations

import json
import signal
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project

SLOW = "time.sleep(0.1)"


@pytest.mark.parametrize("done", [1, 10, 18])
@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_finished_stays(
    project: Project, plug_in: Callable[[str], dict[str, str]], done: int, jobs: int
) -> None:
    project.maps(20)
    environment = plug_in(SLOW)
    with project.start("-f", "fault", f"-j{jobs}", environment=environment) as process:
        project.wait_for(lambda: len(list(project.out.glob("*.fault"))) >= done)
        workers = project.children(process.pid)
        process.send_signal(signal.SIGINT)
        result = project.ended(process)
    assert (result.code, result.err) == (130, "error: interrupted\n")
    assert len(workers) == (jobs if jobs > 1 else 0)
    project.wait_for(lambda: all(project.gone(worker) for worker in workers))
    files = project.files()
    assert not [name for name in files if name.endswith(".tmp")]
    finished = {path.name for path in project.out.glob("*.fault")}
    assert all((project.out / name).read_text() == name.removesuffix(".fault") for name in finished)
    assert json.loads((project.out / ".jmap-manifest.json").read_text())["files"].keys() == finished
    assert project.build("-f", "fault", **environment).code == 0
    assert len(json.loads((project.out / ".jmap-manifest.json").read_text())["files"]) == 20


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_finished_is_not_made_again(
    project: Project, plug_in: Callable[[str], dict[str, str]], jobs: int
) -> None:
    environment = plug_in("pathlib.Path(sheet.journey.id + '.drawn').open('a').write('x'); time.sleep(0.1)")
    project.maps(6)
    with project.start("-f", "fault", f"-j{jobs}", environment=environment) as process:
        project.wait_for(lambda: len(list(project.out.glob("*.fault"))) >= 3)
        process.send_signal(signal.SIGINT)
        project.ended(process)
    finished = {path.stem for path in project.out.glob("*.fault")}
    assert project.build("-f", "fault", **environment).code == 0
    drawn = {path.stem: path.read_text() for path in project.folder.glob("*.drawn")}
    assert len(drawn) == 6
    assert {name for name, times in drawn.items() if times == "x"} >= finished
