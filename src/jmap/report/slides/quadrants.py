"""Impact against effort: a matrix of native shapes with numbered marks, and the list of what they stand for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jmap.layout.scene import Box
from jmap.report.slides import writing
from jmap.report.slides.design import MARGIN, TOP, WIDTH
from jmap.report.slides.table import Sheet, columns, place
from jmap.report.slides.writing import Run, Where, para

if TYPE_CHECKING:
    from jmap.report.slides.deck import Deck
    from jmap.report.slides.leaf import Leaf

_LEFT: Final = MARGIN + 26
_CELL: Final = 76.0
_TOP: Final = TOP + 16
_HIGH: Final = 70.0
_MARK: Final = 20.0
_ROW: Final = 3
"""Marks beside each other in a cell."""
_NUMBERS: Final = 34.0
"""Width of the column of marks' numbers."""
_LIST: Final = _LEFT + 5 * _CELL + 24
_GROUNDS: Final = {"quick-win": "good-tint", "major": "accent-tint", "fill-in": "panel", "thankless": "panel"}


def quadrants(deck: Deck, matrix: dict[str, Any]) -> None:
    """The matrix beside the beginning of its list; further slides go on with the list."""
    words = deck.words
    title = words.word("report.matrix")
    names = " / ".join(group["name"] for group in matrix["groups"])
    head = ["", names, words.word("report.place")]
    items = [(group["kind"], item) for group in matrix["groups"] for item in group["items"]]
    rows = [
        (
            Where(words.word(f"report.{kind}"), f"{kind} {item['text'][:40]}"),
            [str(item["number"]), item["text"], item["places"]],
        )
        for kind, item in items
    ]
    leaf = deck.leaf(title, words.word("report.intro.matrix"))
    _grid(leaf, matrix)
    sheet = Sheet(title, head, rows)
    width = WIDTH - MARGIN - _LIST
    narrow = [
        _NUMBERS,
        *columns([[*head[1:]], *(texts[1:] for _, texts in rows)], writing.SMALL, width - _NUMBERS),
    ]
    rows = rows[place(leaf, sheet, rows, _LIST, TOP, narrow) :]
    wide = [
        _NUMBERS,
        *columns(
            [[*head[1:]], *(texts[1:] for _, texts in rows)], writing.SMALL, WIDTH - 2 * MARGIN - _NUMBERS
        ),
    ]
    while rows:
        leaf = deck.leaf(title)
        rows = rows[place(leaf, sheet, rows, MARGIN, TOP, wide) :]


def _grid(leaf: Leaf, matrix: dict[str, Any]) -> None:
    words = leaf.deck.words
    for line, row in enumerate(matrix["rows"]):
        y = _TOP + line * _HIGH
        leaf.box(
            Box(MARGIN, y, 22, _HIGH),
            [para(str(row["impact"]), color="muted", align="r")],
            anchor="ctr",
            name="Impact",
        )
        for column, cell in enumerate(row["cells"]):
            x = _LEFT + column * _CELL
            ground = _GROUNDS[cell["quadrant"]]
            leaf.box(Box(x, y, _CELL, _HIGH), fill=ground, line="ground", name="Cell")
    for line, row in enumerate(matrix["rows"]):
        for column, cell in enumerate(row["cells"]):
            x, y = _LEFT + column * _CELL, _TOP + line * _HIGH
            if cell["name"]:
                name = [para(cell["name"], writing.SMALL_BOLD, "muted")]
                leaf.box(Box(x + 5, y + 3, 2 * _CELL - 10, 14), name, name="Quadrant")
            _marks(leaf, x, y + 17, cell["marks"])
    for column, effort in enumerate(matrix["efforts"]):
        at = Box(_LEFT + column * _CELL, _TOP + 5 * _HIGH + 4, _CELL, 14)
        leaf.box(at, [para(str(effort), color="muted", align="ctr")], name="Effort")
    y = _TOP + 5 * _HIGH + 20
    leaf.box(
        Box(_LEFT + 3 * _CELL, y, 2 * _CELL, 15),
        [para(f"{words.word('report.effort')} →", writing.SMALL_BOLD, "muted", align="r")],
        name="Axis",
    )
    signs = {"improvement": "●", "opportunity": "○"}
    runs = [Run(f"{signs[group['kind']]} {group['name']}   ", "accent") for group in matrix["groups"]]
    leaf.box(Box(_LEFT, y, 3 * _CELL, 15), [writing.Para(tuple(runs))], name="Legend")
    leaf.box(
        Box(MARGIN, _TOP - 18, 2 * _CELL, 15),
        [para(f"↑ {words.word('report.impact')}", writing.SMALL_BOLD, "muted")],
        name="Axis",
    )


def _marks(leaf: Leaf, x: float, y: float, marks: list[dict[str, Any]]) -> None:
    """Numbers in circles, improvements full and opportunities hollow; those without room are counted."""
    most = _ROW * 2
    shown = marks if len(marks) <= most else marks[: most - 1]
    for index, mark in enumerate(shown):
        row, column = divmod(index, _ROW)
        at = Box(x + 5 + column * (_MARK + 3), y + 5 + row * (_MARK + 3), _MARK, _MARK)
        full = mark["kind"] == "improvement"
        text = [para(str(mark["number"]), writing.SMALL_BOLD, "ground" if full else "accent", align="ctr")]
        leaf.box(
            at,
            text,
            fill="accent" if full else "ground",
            line="accent",
            anchor="ctr",
            shape="ellipse",
            name="Mark",
            alt=mark["text"],
        )
    if len(marks) > most:
        at = Box(x + 5 + 2 * (_MARK + 3), y + 5 + _MARK + 3, _MARK + 4, _MARK)
        leaf.box(
            at, [para(f"+{len(marks) - len(shown)}", writing.SMALL_BOLD, "accent")], anchor="ctr", name="More"
        )
