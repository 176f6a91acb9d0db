"""What the tests of faults share: a small project, ways to build it in a process of its own, and injections."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.program import Program, Result

from jmap.build import perform, run
from jmap.build.make import make

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jmap.build.make import Made, Task

CI = os.environ.get("CI") == "true"
MINUTES = 120.0
"""Seconds after which something hangs, however busy the machine is."""


class Project:
    """A folder with specs, and the program, with a cache of its own."""

    def __init__(self, folder: Path, cache: Path, program: Program) -> None:
        self.folder = folder
        self.cache = cache
        self._program = program
        folder.mkdir()

    @property
    def out(self) -> Path:
        return self.folder / "build"

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def maps(self, count: int, title: str = "The journey", outputs: str = "json") -> None:
        self.write("jmap.yaml", f"outputs: [{outputs}]\n")
        for number in range(count):
            self.map(f"j{number}", title)

    def map(self, name: str, title: str = "The journey") -> Path:
        return self.write(
            f"{name}.yaml",
            f"journey: {name}\ntitle: {title} {name}\n"
            "stages: [{name: Arrive, touchpoints: [{name: Door, emotion: 4}]}]\n",
        )

    def environment(self, **changes: str) -> dict[str, str]:
        return {**os.environ, "PYTHONUTF8": "1", "XDG_CACHE_HOME": str(self.cache), **changes}

    def start(
        self,
        *arguments: str,
        command: str = "build",
        before: Sequence[str] = (),
        stdout: int = subprocess.PIPE,
        stderr: int = subprocess.PIPE,
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [*before, sys.executable, "-m", "jmap", command, *arguments],
            cwd=self.folder,
            env=self.environment(**environment or {}),
            stdout=stdout,
            stderr=stderr,
        )

    def build(self, *arguments: str, before: Sequence[str] = (), **environment: str) -> Result:
        return self.run("build", *arguments, before=before, **environment)

    def run(self, command: str, *arguments: str, before: Sequence[str] = (), **environment: str) -> Result:
        """What a command says; in a process of its own where another program starts it."""
        if before:
            return self.ended(self.start(*arguments, command=command, before=before, environment=environment))
        changes = {"XDG_CACHE_HOME": str(self.cache), **environment}
        return self.told(self._program(self.folder, command, *arguments, changes=changes))

    def files(self, folder: str = "build") -> dict[str, str]:
        """Digests of everything in the output folder, hidden files too."""
        return {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted((self.folder / folder).iterdir())
        }

    @staticmethod
    def ended(process: subprocess.Popen[bytes]) -> Result:
        """What a process says and how it ends: never with a traceback, and not never."""
        try:
            out, err = process.communicate(timeout=MINUTES)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        texts = [(said or b"").decode(errors="replace") for said in (out, err)]
        return Project.told(Result(process.returncode, *texts))

    @staticmethod
    def told(result: Result) -> Result:
        assert "Traceback" not in result.out + result.err, result.err
        return result

    @staticmethod
    def wait_for(happens: Callable[[], object]) -> None:
        """Wait until something is true."""
        end = time.monotonic() + MINUTES
        while not happens():
            assert time.monotonic() < end, "it did not happen"
            time.sleep(0.01)

    @staticmethod
    def children(process: int) -> list[int]:
        """Processes that a process has started and that have not ended."""
        try:
            listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
        except OSError:
            return []
        return [int(child) for child in listed.split()]

    @staticmethod
    def gone(process: int) -> bool:
        """Whether a process has ended."""
        try:
            status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError:
            return True
        return status.rpartition(")")[2].split()[0] in "ZX"

    @staticmethod
    def need(condition: object, message: str) -> None:
        if condition:
            return
        if CI:
            pytest.fail(f"{message} (CI=true allows no skipping)", pytrace=False)
        pytest.skip(message)


@pytest.fixture
def project(tmp_path: Path, program: Program) -> Project:
    """An empty project."""
    return Project(tmp_path / "project", tmp_path / "cache", program)


@pytest.fixture
def strace() -> Callable[[str], list[str]]:
    """A command that makes system calls fail: `strace("fsync:error=EIO")`."""
    Project.need(shutil.which("strace"), "strace is not installed")

    def inject(what: str) -> list[str]:
        return ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"inject={what}"]

    return inject


@pytest.fixture
def mounted(project: Project) -> Iterator[Callable[[str], None]]:
    """Puts a small file system of its own under the output folder; `mounted("size=64k")`."""
    Project.need(sys.platform == "linux" and os.geteuid() == 0, "only root can mount")
    project.out.mkdir()

    def mount(options: str) -> None:
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", project.out], check=True)

    yield mount
    while subprocess.run(["umount", project.out], check=False, capture_output=True).returncode == 0:
        pass


@pytest.fixture
def limited() -> Callable[[str], list[str]]:
    """A command under a limit of the shell: `limited("-f 8")`."""
    Project.need(os.name == "posix", "limits are set by a POSIX shell")
    return lambda limit: ["sh", "-c", f'ulimit {limit}; exec "$@"', "sh"]


@pytest.fixture
def plug_in(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Installs a format called `fault` whose `draw(sheet)` is the given code; gives the environment that has it."""

    def install(code: str) -> dict[str, str]:
        site = tmp_path / "site"
        (site / "fault-1.dist-info").mkdir(parents=True)
        (site / "fault-1.dist-info" / "METADATA").write_text("Name: fault\nVersion: 1\n", encoding="utf-8")
        (site / "fault-1.dist-info" / "entry_points.txt").write_text(
            "[jmap.formats]\nfault = fault_format:FORMAT\n", encoding="utf-8"
        )
        (site / "fault_format.py").write_text(
            "import os, pathlib, signal, time\n"
            "from jmap.plugin import Format, Output, Rendered\n"
            f"def draw(sheet):\n    {code}\n"
            "    return Rendered((Output('.fault', sheet.journey.id.encode()),))\n"
            "FORMAT = Format(id='fault', title='Fault', summary='Fails.', render=draw)\n",
            encoding="utf-8",
        )
        paths = [str(site), *filter(None, [os.environ.get("PYTHONPATH")])]
        return {"PYTHONPATH": os.pathsep.join(paths)}

    return install


@pytest.fixture(autouse=True)
def _signals_as_usual() -> Iterator[None]:
    """Processes inherit which signals are ignored: whoever runs the tests may ignore the one of Ctrl-C."""
    before = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def drawn(project: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Builds the project in this process; gives the names of journeys that something was drawn of."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(project.cache))

    def build(**request: Any) -> list[str]:
        names: list[str] = []

        def counted(task: Task, take: Callable[[tuple[int, Made]], None]) -> None:
            names.append(task.name)
            make(task, take)

        with monkeypatch.context() as patched:
            patched.setattr(perform, "make", counted)
            report = run.build(project.folder, run.Request(**request))
        assert not report.failed
        return names

    return build
