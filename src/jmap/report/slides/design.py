"""The look that a deck's slides inherit: master, two layouts, theme colours and fonts.

Whoever edits the deck finds the project's colours and fonts in its theme, and changes them there.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH, HEIGHT = 960.0, 540.0
"""Of a slide in points: 16:9."""
MARGIN: Final = 40.0
TOP: Final = 88.0
"""Where contents begin below title and subtitle."""
BOTTOM: Final = 502.0
"""Where contents end above the footer."""
INNER: Final = WIDTH - 2 * MARGIN
tag: Final = cache(qn)
"""The full name of an element: `a:t` in the namespace of drawings."""
EMU: Final = 12_700
"""Units of the file format in a point."""

FONT: Final = "Arial"
"""On every machine that opens slides, or one exactly as wide."""
CHINESE_FONT: Final = "Microsoft YaHei"
"""Comes with Office on every system; others show the system's Chinese font in its place."""

SCHEME: Final[Mapping[str, str]] = {
    "ink": "tx1", "ground": "bg1", "muted": "tx2", "panel": "bg2", "accent": "accent1", "persona-1": "accent1",
    "good": "accent2", "warn": "accent3", "bad": "accent4", "persona-2": "accent5", "persona-3": "accent6",
}  # fmt: skip
"""Tokens that are colours of the theme, so that another theme recolours the deck."""
_THEME: Final = {
    "dk1": "ink", "lt1": "ground", "dk2": "muted", "lt2": "panel", "accent1": "accent", "accent2": "good",
    "accent3": "warn", "accent4": "bad", "accent5": "persona-2", "accent6": "persona-3",
    "hlink": "accent", "folHlink": "muted",
}  # fmt: skip

_NUMBER_ID: Final = "{6B1A5C64-3F0D-4E4B-9A55-2D6F0C1E7A01}"
"""A field has to have an id; the same one everywhere."""


def emu(points: float) -> int:
    """Points in units of the file format."""
    return round(points * EMU)


def dress(presentation: Any, colors: Mapping[str, str], font: str | None) -> None:
    """Turn the library's own template into the deck's: size, master, layouts, theme, and nothing left over."""
    presentation.slide_width, presentation.slide_height = emu(WIDTH), emu(HEIGHT)
    size = presentation.element.find(tag("p:sldSz"))
    size.attrib.pop("type", None)
    master = presentation.slide_master
    cover, content = (master.slide_layouts.get_by_name(name) for name in ("Title Slide", "Title Only"))
    for layout in list(master.slide_layouts):
        if layout not in (cover, content):
            master.slide_layouts.remove(layout)
    _redraw(master.element, "Master", (_ph("Title", "title"), _ph("Text", "body", 1), *_feet()))
    _restyle(master.element)
    title = _ph("Title", "ctrTitle", box=(MARGIN, 130, 520, 130), size=32)
    subtitle = _ph("Subtitle", "subTitle", 1, box=(MARGIN, 272, 520, 84), size=14, anchor="t")
    _redraw(cover.element, "Title", (_accent(), title, subtitle))
    _redraw(content.element, "Title and content", (_accent(), _ph("Title", "title"), *_feet()))
    part = _theme_of(master)
    root = etree.fromstring(part.blob)
    _recolor(root, colors, font)
    part._blob = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)  # noqa: SLF001 -- no other way


def annotated(master: Any, colors: Mapping[str, str], font: str | None) -> None:
    """Give the pages of notes the same look, a picture of the slide's shape, and no header, date and footer."""
    for holder in list(master.placeholders):
        kind = holder.element.ph.get("type")
        if kind in ("hdr", "dt", "ftr"):
            holder.element.getparent().remove(holder.element)
        if kind == "sldImg":
            holder.left, holder.top, holder.width, holder.height = map(emu, (54, 72, 432, 243))
    _recolor(_theme_of(master)._element, colors, font)  # noqa: SLF001 -- no other way


def _theme_of(master: Any) -> Any:
    return next(each.target_part for each in master.part.rels.values() if each.reltype.endswith("/theme"))


