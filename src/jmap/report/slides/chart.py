"""The emotion curve as a native line chart, whose data can be edited and whose columns are those of the map."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from xlsxwriter import Workbook

from jmap.report.package import NEVER, stored
from jmap.report.slides import writing
from jmap.report.slides.design import emu, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.layout.scene import Box
    from jmap.report.slides.leaf import Leaf

ABOVE, BELOW = 30.0, 18.0
"""Room above 5 and below 1, for legend and numbers."""
_MARKS: Final = ("circle", "square", "triangle", "diamond", "x", "plus", "star", "dash")
_DASHES: Final = ("solid", "sysDot", "dash", "dashDot", "lgDash", "sysDash", "lgDashDot", "sysDashDotDot")
"""How personas' lines are told apart without colours, in the order of the map."""
_SIGN: Final = 64.0
"""Room for a line's sign in the legend, and around it."""
_LONGEST: Final = 200
"""Characters of a name in the chart's data."""


class Series(NamedTuple):
    """One persona's emotions, a value or none for each column; `place` says how it is drawn."""

    name: str
    color: str
    place: int
    values: tuple[float | None, ...]


def draw(leaf: Leaf, at: Box, left: float, names: Sequence[str], series: Sequence[Series], alt: str) -> None:
    """A chart in a box; its columns begin `left` points from the box's edge and are as many as there are names."""
    data: Any = CategoryChartData(number_format="0.0")  # type: ignore[no-untyped-call]
    data.categories = [f"c{number}" for number in range(len(names))]
    for number, each in enumerate(series):
        data.add_series(f"s{number}", each.values)
    frame = leaf.slide.shapes.add_chart(
        XL_CHART_TYPE.LINE_MARKERS, emu(at.x), emu(at.y), emu(at.width), emu(at.height), data
    )
    own = frame._element.find(".//" + tag("p:cNvPr"))  # noqa: SLF001 -- alt texts have no other way
    own.set("name", f"Chart {own.get('id')}")
    own.set("descr", alt)
    told = [_told(name) for name in names]
    lines = [
        writing.shortened(writing.para(_told(each.name)), at.width / len(series) - _SIGN, 1).text
        for each in series
    ]
    space = frame.chart._chartSpace  # noqa: SLF001 -- most looks have no other way
    _rename(space, told, lines)
    frame.chart.part.chart_workbook.update_from_xlsx_blob(_workbook(told, lines, series))
    _language(leaf, space)
    _area(space, at, left)
    _axes(leaf, space)
    for node, each in zip(space.iter(tag("c:ser")), series, strict=True):
        _line(leaf, node, each, [_above(series, each, index) for index in range(len(names))])
    _legend(space, shown=len(series) > 1)


def _told(name: str) -> str:
    return writing.clean(name).replace("\n", " ")[:_LONGEST].strip()


def _rename(space: Any, names: Sequence[str], lines: Sequence[str]) -> None:
    """Put names in place of numbers: the library takes some texts for formulas and addresses."""
    for node, line in zip(space.iter(tag("c:ser")), lines, strict=True):
        node.find(f"{tag('c:tx')}//{tag('c:v')}").text = line
        for point in node.findall(f"{tag('c:cat')}//{tag('c:pt')}"):
            point.find(tag("c:v")).text = names[int(point.get("idx"))]


def _workbook(names: Sequence[str], lines: Sequence[str], series: Sequence[Series]) -> bytes:
    """The chart's data as the spreadsheet that opens with "Edit data"; every text is only text."""
    stream = io.BytesIO()
    book = Workbook(stream, {"in_memory": True})
    book.set_properties({"created": NEVER, "author": "jmap"})
    sheet = book.add_worksheet("Sheet1")
    sheet.set_column(0, 0, 32)
    for line, name in enumerate(names, 1):
        sheet.write_string(line, 0, name)
    for column, (name, each) in enumerate(zip(lines, series, strict=True), 1):
        sheet.write_string(0, column, name)
        for line, value in enumerate(each.values, 1):
            if value is not None:
                sheet.write_number(line, column, value)
    book.close()
    return stored(stream.getvalue())


def _language(leaf: Leaf, space: Any) -> None:
    node = parse_xml(f'<c:lang {nsdecls("c")} val="{leaf.deck.language}"/>')
    space.find(tag("c:date1904")).addnext(node)
    rounded = parse_xml(f'<c:roundedCorners {nsdecls("c")} val="0"/>')
    node.addnext(rounded)
    text = space.find(tag("c:txPr"))
    size = text.find(f".//{tag('a:defRPr')}")
    size.set("sz", f"{writing.SMALL.size * 100:.0f}")
    leaf.paint(size, "muted")
    text.find(f".//{tag('a:endParaRPr')}").set("lang", leaf.deck.language)
    space.find(f"{tag('c:chart')}/{tag('c:autoTitleDeleted')}").set("val", "1")


