"""A scene as SVG markup: for the picture files and for pages that hold a map.

Markup is written directly, without a template: a map has a thousand elements, nearly all made of numbers and
colours, and a picture alone should not wait for a template engine. Texts go through one escaper.
"""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from markupsafe import Markup, escape

from jmap.layout.scene import ABOUT, Circle, Face, Group, Image, Line, Path, Rect, Words
from jmap.layout.shapes import face_parts
from jmap.render.looks import Looks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from jmap.layout.scene import Item, Scene

FAMILIES = (
    "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "WenQuanYi Micro Hei", "Helvetica Neue", "Segoe UI", "Arial", "DejaVu Sans",
)  # fmt: skip
"""Fonts for Latin and Chinese, each near the widths the layout reckons with; never `system-ui`, whose
Chinese may be boxes."""


class Element(NamedTuple):
    """What stands around the items of a group.

    Attributes:
        tag: `g`, or `a` for a link.
        attributes: names, which are jmap's own, with their values, which are anybody's.
        title: for those who hover or listen; left out where empty.
    """

    tag: str
    attributes: Sequence[tuple[str, str]]
    title: str


class Opened(NamedTuple):
    """How a group is written.

    Attributes:
        element: what stands around its items; `None` where they need nothing around them.
        items: what it holds, as seen from where the element puts it.
        type: how text is set to which it says nothing else, because the element says so.
    """

    element: Element | None
    items: Sequence[Item]
    type: str | None = None


def markup(
    scene: Scene,
    colors: Mapping[str, str],
    prefix: str,
    *,
    family: str | None = None,
    style: str = "",
    page: str = "",
) -> str:
    """The whole `<svg>` element.

    Args:
        scene: the map.
        colors: value of each token: a palette, or `jmap.render.palette.variables()` for a page.
        prefix: begins every id, so that several maps can stand on one page.
        family: the theme's font, named before all others.
        style: CSS with nothing in it that XML would have to escape, such as `@font-face` rules.
        page: address of the page to which each touchpoint is a link, up to the touchpoint's id; no links if empty.
    """
    width, height = shown(scene.width), shown(scene.height)
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": width,
        "height": height,
        "viewBox": f"0 0 {width} {height}",
        "role": "graphics-document" if page else "img",
        "lang": scene.language,
        "xml:lang": scene.language,
        "aria-labelledby": f"{prefix}-title {prefix}-desc",
        "font-family": families(family, embedded=bool(style)),
        # Hinted glyphs are as wide as whole pixels make them, and lines would outgrow their cells.
        "text-rendering": "geometricPrecision",
    }
    lines = [
        f"<svg{_attributes(attributes.items())}>",
        f'<title id="{escape(prefix)}-title">{escape(scene.title)}</title>',
        f'<desc id="{escape(prefix)}-desc">{escape(scene.description)}</desc>',
    ]
    if style:
        lines.append(f"<style>{style}</style>")
    if colors["ground"]:
        lines.append(f'<rect width="{width}" height="{height}" fill="{colors["ground"]}"/>')
    lines += _lines(scene.items, Looks(colors), partial(_group, prefix=prefix, page=page))
    return "\n".join([*lines, "</svg>\n"])


def fragment(
    items: Sequence[Item], looks: Looks, group: Callable[[Group], Opened], *, type_: str | None = None
) -> Markup:
    """Part of a map, for an `<svg>` element that a page makes.

    Args:
        items: back to front.
        looks: how they are painted.
        group: how a group is written.
        type_: how text is set to which it says nothing else, because the element says so.
    """
    # Every line end would be a node of the page: a third of all in a large map.
    return Markup("".join(_lines(items, looks, group, type_)))  # noqa: S704 - texts are escaped


def families(first: str | None = None, *, embedded: bool = False) -> str:
    """The `font-family` of a map; with embedded Chinese glyphs these go before all else."""
    names = (*(["jmap CJK"] if embedded else []), *([first] if first else []), *FAMILIES)
    return ", ".join(f"'{name}'" for name in names) + ", sans-serif"


def slug(stem: str) -> str:
    """A prefix for ids, made from a file's stem: letters of any script, digits, `-` and `_`."""
    return "jm-" + re.sub(r"[^\w-]", "-", stem)


