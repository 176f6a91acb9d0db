"""Native tables: columns as wide as their texts want, rows as high as they are, over as many slides as they need."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from lxml import etree

from jmap.layout.type import Type
from jmap.report.slides import writing
from jmap.report.slides.design import BOTTOM, INNER, MARGIN, TOP, emu, tag
from jmap.report.slides.writing import Para, Where, para

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jmap.report.slides.deck import Deck
    from jmap.report.slides.leaf import Leaf

ASIDE: Final = 6.0
"""Between a cell's text and its sides."""
ABOVE: Final = 3.5
"""Between a cell's text and its upper and lower edge."""
_WIDEST: Final = 300.0
_SHORT: Final = 8.4
"""Columns of so many em at most are left as they are: dates, numbers, words for a state."""
_SIZES: Final = (Type(13, 18), Type(12, 16.5), Type(11, 15))
"""Sizes of type, tried in this order: the largest in which a table needs one slide."""
_NO_STYLE: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""The built-in style without grid and colours."""


class Cell(NamedTuple):
    """What stands in a cell, and over how many columns it reaches."""

    paras: tuple[Para, ...] = ()
    span: int = 1
    fill: str = ""


class Row(NamedTuple):
    """A row of a table; `rule` is the colour of the line below it, `cut` what its cells show in part."""

    cells: tuple[Cell, ...]
    height: float
    rule: str = "line"
    cut: tuple[Para, ...] = ()


def measured(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """How high a row of these cells is."""
    tallest, column = 0.0, 0
    for cell in cells:
        room = sum(widths[column : column + cell.span]) - 2 * ASIDE
        tallest = max(tallest, writing.height(cell.paras, room))
        column += cell.span
    return max(tallest, writing.SMALL.leading) + 2 * ABOVE


def row(deck: Deck, cells: Sequence[Cell], widths: Sequence[float], most: float) -> Row:
    """A row of at most a height, its texts shortened where that is too little."""
    found: list[Cell] = []
    cut: list[Para] = []
    column = 0
    for cell in cells:
        room = sum(widths[column : column + cell.span]) - 2 * ASIDE
        fitted = writing.fit(cell.paras, room, most - 2 * ABOVE, deck.more)
        found.append(cell._replace(paras=fitted.shown))
        cut += fitted.cut
        column += cell.span
    return Row(tuple(found), measured(found, widths), cut=tuple(cut))


def draw(
    leaf: Leaf, x: float, y: float, widths: Sequence[float], rows: Sequence[Row], *, name: str,
    head_row: bool = True, head_column: bool = False,
) -> None:  # fmt: skip
    """A table with its upper left corner at a place; `name` is what it is called for those who do not see it."""
    frame = leaf.slide.shapes.add_table(
        len(rows), len(widths), emu(x), emu(y), emu(sum(widths)), emu(sum(each.height for each in rows))
    )
    own = frame._element.find(".//" + tag("p:cNvPr"))  # noqa: SLF001 -- alt texts have no other way
    own.set("name", f"Table {own.get('id')}")
    own.set("descr", name)
    table = frame._element.find(".//" + tag("a:tbl"))  # noqa: SLF001
    properties = table.find(tag("a:tblPr"))
    for key in list(properties.attrib):
        del properties.attrib[key]
    properties.set("firstRow", str(int(head_row)))
    properties.set("firstCol", str(int(head_column)))
    properties.find(tag("a:tableStyleId")).text = _NO_STYLE
    for column, width in zip(table.find(tag("a:tblGrid")), widths, strict=True):
        column.set("w", str(emu(width)))
    above = Row((), 0.0, "")
    for node, each in zip(table.findall(tag("a:tr")), rows, strict=True):
        node.set("h", str(emu(each.height)))
        _cells(leaf, node.findall(tag("a:tc")), each, above)
        leaf.cut(each.cut)
        above = each


def _cells(leaf: Leaf, nodes: Sequence[Any], each: Row, above: Row) -> None:
    column = 0
    for cell in each.cells:
        for place in range(column, column + cell.span):
            if cell.span > 1:
                nodes[place].set(*(("gridSpan", str(cell.span)) if place == column else ("hMerge", "1")))
            leaf.write(nodes[place].find(tag("a:txBody")), cell.paras if place == column else ())
            _frame(leaf, nodes[place], cell, each, above)
        column += cell.span


def _frame(leaf: Leaf, node: Any, cell: Cell, each: Row, above: Row) -> None:
    """Margins, the lines above and below, and the ground; neighbours have to agree on the line between them."""
    for old in node.findall(tag("a:tcPr")):
        node.remove(old)
    properties = etree.SubElement(
        node, tag("a:tcPr"), marL=str(emu(ASIDE)), marR=str(emu(ASIDE)), marT=str(emu(ABOVE)), marB=str(emu(ABOVE)),
        anchor="t",
    )  # fmt: skip
    for side, rule in (("a:lnL", ""), ("a:lnR", ""), ("a:lnT", above.rule), ("a:lnB", each.rule)):
        leaf.paint(etree.SubElement(properties, tag(side), w=str(emu(0.75))), rule)
    leaf.paint(properties, cell.fill)


class Sheet(NamedTuple):
    """A table as texts.

    Attributes:
        title: of its slides.
        head: names of the columns.
        rows: texts of the cells, those of a row with what the row is.
        right: columns that hold numbers.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[tuple[Where, Sequence[str]]]
    right: frozenset[int] = frozenset()


