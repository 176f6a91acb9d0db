"""Measured values as bars with their targets, and scores as numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.layout.cells import draw_persona_mark, marked, meta
from jmap.layout.pen import extent
from jmap.layout.scene import Line, Path, Rect
from jmap.layout.shapes import FALLEN, TRIANGLE, placed
from jmap.layout.type import SCORE, SMALL, SMALL_BOLD, VALUE
from jmap.model.ground import waves_of
from jmap.score.goal import aim, understood
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jmap.layout.cells import Cell
    from jmap.layout.columns import Column
    from jmap.layout.pen import Pen
    from jmap.layout.plan import Plan, Traveller
    from jmap.model import Experience, Journey, Measurement
    from jmap.model.ground import Ground
    from jmap.model.reading import Reading

BAR = 8.0
LONGEST = 240.0
"""Length of a bar at most, in px."""


class Shown(NamedTuple):
    """The newest value of one measure, for everybody or one persona.

    Attributes:
        text: the value as people read it.
        points: 0–100, `None` where it cannot be scored.
        target: where the target lies on the same scale, if it does.
        ground: what it rests on.
        before: the value of the wave before, if there is one.
    """

    text: str
    points: float | None
    target: float | None
    ground: Ground
    measurement: Measurement
    before: str
    who: Traveller | None


def measures_of(experiences: Iterable[Experience | Journey]) -> list[str]:
    """Ids of all measures that have values, in order of appearance."""
    return list(
        dict.fromkeys(
            id_ for experience in experiences for id_, values in experience.measures.items() if values
        )
    )


def readings(plan: Plan, experience: Experience | Journey, measure: str) -> list[Shown]:
    """What is known of a measure here, newest values only: one for everybody and one for each persona."""
    around = experience.evidence
    found = []
    for persona, waves in waves_of(
        experience.measures.get(measure, ()), around, plan.project.evidence
    ).items():
        earlier, wave = waves[-2] if len(waves) > 1 else None, waves[-1]
        read = understood(plan.project, measure, wave)
        wanted = aim(plan.project, measure, wave) if read and read.points is not None else None
        found.append(
            Shown(
                _text(plan, measure, wave, read),
                read.points if read else None,
                wanted.points if wanted else None,
                plan.ground(wave, around),
                wave,
                told(plan, measure, earlier) if earlier else "",
                plan.by_persona.get(persona or ""),
            )
        )
    return found


def told(plan: Plan, measure: str, wave: Measurement) -> str:
    """A measured value as people read it, also one that is given by its counts only."""
    return _text(plan, measure, wave, understood(plan.project, measure, wave))


def _text(plan: Plan, measure: str, wave: Measurement, read: Reading | None) -> str:
    return plan.amount(wave, measure) or (read.shown if read else "–")


BANDS: Final = {"good": "≥ 70", "warn": "50–69", "bad": "< 50"}
"""What scores each token stands for, best first."""


def grade(points: float) -> str:
    """The token for a score from 0 to 100, which is judged as it is shown: rounded."""
    return "good" if points >= 69.5 else "warn" if points >= 49.5 else "bad"


def widest_value(readings: Iterable[Shown]) -> float:
    """Room for the longest value of a lane, so that all its bars are equally long."""
    return max((extent(reading.text, VALUE) for reading in readings), default=0.0)


def draw_measure(plan: Plan, pen: Pen, cell: Cell, measure: str, *, value_width: float, shared: str) -> float:
    """Bars of one measure with value, target, sample and date. Returns the bottom.

    `value_width` is room for the value right of the bar, `shared` a target that the lane's label tells.
    """
    y = cell.y
    for reading in readings(plan, cell.experience, measure):
        with pen.about(plan.apart(reading.who)):
            y = _reading(plan, pen, cell._replace(y=y), reading, measure, value_width, shared) + 5
    return y - 5


def _reading(
    plan: Plan, pen: Pen, cell: Cell, reading: Shown, measure: str, value_width: float, shared: str
) -> float:
    x, y, width = cell.x, cell.y, cell.width
    if reading.who is not None:
        draw_persona_mark(pen, reading.who, x + 5, y + VALUE.leading / 2)
        x, width = x + 16, width - 16
    room = width - value_width - 8
    if reading.points is None or room < 40:
        pen.line(reading.text, x, y, width, VALUE, "ink")
    else:
        room = min(room, LONGEST)
        top = y + (VALUE.leading - BAR) / 2
        pen.put(Rect(x, top, room, BAR, "track", radius=BAR / 2))
        length = room * reading.points / 100
        if length > 0:
            pen.signs.add("grade")
            pen.put(Rect(x, top, max(length, BAR), BAR, grade(reading.points), radius=BAR / 2))
        if reading.target is not None:
            tick = x + room * reading.target / 100
            pen.put(Line(tick, top - 4, tick, top + BAR + 4, "ink", 1.6))
            pen.signs.add("legend.target")
        pen.line(reading.text, x + room + 8, y, width - room - 8, VALUE, "ink")
    return meta(pen, _facts(plan, reading, measure, shared), x, y + VALUE.leading, width)


def _facts(plan: Plan, reading: Shown, measure: str, shared: str) -> Iterator[str]:
    """Sample, day, target and earlier value of a reading, as far as they are known."""
    wave = reading.measurement
    size, date = reading.ground.n, reading.ground.date
    if size:
        few = size < plan.project.settings.scoring.small_sample
        yield f"n = {size}" + (f" ({plan.word('measure.few')})" if few else "")
    if date:
        yield date.isoformat()
    if wave.target and (text := plan.quantity(wave.target, measure)) != shared:
        yield plan.word("measure.target", value=text)
    if reading.before and reading.before != reading.text:
        yield plan.word("measure.before", value=reading.before)
    if not reading.ground.measured:
        yield plan.word("basis.judged")


def draw_score(plan: Plan, pen: Pen, column: Column, y: float, width: float, x: float) -> float:
    """A touchpoint's score, how sure it is and what it rests on. Returns the bottom."""
    score = plan.scores.touchpoints.get(column.touchpoint.id) if column.touchpoint is not None else None
    if score is None or score.score.value is None:
        pen.line("–", x, y, width, SCORE, "muted")
        pen.line(plan.word("basis.unknown"), x, y + SCORE.leading, width, SMALL, "muted")
        return y + SCORE.leading + SMALL.leading
    value = score.score.value
    shown = plain(value, 0)
    pen.signs.add("grade")
    taken = pen.line(shown, x, y, extent(shown, SCORE), SCORE, grade(value))
    _extreme(plan, pen, score.id, x + taken + 6, y + 5.5, x + width)
    facts = [plan.word(f"basis.{score.basis.value}")]
    if score.score.interval:
        low, high = score.score.interval
        facts.insert(0, f"± {plain((high - low) / 2, 0)}")
    if score.target is not None:
        facts.append(plan.word("measure.target", value=plain(score.target, 0)))
    y = meta(pen, facts, x, y + SCORE.leading, width)
    if len(plan.curves) > 1:
        scores = score.by_persona  # worked out anew each time it is asked for
        own = [(t, scores[t.id].value) for t in plan.travellers if t.id in scores]
        known = [(t, plain(v, 0)) for t, v in own if v is not None]
        if len({text for _, text in known}) > 1:
            y = marked(pen, known, x, y + 2, width, type_=SMALL_BOLD)
    return y


def _extreme(plan: Plan, pen: Pen, id_: str, x: float, y: float, right: float) -> None:
    """A pointer at the highest and at the lowest score."""
    for key, which, path, color in (
        ("score.highest", plan.scores.highest, TRIANGLE, "good"),
        ("score.lowest", plan.scores.lowest, FALLEN, "bad"),
    ):
        if which == id_ and right - x > 30:
            pen.put(Path(placed(path, x + 5, y + SMALL.leading / 2, 0.85), fill=color))
            pen.line(plan.word(key), x + 14, y, right - x - 14, SMALL, "muted")