def _area(space: Any, at: Box, left: float) -> None:
    """Where the curves are: over the columns, and nowhere else."""
    parts = (
        left / at.width,
        ABOVE / at.height,
        (at.width - left) / at.width,
        (at.height - ABOVE - BELOW) / at.height,
    )
    area = space.find(f"{tag('c:chart')}/{tag('c:plotArea')}")
    for old in area.findall(tag("c:layout")):
        area.remove(old)
    numbers = "".join(f'<c:{key} val="{part:.6f}"/>' for key, part in zip("xywh", parts, strict=True))
    area.insert(
        0,
        parse_xml(
            f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{numbers}</c:manualLayout></c:layout>'
        ),
    )


def _axes(leaf: Leaf, space: Any) -> None:
    """Names stand above the chart, so only the scale is shown: its ends in words."""
    chart = space.find(tag("c:chart"))
    chart.find(f".//{tag('c:catAx')}/{tag('c:delete')}").set("val", "1")
    old = chart.find(f".//{tag('c:valAx')}")
    high, low = (leaf.deck.words.word(f"emotion.{end}") for end in ("high", "low"))
    made = parse_xml(
        f'<c:valAx {nsdecls("c", "a")}><c:axId val="{old.find(tag("c:axId")).get("val")}"/><c:scaling>'
        '<c:orientation val="minMax"/><c:max val="5"/><c:min val="1"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:majorGridlines><c:spPr><a:ln w="6350"/></c:spPr></c:majorGridlines>'
        '<c:numFmt formatCode="" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln>'
        f'<a:noFill/></a:ln></c:spPr><c:crossAx val="{old.find(tag("c:crossAx")).get("val")}"/><c:crosses val="min"/>'
        '<c:crossBetween val="between"/><c:majorUnit val="1"/></c:valAx>'
    )
    made.find(tag("c:numFmt")).set("formatCode", f'[=5]"{high} "0;[=1]"{low} "0;0')
    leaf.paint(made.find(f".//{tag('a:ln')}"), "line")
    old.getparent().replace(old, made)


def _above(series: Sequence[Series], one: Series, index: int) -> str:
    """Where a number stands beside its mark: outside of the others', as far as there is an outside."""
    own = one.values[index]
    known = sorted({each.values[index] for each in series} - {None}, key=float)  # type: ignore[arg-type]
    if own is None or own == known[-1]:
        return "t"
    return "b" if own == known[0] else "r"


def _line(leaf: Leaf, node: Any, each: Series, sides: Sequence[str]) -> None:
    """Colour, dashes, marks and numbers of one persona's line."""
    for name in ("c:spPr", "c:marker", "c:dLbls"):
        for old in node.findall(tag(name)):
            node.remove(old)
    line = parse_xml(
        f'<c:spPr {nsdecls("c", "a")}><a:ln w="28575" cap="rnd"><a:prstDash val="{_DASHES[each.place % 8]}"/>'
        "<a:round/></a:ln></c:spPr>"
    )
    _ink(leaf, line.find(tag("a:ln")), each.color, 0)
    mark = parse_xml(
        f'<c:marker {nsdecls("c", "a")}><c:symbol val="{_MARKS[each.place % 8]}"/><c:size val="8"/><c:spPr>'
        '<a:ln w="12700"/></c:spPr></c:marker>'
    )
    properties = mark.find(tag("c:spPr"))
    _ink(leaf, properties, each.color, 0)
    leaf.paint(properties.find(tag("a:ln")), "ground")
    labels = parse_xml(f"<c:dLbls {nsdecls('c', 'a')}/>")
    for index, side in enumerate(sides):
        if side != "t" and each.values[index] is not None:
            labels.append(_label(leaf, each.color, side, index))
    labels.extend(list(_label(leaf, each.color, "t", None)))
    after = node.find(tag("c:tx"))
    for made in (line, mark, labels):
        after.addnext(made)
        after = made


def _ink(leaf: Leaf, node: Any, color: str, at: int) -> None:
    """Fill a node whose other children have to follow."""
    leaf.paint(node, color)
    node.insert(at, node[-1])


def _label(leaf: Leaf, color: str, side: str, index: int | None) -> Any:
    own = "" if index is None else f'<c:idx val="{index}"/>'
    made = parse_xml(
        f'<c:dLbl {nsdecls("c", "a")}>{own}<c:numFmt formatCode="0.0" sourceLinked="0"/><c:spPr><a:ln>'
        "<a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr/></a:pPr><a:endParaRPr/></a:p></c:txPr>"
        f'<c:dLblPos val="{side}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>'
    )
    # Between the lines of others a number needs a ground of its own.
    _ink(leaf, made.find(tag("c:spPr")), "ground" if side == "r" else "", 0)
    look = made.find(f".//{tag('a:defRPr')}")
    look.set("sz", f"{writing.SMALL.size * 100:.0f}")
    look.set("b", "1")
    leaf.paint(look, color)
    made.find(f".//{tag('a:endParaRPr')}").set("lang", leaf.deck.language)
    return made


def _legend(space: Any, *, shown: bool) -> None:
    """Whose lines they are, in the upper corner; nothing where there is one line."""
    legend = space.find(f"{tag('c:chart')}/{tag('c:legend')}")
    if not shown:
        legend.getparent().remove(legend)
        return
    legend.find(tag("c:legendPos")).set("val", "t")
