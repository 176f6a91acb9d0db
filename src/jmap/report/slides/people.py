"""Personas as cards, side by side."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from jmap.layout.cells import quotation
from jmap.layout.scene import Box
from jmap.layout.type import Type
from jmap.report.slides import writing
from jmap.report.slides.design import BOTTOM, INNER, MARGIN
from jmap.report.slides.writing import Para, Run, Where, para

if TYPE_CHECKING:
    from typing import TypeAlias

    from jmap.report.slides.deck import Deck
    from jmap.report.slides.leaf import Leaf

    _Persona: TypeAlias = dict[str, Any]

MOST: Final = 3
"""Cards on a slide."""
_TOP: Final = 70.0
"""There is no subtitle above."""
_GAP: Final = 16.0
_PAD: Final = 12.0
_PORTRAIT: Final = 52.0
_SIZES: Final = (Type(13, 17.5), Type(12, 16), Type(11, 14.5))
"""Sizes of type, tried in this order: the largest in which all texts are shown."""
_COLUMN: Final = 250.0
"""A card as wide as two of these has its lists in two columns."""


def people(deck: Deck, personas: list[_Persona]) -> None:
    """All personas of the journey, the main one first."""
    even = (_parts(personas, count) for count in range(MOST, 0, -1))
    parts = next((parts for parts in even if _whole(deck, parts)), None) or _filled(deck, personas)
    size = next((size for size in _SIZES if _whole(deck, parts, size)), writing.SMALL)
    for here in parts:
        leaf = deck.leaf(deck.words.word("report.personas"))
        width = _width(len(here))
        heads = [_head(one) for one in here]
        high = _high(deck, here, width)
        for index, (one, head) in enumerate(zip(here, heads, strict=True)):
            at = Box(MARGIN + index * (width + _GAP), _TOP, width, BOTTOM - _TOP)
            _card(leaf, at, one, head, high, size)


def _parts(personas: list[_Persona], most: int) -> list[list[_Persona]]:
    """Those of each slide, as evenly as can be."""
    slides = -(-len(personas) // most)
    ends = [round(len(personas) * number / slides) for number in range(slides + 1)] if slides else [0]
    return [personas[start:end] for start, end in pairwise(ends)]


def _filled(deck: Deck, personas: list[_Persona]) -> list[list[_Persona]]:
    """As many on each slide as show all their texts there; one that needs more than a slide stands alone."""
    parts, left = [], personas
    while left:
        most = next((count for count in range(MOST, 1, -1) if _whole(deck, [left[:count]])), 1)
        parts.append(left[:most])
        left = left[most:]
    return parts


def _width(count: int) -> float:
    return (INNER - _GAP * (count - 1)) / count


def _high(deck: Deck, here: list[_Persona], width: float) -> float:
    """How high the heads of cards are that stand beside each other."""
    high = max(writing.height(_head(one), _beside(deck, one, width)) for one in here)
    return min(max(high, _PORTRAIT if any(_drawn(deck, one) for one in here) else 0), 84.0)


def _whole(deck: Deck, parts: list[list[_Persona]], size: Type = writing.SMALL) -> bool:
    """Whether cards hold all their texts."""
    for here in parts:
        width = _width(len(here))
        room = BOTTOM - _TOP - _high(deck, here, width) - 2 * _PAD - 8
        for one in here:
            inside, columns = _columns(_blocks(deck, one, size), width - 2 * _PAD)
            if max(writing.height(column, inside) for column in columns) > room:
                return False
    return True


def _drawn(deck: Deck, one: _Persona) -> str:
    """The file of a persona's portrait, if it has one."""
    image = deck.words.project.personas[one["id"]].image
    return image.file if image is not None and deck.picture(image.file) else ""


def _beside(deck: Deck, one: _Persona, width: float) -> float:
    """Room for a name beside the portrait."""
    return width - 2 * _PAD - (_PORTRAIT + 10 if _drawn(deck, one) else 0)


def _head(one: _Persona) -> list[Para]:
    color = f"persona-{one['color']}"
    name = para(one["name"], writing.LEAD._replace(bold=True), color, where=_where(one, "name"))
    return [name, *([para(one["role"], writing.BODY, where=_where(one, "role"))] if one["role"] else [])]


def _card(leaf: Leaf, at: Box, one: _Persona, head: list[Para], high: float, size: Type) -> None:
    color = f"persona-{one['color']}"
    leaf.box(at, fill="panel", name="Card")
    leaf.box(Box(at.x, at.y, at.width, 4), fill=color, name="Card")
    x, inner = at.x + _PAD, at.width - 2 * _PAD
    if file := _drawn(leaf.deck, one):
        place = Box(at.right - _PAD - _PORTRAIT, at.y + _PAD, _PORTRAIT, _PORTRAIT)
        leaf.picture(file, place, one["image"]["alt"] or one["name"])
    leaf.box(Box(x, at.y + _PAD, _beside(leaf.deck, one, at.width), high), head, name="Persona")
    y = at.y + _PAD + high + 8
    leaf.rule(x, y, at.right - _PAD, y)
    _lists(leaf, Box(x, y + 8, inner, at.bottom - y - 8 - _PAD), _blocks(leaf.deck, one, size))


def _where(one: _Persona, key: str, label: str = "") -> Where:
    return Where(
        f"{label or key} · {one['name']}",
        f"{key or 'text'} of {one['id']}",
        ("personas", one["id"], *([key] if key else [])),
    )


def _blocks(deck: Deck, one: _Persona, size: Type) -> list[list[Para]]:
    """What stands together: quote, scenario, facts, and each list."""
    words = deck.words
    colon = words.word("report.colon")
    quote, scenario, facts_of = (
        _where(one, key, words.word(f"persona.{key}")) for key in ("quote", "scenario", "demographics")
    )
    blocks = []
    if one["quote"]:
        text = quotation(words.plan, one["quote"])
        blocks.append([para(text, size, "muted", italic=writing.slanted(text), where=quote)])
    if one["scenario"]:
        blocks.append([para(one["scenario"], size, where=scenario)])
    facts = [(fact["name"], fact["value"]) for fact in one["facts"]]
    if one["score"]["shown"]:
        facts.insert(0, (words.word("report.score"), one["score"]["shown"]))
    runs: list[Run] = []
    for name, value in facts:
        dot = (Run(" · ", "muted"),) if runs else ()
        runs += (*dot, Run(f"{writing.clean(name)}{colon}", "muted"), Run(writing.clean(value)))
    if runs:
        blocks.append([Para(tuple(runs), size, where=facts_of)])
    for told in one["lists"]:
        items = [para(text, size, bullet=True, where=_where(one, "", told["name"])) for text in told["items"]]
        blocks.append([para(told["name"], size._replace(bold=True), "muted"), *items])
    return blocks


def _columns(blocks: list[list[Para]], width: float) -> tuple[float, list[list[Para]]]:
    """Blocks in as many columns as there is width for, each going where most room is left; and how wide they are."""
    count = max(1, min(len(blocks), int(width // _COLUMN)))
    inside = (width - _GAP * (count - 1)) / count
    columns: list[list[Para]] = [[] for _ in range(count)]
    for first, *others in blocks:
        shortest = min(columns, key=lambda column: writing.height(column, inside))
        shortest += [first._replace(before=7), *(each._replace(before=1) for each in others)]
    return inside, columns


def _lists(leaf: Leaf, at: Box, blocks: list[list[Para]]) -> None:
    width, columns = _columns(blocks, at.width)
    for index, column in enumerate(columns):
        if column:
            leaf.box(Box(at.x + index * (width + _GAP), at.y, width, at.height), column, name="Persona")
