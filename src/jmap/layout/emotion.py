"""The emotion lane, the hero of the map: a curve for each persona, faces on the main one, numbers at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.layout.avoid import Target, place
from jmap.layout.cells import marked
from jmap.layout.curve import Point, runs, sampled, smooth
from jmap.layout.pen import SLACK
from jmap.layout.plan import EVERYBODY
from jmap.layout.scene import Box, Circle, Face, Line, Path, Rect, Words
from jmap.layout.shapes import mark
from jmap.layout.type import LABELS, MARGIN, NUMBER, PAD, SMALL
from jmap.model.ground import waves_of
from jmap.text.metrics import width as width_of
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.layout.columns import Column
    from jmap.layout.pen import Pen
    from jmap.layout.plan import Plan, Traveller
    from jmap.model import Emotion

STEP = 36.0
"""Between two points of the 1–5 scale."""
ABOVE = 46.0
"""Room above 5 and below 1 for faces and their numbers."""
FACE = 15.0
"""Radius of a face."""
MARK = 5.5
"""Radius of another persona's mark."""
ASIDE = (0.0, 29.0, -29.0, 44.0, -44.0, 60.0, -60.0, 76.0, -76.0)
"""Where marks step aside to when several personas feel alike."""


class Felt(NamedTuple):
    """One persona's emotion in one column, and where it is drawn."""

    traveller: Traveller
    emotion: Emotion
    x: float
    y: float
    radius: float


def mood_color(mood: float) -> str:
    """The token for an emotion from 1 to 5."""
    return "good" if mood >= 3.5 else "warn" if mood >= 2.5 else "bad"


def draw_emotion(plan: Plan, pen: Pen, top: float, *, lane: str) -> float:
    """Draw the lane's curves from `top` on. Returns its bottom."""
    top = _stages(plan, pen, top, lane)
    bottom = top + 2 * ABOVE + 4 * STEP
    high = top + ABOVE
    felt = [_felt(plan, column, high) for column in plan.columns]
    foot = bottom
    pen.put(Rect(plan.columns[0].x, top, plan.edge - plan.columns[0].x, bottom - top, fill="panel"))
    _axis(plan, pen, high)
    curves = _curves(plan, pen, felt, lane)
    for index, column in enumerate(plan.columns):
        near = [chain for chains in curves for chain in chains[max(0, index - 1) : index + 1] if chain]
        with pen.group("cell", lane=lane, stage=column.stage.id, touchpoint=column.touchpoint_id):
            _marks(plan, pen, felt[index])
            _numbers(
                plan, pen, felt[index], Box(column.x + 2, top + 2, column.width - 4, bottom - top - 4), near
            )
            foot = max(foot, _notes(plan, pen, column, felt[index], bottom, lane))
    return foot


def _axis(plan: Plan, pen: Pen, high: float) -> None:
    left, words = plan.columns[0].x, {5: "high", 3: "middle", 1: "low"}
    for level in (5, 4, 3, 2, 1):
        y = high + (5 - level) * STEP
        if level in words:
            pen.put(Line(left, y, plan.edge, y, "line", 1, (3, 5)))
            text = f"{plan.word(f'emotion.{words[level]}')} {level}"
            pen.line(text, MARGIN, y - SMALL.leading / 2, LABELS - 12, SMALL, "muted", anchor="end")


def _felt(plan: Plan, column: Column, high: float) -> list[Felt]:
    """Who feels what in a column, the main persona first; equal feelings stand side by side."""
    found: list[Felt] = []
    for traveller in plan.curves:
        emotion = plan.felt(column.subject, traveller)
        if emotion is None:
            continue
        radius = FACE if traveller is plan.curves[0] else MARK
        y = high + (5 - emotion.value) * STEP
        room = column.width / 2 - radius - 6
        steps = [step for step in ASIDE if abs(step) <= room]
        dx = next((s for s in steps if _free(found, column.center + s, y, radius)), 0.0)
        found.append(Felt(traveller, emotion, column.center + dx, y, radius))
    return found


def _free(found: Sequence[Felt], x: float, y: float, radius: float) -> bool:
    return all((x - f.x) ** 2 + (y - f.y) ** 2 >= (radius + f.radius + 4) ** 2 for f in found)


def _curves(
    plan: Plan, pen: Pen, felt: Sequence[Sequence[Felt]], lane: str
) -> list[list[list[Point] | None]]:
    """Draw all curves, the main one on top. Returns, for each, its samples between column i and i + 1."""
    chains = []
    for traveller in reversed(plan.curves):
        points = [
            next((Point(f.x, f.y) for f in column if f.traveller is traveller), None) for column in felt
        ]
        between: list[list[Point] | None] = [None] * len(points)
        main = traveller is plan.curves[0]
        index = 0
        with pen.group("curve", lane=lane, persona=traveller.id):
            for run in runs(points):
                index = points.index(run[0], index)
                if len(run) > 1:
                    segments = smooth(run)
                    pen.put(
                        Path(segments, stroke=traveller.color, width=3 if main else 2.4, dash=traveller.dash)
                    )
                    between[index : index + len(run) - 1] = sampled(segments)
                index += len(run)
        chains.append(between)
    return chains


