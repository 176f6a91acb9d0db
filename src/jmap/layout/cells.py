"""What a lane shows of one touchpoint or stage: statements, channels, owner, duration, storyboard frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.layout.pen import extent, was_cut, wrapped
from jmap.layout.scene import ABOUT, Circle, Image, Rect
from jmap.layout.shapes import icon, mark
from jmap.layout.type import BODY, MEASURE, QUOTE, SMALL
from jmap.model.experience import STATEMENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.diagnostics import Pointer
    from jmap.layout.pen import Pen
    from jmap.layout.plan import Plan, Traveller
    from jmap.layout.type import Type
    from jmap.model import Stage, Statement, Touchpoint

MOST = 8
"""Things in one cell; what is beyond is counted."""
FRAME = 150.0
"""Height of a storyboard frame at most."""
_MARKS = {"“": "”", "‘": "’", "「": "」", "『": "』", '"': '"', "'": "'", "«": "»", "„": "“"}
"""Quotation marks, each with the one that closes it."""


class Cell(NamedTuple):
    """A place in the grid that is being filled: whose it is, where it stands, and where it was written."""

    experience: Stage | Touchpoint
    x: float
    y: float
    width: float
    lane: str
    pointer: Pointer

    def where(self, *keys: str | int) -> tuple[Pointer, str]:
        """What a pen has to know of a text under `keys` of the experience."""
        return (*self.pointer, *keys), self.lane


def visible(statements: Iterable[Statement], *, private: bool) -> list[tuple[int, Statement]]:
    """The statements that may be shown, with their places in the spec."""
    return [(i, s) for i, s in enumerate(statements) if private or not s.private]


def statements_of(plan: Plan, experience: Stage | Touchpoint, key: str) -> list[tuple[int, Statement]]:
    """What `experience` says in a lane of statements, built-in or own."""
    found: Sequence[Statement] = (
        getattr(experience, key, ()) if key in STATEMENTS else experience.lanes.get(key, ())
    )
    return visible(found, private=plan.private)


QUOTED = frozenset({"thinks", "quotes"})
"""Lanes of words somebody said or thought."""


def draw_statements(plan: Plan, pen: Pen, cell: Cell, key: str) -> float:
    """Sentences, marked with the persona they are about. Returns the bottom."""
    quoted = key in QUOTED
    found = statements_of(plan, cell.experience, key)
    y = cell.y
    for index, statement in found[:MOST]:
        who = plan.by_persona.get(statement.persona or "")
        text = plan.say(statement.text)
        type_, color = (_quote_type(text), "muted") if quoted else (BODY, "ink")
        text = quotation(plan, text) if quoted else text
        keys = (key, index) if key in STATEMENTS else ("lanes", key, index)
        x = cell.x
        with pen.about(plan.apart(who)):
            if who is not None:
                draw_persona_mark(pen, who, x + 5, y + type_.leading / 2 + 0.5)
                x += 17
            elif len(found) > 1 and not quoted:
                pen.put(Circle(x + 2.2, y + type_.leading / 2 + 0.5, 1.7, fill="muted"))
                x += 10
            y = paragraph(pen, text, x, y, cell, type_, color, keys) + 5
    return more(plan, pen, cell, len(found), y - 5)


def paragraph(
    pen: Pen, text: str, x: float, y: float, cell: Cell, type_: Type, color: str, keys: tuple[str | int, ...],
    lines: int = 6,
) -> float:  # fmt: skip
    """Text from `x` to the right edge of the cell, no wider than is good to read; hovering shows cut text."""
    width = min(cell.x + cell.width - x, MEASURE)
    if not was_cut(text, wrapped(text, width, type_, lines)):
        return pen.paragraph(text, x, y, width, type_, color, lines=lines)
    with pen.group("text", title=text):
        where = cell.where(*keys) if keys else None
        return pen.paragraph(text, x, y, width, type_, color, lines=lines, where=where)


def more(plan: Plan, pen: Pen, cell: Cell, count: int, y: float) -> float:
    """Say how many things did not find room."""
    if count <= MOST:
        return y
    pen.line(plan.word("value.more", count=count - MOST), cell.x, y + 4, cell.width, SMALL, "muted")
    return y + 4 + SMALL.leading


def quotation(plan: Plan, text: str) -> str:
    """The words in quotation marks, once: marks around part of them are not theirs."""
    text = text.strip()
    closing = _MARKS.get(text[:1], "")
    if closing and text.find(closing, 1) == len(text) - 1:
        return text
    return plan.word("quotation", text=text)


def _quote_type(text: str) -> Type:
    """Latin words of others lean; Chinese has no italics, and slanted characters are ugly."""
    return QUOTE if any(ord(char) > 0x2E7F for char in text) else QUOTE._replace(italic=True)


def meta(pen: Pen, parts: Iterable[str], x: float, y: float, width: float, *, indent: float = 0.0) -> float:
    """Small facts on as few lines as they fit, parted by dots; the first line is indented, perhaps left empty."""
    lines = [""]
    for part in [piece for fact in parts if fact for piece in wrapped(fact, width, SMALL, 3)]:
        joined = f"{lines[-1]} · {part}" if lines[-1] else part
        room = width - (indent if len(lines) == 1 else 0)
        if extent(joined, SMALL) <= room or not (lines[-1] or indent):
            lines[-1] = joined
        else:
            lines.append(part)
    for index, line in enumerate(lines):
        dx = 0 if index else indent
        if line:
            pen.line(line, x + dx, y, width - dx, SMALL, "muted")
        y += SMALL.leading
    return y


def draw_channels(plan: Plan, pen: Pen, cell: Cell) -> float:
    """Channels with a full circle for online and a hollow one for offline. Returns the bottom."""
    x, y = cell.x, cell.y
    for id_ in cell.experience.channels:
        channel = plan.project.channels.get(id_)
        name = plan.say(channel.name) if channel else id_
        drawn = channel.icon if channel else None
        lead = 13.0 + (17 if drawn else 0)
        needed = lead + extent(name, SMALL)
        if x > cell.x and x + needed > cell.x + cell.width:
            x, y = cell.x, y + SMALL.leading + 1
        middle = y + SMALL.leading / 2
        kind = channel.kind if channel else None
        if kind:
            pen.put(Circle(x + 4, middle, 3.6, "muted" if kind == "online" else "ground", "muted", 1.5))
            pen.signs.add(f"channel.{kind}")
        else:
            pen.put(Circle(x + 4, middle, 1.8, fill="muted"))
        if drawn:
            pen.put(icon(drawn, x + 13, middle - 6.5, 13, "muted"))
        bottom = paragraph(pen, name, x + lead, y, cell, SMALL, "muted", ("channel",), 3)
        x += needed + 12
        if needed > cell.width:  # nothing stands beside a name of several lines
            y = bottom - SMALL.leading
    return y + SMALL.leading


def draw_owner(plan: Plan, pen: Pen, cell: Cell) -> float:
    """The department that answers."""
    text = plan.department(cell.experience.owner)
    return pen.paragraph(text, cell.x, cell.y, cell.width, BODY, "ink", lines=3, where=cell.where("owner"))


def draw_duration(plan: Plan, pen: Pen, cell: Cell) -> float:
    """How long it takes."""
    text = plan.duration(cell.experience.duration or 0)
    pen.line(text, cell.x, cell.y, cell.width, BODY, "ink")
    return cell.y + BODY.leading


def draw_image(plan: Plan, pen: Pen, cell: Cell) -> float:
    """A storyboard frame, or its words where the file is missing."""
    image = cell.experience.image
    if image is None:
        return cell.y
    alt = plan.say(image.alt)
    asset = plan.project.assets.get(image.file)
    if asset is None or asset.width < 1 or asset.height < 1:
        return pen.paragraph(
            alt or "—",
            cell.x,
            cell.y,
            min(cell.width, MEASURE),
            SMALL,
            "muted",
            where=cell.where("image", "alt"),
        )
    width = min(cell.width, MEASURE)
    scale = min(width / asset.width, FRAME / asset.height)
    size = (asset.width * scale, asset.height * scale)
    pen.put(Image(cell.x, cell.y, *size, asset.data, asset.mime, alt))
    pen.put(Rect(cell.x, cell.y, *size, stroke="line", radius=2))
    return cell.y + size[1]


def draw_persona_mark(pen: Pen, who: Traveller | None, x: float, y: float, scale: float = 1.0) -> None:
    """The mark of the persona something is about, if it is about one."""
    if who is not None:
        pen.put(mark(who.place, x, y, who.color, scale))
        pen.signs.add(f"persona.{who.id}")


def marked(
    pen: Pen, values: Sequence[tuple[Traveller | None, str]], x: float, y: float, width: float,
    *, lead: str = "", centered: bool = False, type_: Type = SMALL,
) -> float:  # fmt: skip
    """Short values, each behind the mark of its persona if it has one, on as few lines as fit. Returns the bottom."""
    lines: list[list[tuple[Traveller | None, str, float]]] = [[]]
    taken = 0.0
    for who, text in [(None, lead), *values] if lead else values:
        needed = extent(text, type_) + (13 if who else 0)
        if lines[-1] and taken + 8 + needed > width:
            lines.append([])
            taken = 0.0
        taken += needed + (8 if lines[-1] else 0)
        lines[-1].append((who, text, needed))
    for line in lines:
        at = x
        if centered:
            at += max(0.0, (width - sum(needed for *_, needed in line) - 8 * (len(line) - 1)) / 2)
        for who, text, needed in line:
            indent = 13 if who else 0
            room = min(needed, x + width - at) - indent
            with pen.group(ABOUT, persona=who.id if who else ""):
                draw_persona_mark(pen, who, at + 5, y + type_.leading / 2, 0.85)
                pen.line(text, at + indent, y, room, type_, who.color if who and type_.bold else "muted")
            at += needed + 8
        y += type_.leading
    return y
