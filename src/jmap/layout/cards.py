"""Pains, opportunities and improvements, each on a card of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.layout.bars import told
from jmap.layout.cells import MOST, draw_persona_mark, meta, more, paragraph
from jmap.layout.pen import Pen, extent
from jmap.layout.scene import Circle, Path, Rect
from jmap.layout.shapes import arc, placed
from jmap.layout.type import CARD, MEASURE, SMALL, SMALL_BOLD
from jmap.model import Improvement
from jmap.model.values import FREQUENCIES
from jmap.text.number import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from jmap.layout.cells import Cell
    from jmap.layout.plan import Plan, Work
    from jmap.model import Effect, Opportunity, Pain, Stage, Touchpoint

GAP = 8.0
"""Between two cards."""
INNER = 13.0
"""From a card's left edge to its text."""


def draw_pains(plan: Plan, pen: Pen, cell: Cell) -> float:
    """Pain points with their severity. Returns the bottom."""

    def draw(index: int, pain: Pain, inner: Cell, text: Cell) -> float:
        y = paragraph(pen, plan.say(pain.text), inner.x, inner.y, text, CARD, "ink", ("pains", index, "text"))
        frequency = "" if pain.frequency is None else _frequency(plan, pain.frequency)
        if pain.severity is None:
            return meta(pen, [frequency], inner.x, y + 2, inner.width) if frequency else y
        for dot in range(5):
            fill = "bad" if dot < pain.severity else "bad-faint"
            pen.put(Circle(inner.x + 3.4 + dot * 10.5, y + 2 + SMALL.leading / 2, 3.4, fill=fill))
        return meta(pen, [f"{pain.severity}/5", frequency], inner.x, y + 2, inner.width, indent=59)

    return _cards(plan, pen, cell, cell.experience.pains, "bad", draw)


def _frequency(plan: Plan, share: float) -> str:
    word = next((word for word, value in FREQUENCIES.items() if value == share), None)
    return plan.word(f"frequency.{word}") if word else plan.word("pain.share", share=percent(share))


def draw_opportunities(plan: Plan, pen: Pen, cell: Cell) -> float:
    """Opportunities with impact and effort, and what is being done about them. Returns the bottom."""
    answered: dict[int, list[Improvement]] = {}
    for work in plan.works_at(cell.experience) if "improvements" not in plan.sources else ():
        answered.setdefault(_answers(cell, work), []).append(work.improvement)

    def draw(index: int, chance: Opportunity, inner: Cell, text: Cell) -> float:
        keys = ("opportunities", index, "text")
        y = paragraph(pen, plan.say(chance.text), inner.x, inner.y, text, CARD, "ink", keys)
        y = _impact(pen, chance, [plan.department(chance.owner)], inner._replace(y=y + 3))
        for improvement in answered.get(index, ()):
            y = _improvement(plan, pen, improvement, inner._replace(y=y + 4))
        return y

    bottom = _cards(plan, pen, cell, cell.experience.opportunities, "good", draw)
    loose = answered.get(-1, [])
    if not loose:
        return bottom
    top = bottom + GAP if cell.experience.opportunities else cell.y
    return _loose(plan, pen, cell._replace(y=top), loose)


def draw_improvements(plan: Plan, pen: Pen, cell: Cell) -> float:
    """What is done, in a lane of its own. Returns the bottom."""
    return _loose(plan, pen, cell, [work.improvement for work in plan.works_at(cell.experience)])


def has_improvements(plan: Plan, here: Stage | Touchpoint) -> bool:
    """Whether anything is done about this touchpoint or stage."""
    return bool(plan.works_at(here))


def _answers(cell: Cell, work: Work) -> int:
    """Which opportunity of the cell the improvement takes up; -1 if none."""
    for index, chance in enumerate(cell.experience.opportunities):
        if chance.id in work.parts or work.parts.intersection(chance.answers):
            return index
    return -1


def _loose(plan: Plan, pen: Pen, cell: Cell, improvements: Sequence[Improvement]) -> float:
    def draw(_: int, improvement: Improvement, inner: Cell, __: Cell) -> float:
        y = _improvement(plan, pen, improvement, inner)
        if improvement.impact is None and improvement.effort is None:
            return y
        return _impact(pen, improvement, [], inner._replace(y=y + 3))

    return _cards(plan, pen, cell, improvements, "muted", draw)


