"""SVG from Graphviz made fit to be published: what a drawing needs is kept, and nothing else.

Names of nodes, which browsers show as tooltips, become the words of the map. Ids go, so that several pictures
can stand in one page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from jmap.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Mapping

_SVG: Final = "http://www.w3.org/2000/svg"
_ELEMENTS: Final = frozenset({"svg", "g", "title", "polygon", "polyline", "path", "ellipse", "text"})
_ATTRIBUTES: Final = frozenset(
    {
        "class", "cx", "cy", "d", "fill", "fill-opacity", "font-family", "font-size", "font-style",
        "font-weight", "height", "points", "rx", "ry", "stroke", "stroke-dasharray", "stroke-opacity",
        "stroke-width", "text-anchor", "transform", "viewBox", "width", "x", "y",
    }
)  # fmt: skip
_VALUE: Final = re.compile(r"[\w #%+,.()-]*", re.ASCII)
"""No quotation marks, no `:` or `/` of addresses; `url(` is looked for as well."""
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def publishable(svg: bytes, title: str, language: str, titles: Mapping[str, str]) -> bytes:
    """The drawing with a title of its own, and tooltips by `titles`: from Graphviz's names to words.

    Raises:
        RenderError: it is no SVG, or declares entities.
    """
    if b"<!ENTITY" in svg:
        raise RenderError("Graphviz wrote an SVG with entities of its own")
    try:
        root = ET.fromstring(svg)  # noqa: S314 - entities are refused above, nothing else expands
    except ET.ParseError as error:
        raise RenderError(f"Graphviz wrote what is no XML: {error}") from None
    if root.tag != f"{{{_SVG}}}svg":
        raise RenderError("Graphviz wrote what is no SVG")
    _clean(root, titles)
    for child in root.findall(f"{{{_SVG}}}title"):
        root.remove(child)
    heading = ET.Element(f"{{{_SVG}}}title")
    heading.text = title
    heading.tail = "\n"
    root.insert(0, heading)
    root.set("role", "img")
    root.set("lang", language)
    ET.register_namespace("", _SVG)
    published: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=False)
    return published + b"\n"


def _clean(element: ET.Element, titles: Mapping[str, str]) -> None:
    """Drop what is not known to be harmless; a title says what `titles` knows, or goes."""
    for name, value in list(element.attrib.items()):
        if name not in _ATTRIBUTES or not _VALUE.fullmatch(value) or "url(" in value:
            del element.attrib[name]
    for child in list(element):
        tag = child.tag.removeprefix(f"{{{_SVG}}}")
        if tag == "a":  # drawn, but leads nowhere
            child.tag = f"{{{_SVG}}}g"
        elif tag not in _ELEMENTS or (tag == "title" and child.text not in titles):
            element.remove(child)
            continue
        if tag == "title":
            child.text = titles[child.text or ""]
        _clean(child, titles)