def _recolor(root: Any, colors: Mapping[str, str], font: str | None) -> None:
    """Give a theme the project's colours and fonts, and shapes that people add no effects."""
    root.set("name", "jmap")
    scheme = root.find(".//" + tag("a:clrScheme"))
    scheme.set("name", "jmap")
    for name, token in _THEME.items():
        slot = scheme.find(tag(f"a:{name}"))
        slot[:] = []
        etree.SubElement(slot, tag("a:srgbClr"), val=colors[token][1:].upper())
    fonts = root.find(".//" + tag("a:fontScheme"))
    fonts.set("name", "jmap")
    for kind in ("a:majorFont", "a:minorFont"):
        face = fonts.find(tag(kind))
        face[:] = []
        for script, name in (("latin", font or FONT), ("ea", CHINESE_FONT), ("cs", "")):
            etree.SubElement(face, tag(f"a:{script}"), typeface=name)
    root.find(tag("a:objectDefaults"))[:] = []


def _redraw(element: Any, name: str, shapes: tuple[str, ...]) -> None:
    """Replace what stands on a master or layout."""
    content = element.find(tag("p:cSld"))
    content.set("name", name)
    for rest in content.findall(tag("p:extLst")):
        content.remove(rest)
    tree = content.find(tag("p:spTree"))
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for number, shape in enumerate(shapes, 2):
        made = parse_xml(shape)
        made.find(".//" + tag("p:cNvPr")).set("id", str(number))
        tree.append(made)


def _restyle(master: Any) -> None:
    """Titles bold and at the left, body text in the sizes of the deck."""
    styles = master.find(tag("p:txStyles"))
    title = styles.find(tag("p:titleStyle")).find(tag("a:lvl1pPr"))
    title.set("algn", "l")
    title.find(tag("a:defRPr")).set("sz", "2200")
    title.find(tag("a:defRPr")).set("b", "1")
    for level in styles.find(tag("p:bodyStyle")):
        level.find(tag("a:defRPr")).set("sz", "1400")


def _feet() -> tuple[str, str]:
    return (
        _ph("Footer", "ftr", 10, box=(MARGIN, 512, 700, 18), size=10, color="tx2", anchor="ctr"),
        _ph("Slide Number", "sldNum", 11, box=(WIDTH - MARGIN - 80, 512, 80, 18), size=10, color="tx2",
            anchor="ctr", align="r", text=NUMBER),
    )  # fmt: skip


NUMBER: Final = f'<a:fld id="{_NUMBER_ID}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'


def _ph(
    name: str, kind: str, index: int | None = None, *, box: tuple[float, float, float, float] | None = None,
    size: float = 22, color: str = "tx1", anchor: str = "b", align: str = "l", text: str = "",
) -> str:  # fmt: skip
    """A placeholder of a master or layout."""
    left, top, width, height = box or (
        (MARGIN, 24, INNER, 34) if kind == "title" else (MARGIN, TOP, INNER, 400)
    )
    at = f' idx="{index}"' if index is not None else ""
    weight = ' b="1"' if "itle" in kind and kind != "subTitle" else ' b="0"'
    told = text or f'<a:r><a:rPr lang="en-US"/><a:t>{name}</a:t></a:r>'
    return (
        f'<p:sp {nsdecls("p", "a", "r")}><p:nvSpPr><p:cNvPr id="2" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{kind}"{at}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{emu(left)}" '
        f'y="{emu(top)}"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f'</a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f'<a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/>'
        f'<a:defRPr sz="{size * 100:.0f}"{weight}><a:solidFill><a:schemeClr val="{color}"/></a:solidFill></a:defRPr>'
        f"</a:lvl1pPr></a:lstStyle><a:p>{told}</a:p></p:txBody></p:sp>"
    )


def _accent() -> str:
    """A short bar above the title."""
    place, size = f'x="{emu(MARGIN)}" y="{emu(18)}"', f'cx="{emu(28)}" cy="{emu(3)}"'
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="2" name="Accent"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f"</p:nvSpPr><p:spPr><a:xfrm><a:off {place}/><a:ext {size}/></a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
