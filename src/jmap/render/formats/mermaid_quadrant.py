"""The `mermaid-quadrant` format: impact against effort of what is to be done.

The page has both improvements and opportunities in its matrix. Here points bear words, for which there is little
room, so only what is to be decided first is shown: open improvements, or where there are none the opportunities.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.render.flow import named
from jmap.render.format import Format, Output, Rendered
from jmap.render.mermaid import escape, file, findings, heading, left_out
from jmap.score.priority import HIGH, Quadrant, ideas, register
from jmap.text.labels import label
from jmap.text.metrics import width
from jmap.text.number import plain
from jmap.text.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.render.format import Sheet

SUFFIX = ".quadrant.mmd"
_LEVELS: Final = 5
_QUADRANTS: Final = (Quadrant.MAJOR, Quadrant.QUICK_WIN, Quadrant.FILL_IN, Quadrant.THANKLESS)
"""As Mermaid numbers them: from the right upper one on against the clock."""
_WIDTH: Final = 500
_SIDE: Final = 464
_TITLE: Final = 20
_TEXT: Final = 12
"""What Mermaid draws, in px: width of the picture and of its square, height of the title and of a point's text."""
_HEAD: Final = 0.05
"""What the name of a quadrant takes of the height of the square, at the top of its half."""
_FIT: Final = 7
"""Points for which half of the square has room."""
_POINT: Final = 0.3
"""Where a point stands in its room from the top on; its text hangs below."""


class _Thing(NamedTuple):
    """An improvement or an opportunity."""

    text: str
    impact: int | None
    effort: int | None


class _Point(NamedTuple):
    """A point, from 0 to 1 both ways."""

    text: str
    x: float
    y: float


class _Chart(NamedTuple):
    """What is shown.

    Attributes:
        lane: which of the two things are: `improvements` or `opportunities`.
        points: of those with impact and effort, numbered in the order of the register.
        short: the whole texts of those for which there is less room, or none.
        unknown: those without impact or effort.
        closed: improvements about which nothing is to be decided any more, with their status.
    """

    lane: str
    points: tuple[_Point, ...]
    short: tuple[str, ...]
    unknown: tuple[str, ...]
    closed: tuple[str, ...]


def render(sheet: Sheet) -> Rendered:
    """Impact and effort as a Mermaid `quadrantChart`."""
    chart = _chart(sheet)
    text = file(lines(sheet, chart), _remarks(sheet, chart), sheet.language)
    return Rendered(
        (Output(SUFFIX, text),), findings(f"{sheet.journey.id}{SUFFIX}", text, _summary(sheet, chart))
    )


def lines(sheet: Sheet, chart: _Chart) -> Iterator[str]:
    """The diagram line by line, without remarks on what it cannot carry."""
    language = sheet.language
    name = named(sheet.journey.title, language, sheet.journey.id)
    what = label(f"lane.{chart.lane}", language)
    rest = f" · {what if chart.points else label('mermaid.none-rated', language, name=what)}"
    yield "quadrantChart"
    yield f"  title {escape(f'{_cut(name, _WIDTH - width(rest, _TITLE), _TITLE)}{rest}')}"
    yield from heading(sheet, f"{name} · {what}")
    for axis, word in (("x", "report.effort"), ("y", "report.impact")):
        low, high = (f"{label(word, language)} {levels}" for levels in (f"1–{HIGH - 1}", f"{HIGH}–{_LEVELS}"))
        yield f'  {axis}-axis "{escape(low)}" --> "{escape(high)}"'
    for number, quadrant in enumerate(_QUADRANTS, 1):
        yield f'  quadrant-{number} "{escape(label(f"quadrant.{quadrant}", language))}"'
    for point in chart.points:
        yield f'  "{escape(point.text)}": [{plain(point.x, 3)}, {plain(point.y, 3)}]'


