"""Does the work of a build: draws, and writes what has changed. What fails costs nothing but itself."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from jmap.build.codes import BUG, CODES, NOT_DRAWN, NOT_WRITTEN
from jmap.build.hold import held
from jmap.build.write import UnwritableError, place
from jmap.errors import ConfigError, OutputError, PluginError, RenderError
from jmap.spec.codes import finding

if TYPE_CHECKING:
    from collections.abc import Callable

    from jmap.build.write import Change
    from jmap.diagnostics import Finding
    from jmap.render.format import Format, Sheet

_CODES: Final = frozenset(code.code for code in CODES)


class OutputFile(NamedTuple):
    """A file of the output folder and what building did to it; `digest` is the SHA-256 of what it holds now."""

    name: str
    size: int
    change: Change
    digest: str = ""


class Drawn(NamedTuple):
    """Files of a job, each name with its content, and what the format had to say."""

    files: tuple[tuple[str, bytes], ...]
    findings: tuple[Finding, ...]


class Job(Protocol):
    """What makes some files of an output folder, by itself."""

    @property
    def name(self) -> str:
        """What tells it from the other jobs of the folder."""

    @property
    def key(self) -> str:
        """A digest of everything its files depend on."""

    @property
    def failing(self) -> str:
        """How a message begins that says it could not be done."""

    def draw(self) -> Drawn:
        """Make the files; raises `RenderError` if that cannot be."""

    def end(self) -> None:
        """Let go of what was made on the way, once all jobs of the task are done."""


class SheetJob(NamedTuple):
    """One format of one journey, in one language or in all."""

    format: Format
    sheet: Sheet
    key: str

    @property
    def name(self) -> str:
        """Journey, format, and the stem, which has the language."""
        return f"{self.sheet.journey.id}/{self.format.id}/{self.sheet.stem}"

    @property
    def failing(self) -> str:
        """Which map, and as what."""
        return f"{self.sheet.journey.id} could not be drawn as {self.format.id}"

    def draw(self) -> Drawn:
        """Render the sheet."""
        rendered = self.format.render(self.sheet)
        files = tuple((f"{self.sheet.stem}{output.suffix}", output.data) for output in rendered.outputs)
        return Drawn(files, rendered.findings)

    def end(self) -> None:
        """Let go of the laid-out maps: those of a thousand journeys take more memory than the journeys."""
        for sheet in (self.sheet, *self.sheet.editions):
            sheet.forget()


class Task(NamedTuple):
    """Jobs that are done by one process, one after the other.

    Attributes:
        name: the journey, or whatever else it is about, as people know it.
        folder: where the files go.
        jobs: what is to be made.
        dry: write nothing, only tell what writing would do.
    """

    name: str
    folder: Path
    jobs: tuple[Job, ...]
    dry: bool


class Made(NamedTuple):
    """What came of a job."""

    files: tuple[OutputFile, ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether the job would come out the same again."""
        return not any(each.code in _CODES for each in self.findings)


def make(task: Task, take: Callable[[tuple[int, Made]], None]) -> None:
    """Do all jobs of a task, and hand over what came of each, with its number.

    A signal that ends the process never comes between a file and its being handed over.

    Raises:
        ConfigError: an option asks for what does not exist.
        UnwritableError: nothing more can be written.
    """
    for number, job in enumerate(task.jobs):
        drawn = _draw(job)
        with held():
            take((number, drawn if isinstance(drawn, Made) else _place(drawn, task)))
    for job in task.jobs:
        job.end()


def _draw(job: Job) -> Drawn | Made:
    """What the job draws, or what came of it when it could not."""
    try:
        return job.draw()
    except RenderError as error:
        return Made((), (finding(NOT_DRAWN, f"{job.failing}: {error}"),))
    except (ConfigError, PluginError):
        raise
    except MemoryError:
        return Made((), (finding(NOT_DRAWN, f"{job.failing}: there is not enough memory"),))
    except Exception as error:  # a bug, or a format of somebody else, must not cost the others
        if os.environ.get("JMAP_DEBUG"):
            raise
        return Made((), (finding(BUG, f"{job.failing}, for a bug: {type(error).__name__}: {error}"),))


def _place(drawn: Drawn, task: Task) -> Made:
    files, findings = [], list(drawn.findings)
    for name, data in drawn.files:
        if name != Path(name).name:
            findings.append(finding(NOT_WRITTEN, f"{name} is no name of a file"))
            continue
        try:
            change = place(task.folder, name, data, dry=task.dry)
        except UnwritableError:
            raise
        except OutputError as error:
            findings.append(finding(NOT_WRITTEN, str(error)))
        else:
            files.append(OutputFile(name, len(data), change, hashlib.sha256(data).hexdigest()))
    return Made(tuple(files), tuple(findings))
