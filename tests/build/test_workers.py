from __future__ import annotations

import os
import signal
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from jmap.build import run, workers
from jmap.build.hold import held
from jmap.build.make import SheetJob, Task
from jmap.build.perform import perform
from jmap.build.workers import Limits, Workers
from jmap.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

METHODS = ["fork", "spawn"]


def double(number: int, take: Callable[[int], None]) -> None:
    take(2 * number)


def suffer(number: int, take: Callable[[int], None]) -> None:
    take(number)
    if number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 2:
        time.sleep(600)
    if number == 3:
        raise ValueError("a bug")
    take(number)


def complain(number: int, _: Callable[[int], None]) -> None:
    raise ConfigError(f"not {number}")


def finish(_: int, take: Callable[[str], None]) -> None:
    """Be in the middle of what must not be torn apart."""
    with held():
        take("begun")
        time.sleep(0.1)
        take("finished")
    time.sleep(600)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("most", [1, 3, 20])
def test_every_task_is_done(method: str, most: int) -> None:
    results: dict[int, int] = {}
    ends = dict(Workers(double, most, results.__setitem__, method=method).each(range(12)))
    assert results == {n: 2 * n for n in range(12)}
    assert ends == dict.fromkeys(range(12))


def test_nothing_to_do() -> None:
    assert list(Workers(double, 2, print).each([])) == []


@pytest.mark.parametrize("method", METHODS)
def test_what_is_lost_costs_nothing_else(method: str) -> None:
    results: list[tuple[int, int]] = []
    pool = Workers(suffer, 2, lambda *each: results.append(each), Limits(2.0, 1 << 30), method)
    assert dict(pool.each(range(6))) == {0: None, 1: "died", 2: "too long", 3: "died", 4: None, 5: None}
    once = [(n, n) for n in range(6)]
    assert sorted(results) == sorted([*once, (0, 0), (4, 4), (5, 5)])
    assert len(pool.ended) >= 4


def test_an_error_that_means_something_is_raised_and_nobody_is_left() -> None:
    pool = Workers(complain, 2, print)
    with pytest.raises(ConfigError, match="not"):
        list(pool.each([1, 2, 3]))
    assert pool.ended


def test_who_stops_listening_leaves_nobody_behind() -> None:
    pool = Workers(double, 2, lambda *_: None)
    with closing(pool.each(range(100))) as results:
        next(results)
    assert len(pool.ended) == 2


@pytest.mark.parametrize("method", METHODS)
def test_what_is_nearly_finished_is_waited_for(method: str) -> None:
    results: list[str] = []

    def interrupted(_: int, result: str) -> None:
        results.append(result)
        if result == "begun":
            raise KeyboardInterrupt

    pool = Workers(finish, 1, interrupted, method=method)
    with pytest.raises(KeyboardInterrupt):
        list(pool.each([0]))
    assert results == ["begun", "finished"]
    assert pool.ended


def test_a_program_with_threads_is_not_forked() -> None:
    before = workers._method()
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    assert workers._method() == "spawn"
    stop.set()
    thread.join()
    assert workers._method() == before


@pytest.mark.parametrize("method", METHODS)
def test_a_build_is_the_same_however_processes_begin(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(workers, "_method", lambda: method)
    source = root / "examples" / "ux-evaluation"
    for jobs, folder in ((1, "one"), (3, "three")):
        request = run.Request(tmp_path / folder, ("svg", "md", "json", "html"), jobs=jobs, force=True)
        run.build(source, request)
    one, three = (
        {path.name: path.read_bytes() for path in (tmp_path / folder).iterdir()}
        for folder in ("one", "three")
    )
    assert len(one) > 10
    assert one == three


def test_maps_that_are_drawn_are_let_go(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those of a thousand journeys would take more memory than all else."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    tasks: list[Task] = []

    def kept(*arguments: Any, **options: Any) -> Any:
        tasks.extend(arguments[0])
        return perform(*arguments, **options)

    monkeypatch.setattr(run, "perform", kept)
    run.build(root / "examples" / "ux-evaluation", run.Request(tmp_path / "out", ("svg", "html"), jobs=1))
    sheets = [job.sheet for task in tasks for job in task.jobs if isinstance(job, SheetJob)]
    assert len(sheets) > 5
    assert not any("scene" in vars(each) for sheet in sheets for each in (sheet, *sheet.editions))