def _marks(plan: Plan, pen: Pen, felt: Sequence[Felt]) -> None:
    for one in reversed(felt):
        with pen.about(plan.apart(one.traveller)):
            if one.radius == FACE:
                pen.put(Circle(one.x, one.y, FACE + 2, fill="panel"))
                _face(pen, one.x, one.y, FACE, one.emotion.value)
            else:
                pen.put(mark(one.traveller.place, one.x, one.y, one.traveller.color))


def _face(pen: Pen, x: float, y: float, radius: float, mood: float) -> None:
    pen.put(Face(x, y, radius, mood, mood_color(mood)))
    pen.signs.add("face")


def _numbers(
    plan: Plan, pen: Pen, felt: Sequence[Felt], inside: Box, curves: Sequence[Sequence[Point]]
) -> None:
    """Write each value beside its mark: where nothing else is, not even a curve, if there is such a place."""
    taken = [Box(f.x - f.radius, f.y - f.radius, 2 * f.radius, 2 * f.radius) for f in felt]
    high = min((f.y for f in felt), default=0.0)
    for one in felt:
        text = plain(one.emotion.value)
        main = one.radius == FACE
        size = NUMBER if main else SMALL
        width = width_of(text, size.size, bold=True) * SLACK + 1
        target = Target(one.x, one.y, one.radius, width, size.size * 1.16, main or one.y <= high)
        box = place(target, inside, taken, curves)
        if box is None:
            continue
        taken.append(box)
        color = mood_color(one.emotion.value) if main else one.traveller.color
        # Digits reach from the baseline to 0.73 em; in the middle of their box they look centred.
        y = box.y + box.height / 2 + size.size * 0.36
        with pen.about(plan.apart(one.traveller)):
            pen.put(Words(box.x + width / 2, y, text, size.size, color, box, "middle", bold=True))


def _notes(plan: Plan, pen: Pen, column: Column, felt: Sequence[Felt], top: float, lane: str) -> float:
    """Below the curves: samples, and whose emotion nobody measured. Returns the bottom."""
    x, y, width = column.x + PAD, top + 6, column.width - 2 * PAD
    known = {f.traveller.id for f in felt}
    missing = [plan.say(t.persona.name) for t in plan.curves if t.persona and t.id not in known]
    if not felt or missing:
        names = plan.word("list.separator").join(missing)
        note = plan.word("emotion.missing", names=names) if felt else plan.word("value.unknown")
        y = pen.paragraph(
            note,
            x,
            y,
            width,
            SMALL,
            "muted",
            lines=3,
            anchor="middle",
            where=((*column.pointer, "emotion"), lane),
        )
    own = [(f.traveller, str(f.emotion.n)) for f in felt if f.emotion.n and f.emotion.persona]
    common = next((str(f.emotion.n) for f in felt if f.emotion.n and not f.emotion.persona), "")
    if (common and not own) or (own and len(felt) == 1):
        with pen.about(plan.apart(own[0][0]) if own else ""):
            pen.line(f"n = {common or own[0][1]}", x, y, width, SMALL, "muted", anchor="middle")
        y += SMALL.leading
    elif own:
        # Those who were asked together are counted once, not as many for each persona.
        samples = [*own, *([(None, f"{plan.word('legend.everybody')} {common}")] if common else [])]
        y = marked(pen, samples, x, y, width, lead="n =", centered=True)
    return y + 4 if y > top + 6 else top


def _stages(plan: Plan, pen: Pen, top: float, lane: str) -> float:
    """How whole stages feel, above the curves of their touchpoints. Returns where the curves may begin."""
    bottom = top
    for span in plan.spans:
        if not span.stage.emotion or not span.stage.touchpoints:
            continue
        x, y = span.x + PAD, top + 8
        with pen.group("cell", lane=lane, stage=span.stage.id):
            pen.put(Rect(x, top + 2, span.width - 2 * PAD, 2, fill=span.color))
            for waves in waves_of(span.stage.emotion, span.stage.evidence, plan.project.evidence).values():
                emotion = waves[-1]
                who = plan.by_persona.get(emotion.persona or "", EVERYBODY)
                name = f" {plan.say(who.persona.name)}" if who.persona else ""
                sample = f" · n = {emotion.n}" if emotion.n else ""
                text = plan.word("emotion.stage", value=plain(emotion.value)) + name + sample
                with pen.about(plan.apart(who)):
                    _face(pen, x + 8, y + 8, 7, emotion.value)
                    pen.line(text, x + 22, y, span.width - 2 * PAD - 22, SMALL, "muted")
                y += 20
        bottom = max(bottom, y + 6)
    return bottom