@lru_cache(maxsize=65536)  # a map has far fewer coordinates than numbers
def shown(value: float) -> str:
    """A number with at most two decimals, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _lines(
    items: Iterable[Item], looks: Looks, group: Callable[[Group], Opened], usual: str | None = None
) -> Iterator[str]:
    """The elements back to front; `usual` is how text is set to which what is around it says nothing else."""
    for item in items:
        if isinstance(item, Words):
            own = type_of(item, looks)
            said = "" if own == usual else own
            yield f"<text{_at('x', item.x)}{_at('y', item.y)}{said}>{escape(item.text)}</text>"
        elif isinstance(item, Group):
            element, inside, common = group(item)
            if element is None:
                yield from _lines(inside, looks, group, common or usual)
                continue
            yield f"<{element.tag}{_attributes(element.attributes)}>{_title(element.title)}"
            yield from _lines(inside, looks, group, common or usual)
            yield f"</{element.tag}>"
        elif isinstance(item, Face):
            yield from _lines(face_parts(item), looks, group)
        elif isinstance(item, Image):
            data = f"data:{item.mime};base64,{b64encode(item.data).decode('ascii')}"
            yield f'<image{_box(item)} href="{escape(data)}">{_title(item.alt)}</image>'
        else:
            yield _shape(item, looks)


def _group(group: Group, prefix: str, page: str) -> Opened:
    if group.role == ABOUT:  # for what can be chosen from, which a picture is not
        return Opened(None, group.items)
    if page and group.role == "touchpoint":
        href = f"{page}{quote(group.touchpoint)}"
        named = [("id", f"{prefix}--{group.touchpoint}"), ("href", href)]
        return Opened(Element("a", named, group.title), group.items)
    attributes = [("class", f"jm-{group.role}")]
    if group.role == "touchpoint":
        attributes.append(("id", f"{prefix}--{group.touchpoint}"))
    attributes += [(f"data-{key}", value) for key in _NAMES if (value := getattr(group, key))]
    return Opened(Element("g", attributes, group.title), group.items)


_NAMES = ("lane", "stage", "touchpoint", "persona")


def _shape(shape: Path | Circle | Line | Rect, looks: Looks) -> str:
    """An element made of numbers and colours."""
    if isinstance(shape, Path):
        look = _Look(shape.fill, shape.stroke, shape.width, shape.dash, shape.round)
        return f'<path d="{path_data(shape.segments)}"{_paint(look, looks)}/>'
    if isinstance(shape, Circle):
        place = _at("cx", shape.x) + _at("cy", shape.y) + _at("r", shape.radius)
        return f"<circle{place}{_paint(_Look(shape.fill, shape.stroke, shape.width), looks)}/>"
    if isinstance(shape, Line):
        place = _at("x1", shape.x1) + _at("y1", shape.y1) + _at("x2", shape.x2) + _at("y2", shape.y2)
        return f"<line{place}{_paint(_Look(None, shape.color, shape.width, shape.dash), looks)}/>"
    look = _Look(shape.fill, shape.stroke, shape.stroke_width, radius=shape.radius)
    return f"<rect{_box(shape)}{_paint(look, looks)}/>"


def _box(shape: Rect | Image) -> str:
    return _at("x", shape.x) + _at("y", shape.y) + _at("width", shape.width) + _at("height", shape.height)


def _at(name: str, value: float) -> str:
    """A coordinate or size as an attribute, which begins with a blank; what is not said is 0."""
    text = shown(value)
    return "" if text == "0" else f' {name}="{text}"'


def _attributes(attributes: Iterable[tuple[str, str]]) -> str:
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes)


def _title(text: str) -> str:
    return f"<title>{escape(text)}</title>" if text else ""


def path_data(segments: Sequence[tuple[str, *tuple[float, ...]]]) -> str:
    """The `d` of a path."""
    return "".join([command + " ".join(map(shown, numbers)) for command, *numbers in segments])


class _Look(NamedTuple):
    """How a shape is painted."""

    fill: str | None
    stroke: str | None
    width: float
    dash: tuple[float, ...] = ()
    round: bool = True
    radius: float = 0.0


def type_of(words: Words, looks: Looks) -> str:
    """How text is set, as attributes."""
    key = words.size, words.color, words.anchor, words.bold, words.italic
    return looks.known(key) or looks.put(
        key,
        {
            "font-size": shown(words.size),
            "fill": looks.colors[words.color],
            "font-weight": "700" if words.bold else "",
            "font-style": "italic" if words.italic else "",
            "text-anchor": "" if words.anchor == "start" else words.anchor,
        },
    )


def _paint(look: _Look, looks: Looks) -> str:
    """Fill and stroke."""
    if known := looks.known(look):
        return known
    rounded = "round" if look.stroke and look.round and (look.dash or not look.fill) else ""
    return looks.put(
        look,
        {
            "rx": shown(look.radius) if look.radius else "",
            "fill": looks.colors[look.fill] if look.fill else "none",
            "stroke": looks.colors[look.stroke] if look.stroke else "",
            "stroke-width": shown(look.width) if look.stroke and look.width != 1 else "",
            "stroke-dasharray": " ".join(map(shown, look.dash)),
            "stroke-linecap": rounded,
            "stroke-linejoin": rounded,
        },
    )
