"""How scores came to be what they are: at the revisions of git that changed a project, and now."""

from __future__ import annotations

from dataclasses import replace
from gc import collect
from typing import TYPE_CHECKING, NamedTuple

from jmap.build.plan import sheets
from jmap.build.revision import is_shallow, read_at, revisions, unread
from jmap.compare import pairs
from jmap.render.format import Options
from jmap.report.names import Words
from jmap.report.score_history import Point
from jmap.report.score_rows import By, Row, rows
from jmap.score import score_journey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from jmap.compare.journeys import Known
    from jmap.model import Journey, Project
    from jmap.spec import Loaded


class History(NamedTuple):
    """How scores came to be what they are.

    Attributes:
        points: of all that has a row now, the oldest first; revisions at which nothing moved have none.
        revisions: how many were looked at.
        damaged: at how many of them something could not be read.
        unread: ids of journeys and names of files that could not be read at one of them.
        shallow: earlier revisions are not known, since the repository is a shallow copy.
    """

    points: list[tuple[Words, Point]]
    revisions: int
    damaged: int
    unread: tuple[str, ...]
    shallow: bool


class _Moment(NamedTuple):
    """A revision: its day, its name, rows by the journey and part they are now, and what could not be read."""

    day: str
    revision: str
    known: dict[tuple[str, str], Row]
    unread: Sequence[str] = ()


def history(words: Sequence[Words], by: By, path: Path, loaded: Loaded, count: int) -> History:
    """How all that `words` have a row for came to be what it is.

    Args:
        words: of the journeys as they are now.
        by: what a row stands for.
        path: of the project.
        loaded: the project now.
        count: how many of the last revisions that changed the project are looked at.

    Raises:
        ConfigError: the project is in no repository.
        ToolMissingError: there is no git.
    """
    moments = [*_moments(words, by, path, loaded, count)]
    now = _Moment("", "", {_key(row, by): row for one in words for row in rows(one, by)})
    points = [
        (one, point) for one in words for row in rows(one, by) for point in _points(row, by, (*moments, now))
    ]
    return History(
        points,
        len(moments),
        sum(bool(each.unread) for each in moments),
        tuple(dict.fromkeys(name for each in moments for name in each.unread)),
        len(moments) < count and is_shallow(path),
    )


def _points(row: Row, by: By, moments: Iterable[_Moment]) -> Iterator[Point]:
    """When what a row stands for moved."""
    last: Row | None = None
    for moment in moments:
        then = moment.known.get(_key(row, by))
        if then is not None and (last is None or _moved(last, then)):
            known = replace(then, journey=row.journey, title=row.title, id=row.id, name=row.name)
            yield Point(known, moment.day, moment.revision, _change(last, then))
            last = then


def _moments(words: Sequence[Words], by: By, path: Path, loaded: Loaded, count: int) -> Iterator[_Moment]:
    """Each revision, the oldest first."""
    present = {one.sheet.journey.id: one for one in words}
    now = [one.sheet.journey for one in words]
    include = loaded.project.settings.include
    for commit, day in reversed(revisions(path, count, include)):
        then = read_at(path, commit, include)
        if then is None:
            continue
        known: dict[tuple[str, str], Row] = {}
        for before, after in pairs([*then.project.journeys.values()], now):
            if before is not None and after is not None:
                known |= _rows(then.project, before, present[after.id], by)
        yield _Moment(day, commit, known, unread(then, now))
        del then
        collect()  # projects and their journeys know each other: none of them would be given up by itself


def _rows(project: Project, before: Journey, present: Words, by: By) -> dict[tuple[str, str], Row]:
    """Rows of a journey as it was in a project, in the language and by the ids it has at present."""
    scores = score_journey(project, before)
    (sheet,) = sheets(project, before, scores, (present.sheet.language,), Options())
    after = present.sheet.journey
    both: Iterable[tuple[Known | None, Known | None]]
    match by:
        case By.STAGE:
            both = pairs(before.stages, after.stages)
        case By.TOUCHPOINT:
            both = pairs(before.touchpoints, after.touchpoints)
        case By.PERSONA:
            both = pairs([*project.personas.values()], [*present.project.personas.values()])
        case _:
            both = ()
    ids = {one.id: other.id for one, other in both if one is not None and other is not None}
    return {
        _key(replace(row, journey=after.id, id=ids.get(row.id, row.id)), by): row
        for row in rows(Words(sheet), by)
    }


def _key(row: Row, by: By) -> tuple[str, str]:
    """What is the same at any time: the journey, and which part of it; segments have names only."""
    return row.journey, "" if by is By.JOURNEY else row.id or row.name


def _moved(one: Row, other: Row) -> bool:
    """Whether what people read of two rows differs."""
    return any(
        (before is None) is not (after is None) or abs((before or 0) - (after or 0)) >= least
        for before, after, least in (
            (one.score.value, other.score.value, 0.05),
            (one.coverage.measured, other.coverage.measured, 0.005),
        )
    )


def _change(last: Row | None, now: Row) -> float | None:
    if last is None or last.score.value is None or now.score.value is None:
        return None
    return now.score.value - last.score.value
