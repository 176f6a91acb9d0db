"""How scores came to be what they are: points in time, as a table for people and as numbers for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.report.names import difference
from jmap.report.score_rows import By, Row
from jmap.report.score_table import NAMES, Column, curve, data, rounded, sample, score_in_words
from jmap.text.number import percents

if TYPE_CHECKING:
    from jmap.report.names import Words

_SHORT: Final = 9
"""Digits of a revision's name that people read."""


class Point(NamedTuple):
    """The score of a thing from a revision on, until the next point.

    Attributes:
        row: as it was, under the ids and names of now.
        date: of the revision, `2026-09-30`; empty for what is not committed.
        revision: its name; empty likewise.
        change: points since the last one; `None` for the first, and where nothing is known.
    """

    row: Row
    date: str
    revision: str
    change: float | None


def history_columns(by: By, *, several: bool) -> tuple[Column, ...]:
    """The columns of a table of points in the history of scores; of `several` journeys the first says which."""
    journey = Column(NAMES[By.JOURNEY], number=False, text=lambda _, point: point.row.title)
    what = Column(NAMES[by], number=False, text=lambda _, point: point.row.name)
    return (
        *((journey,) if several and by is not By.JOURNEY else ()),
        what,
        Column("report.date", number=False, text=lambda _, point: point.date),
        Column("score.revision", number=False, text=_revision),
        Column("report.curve", number=False, text=lambda _, point: curve(point.row.curve)),
        Column("report.score", number=True, text=lambda words, point: score_in_words(words, point.row.score)),
        Column("curves.range", number=True, text=lambda _, point: difference(point.change)),
        Column("basis.measured", number=True, text=lambda _, point: percents(point.row.coverage)[0]),
        Column("report.n", number=True, text=lambda _, point: sample(point.row.n)),
    )


def history_data(point: Point) -> dict[str, Any]:
    """A point as numbers; date and revision are `None` for what is not committed."""
    return {
        "date": point.date or None,
        "revision": point.revision or None,
        "change": rounded(point.change),
        **data(point.row),
    }


def _revision(words: Words, point: Point) -> str:
    return point.revision[:_SHORT] or words.word("score.now")
