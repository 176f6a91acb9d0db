"""The program as users run it, without what each start of it costs: four fifths of a short command.

A process that has loaded all of jmap forks for each call; the call has a folder, an environment and streams of its own.
What an interpreter does as it starts is no part of that: whoever changes what surrounds the program starts it afresh.
"""

from __future__ import annotations

import json
import os
import pkgutil
import signal
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

STARTING = ("PYTHON", "LC_", "LANG")
"""How variables are called that an interpreter reads as it starts."""

FOLDERS = "PYTHONPATH"
"""The one of them that a call follows: its folders are looked in first."""

SECONDS = 300
"""After which something hangs, however busy the machine is."""


class Result(NamedTuple):
    code: int
    out: str
    err: str


class Program:
    """Calls of `python -m jmap`; `scratch` is a folder for what they read and say.

    `libraries` are loaded once as well: those that every call of a test would load.
    """

    def __init__(self, scratch: Path, *libraries: str) -> None:
        self._streams = [scratch / name for name in ("in", "out", "err")]
        self._server = subprocess.Popen(
            [sys.executable, "-P", __file__, *libraries],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONUTF8": "1"},
        )

    def __call__(
        self, folder: Path, *arguments: str, changes: Mapping[str, str] | None = None, data: bytes = b""
    ) -> Result:
        """`changes` are to the environment, `data` is what its standard input has."""
        environment = {**os.environ, "PYTHONUTF8": "1", **(changes or {})}
        if not hasattr(os, "fork") or any(
            name.startswith(STARTING) for name in {*(changes or ())} - {FOLDERS}
        ):
            return _start(folder, arguments, environment, data)
        self._streams[0].write_bytes(data)
        return self._ask(arguments, str(folder), environment, [*map(str, self._streams)])

    def _ask(self, *call: object) -> Result:
        requests, answers = self._server.stdin, self._server.stdout
        assert requests is not None
        assert answers is not None
        requests.write(json.dumps(call).encode() + b"\n")
        requests.flush()
        code = int(answers.readline())
        return _told(code, *(stream.read_bytes() for stream in self._streams[1:]))

    def end(self) -> None:
        self._server.communicate()


def _start(folder: Path, arguments: Sequence[str], environment: Mapping[str, str], data: bytes) -> Result:
    command = [sys.executable, "-m", "jmap", *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, input=data, capture_output=True, timeout=SECONDS, check=False
    )
    return _told(done.returncode, done.stdout, done.stderr)


def _told(code: int, out: bytes, err: bytes) -> Result:
    return Result(code, out.decode(errors="replace"), err.decode(errors="replace"))


def _serve() -> None:
    import jmap

    for module in pkgutil.walk_packages(jmap.__path__, "jmap."):
        import_module(module.name)
    for library in sys.argv[1:]:
        import_module(library)
    for line in sys.stdin.buffer:
        child = os.fork()
        if child == 0:
            _call(*json.loads(line))
        _, status = os.waitpid(child, 0)
        sys.stdout.buffer.write(b"%d\n" % os.waitstatus_to_exitcode(status))
        sys.stdout.buffer.flush()


def _call(
    arguments: Sequence[str], folder: str, environment: Mapping[str, str], streams: Sequence[str]
) -> None:
    from jmap.__main__ import main

    signal.alarm(SECONDS)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.path[:0] = filter(None, os.environ.get(FOLDERS, "").split(os.pathsep))
    for number, name in enumerate(streams):
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC if number else os.O_RDONLY
        os.dup2(os.open(name, flags), number)
    sys.stdin, sys.stdout, sys.stderr = (
        open(number, mode, encoding="utf-8", errors=errors)  # noqa: PTH123, SIM115 - a descriptor, open to the end
        for number, mode, errors in (
            (0, "r", "strict"),
            (1, "w", "surrogateescape"),
            (2, "w", "backslashreplace"),
        )
    )
    sys.argv = ["jmap", *arguments]
    sys.exit(main())


if __name__ == "__main__":
    _serve()
