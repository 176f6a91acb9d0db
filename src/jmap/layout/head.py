"""The head of the map: title, who travels, how well it goes, and the stages with their touchpoints."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from jmap.layout.bars import grade, measures_of, readings
from jmap.layout.cells import Cell, draw_channels
from jmap.layout.grid import draw_cells
from jmap.layout.pen import extent, was_cut, wrapped
from jmap.layout.scene import Box, Circle, Image, Line, Path, Rect
from jmap.layout.shapes import arc, diamond, mark, opens, placed, portrait, star
from jmap.layout.type import (
    CHIP,
    LABEL,
    LABELS,
    MARGIN,
    NAME,
    PAD,
    SCORE,
    SMALL,
    STAGE,
    SUBTITLE,
    TITLE,
    Type,
)
from jmap.model import Stage
from jmap.text.number import percent, percents, plain

if TYPE_CHECKING:
    from jmap.diagnostics import Pointer
    from jmap.layout.columns import Column
    from jmap.layout.pen import Pen
    from jmap.layout.plan import Plan, Traveller
    from jmap.model import Touchpoint

CHIP_HEIGHT = 48.0
CHIP_WIDTH = 280.0
RING = 24.0
"""Radius of the score ring."""
SCORE_WIDTH = 300.0
"""Longest line beside the ring."""
TITLE_WIDTH = 380.0
"""Room the title claims before anything else, and more where it is longer than two lines of this."""
CHEVRON = 40.0
NOTCH = 10.0


class _Chip(NamedTuple):
    traveller: Traveller
    name: str
    facts: str
    width: float


def draw_title(plan: Plan, pen: Pen, width: float) -> float:
    """Title, personas and score, on one line or, where they do not fit, on several. Returns the bottom."""
    inner = width - 2 * MARGIN
    chips = _chips(plan)
    score = _score_lines(plan)
    words = max(min(extent(text, type_), SCORE_WIDTH) for text, type_, _ in score)
    ring = 2 * RING + 18 + words
    beside = sum(chip.width + 12 for chip in chips)
    logo = _logo(plan, pen)
    room = inner - ring - 40 - logo
    narrow = room - beside - 20
    one_row = narrow >= TITLE_WIDTH and not _if_cut(plan.say(plan.journey.title), narrow)
    bottom = _title(plan, pen, MARGIN + logo, narrow if one_row else room)
    ring_bottom = _ring(plan, pen, width - MARGIN - ring, 34, ring, score)
    bottom = max(bottom, ring_bottom)
    if not chips:
        return bottom
    if one_row:
        x, y = width - MARGIN - ring - beside - 24, 36.0
        right = width
    else:
        x, y, right = MARGIN, bottom + 14, width - MARGIN
    return max(bottom, _draw_chips(plan, pen, chips, x, y, right))


def _logo(plan: Plan, pen: Pen) -> float:
    """The client's logo before the title, on the light paper logos are made for. Returns the room it takes."""
    asset = plan.project.assets.get(plan.project.settings.theme.logo or "")
    if asset is None or asset.width < 1 or asset.height < 1:
        return 0.0
    scale = min(140 / asset.width, 44 / asset.height)
    name = plan.say(plan.project.settings.title)
    with pen.group("logo"):
        width, height = asset.width * scale, asset.height * scale
        pen.put(Rect(MARGIN - 4, 32, width + 8, height + 8, fill="paper", radius=2))
        pen.put(Image(MARGIN, 36, width, height, asset.data, asset.mime, name))
    return width + 18


def _title(plan: Plan, pen: Pen, x: float, width: float) -> float:
    journey = plan.journey
    with pen.group("head", title=_if_cut(plan.say(journey.title), width)):
        y = pen.paragraph(
            plan.say(journey.title), x, 26, width, TITLE, "ink", lines=2, where=(("title",), "title")
        )
    facts = [plan.say(journey.scenario), plan.word(f"state.{journey.state}")]
    if journey.reviewed:
        facts.append(plan.word("header.reviewed", date=journey.reviewed.isoformat()))
    if journey.owner:
        facts.append(plan.word("header.owner", name=plan.department(journey.owner)))
    text = " · ".join(fact for fact in facts if fact)
    return pen.paragraph(text, x, y, width, SUBTITLE, "muted", lines=3, where=(("scenario",), "title"))


def _if_cut(text: str, width: float) -> str:
    return text if was_cut(text, wrapped(text, width, TITLE, 2)) else ""


def _chips(plan: Plan) -> list[_Chip]:
    chips = []
    for traveller in plan.travellers:
        persona = traveller.persona
        if persona is None:
            continue
        facts = [plan.word(f"proficiency.{persona.proficiency}") if persona.proficiency else ""]
        facts.append(percent(persona.share) if persona.share is not None else "")
        if not any(facts):
            facts.append(plan.say(persona.segment or persona.role))
        text = " · ".join(fact for fact in facts if fact)
        name = plan.say(persona.name)
        sample = 52 if traveller in plan.drawn else 8
        words = max(extent(name, CHIP), extent(text, SMALL) if text else 0)
        chips.append(_Chip(traveller, name, text, min(CHIP_WIDTH, 46 + words + sample + 12)))
    return chips


