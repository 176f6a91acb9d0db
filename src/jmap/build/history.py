"""How scores came to be what they are: at the revisions of git that changed a project, and now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.build.plan import sheets
from jmap.build.revision import read_at, revisions
from jmap.compare import pairs
from jmap.render.format import Options
from jmap.report.names import Words
from jmap.report.score_history import Point
from jmap.report.score_rows import By, Row, rows
from jmap.score import score_journey

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from jmap.spec import Loaded


def history(
    words: Sequence[Words], by: By, path: Path, loaded: Loaded, count: int
) -> list[tuple[Words, Point]]:
    """Points of all that `words` have a row for, the oldest first; revisions at which nothing moved have none.

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
    points = []
    for one in words:
        for row in rows(one, by):
            last: Row | None = None
            for date, revision, known in (*moments, ("", "", {(row.journey, _part(row, by)): row})):
                then = known.get((row.journey, _part(row, by)))
                if then is not None and (last is None or _moved(last, then)):
                    change = _change(last, then)
                    points.append((one, Point(then, row.name, row.title, date, revision, change)))
                    last = then
    return points


def _moments(
    words: Sequence[Words], by: By, path: Path, loaded: Loaded, count: int
) -> Iterator[tuple[str, str, Mapping[tuple[str, str], Row]]]:
    """Each revision, the oldest first: its day, its name, and rows by the journey and thing they are now."""
    now = [one.sheet.journey for one in words]
    for commit, day in reversed(revisions(path, count)):
        then = read_at(path, commit, loaded.project.settings.include)
        found: dict[tuple[str, str], Row] = {}
        if then is not None:
            project = then.project
            for before, after in pairs([*project.journeys.values()], now):
                if before is not None and after is not None:
                    scores = score_journey(project, before)
                    (sheet,) = sheets(project, before, scores, project.languages[:1], Options())
                    found |= {(after.id, _part(row, by)): row for row in rows(Words(sheet), by)}
        yield day, commit, found


def _part(row: Row, by: By) -> str:
    """What of its journey a row stands for; the journey itself may have had another id."""
    return "" if by is By.JOURNEY else row.id or row.name


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
