"""R13: a build is told to end by SIGTERM, or told twice. It ends as after Ctrl-C; at the second signal at once."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.faults.conftest import Project


def test_it_cleans_up(project: Project, plug_in: Callable[[str], dict[str, str]]) -> None:
    project.maps(8)
    with project.start("-f", "fault", "-j2", environment=plug_in("time.sleep(0.1)")) as process:
        project.wait_for(lambda: list(project.out.glob("*.fault")))
        workers = project.children(process.pid)
        process.terminate()
        result = project.ended(process)
    assert (result.code, result.err) == (130, "error: interrupted\n")
    project.wait_for(lambda: all(project.gone(worker) for worker in workers))
    assert not [name for name in project.files() if name.endswith(".tmp")]


def test_the_second_signal_ends_it_at_once(
    project: Project, plug_in: Callable[[str], dict[str, str]]
) -> None:
    hanging = """
    try:
        pathlib.Path('drawing').touch()
        time.sleep(600)
    finally:
        pathlib.Path('cleaning').touch()
        time.sleep(600)
"""
    project.maps(1)
    with project.start("-f", "fault", environment=plug_in(hanging.strip())) as process:
        project.wait_for((project.folder / "drawing").exists)
        process.send_signal(signal.SIGINT)
        project.wait_for((project.folder / "cleaning").exists)
        process.send_signal(signal.SIGINT)
        assert project.ended(process).code == 130


def test_who_ignores_the_signal_is_not_disturbed(
    project: Project, plug_in: Callable[[str], dict[str, str]]
) -> None:
    project.maps(3)
    environment = plug_in("time.sleep(0.1)")
    before = ["sh", "-c", 'trap "" INT; exec "$@"', "sh"]
    with project.start("-f", "fault", before=before, environment=environment) as process:
        project.wait_for(lambda: list(project.out.glob("*.fault")))
        process.send_signal(signal.SIGINT)
        assert project.ended(process).code == 0