def spread(deck: Deck, sheet: Sheet) -> None:
    """A table over as many slides as it needs, its heading on each."""
    size = next((size for size in _SIZES if _roomy(sheet, size)), writing.SMALL)
    widths = columns([sheet.head, *(texts for _, texts in sheet.rows)], size)
    heights = [measured(_texts(texts, sheet.right, size, "ink", None), widths) for _, texts in sheet.rows]
    room = (
        BOTTOM
        - TOP
        - measured(_texts(sheet.head, sheet.right, size._replace(bold=True), "muted", None), widths)
    )
    start = 0
    for count in balanced(heights, room):
        here = sheet.rows[start : start + count]
        place(deck.leaf(sheet.title), sheet, here, MARGIN, TOP, widths, size)
        start += count


def _roomy(sheet: Sheet, size: Type) -> bool:
    """Whether a table needs one slide in a size of type, and no cell of it more than two lines."""
    every = [sheet.head, *(texts for _, texts in sheet.rows)]
    widths = columns(every, size)
    rows = [_texts(texts, sheet.right, size, "ink", None) for texts in every]
    high = sum(measured(cells, widths) for cells in rows)
    most = max(measured(cells, widths) for cells in rows)
    return high <= BOTTOM - TOP and most <= 2 * size.leading + 2 * ABOVE


def place(
    leaf: Leaf, sheet: Sheet, waiting: Sequence[tuple[Where, Sequence[str]]], x: float, y: float,
    widths: Sequence[float], size: Type = writing.SMALL,
) -> int:  # fmt: skip
    """As many of the rows as fit on a slide below a heading; at least one. Returns how many."""
    heading = _texts(sheet.head, sheet.right, size._replace(bold=True), "muted", None)
    found = [Row(heading, measured(heading, widths), "muted")]
    left = BOTTOM - y - found[0].height
    count = 0
    for where, texts in waiting:
        cells = _texts(texts, sheet.right, size, "ink", where)
        if count and measured(cells, widths) > left:
            break
        found.append(row(leaf.deck, cells, widths, left))
        left -= found[-1].height
        count += 1
    draw(leaf, x, y, widths, found, name=sheet.title)
    return count


def _texts(
    texts: Iterable[str], right: frozenset[int], type_: Type, color: str, where: Where | None
) -> tuple[Cell, ...]:
    return tuple(
        Cell((para(text, type_, color, align="r" if index in right else "l", where=where),))
        for index, text in enumerate(texts)
    )


def columns(rows: Sequence[Sequence[str]], size: Type = writing.SMALL, width: float = INNER) -> list[float]:
    """Widths that add up to `width`: each column's own where there is room, else sentences share what is left."""
    bold = size._replace(bold=True)
    wanted, least = [], []
    for head, *texts in zip(*rows, strict=True):
        words = max((writing.width(word, bold) for word in head.split()), default=0.0) + 2 * ASIDE + 2
        longest = max((writing.width(text, size) for text in texts), default=0.0) + 2 * ASIDE + 2
        wanted.append(max(words, min(longest, _WIDEST)))
        least.append(words)
    spare = width - sum(wanted)
    if spare >= 0:
        return [each + spare * each / sum(wanted) for each in wanted]
    long = [each > _SHORT * size.size for each in wanted]
    left = width - sum(each for each, sentence in zip(wanted, long, strict=True) if not sentence)
    total = sum(each for each, sentence in zip(wanted, long, strict=True) if sentence)
    found = [
        max(each * left / total, own) if sentence else each
        for each, own, sentence in zip(wanted, least, long, strict=True)
    ]
    return [each * width / sum(found) for each in found]


def pages(heights: Sequence[float], first: float, whole: float) -> list[int]:
    """How many rows of these heights stand on each slide: as many as fit on the first, which has less room.

    The others are evenly filled, so that none is left with a last row of its own.
    """
    begun = _filled(heights, first) if heights and (heights[0] <= first or first >= whole) else 0
    return [begun, *balanced(heights[begun:], whole)]


def balanced(heights: Sequence[float], room: float) -> list[int]:
    """How many rows stand on each of as few slides as can be, none much fuller than the others."""
    least = len(_packed(heights, room))
    low, high = max(heights, default=0.0), room
    while high - low > 1:  # a point more or less is not seen
        middle = (low + high) / 2
        low, high = (low, middle) if len(_packed(heights, middle)) <= least else (middle, high)
    return _packed(heights, max(high, low))


def _filled(heights: Sequence[float], room: float) -> int:
    """How many of the rows fit; at least one."""
    count = 0
    for each in heights:
        room -= each
        if room < 0 and count:
            break
        count += 1
    return count


def _packed(heights: Sequence[float], room: float) -> list[int]:
    counts: list[int] = []
    while sum(counts) < len(heights):
        counts.append(_filled(heights[sum(counts) :], room))
    return counts
