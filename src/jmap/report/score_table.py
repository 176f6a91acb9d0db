"""Tables of scores and of what to do first: in words for people, in numbers for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.report.names import difference, percent
from jmap.report.score_rows import By
from jmap.text.number import percents, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from jmap.report.names import Words
    from jmap.report.score_rows import Row
    from jmap.score.result import Score

BLOCKS: Final = "▁▂▃▄▅▆▇█"
"""The higher, the better; `·` stands where nothing is known."""

NAMES: Final = {
    By.JOURNEY: "report.journey",
    By.STAGE: "report.stage",
    By.TOUCHPOINT: "report.touchpoint",
    By.PERSONA: "report.persona",
    By.SEGMENT: "persona.segment",
    By.CHANNEL: "lane.channel",
    By.DEPARTMENT: "report.department",
}
"""Labels of what rows stand for."""


class Table(NamedTuple):
    """A table of texts; the first row is the heading, the columns `right` hold numbers."""

    rows: list[list[str]]
    right: frozenset[int]


class Column(NamedTuple):
    """One column: the label of its heading, whether it holds numbers, and the text of a cell."""

    label: str
    number: bool
    text: Callable[[Words, Any], str]


def in_words(columns: Sequence[Column], rows: Sequence[tuple[Words, Any]]) -> Table:
    """Rows, each with the words of its journey, as texts; columns without any text are left out."""
    if not rows:
        return Table([], frozenset())
    words = rows[0][0]
    found = [(column, [column.text(own, row) for own, row in rows]) for column in columns]
    kept = [(column, cells) for number, (column, cells) in enumerate(found) if any(cells) or number == 0]
    heading = [_heading(words.word(column.label)) for column, _ in kept]
    body = [list(cells) for cells in zip(*(cells for _, cells in kept), strict=True)]
    right = frozenset(index for index, (column, _) in enumerate(kept) if column.number)
    return Table([heading, *body], right)


def _heading(word: str) -> str:
    """A word as it heads a column: labels that go on a sentence elsewhere begin small. A lone letter is a symbol."""
    return word if len(word) == 1 else word[:1].upper() + word[1:]


def score_columns(by: By, *, several: bool) -> tuple[Column, ...]:
    """The columns of a table of scores; of `several` journeys the first says which."""
    journey = Column(NAMES[By.JOURNEY], number=False, text=lambda _, row: row.title)
    return (
        *((journey,) if several and by is not By.JOURNEY else ()),
        Column(NAMES[by], number=False, text=lambda _, row: row.name),
        *_COLUMNS,
    )


def data(row: Row) -> dict[str, Any]:
    """A row as numbers, scores and shares to six decimals; `None` where something is not known."""
    low, high = row.score.interval or (None, None)
    fewest, most = row.n or (None, None)
    lowest, lowest_score = row.lowest or (None, None)
    return {
        "journey": row.journey,
        "id": row.id,
        "name": row.name,
        "score": rounded(row.score.value),
        "low": rounded(low),
        "high": rounded(high),
        "measured": rounded(row.coverage.measured),
        "judged": rounded(row.coverage.judged),
        "unknown": rounded(row.coverage.unknown),
        "n_min": fewest,
        "n_max": most,
        "pain_load": rounded(row.pain.value),
        "lowest": lowest,
        "lowest_score": rounded(lowest_score),
        "peak_end": rounded(row.peak_end),
        "target": row.target,
        "gap": rounded(row.gap),
    }


def curve(values: Sequence[float | None]) -> str:
    """Scores as blocks, eight heights from 0 to 100."""
    return "".join("·" if value is None else BLOCKS[min(7, int(value * 8 / 100))] for value in values)


def score_in_words(words: Words, score: Score) -> str:
    """A score with half the width of its interval, as the map says it."""
    if score.value is None:
        return words.word("value.not-available")
    value = plain(score.value, 1)
    if score.interval is None:
        return value
    low, high = score.interval
    return words.word("score.interval", value=value, margin=plain((high - low) / 2, 1))


def sample(n: tuple[int, int] | None) -> str:
    """Sample sizes: `240`, or `40–240`."""
    return "" if n is None else "–".join(map(str, dict.fromkeys(n)))


def _gap(words: Words, row: Row) -> str:
    if row.target is None:
        return ""
    target = words.word("score.target", value=plain(row.target, 0))
    return target if row.gap is None else f"{difference(row.gap)} ({target})"


def rounded(value: float | None) -> float | None:
    """A number as data: to six decimals, so that the last digits of a machine's arithmetic do not show."""
    return None if value is None else round(value, 6)


_COLUMNS: Final = (
    Column("report.curve", number=False, text=lambda _, row: curve(row.curve)),
    Column("report.score", number=True, text=lambda words, row: score_in_words(words, row.score)),
    Column("basis.measured", number=True, text=lambda _, row: percents(row.coverage)[0]),
    Column("basis.judged", number=True, text=lambda _, row: percents(row.coverage)[1]),
    Column("basis.unknown", number=True, text=lambda _, row: percents(row.coverage)[2]),
    Column("report.n", number=True, text=lambda _, row: sample(row.n)),
    Column("report.pain-load", number=True, text=lambda _, row: percent(row.pain.value, 0)),
    Column(
        "score.lowest",
        number=False,
        text=lambda _, row: f"{row.lowest[0]} ({plain(row.lowest[1], 1)})" if row.lowest else "",
    ),
    Column(
        "report.peak-end",
        number=True,
        text=lambda _, row: "" if row.peak_end is None else plain(row.peak_end, 1),
    ),
    Column("report.gap", number=True, text=_gap),
)