def _draw_chips(plan: Plan, pen: Pen, chips: list[_Chip], x: float, y: float, right: float) -> float:
    """Who travels: portrait, name, and the line and mark by which the curve is found. Returns the bottom."""
    start = x
    for chip in chips:
        if x > start and x + chip.width > right:
            x, y = start, y + CHIP_HEIGHT + 10
        who = chip.traveller
        with pen.group("persona", persona=who.id, title=chip.name):
            pen.put(Rect(x, y, chip.width, CHIP_HEIGHT, "ground", "line", CHIP_HEIGHT / 2))
            pen.put(*portrait(x + 25, y + 24, who.color, who.tint))
            sample = 52 if who in plan.drawn else 8
            width = chip.width - 46 - sample - 12
            lines = CHIP.leading + (SMALL.leading if chip.facts else 0)
            top = y + (CHIP_HEIGHT - lines) / 2
            pen.line(chip.name, x + 48, top, width, CHIP, "ink")
            if chip.facts:
                pen.line(chip.facts, x + 48, top + CHIP.leading, width, SMALL, "muted")
            if who in plan.drawn:
                end = x + chip.width - 20
                line_sample(pen, who, end - 34, end, y + CHIP_HEIGHT / 2, main=who is plan.curves[0])
        x += chip.width + 12
    return y + CHIP_HEIGHT


def line_sample(pen: Pen, who: Traveller, start: float, end: float, y: float, *, main: bool) -> None:
    """A piece of a persona's curve with its mark."""
    pen.put(Line(start, y, end, y, who.color, 3 if main else 2.4, who.dash))
    if not main:
        pen.put(mark(who.place, (start + end) / 2, y, who.color, 0.9))


def _score_lines(plan: Plan) -> list[tuple[str, Type, str]]:
    """What stands beside the ring: the score, what it rests on, what was measured of the whole journey."""
    scores = plan.scores
    value = plan.word("score.none")
    if scores.score.value is not None:
        value = f"{plan.word('score.journey')} {plain(scores.score.value, 0)}"
        if scores.score.interval:
            low, high = scores.score.interval
            value += f" ± {plain((high - low) / 2, 0)}"
    facts = [plan.word("score.coverage", share=percents(scores.coverage)[0])]
    if scores.peak_end is not None:
        facts.append(plan.word("score.peak-end", value=plain(scores.peak_end, 0)))
    if scores.target is not None:
        facts.append(plan.word("score.target", value=plain(scores.target, 0)))
    lines: list[tuple[str, Type, str]] = [(value, CHIP, "ink"), (" · ".join(facts), SMALL, "muted")]
    whole = []
    for measure in measures_of([plan.journey]):
        for reading in readings(plan, plan.journey, measure):
            sample = f" (n = {reading.ground.n})" if reading.ground.n else ""
            whole.append(f"{plan.measure(measure)} {reading.text}{sample}")
    if whole:
        lines.append((plan.word("score.measured", values=" · ".join(whole)), SMALL, "muted"))
    return lines


def _ring(
    plan: Plan, pen: Pen, x: float, y: float, width: float, lines: list[tuple[str, Type, str]]
) -> float:
    """The score as a ring, its words at the right. Returns the bottom."""
    value = plan.scores.score.value
    cx, cy = x + RING + 3, y + RING + 3
    with pen.group("score"):
        pen.put(Circle(cx, cy, RING, stroke="track", width=6))
        if value:
            pen.put(Path(arc(cx, cy, RING, value / 100), stroke=grade(value), width=6))
        target = plan.scores.target
        if target is not None:
            angle = (target / 100 * 2 - 0.5) * math.pi
            x1, y1, x2, y2 = (
                c + r * f(angle) for r in (RING - 5, RING + 5) for c, f in ((cx, math.cos), (cy, math.sin))
            )
            pen.put(Line(x1, y1, x2, y2, "ink", 1.6))
        text = "–" if value is None else plain(value, 0)
        pen.line(text, cx - 18, cy - SCORE.leading / 2 - 0.5, 36, SCORE, "ink", anchor="middle")
        room = width - 2 * RING - 18
        height = sum(len(wrapped(text, room, type_, 3)) * type_.leading for text, type_, _ in lines)
        top = max(26.0, cy - height / 2)
        for text, type_, color in lines:
            top = pen.paragraph(text, cx + RING + 15, top, room, type_, color, lines=3)
    return max(top, cy + RING + 3)


