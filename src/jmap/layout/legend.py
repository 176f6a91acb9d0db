"""The foot of the map: what the signs mean, and what the map rests on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from jmap.layout.head import line_sample
from jmap.layout.pen import extent
from jmap.layout.scene import Circle, Line, Path
from jmap.layout.shapes import diamond, mark, opens, star
from jmap.layout.type import MARGIN, SMALL
from jmap.model.experience import STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jmap.layout.pen import Pen
    from jmap.layout.plan import Plan, Traveller

    Sign = tuple[float, Callable[[float, float], None], str]
    """Width of the sign, how it is drawn around its left middle, its meaning."""


class _Cites(Protocol):
    """Anything that names what it rests on."""

    @property
    def evidence(self) -> tuple[str, ...]: ...


def draw_legend(plan: Plan, pen: Pen, top: float, right: float) -> float:
    """Signs on as many lines as they need, the evidence below. Returns the bottom."""
    x, y = MARGIN, top + 12
    with pen.group("legend"):
        for width, draw, text in _signs(plan, pen):
            needed = width + 6 + extent(text, SMALL)
            if x > MARGIN and x + needed > right:
                x, y = MARGIN, y + SMALL.leading + 5
            draw(x, y + SMALL.leading / 2)
            pen.line(text, x + width + 6, y, min(needed - width - 6, right - x - width - 6), SMALL, "muted")
            x += needed + 22
        if x > MARGIN:
            y += SMALL.leading + 5
        width = min(right - MARGIN, 1376.0)
        return pen.paragraph(evidence(plan), MARGIN, y, width, SMALL, "muted", lines=3)


def _signs(plan: Plan, pen: Pen) -> Iterator[Sign]:
    """Of what has been drawn, and of nothing else."""
    for kind, fill in (("online", "muted"), ("offline", "ground")):
        if f"channel.{kind}" in pen.signs:
            yield (
                8,
                _put(pen, lambda x, y, f=fill: Circle(x + 4, y, 3.6, f, "muted", 1.5)),
                plan.word(f"channel.{kind}"),
            )
    if "legend.moment" in pen.signs:
        yield 14, _put(pen, lambda x, y: star(x + 7, y, "warn", 0.72)), plan.word("legend.moment")
    if "legend.decision" in pen.signs:
        yield 12, _put(pen, lambda x, y: diamond(x + 6, y, "muted", 0.75)), plan.word("legend.decision")
    if "legend.opens" in pen.signs:
        yield 12, _put(pen, lambda x, y: opens(x + 6, y, "muted")), plan.word("legend.opens")
    yield from _people(plan, pen)
    if "legend.target" in pen.signs:
        yield (
            6,
            _put(pen, lambda x, y: Line(x + 3, y - 7, x + 3, y + 7, "ink", 1.6)),
            plan.word("legend.target"),
        )


def _people(plan: Plan, pen: Pen) -> Iterator[Sign]:
    """Curves, where they are broken, and marks of personas without a curve."""
    for who in plan.drawn:
        name = plan.say(who.persona.name) if who.persona else plan.word("legend.everybody")
        yield 30, partial(_curve, plan, pen, who), name
    if any(plan.felt(c.subject, who) is None for who in plan.drawn for c in plan.columns):
        yield 30, _put(pen, _broken), plan.word("legend.gap")
    for who in plan.travellers:
        if who.persona and who not in plan.drawn and f"persona.{who.id}" in pen.signs:
            shape = partial(mark, who.place, color=who.color)
            yield 10, _put(pen, lambda x, y, s=shape: s(x=x + 5, y=y)), plan.say(who.persona.name)


def _curve(plan: Plan, pen: Pen, who: Traveller, x: float, y: float) -> None:
    """A curve; the main one has faces, and its mark only where the mark stands elsewhere on the map."""
    main = who is plan.drawn[0]
    line_sample(pen, who, x, x + 30, y, main=main)
    if main and f"persona.{who.id}" in pen.signs:
        pen.put(mark(who.place, x + 15, y, who.color, 0.9))


def _broken(x: float, y: float) -> Path:
    return Path((("M", x, y), ("L", x + 9, y), ("M", x + 21, y), ("L", x + 30, y)), stroke="muted", width=2.4)


def _put(pen: Pen, shape: Callable[..., object]) -> Callable[[float, float], None]:
    return lambda x, y: pen.put(shape(x, y))  # type: ignore[arg-type]


def evidence(plan: Plan) -> str:
    """What the map rests on: how many items of each kind, how many people or cases, and the newest day."""
    items = [plan.project.evidence[id_] for id_ in _cited(plan) if id_ in plan.project.evidence]
    if not items:
        return plan.word("evidence.none")
    kinds: dict[str, int] = {}
    for item in items:
        kinds[item.kind] = kinds.get(item.kind, 0) + 1
    facts = [plan.word(f"evidence.{kind}", count=count) for kind, count in kinds.items()]
    known = [item for item in items if item.kind != "assumption"]  # nobody was asked what was assumed
    size = sum(item.n or 0 for item in known)
    if size:
        facts.append(f"n = {size}")
    days = [item.date for item in known if item.date]
    if days:
        facts.append(plan.word("evidence.newest", date=max(days).isoformat()))
    return plan.word("evidence.summary", facts=" · ".join(facts))


def _cited(plan: Plan) -> list[str]:
    """Evidence named anywhere in the journey, each once, in order of appearance."""
    journey = plan.journey
    cited: dict[str, None] = dict.fromkeys(journey.evidence)
    cited.update((id_, None) for part in journey.measures.values() for one in part for id_ in one.evidence)
    for stage in journey.stages:
        for experience in (stage, *stage.touchpoints):
            cited.update(dict.fromkeys(experience.evidence))
            parts: list[Iterable[_Cites]] = [experience.emotion, experience.pains, experience.opportunities]
            parts += [getattr(experience, key) for key in STATEMENTS]
            parts += [*experience.measures.values(), *experience.lanes.values()]
            cited.update((id_, None) for part in parts for one in part for id_ in one.evidence)
    for traveller in plan.travellers:
        cited.update(dict.fromkeys(traveller.persona.evidence if traveller.persona else ()))
    return list(cited)
