"""Does the tasks of a build, in this process or in several at once; what happens to one costs the others nothing.

A project's own templates are always filled in processes of their own, which may take so much memory and time and no
more: a template that never ends cannot be stopped in any other way.
"""

from __future__ import annotations

import os
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Final

from jmap.build.codes import LOST, TOO_SLOW
from jmap.build.make import Made, make
from jmap.build.write import sweep
from jmap.errors import JmapError, RenderError
from jmap.spec.codes import finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jmap.build.make import Job, SheetJob, Task
    from jmap.build.workers import Limits
    from jmap.render.format import Rendered
    from jmap.spec.codes import Code

WORTH_PROCESSES: Final = 8
"""Journeys to be drawn from which on several processes are faster than one: two take 10 to 20 % less time for these."""

TEMPLATE_SECONDS: Final = 8.0
TEMPLATE_MEMORY: Final = 512 * 1024 * 1024
"""What a journey may take that a project's own templates draw."""

_DIED: Final = "the process that did it died"

_PATIENCE: Final = 2
"""Journeys that may take too long before any is done; then the templates never end, whatever the journey."""


def perform(
    tasks: Sequence[Task], jobs: int | None, take: Callable[[Job, Made], None], *, own_templates: bool
) -> Iterator[Task]:
    """Do tasks; each is given back when it has ended.

    Args:
        tasks: of one output folder.
        jobs: how many at once; as many as are worth it when `None`.
        take: is called with each job and what came of it, for every file that was written, however this ends.
        own_templates: whether templates of the project take part.
    """
    if jobs is None:
        jobs = _cores() if own_templates or len(tasks) >= WORTH_PROCESSES else 1
    most = min(jobs, len(tasks))
    if most > 1 or (own_templates and tasks):
        yield from _in_processes(tasks, most, take, own_templates=own_templates)
    else:
        for task in tasks:
            make(task, partial(_take, task, take))
            yield task


def _take(task: Task, take: Callable[[Job, Made], None], numbered: tuple[int, Made]) -> None:
    number, made = numbered
    take(task.jobs[number], made)


def render(job: SheetJob) -> Rendered:
    """One sheet in one format, written nowhere; in a process of its own where templates of the project take part.

    Raises:
        RenderError: it cannot be drawn, or its templates took more than they may.
    """
    if job.sheet.options.templates is None:
        return job.format.render(job.sheet)
    from jmap.build.workers import Workers

    rendered: list[Rendered] = []
    workers = Workers(_render, 1, lambda _, result: rendered.append(result), _template_limits())
    for _, lost in workers.each([job]):
        if lost is not None:
            raise RenderError(f"{job.failing}: {_too_long() if lost == 'too long' else _DIED}")
    return rendered[0]


def _render(job: SheetJob, take: Callable[[Rendered], None]) -> None:
    """What a process does for `render`; says what has failed as a build does."""
    try:
        take(job.format.render(job.sheet))
    except MemoryError:
        raise RenderError(f"{job.failing}: there is not enough memory") from None
    except JmapError:
        raise
    except Exception as error:  # would be lost with the process
        raise RenderError(f"{job.failing}, for a bug: {type(error).__name__}: {error}") from error


def _template_limits() -> Limits:
    from jmap.build.workers import Limits

    return Limits(TEMPLATE_SECONDS, TEMPLATE_MEMORY)


def _too_long() -> str:
    return f"the project's templates took longer than {TEMPLATE_SECONDS:g} s"


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return max(2, len(os.sched_getaffinity(0)))
    return max(2, os.cpu_count() or 1)


def _in_processes(
    tasks: Sequence[Task], most: int, take: Callable[[Job, Made], None], *, own_templates: bool
) -> Iterator[Task]:
    from jmap.build.workers import Workers

    left = {number: dict(enumerate(task.jobs)) for number, task in enumerate(tasks)}

    def taken(number: int, made: tuple[int, Made]) -> None:
        take(left[number].pop(made[0]), made[1])

    def fail(number: int, code: Code, why: str) -> None:
        lost = finding(code, f"{tasks[number].name} could not be drawn: {why}")
        for job in left.pop(number).values():
            take(job, Made((), (lost,)))

    workers = Workers(make, most, taken, _template_limits() if own_templates else None)
    done = too_long = 0
    try:
        with closing(workers.each(tasks)) as ends:
            for number, lost in ends:
                if lost == "too long":
                    too_long += 1
                    fail(number, TOO_SLOW, _too_long())
                elif lost == "died":
                    fail(number, LOST, _DIED)
                else:
                    done += 1
                    del left[number]
                yield tasks[number]
                if too_long >= _PATIENCE and not done:
                    break
    finally:
        if not tasks[0].dry:
            sweep(tasks[0].folder, workers.ended)
    for number in list(left):
        fail(number, TOO_SLOW, "the project's templates do not end")
        yield tasks[number]
