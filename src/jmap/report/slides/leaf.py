"""One slide: native shapes at places in points, and text that stays in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from lxml import etree
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from jmap.report.slides import writing
from jmap.report.slides.design import EMU, NUMBER, SCHEME, emu, tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.layout.scene import Box
    from jmap.report.slides.deck import Deck
    from jmap.report.slides.writing import Para

_DECORATIVE: Final = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
)
"""Says to screen readers that there is nothing to be read."""
_NONE: Final = (0.0, 0.0, 0.0, 0.0)


class Leaf:
    """A slide being drawn; shapes are read in the order they are drawn in."""

    def __init__(self, deck: Deck, slide: Any) -> None:
        self.deck = deck
        self.slide = slide
        self._notes: list[str] = []
        self._cut: list[Para] = []

    @property
    def tree(self) -> Any:
        """Where its shapes are."""
        return self.slide.shapes._spTree  # noqa: SLF001 -- shapes of the library bring a style of their own

    def title(self, text: str) -> None:
        """Write the slide's title into its own placeholder."""
        body = self.slide.shapes.title._element.find(tag("p:txBody"))  # noqa: SLF001
        text_ = etree.SubElement(body.find(tag("a:p")), tag("a:r"))
        etree.SubElement(text_, tag("a:rPr"), lang=self.deck.language)
        etree.SubElement(text_, tag("a:t")).text = text

    def subtitle(self, paras: Sequence[Para]) -> None:
        """Write into the placeholder below a cover's title, or remove it: empty ones ask to be filled."""
        holder = next(each for each in self.slide.placeholders if each.placeholder_format.idx == 1)
        if paras:
            shown = self.fitted(paras, holder.width / EMU, holder.height / EMU)
            self.write(holder._element.find(tag("p:txBody")), shown)  # noqa: SLF001
        else:
            self.tree.remove(holder._element)  # noqa: SLF001

    def box(
        self, at: Box, paras: Sequence[Para] = (), *, fill: str = "", line: str = "", anchor: str = "t",
        pad: tuple[float, float, float, float] = _NONE, shape: str = "rect", name: str = "Text", alt: str = "",
    ) -> None:  # fmt: skip
        """A shape with text that fits into it; `pad` is the room left, above, right and below of the text."""
        left, above, right, below = pad
        shown = self.fitted(paras, at.width - left - right, at.height - above - below)
        made = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{self._next()}" name=""/><p:cNvSpPr/>'
            f'<p:nvPr/></p:nvSpPr><p:spPr>{_place(at)}<a:prstGeom prst="{shape}"><a:avLst/></a:prstGeom></p:spPr>'
            f'<p:txBody><a:bodyPr wrap="square" lIns="{emu(left)}" tIns="{emu(above)}" rIns="{emu(right)}" '
            f'bIns="{emu(below)}" anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p/></p:txBody></p:sp>'
        )
        if not fill and not line:
            made.find(".//" + tag("p:cNvSpPr")).set("txBox", "1")
        properties = made.find(tag("p:spPr"))
        self.paint(properties, fill)
        self.paint(etree.SubElement(properties, tag("a:ln"), w=str(emu(0.75))), line)
        _name(made, name, alt, decorative=not paras and not alt)
        self.write(made.find(tag("p:txBody")), shown)
        self.tree.append(made)

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, color: str = "line", *, width: float = 0.75
    ) -> None:
        """A straight line, which means nothing by itself."""
        made = parse_xml(
            f'<p:cxnSp {nsdecls("p", "a")}><p:nvCxnSpPr><p:cNvPr id="{self._next()}" name=""/><p:cNvCxnSpPr/><p:nvPr/>'
            f'</p:nvCxnSpPr><p:spPr><a:xfrm><a:off x="{emu(x1)}" y="{emu(y1)}"/><a:ext cx="{emu(x2 - x1)}" '
            f'cy="{emu(y2 - y1)}"/></a:xfrm><a:prstGeom prst="line"><a:avLst/></a:prstGeom></p:spPr></p:cxnSp>'
        )
        self.paint(etree.SubElement(made.find(tag("p:spPr")), tag("a:ln"), w=str(emu(width))), color)
        _name(made, "Line", "", decorative=True)
        self.tree.append(made)

    def picture(self, file: str, at: Box, alt: str) -> float:
        """A picture of the project, as large as it fits. Returns its bottom; the top of the box if there is none."""
        found = self.deck.picture(file)
        if found is None:
            return at.y
        scale = min(at.width / found.width, at.height / found.height)
        width, height = found.width * scale, found.height * scale
        made = self.slide.shapes.add_picture(found.stream(), emu(at.x), emu(at.y), emu(width), emu(height))
        _name(made._element, "Picture", alt, decorative=not alt)  # noqa: SLF001 -- alt texts have no other way
        return at.y + height

    def fitted(self, paras: Sequence[Para], width: float, height: float) -> tuple[Para, ...]:
        """The paragraphs as far as they fit; what is cut is told with the slide's notes."""
        found = writing.fit(paras, width, height, self.deck.more)
        self._cut += found.cut
        return found.shown

    def write(self, body: Any, paras: Sequence[Para]) -> None:
        """Put paragraphs into a text body."""
        for old in body.findall(tag("a:p")):
            body.remove(old)
        for index, one in enumerate(paras or [writing.para("")]):
            node = etree.SubElement(body, tag("a:p"))
            properties = etree.SubElement(node, tag("a:pPr"), algn=one.align)
            _spaced(properties, "a:lnSpc", one.type.leading)
            _spaced(properties, "a:spcBef", one.before if index else 0)
            if one.bullet:
                properties.set("marL", str(emu(writing.INDENT)))
                properties.set("indent", str(-emu(writing.INDENT)))
                etree.SubElement(properties, tag("a:buChar"), char="•")
            else:
                etree.SubElement(properties, tag("a:buNone"))
            for run in one.runs:
                self._runs(node, one, run)
            if not one.text:  # an empty cell is as high as its text would be
                etree.SubElement(
                    node, tag("a:endParaRPr"), lang=self.deck.language, sz=f"{one.type.size * 100:.0f}"
                )

    def _runs(self, node: Any, one: Para, run: writing.Run) -> None:
        for index, line in enumerate(run.text.split("\n")):
            if index:
                etree.SubElement(node, tag("a:br"))
            if line:
                part = etree.SubElement(node, tag("a:r"))
                look = self.look(etree.SubElement(part, tag("a:rPr")), one.type.size, run.color)
                look.set("b", str(int(run.bold or one.type.bold)))
                look.set("i", str(int(run.italic)))
                etree.SubElement(part, tag("a:t")).text = line

    def look(self, properties: Any, size: float, color: str) -> Any:
        """Language, size and colour of characters."""
        properties.set("lang", self.deck.language)
        properties.set("altLang", "en-US" if self.deck.language.startswith("zh") else "zh-CN")
        properties.set("sz", f"{size * 100:.0f}")
        self.paint(properties, color)
        return properties

    def paint(self, node: Any, color: str) -> None:
        """Fill a shape, line or text with the colour of a token; with none, leave it empty."""
        if not color:
            etree.SubElement(node, tag("a:noFill"))
            return
        fill = etree.SubElement(node, tag("a:solidFill"))
        if color in SCHEME:
            etree.SubElement(fill, tag("a:schemeClr"), val=SCHEME[color])
        else:
            etree.SubElement(fill, tag("a:srgbClr"), val=self.deck.colors[color][1:].upper())

    def say(self, *texts: str) -> None:
        """Tell the speaker something."""
        self._notes += (text for text in texts if text)

    def cut(self, paras: Sequence[Para]) -> None:
        """Remember texts of which the slide shows a part."""
        self._cut += paras

    def end(self) -> None:
        """Add footer, number and notes, once everything else is there."""
        for holder in self.slide.slide_layout.placeholders:
            kind = holder.element.ph.get("type")
            if kind in ("ftr", "sldNum"):
                self._foot(kind, holder.element.ph.get("idx"))
        told = dict.fromkeys((one.where, one.text) for one in self._cut if one.where)
        if told:
            words = self.deck.words
            self.say(words.word("slides.full"))
            self.say(*(f"{where.label}{words.word('report.colon')}{text}" for where, text in told))
            self.deck.shortened += (where for where, _ in told)
        if self._notes:
            frame = self.deck.notes_of(self.slide)
            self.write(frame._txBody, [writing.para(text, writing.NOTE) for text in self._notes])  # noqa: SLF001

    def _foot(self, kind: str, index: str) -> None:
        number = NUMBER if kind == "sldNum" else ""
        made = parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{self._next()}" name=""/><p:cNvSpPr>'
            '<a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{kind}" idx="{index}"/></p:nvPr></p:nvSpPr>'
            f"<p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p>{number}</a:p></p:txBody></p:sp>"
        )
        _name(made, "Slide Number" if number else "Footer", "", decorative=False)
        if not number:
            part = etree.SubElement(made.find(".//" + tag("a:p")), tag("a:r"))
            etree.SubElement(part, tag("a:rPr"), lang=self.deck.language)
            etree.SubElement(part, tag("a:t")).text = self.deck.footer
        self.tree.append(made)

    def _next(self) -> int:
        return max(int(each) for each in self.tree.xpath("//@id") if each.isdigit()) + 1


def _place(at: Box) -> str:
    place, size = f'x="{emu(at.x)}" y="{emu(at.y)}"', f'cx="{emu(at.width)}" cy="{emu(at.height)}"'
    return f"<a:xfrm><a:off {place}/><a:ext {size}/></a:xfrm>"


def _name(element: Any, name: str, alt: str, *, decorative: bool) -> None:
    properties = element.find(".//" + tag("p:cNvPr"))
    properties.set("name", f"{name} {properties.get('id')}")
    properties.set("descr", alt)
    if not alt:
        del properties.attrib["descr"]
    if decorative:
        properties.append(etree.fromstring(_DECORATIVE))


def _spaced(properties: Any, name: str, points: float) -> None:
    etree.SubElement(etree.SubElement(properties, tag(name)), tag("a:spcPts"), val=f"{points * 100:.0f}")
