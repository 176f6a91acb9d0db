"""Times whole processes: wall seconds from outside and the memory of all processes together."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass
from statistics import median
from threading import Event, Thread
from typing import TYPE_CHECKING, Final

import psutil

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

BARE: Final = (sys.executable, "-c", "pass")
"""What everything is compared with: Python itself, started and ended."""
_BARE: Final = 5
"""How often bare Python is run at least: it is so short that a single run says little."""
_SAMPLING: Final = 0.01


@dataclass(frozen=True, slots=True)
class Timing:
    """Medians of several runs.

    Attributes:
        seconds: wall time of the process.
        bare: wall time of bare Python, run in turn with it.
        megabytes: peak memory of the process and all it started, shared pages counted once.
    """

    seconds: float
    bare: float
    megabytes: float

    @property
    def ratio(self) -> float:
        """How many times as long as bare Python it takes."""
        return self.seconds / self.bare


def time_command(
    command: Sequence[str | Path],
    *,
    runs: int,
    environment: Mapping[str, str],
    before: Callable[[], object] = lambda: None,
) -> Timing:
    """Run a command once for its memory, then several times for its time, in turn with bare Python.

    `before` is called before each run, e.g. to take away what the last one has written. The first run also reads files
    from the disk and fills caches, so that those that are timed find them alike.
    """
    seconds, bare = [], []
    before()
    megabytes = _memory(command, environment)
    for _ in range(runs):
        before()
        seconds.append(_run(command, environment))
        bare.append(_run(BARE, environment))
    bare += [_run(BARE, environment) for _ in range(_BARE - runs)]
    return Timing(median(seconds), median(bare), megabytes)


def _run(command: Sequence[str | Path], environment: Mapping[str, str]) -> float:
    start = time.perf_counter()
    done = subprocess.run(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
    )
    elapsed = time.perf_counter() - start
    if done.returncode:
        raise SystemExit(f"{command} failed with {done.returncode}:\n{done.stderr.decode()}")
    return elapsed


def _memory(command: Sequence[str | Path], environment: Mapping[str, str]) -> float:
    """Peak of the proportional memory of a tree of processes, in MB, sampled."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    root, peak, ended = psutil.Process(process.pid), [0.0], Event()

    def sample() -> None:
        while not ended.wait(_SAMPLING):
            try:
                tree = [root, *root.children(recursive=True)]
                peak[0] = max(peak[0], sum(one.memory_full_info().pss for one in tree) / 1e6)
            except psutil.Error:  # one of them has just ended
                continue

    sampler = Thread(target=sample)
    sampler.start()
    process.wait()
    ended.set()
    sampler.join()
    return peak[0]
