"""Does many things at once, each in one of a few processes, and outlives whatever happens to them.

Every process has one task at a time, so that it is known which one was lost with it; the others go on, and a new
process takes its place. Processes end with the one that started them, however that ends.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, TypeVar

from jmap.build.hold import held
from jmap.errors import JmapError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
R = TypeVar("R")

Lost = Literal["died", "too long"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a task may take: seconds, and bytes of memory beyond what the process had when it began."""

    seconds: float
    memory: int


_BEGUN: Final = "begun"
_ENDED: Final = "ended"
_RESULT: Final = "result"

_LAST_WORDS: Final = 0.5
"""Seconds that processes have to hand over what they have just finished, once they are told to end."""


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection[Any, Any]
    task: int = -1
    end: float | None = None
    """When it has taken too long."""


class Workers(Generic[T, R]):
    """Processes that do `do` for tasks, which hands over results as they come.

    Attributes:
        most: how many at once.
        limits: of every task; none when `None`.
        ended: the ids of all processes that have ended.
    """

    def __init__(
        self,
        do: Callable[[T, Callable[[R], None]], None],
        most: int,
        take: Callable[[int, R], None],
        limits: Limits | None = None,
        method: str | None = None,
    ) -> None:
        self.most = most
        self.limits = limits
        self.ended: set[int] = set()
        self._do = do
        self._take = take
        self._method = method or _method()
        self._context: BaseContext = get_context(self._method)
        self._workers: list[_Worker] = []

    def each(self, tasks: Sequence[T]) -> Generator[tuple[int, Lost | None]]:
        """The number of each task, and how it was lost if it was, in the order in which they end.

        Results are taken with the number of their task. However this ends, what a process hands over while signals are
        held is taken.

        Raises:
            JmapError: what `do` has raised; no process is left then.
            OSError: not even one process could be started.
        """
        reader, writer = self._context.Pipe(duplex=False)
        waiting = deque(range(len(tasks)))
        try:
            while waiting or any(worker.task >= 0 for worker in self._workers):
                self._employ(tasks, waiting, (reader, writer))
                yield from self._results()
        finally:
            self._end()
            writer.close()  # whoever misses its end exits by itself
            for worker in self._workers:
                worker.process.kill()
            while self._workers:
                self._dismiss(self._workers[-1])
            reader.close()

    def _end(self) -> None:
        """Tell all processes to end, and hear them out."""
        for worker in self._workers:
            worker.process.terminate()
        end = time.monotonic() + _LAST_WORDS
        for worker in self._workers:
            with suppress(EOFError, OSError, JmapError):
                while worker.pipe.poll(max(0.0, end - time.monotonic())):
                    self._hear(worker)

    def _employ(self, tasks: Sequence[T], waiting: deque[int], life: tuple[Any, Any]) -> None:
        """Give every process a task; start as many as there is work for."""
        idle = [worker for worker in self._workers if worker.task < 0]
        while waiting:
            if not idle and len(self._workers) < self.most:
                try:
                    idle.append(self._start(tasks, life))
                except OSError:
                    if not self._workers:
                        raise
                    self.most = len(self._workers)  # the system has no more to give
            if not idle:
                return
            worker = idle.pop()
            try:
                worker.pipe.send(waiting[0] if self._forks else tasks[waiting[0]])
            except OSError:  # it died while it had nothing to do
                self._dismiss(worker)
                continue
            worker.task = waiting.popleft()
            worker.end = None

    @property
    def _forks(self) -> bool:
        """Whether a process has everything that was there when it was started; otherwise it has to be sent."""
        return self._method == "fork"

    def _start(self, tasks: Sequence[T], life: tuple[Any, Any]) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_work,
            args=(
                self._do,
                theirs,
                life[0],
                life[1] if self._forks else None,
                self.limits,
                tasks if self._forks else None,
            ),
            daemon=True,
        )
        try:
            # A signal meant for us would find our handlers in a process that has none of its own yet.
            with held():
                process.start()
        except OSError:
            ours.close()
            raise
        finally:
            theirs.close()
        self._workers.append(_Worker(process, ours))
        return self._workers[-1]

    def _results(self) -> Iterator[tuple[int, Lost | None]]:
        """Wait until something happens, and tell which tasks have ended."""
        busy = [worker for worker in self._workers if worker.task >= 0]
        ends = [worker.end for worker in busy if worker.end is not None]
        patience = max(0.0, min(ends) - time.monotonic()) if ends else None
        ready = wait([worker.pipe for worker in busy], patience)
        for worker in busy:
            task = worker.task
            if worker.pipe in ready:
                try:
                    ended = self._hear(worker)
                except (EOFError, OSError):
                    self._dismiss(worker)
                    yield task, "died"
                    continue
                if ended:
                    worker.task = -1
                    yield task, None
            elif worker.end is not None and time.monotonic() > worker.end:
                worker.process.kill()
                self._dismiss(worker)
                yield task, "too long"

    def _hear(self, worker: _Worker) -> bool:
        """Take what a process has to say; whether its task has ended.

        Raises:
            EOFError, OSError: the process has ended.
            JmapError: what `do` has raised.
        """
        with held():
            kind, said = worker.pipe.recv()
            if kind == _RESULT:
                self._take(worker.task, said)
        if kind == _BEGUN:
            worker.end = time.monotonic() + self.limits.seconds if self.limits else None
        elif kind == _ENDED and said is not None:
            raise said
        return bool(kind == _ENDED)

    def _dismiss(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.join(1.0)
        if worker.process.pid is not None:
            self.ended.add(worker.process.pid)
        self._workers.remove(worker)


def _method() -> str:
    """Forking is faster and shares what is loaded; it is safe on Linux as long as no other thread runs."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _work(
    do: Callable[[Any, Callable[[Any], None]], None],
    pipe: Any,
    reader: Any,
    writer: Any,
    limits: Limits | None,
    tasks: Sequence[Any] | None,
) -> None:
    """What a process does: task by task, until there are no more. `tasks` are those it is told the numbers of."""
    if writer is not None:
        writer.close()  # a fork has it too, and would keep itself and its like alive
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells everybody; who started us will end us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=(reader,), daemon=True).start()
    gc.freeze()  # a fork shares the memory of what was there before as long as the collector does not go through it
    if limits:
        _limit_memory(limits)
    try:
        while True:
            task = pipe.recv()
            if limits:
                _limit_time(limits)
                pipe.send((_BEGUN, None))  # what it took to start does not count
            try:
                do(task if tasks is None else tasks[task], lambda result: pipe.send((_RESULT, result)))
                error = None
            except JmapError as raised:
                error = raised
            pipe.send((_ENDED, error))
    except Exception:  # noqa: BLE001 - whatever it was, it costs the task at hand and nothing else
        os._exit(1)


def _end_with(reader: Any) -> None:
    with suppress(EOFError, OSError):
        reader.recv()
    os._exit(1)


_PAGES_FILE: Final = "/proc/self/statm"


def _limit_memory(limits: Limits) -> None:
    with suppress(ImportError, OSError, ValueError):
        import resource

        with open(_PAGES_FILE, encoding="ascii") as file:  # noqa: PTH123
            mapped = int(file.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (mapped + limits.memory, mapped + limits.memory))


def _limit_time(limits: Limits) -> None:
    """Let the system end this process, should nobody else be there to do it."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = int(usage.ru_utime + usage.ru_stime + limits.seconds) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (used, resource.getrlimit(resource.RLIMIT_CPU)[1]))
