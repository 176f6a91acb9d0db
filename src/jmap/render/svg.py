"""A scene as SVG markup: for the picture files and for pages that hold a map."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from urllib.parse import quote

from markupsafe import Markup

from jmap.layout.scene import Circle, Face, Group, Image, Line, Path, Rect, Words
from jmap.layout.shapes import face_parts
from jmap.render.looks import Looks
from jmap.render.templates import render

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from jmap.layout.scene import Item, Scene, Shape

FAMILIES = (
    "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "WenQuanYi Micro Hei", "Helvetica Neue", "Segoe UI", "Arial", "DejaVu Sans",
)  # fmt: skip
"""Fonts for Latin and Chinese, each near the widths the layout reckons with; never `system-ui`, whose
Chinese may be boxes."""

Row: TypeAlias = tuple[str, object, object, str]


class Opened(NamedTuple):
    """How a group is written.

    Attributes:
        row: what stands around its items; `None` where they need nothing around them.
        items: what it holds, as seen from where the row puts it.
        type: how text is set to which it says nothing else, because the row says so.
    """

    row: Row | None
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
    templates: pathlib.Path | None = None,
) -> str:
    """The whole `<svg>` element.

    Args:
        scene: the map.
        colors: value of each token: a palette, or `jmap.render.palette.variables()` for a page.
        prefix: begins every id, so that several maps can stand on one page.
        family: the theme's font, named before all others.
        style: CSS with nothing in it that XML would have to escape, such as `@font-face` rules.
        page: address of the page to which each touchpoint is a link, up to the touchpoint's id; no links if empty.
        templates: a trusted project's own templates.
    """
    return render(
        "svg/map.svg",
        {
            "width": shown(scene.width),
            "height": shown(scene.height),
            "role": "graphics-document" if page else "img",
            "language": scene.language,
            "prefix": prefix,
            "title": scene.title,
            "description": scene.description,
            "family": families(family, embedded=bool(style)),
            "style": Markup(style),  # noqa: S704 - made of base64 and code points
            "ground": colors["ground"],
            "rows": list(_rows(scene.items, Looks(colors), partial(_group, prefix=prefix, page=page))),
        },
        project=templates,
    )


def fragment(
    items: Sequence[Item],
    looks: Looks,
    group: Callable[[Group], Opened],
    *,
    type_: str | None = None,
    templates: pathlib.Path | None = None,
) -> Markup:
    """Part of a map, for an `<svg>` element that a page makes.

    Args:
        items: back to front.
        looks: how they are painted.
        group: how a group is written.
        type_: how text is set to which it says nothing else, because the element says so.
        templates: a trusted project's own templates.
    """
    text = render("svg/rows.svg", {"rows": list(_rows(items, looks, group, type_))}, project=templates)
    # Every line end would be a node of the page: a third of all in a large map.
    return Markup(text.replace(">\n<", "><").strip())  # noqa: S704 - escaped by the template


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


def _rows(
    items: Sequence[Item], looks: Looks, group: Callable[[Group], Opened], type_: str | None = None
) -> Iterator[Row]:
    """What the template writes, back to front, each of four parts: shapes between two texts are one row."""
    shapes: list[str] = []
    stack: list[tuple[Iterator[Item], str, str | None]] = [(iter(items), "", type_)]
    while stack:
        inside, _, usual = stack[-1]
        item = next(inside, None)
        if item is not None and not isinstance(item, Words | Group | Image):
            parts = face_parts(item) if isinstance(item, Face) else (item,)
            shapes += [_shape(part, looks) for part in parts]
            continue
        if shapes:
            yield "shapes", _finished("\n".join(shapes)), "", ""
            shapes.clear()
        if item is None:
            _, kind, _ = stack.pop()
            if kind:
                yield f"end {kind}", "", "", ""
        elif isinstance(item, Words):
            own = type_of(item, looks)
            yield "text", _finished(_place(x=item.x, y=item.y) + (own if own != usual else "")), item.text, ""
        elif isinstance(item, Image):
            data = f"data:{item.mime};base64,{b64encode(item.data).decode('ascii')}"
            yield "image", _finished(_box(item)), data, item.alt
        else:
            row, within, common = group(item)
            if row is not None:
                yield row
            stack.append((iter(within), row[0] if row is not None else "", common or usual))


def _group(group: Group, prefix: str, page: str) -> Opened:
    if page and group.role == "touchpoint":
        href = f"{page}{quote(group.touchpoint)}"
        named = [("id", f"{prefix}--{group.touchpoint}"), ("href", href)]
        return Opened(("link", "", named, group.title), group.items)
    names = [(f"data-{key}", value) for key in _NAMES if (value := getattr(group, key))]
    if group.role == "touchpoint":
        names.insert(0, ("id", f"{prefix}--{group.touchpoint}"))
    return Opened(("group", group.role, names, group.title), group.items)


_NAMES = ("lane", "stage", "touchpoint", "persona")


def _shape(shape: Shape, looks: Looks) -> str:
    """An element made of numbers and colours."""
    if isinstance(shape, Path):
        look = _Look(shape.fill, shape.stroke, shape.width, shape.dash, shape.round)
        return f'<path d="{path_data(shape.segments)}"{_paint(look, looks)}/>'
    if isinstance(shape, Circle):
        look = _Look(shape.fill, shape.stroke, shape.width)
        return f"<circle{_place(cx=shape.x, cy=shape.y, r=shape.radius)}{_paint(look, looks)}/>"
    if isinstance(shape, Line):
        look = _Look(None, shape.color, shape.width, shape.dash)
        place = _place(x1=shape.x1, y1=shape.y1, x2=shape.x2, y2=shape.y2)
        return f"<line{place}{_paint(look, looks)}/>"
    if isinstance(shape, Rect):
        look = _Look(shape.fill, shape.stroke, shape.stroke_width, radius=shape.radius)
        return f"<rect{_box(shape)}{_paint(look, looks)}/>"
    raise TypeError(f"no such shape: {type(shape).__name__}")


def _box(shape: Rect | Image) -> str:
    return _place(x=shape.x, y=shape.y, width=shape.width, height=shape.height)


def _place(**numbers: float) -> str:
    """Coordinates and sizes as attributes, which begin with a blank; what is not said is 0."""
    return "".join(f' {name}="{text}"' for name, value in numbers.items() if (text := shown(value)) != "0")


def path_data(segments: Sequence[tuple[str, *tuple[float, ...]]]) -> str:
    """The `d` of a path."""
    return "".join(command + " ".join(map(shown, numbers)) for command, *numbers in segments)


def _finished(markup: str) -> Markup:
    """Markup made of numbers and palette values only: there is nothing in it to escape."""
    return Markup(markup)  # noqa: S704 - as said


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
    key = (words.size, words.color, words.anchor, words.bold, words.italic)
    return looks.of(
        key,
        lambda: {
            "font-size": shown(words.size),
            "fill": looks.colors[words.color],
            "font-weight": "700" if words.bold else "",
            "font-style": "italic" if words.italic else "",
            "text-anchor": "" if words.anchor == "start" else words.anchor,
        },
    )


def _paint(look: _Look, looks: Looks) -> str:
    """Fill and stroke."""
    rounded = "round" if look.stroke and look.round and (look.dash or not look.fill) else ""
    return looks.of(
        look,
        lambda: {
            "rx": shown(look.radius) if look.radius else "",
            "fill": looks.colors[look.fill] if look.fill else "none",
            "stroke": looks.colors[look.stroke] if look.stroke else "",
            "stroke-width": shown(look.width) if look.stroke and look.width != 1 else "",
            "stroke-dasharray": " ".join(map(shown, look.dash)),
            "stroke-linecap": rounded,
            "stroke-linejoin": rounded,
        },
    )