def _impact(pen: Pen, item: Opportunity | Improvement, facts: Iterable[str], inner: Cell) -> float:
    """Impact and effort in a chip, facts beside it."""
    facts = [fact for fact in facts if fact]
    if item.impact is None and item.effort is None:
        return meta(pen, facts, inner.x, inner.y, inner.width) if facts else inner.y - 3
    text = f"{item.impact or '–'} / {item.effort or '–'}"
    width = extent(text, SMALL_BOLD) + 14
    pen.put(Rect(inner.x, inner.y, width, SMALL.leading + 1, "ground", "good-line", 8.5))
    pen.line(text, inner.x + 7, inner.y + 0.5, width - 14, SMALL_BOLD, "good", anchor="middle")
    y = inner.y + SMALL.leading + 1
    if not facts:
        return y
    return max(y, meta(pen, facts, inner.x, inner.y + 0.5, inner.width, indent=width + 7))


def _improvement(plan: Plan, pen: Pen, improvement: Improvement, inner: Cell) -> float:
    """A measure taken: how far it is, who does it, what it changed."""
    _progress(pen, improvement.status, inner.x + 5.5, inner.y + SMALL.leading / 2)
    x, width = inner.x + 17, inner.width - 17
    # It stands at the journey, or at the project, which is no part of the journey a pointer could lead into.
    own = plan.improvements.get(improvement.id)
    keys = ("improvements", own, "title") if own is not None else ()
    place = inner._replace(x=x, width=width, pointer=())
    y = paragraph(pen, plan.say(improvement.title), x, inner.y, place, SMALL, "ink", keys, 3)
    facts = [plan.word(f"status.{improvement.status}"), plan.department(improvement.owner)]
    if improvement.due and improvement.open:
        facts.append(plan.word("improvement.due", date=improvement.due.isoformat()))
    y = meta(pen, facts, x, y, width)
    for effect in improvement.effects:
        sizes = (plan.ground(value).n for _, value in effect.told)
        samples = [str(size) for size in sizes if size]
        who = plan.project.personas.get(effect.persona or "")
        measure = " · ".join(filter(None, (plan.measure(effect.measure), plan.say(who.name) if who else "")))
        change = f"{measure} {_changed(plan, effect)}"
        y = meta(pen, [change, f"n = {' → '.join(samples)}" if samples else ""], x, y, width)
    return y


def _changed(plan: Plan, effect: Effect) -> str:
    """`61% → 74%`, or `+20%` where no more is told."""
    values = (told(plan, effect.measure, value) if value else "?" for value in (effect.before, effect.after))
    if effect.change is None:
        return " → ".join(values)
    change = plan.change(effect.change.value, effect.measure)
    return f"{' → '.join(values)} ({change})" if effect.before or effect.after else change


def _progress(pen: Pen, status: str, x: float, y: float) -> None:
    """A small dial: empty for an idea, a dot in a test, then a quarter, a half, full; struck out when dropped."""
    color = "muted" if status in ("idea", "dropped") else "good"
    pen.put(Circle(x, y, 5, fill="ground", stroke=color, width=1.4))
    if status == "done":
        pen.put(
            Circle(x, y, 5, fill=color),
            Path(placed("M-2.4 0 L-0.6 2 L2.6 -1.8", x, y), stroke="ground", width=1.5),
        )
    elif status == "dropped":
        pen.put(Path(placed("M-2.4 0 L2.4 0", x, y), stroke=color, width=1.5))
    elif status == "testing":
        pen.put(Circle(x, y, 1.8, fill=color))
    elif status in ("planned", "doing"):
        pie = arc(x, y, 3.4, 0.5 if status == "doing" else 0.25)
        pen.put(Path((*pie, ("L", x, y), ("Z",)), fill=color))


def _cards(
    plan: Plan,
    pen: Pen,
    cell: Cell,
    items: Sequence[Pain | Opportunity | Improvement],
    color: str,
    draw: Callable[..., float],
) -> float:
    """Cards below each other, each as high as what `draw` puts on it.

    It gets the item's index, the item, the card's inside, and that less the mark of the persona the item is about.
    """
    width = min(cell.width, MEASURE)
    y = cell.y
    for index, item in enumerate(items[:MOST]):
        who = None if isinstance(item, Improvement) else plan.by_persona.get(item.persona or "")
        inner = cell._replace(x=cell.x + INNER, y=y + 8, width=width - INNER - 9)
        text = inner._replace(width=inner.width - (16 if who else 0))
        with pen.about(plan.apart(who)):
            place = len(pen.items)
            draw_persona_mark(pen, who, inner.x + inner.width - 5, inner.y + CARD.leading / 2)
            bottom = draw(index, item, inner, text) + 8
            # The ground goes beneath what has been drawn on it, now that its height is known.
            pen.items[place:place] = [
                Rect(cell.x, y, width, bottom - y, f"{color}-tint", radius=5),
                Rect(cell.x, y, 3, bottom - y, color, radius=1.5),
            ]
        y = bottom + GAP
    return more(plan, pen, cell, len(items), y - GAP)