def _chart(sheet: Sheet) -> _Chart:
    language = sheet.language
    entries = [entry.improvement for entry in register(sheet.project, sheet.journey, sheet.scores)]
    found = [idea.opportunity for idea in ideas(sheet.journey, sheet.scores)]
    improvements = [
        _Thing(named(each.title, language, each.id), each.impact, each.effort)
        for each in entries
        if each.open
    ]
    opportunities = [_Thing(named(each.text, language, each.id), each.impact, each.effort) for each in found]
    if any(map(_is_known, opportunities)) and not any(map(_is_known, improvements)):
        return _Chart("opportunities", *_placed(opportunities), _unknown(opportunities), ())
    closed = (
        label(
            "mermaid.labelled",
            language,
            name=named(each.title, language, each.id),
            text=label(f"status.{each.status}", language),
        )
        for each in entries
        if not each.open
    )
    return _Chart("improvements", *_placed(improvements), _unknown(improvements), tuple(closed))


def _is_known(thing: _Thing) -> bool:
    return thing.impact is not None and thing.effort is not None


def _unknown(things: list[_Thing]) -> tuple[str, ...]:
    return tuple(each.text for each in things if not _is_known(each))


def _placed(things: list[_Thing]) -> tuple[tuple[_Point, ...], tuple[str, ...]]:
    """The points, and the texts that do not fit."""
    known = (each for each in things if _is_known(each))
    numbered = [each._replace(text=f"{number} {each.text}") for number, each in enumerate(known, 1)]
    points, short = [], []
    for levels in (range(_LEVELS, HIGH - 1, -1), range(HIGH - 1, 0, -1)):
        here = [each for each in numbered if each.impact in levels]
        short += [each.text for each in here[_FIT:]]
        for thing, y in _below_each_other(here[:_FIT], levels):
            x = _across(thing.effort or 0)
            room = 2 * min(x, 1 - x) * _SIDE
            points.append(_Point(_cut(thing.text, room, _TEXT), x, y))
            if points[-1].text != thing.text:
                short.append(thing.text)
    return tuple(points), tuple(short)


def _below_each_other(things: list[_Thing], levels: range) -> Iterator[tuple[_Thing, float]]:
    """How high the points of half of the square stand: none beside another, so that their texts have room.

    `levels` are the impacts of that half from the top on; one that nothing has takes half the height of a point.
    """
    rows = [[each for each in things if each.impact == level] for level in levels]
    step = (0.5 - _HEAD) / sum(len(row) or 0.5 for row in rows)
    y = (0.5 if HIGH in levels else 0.0) + 0.5 - _HEAD
    for row in rows:
        for thing in row:
            yield thing, y - _POINT * step
            y -= step
        if not row:
            y -= step / 2


def _across(effort: int) -> float:
    """How far right an effort stands: in the middle of its part of its half."""
    first, last, base = (1, HIGH - 1, 0.0) if effort < HIGH else (HIGH, _LEVELS, 0.5)
    return base + 0.5 * (effort - first + 0.5) / (last - first + 1)


def _cut(text: str, room: float, size: float) -> str:
    """The text, as far as it fits."""
    return text if width(text, size) <= room else wrap(text, room, size, max_lines=1)[0]


def _remarks(sheet: Sheet, chart: _Chart) -> list[str]:
    """What the diagram does not tell, for its reader."""
    language = sheet.language
    return [
        *chart.short,
        *(label("mermaid.no-rating", language, name=text) for text in chart.unknown),
        *chart.closed,
        *left_out(sheet, frozenset({chart.lane}), language),
    ]


def _summary(sheet: Sheet, chart: _Chart) -> list[str]:
    """The same in short, for whoever builds it."""
    counts = {
        "Texts in full": len(chart.short),
        "Without impact or effort": len(chart.unknown),
        "Improvements done or dropped": len(chart.closed),
    }
    return [
        *(f"{name}: {count}" for name, count in counts.items() if count),
        *left_out(sheet, frozenset({chart.lane}), "en"),
    ]


FORMAT = Format(
    id="mermaid-quadrant",
    title="Mermaid quadrant chart",
    summary=(
        "A Mermaid quadrant chart (.quadrant.mmd) for GitHub, GitLab and docs sites: impact against effort of "
        "improvements that are open, numbered by priority; where none has both, of opportunities. Comments at its "
        "end have texts in full and list what it leaves out."
    ),
    render=render,
)
