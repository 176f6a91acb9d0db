"""Does the tasks of a build, in this process or in several at once; what happens to one costs the others nothing.

A project's own templates are always filled in processes of their own, which may take so much memory and time and no
more: a template that never ends cannot be stopped in any other way.
"""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING, Final

from jmap.build.codes import LOST, TOO_SLOW, failure
from jmap.build.make import Made, make
from jmap.build.write import sweep
from jmap.errors import JmapError, RenderError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.build.make import SheetJob, Task
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
    tasks: Sequence[Task], jobs: int | None, *, own_templates: bool
) -> Iterator[tuple[Task, tuple[Made, ...]]]:
    """Each task with what came of it, in the order in which they end.

    Args:
        tasks: of one output folder.
        jobs: how many at once; as many as are worth it when `None`.
        own_templates: whether templates of the project take part.
    """
    if jobs is None:
        jobs = _cores() if own_templates or len(tasks) >= WORTH_PROCESSES else 1
    most = min(jobs, len(tasks))
    if most > 1 or (own_templates and tasks):
        yield from _in_processes(tasks, most, own_templates=own_templates)
    else:
        for task in tasks:
            yield task, make(task)


def render(job: SheetJob) -> Rendered:
    """One sheet in one format, written nowhere; in a process of its own where templates of the project take part.

    Raises:
        RenderError: it cannot be drawn, or its templates took more than they may.
    """
    if job.sheet.options.templates is None:
        return job.format.render(job.sheet)
    from jmap.build.workers import Workers

    with closing(Workers(_rendered, 1, _template_limits()).each([job])) as results:
        _, result = next(results)
    if result == "too long":
        raise RenderError(f"{job.failing}: {_too_long()}")
    if result == "died":
        raise RenderError(f"{job.failing}: {_DIED}")
    return result


def _rendered(job: SheetJob) -> Rendered:
    """What a process does for `render`; says what has failed as a build does."""
    try:
        return job.format.render(job.sheet)
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
    tasks: Sequence[Task], most: int, *, own_templates: bool
) -> Iterator[tuple[Task, tuple[Made, ...]]]:
    from jmap.build.workers import Workers

    workers = Workers(make, most, _template_limits() if own_templates else None)
    left = dict(enumerate(tasks))
    done = too_long = 0
    try:
        with closing(workers.each(tasks)) as results:
            for number, result in results:
                task = left.pop(number)
                if result == "too long":
                    too_long += 1
                    yield task, _failed(task, TOO_SLOW, _too_long())
                elif result == "died":
                    yield task, _failed(task, LOST, _DIED)
                else:
                    done += 1
                    yield task, result
                if too_long >= _PATIENCE and not done:
                    break
    finally:
        if not tasks[0].dry:
            sweep(tasks[0].folder, workers.ended)
    for task in left.values():
        yield task, _failed(task, TOO_SLOW, "the project's templates do not end")


def _failed(task: Task, code: Code, why: str) -> tuple[Made, ...]:
    finding = failure(code, f"{task.name} could not be drawn: {why}")
    return tuple(Made((), (finding,)) for _ in task.jobs)