def draw_stages(plan: Plan, pen: Pen, top: float) -> float:
    """Chevrons over the columns of each stage. Returns the bottom."""
    with pen.group("lane-label", lane="stages"):
        pen.line(plan.word("lane.stages"), MARGIN, top + 11, LABELS - 12, LABEL, "ink")
    for number, span in enumerate(plan.spans):
        name = plan.say(span.stage.name)
        last = number == len(plan.spans) - 1
        with pen.group("stage", stage=span.stage.id, title=name):
            # Between two chevrons there is as much white on either side of where their columns meet.
            x, width = span.x + (2 if number else 0), span.width - (2 if number else 0) - (0 if last else 2)
            start = "" if number == 0 else f"L{NOTCH} {CHEVRON / 2} "
            edge = f"{width - NOTCH:.2f}"
            shape = f"M0 0 L{edge} 0 L{width:.2f} {CHEVRON / 2} L{edge} {CHEVRON} L0 {CHEVRON} {start}Z"
            pen.put(Path(placed(shape, x, top), fill=f"{span.color}-tint", round=False))
            score = plan.scores.stages.get(span.stage.id)
            text = plain(score.score.value, 0) if score and score.score.value is not None else ""
            left, room = span.x + NOTCH + 10, span.width - 2 * NOTCH - 16
            tail = extent(text, STAGE)
            place = Box(left, top, room - (tail + 8 if text else 0), CHEVRON)
            _stage_name(pen, name, place, span.color, (*span.pointer, "name"))
            if text:
                pen.line(text, left + room - tail, top + 9, tail, STAGE, span.color, anchor="end")
    return top + CHEVRON


def _stage_name(pen: Pen, name: str, place: Box, color: str, pointer: Pointer) -> None:
    """On one line, or smaller on two: a long name often stands over a single touchpoint."""
    type_ = STAGE if extent(name, STAGE) <= place.width else LABEL
    height = len(wrapped(name, place.width, type_, 2)) * type_.leading
    top = place.y + (place.height - height) / 2
    pen.paragraph(name, place.x, top, place.width, type_, color, lines=2, where=(pointer, "stages"))


def draw_names(plan: Plan, pen: Pen, top: float) -> float:
    """Names of the touchpoints with their marks and channels. Returns the bottom: `top` where there is nothing."""
    below = "channel" not in plan.sources and any(one.channels for one in plan.experiences)
    if not plan.journey.touchpoints:
        return _channels_of_stages(plan, pen, top) if below else top
    sub = plan.word("lane.channel") if below else ""
    bottom = label(pen, "touchpoints", plan.word("lane.touchpoints"), sub, top)
    for column in plan.columns:
        if column.touchpoint is not None:
            bottom = max(bottom, _name(plan, pen, column, top + 11))
    if below and any(span.stage.channels for span in plan.spans):
        bottom = draw_cells(plan, pen, bottom + 7, lane="channel", has=_on_whole_stage, draw=draw_channels)
    return bottom


def _channels_of_stages(plan: Plan, pen: Pen, top: float) -> float:
    """What is left to say where there are no touchpoints."""
    bottom = label(pen, "touchpoints", plan.word("lane.channel"), "", top)
    channels = draw_cells(plan, pen, top + 11, lane="channel", has=_on_whole_stage, draw=draw_channels)
    return max(bottom, channels)


def _on_whole_stage(_: Plan, here: Stage | Touchpoint) -> bool:
    return isinstance(here, Stage) and bool(here.channels)


def label(pen: Pen, lane: str, text: str, sub: str, top: float) -> float:
    """A lane's name and, smaller, what its contents mean. Returns the bottom."""
    with pen.group("lane-label", lane=lane, title=text):
        y = pen.paragraph(text, MARGIN, top + 11, LABELS - 12, LABEL, "ink", lines=3)
        if sub:
            y = pen.paragraph(sub, MARGIN, y, LABELS - 12, SMALL, "muted", lines=3)
    return y


def _name(plan: Plan, pen: Pen, column: Column, y: float) -> float:
    touchpoint = column.touchpoint
    assert touchpoint is not None  # noqa: S101 - columns without one have no name
    x, width = column.x + PAD, column.width - 2 * PAD
    name = plan.say(touchpoint.name)
    with pen.group("touchpoint", stage=column.stage.id, touchpoint=touchpoint.id, title=name):
        right = x + width
        for wanted, shape, key in (
            (touchpoint.moment_of_truth, star, "legend.moment"),
            (touchpoint.is_decision, diamond, "legend.decision"),
            (touchpoint.opens is not None, opens, "legend.opens"),
        ):
            if wanted:
                pen.signs.add(key)
                color = "warn" if shape is star else "muted"
                pen.put(shape(right - 10, y + NAME.leading / 2, color))
                right -= 23
        where = ((*column.pointer, "name"), "name")
        y = pen.paragraph(name, x, y, right - x, NAME, "ink", lines=3, where=where)
        if touchpoint.channels and "channel" not in plan.sources:
            y = draw_channels(plan, pen, Cell(touchpoint, x, y + 1, width, "channel", column.pointer))
    return y
