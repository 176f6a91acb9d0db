"""A scene as SVG markup: for the picture files and for pages that hold a map."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING

from markupsafe import Markup

from jmap.layout.scene import Circle, Face, Group, Image, Line, Path, Rect, Words
from jmap.layout.shapes import face_parts
from jmap.render.templates import render

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterator, Mapping, Sequence

    from jmap.layout.scene import Item, Scene, Shape

FAMILIES = (
    "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "WenQuanYi Micro Hei", "Helvetica Neue", "Segoe UI", "Arial", "DejaVu Sans",
)  # fmt: skip
"""Fonts for Latin and Chinese, each near the widths the layout reckons with; never `system-ui`, whose Chinese may be
boxes."""

Row = tuple[object, ...]


def markup(
    scene: Scene,
    colors: Mapping[str, str],
    prefix: str,
    *,
    family: str | None = None,
    style: str = "",
    interactive: bool = False,
    templates: pathlib.Path | None = None,
) -> str:
    """The whole `<svg>` element.

    Args:
        scene: the map.
        colors: value of each token: a palette, or `jmap.render.palette.variables()` for a page.
        prefix: begins every id, so that several maps can stand on one page.
        family: the theme's font, named before all others.
        style: CSS with nothing in it that XML would have to escape, such as `@font-face` rules.
        interactive: for a page that adds links and scripts: no ground, and a role that may have children.
        templates: a trusted project's own templates.
    """
    return render(
        "svg/map.svg",
        {
            "width": shown(scene.width),
            "height": shown(scene.height),
            "role": "graphics-document" if interactive else "img",
            "language": scene.language,
            "prefix": prefix,
            "title": scene.title,
            "description": scene.description,
            "family": families(family, embedded=bool(style)),
            "style": Markup(style),  # noqa: S704 - made of base64 and code points
            "ground": "" if interactive else colors["ground"],
            "rows": list(_rows(scene.items, colors, prefix)),
        },
        project=templates,
    )


def families(first: str | None = None, *, embedded: bool = False) -> str:
    """The `font-family` of a map; with embedded Chinese glyphs these go before all else."""
    names = (*(["jmap CJK"] if embedded else []), *([first] if first else []), *FAMILIES)
    return ", ".join(f"'{name}'" for name in names) + ", sans-serif"


def slug(stem: str) -> str:
    """A prefix for ids, made from a file's stem: letters of any script, digits, `-` and `_`."""
    return "jm-" + re.sub(r"[^\w-]", "-", stem)


def shown(value: float) -> str:
    """A number with at most two decimals, the same on every machine."""
    text = f"{value:.2f}"
    text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _rows(items: Sequence[Item], colors: Mapping[str, str], prefix: str) -> Iterator[Row]:
    """What the template writes, back to front."""
    styles: dict[object, Markup] = {}
    stack: list[Iterator[Item]] = [iter(items)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
            if stack:
                yield ("end",)
        elif type(item) is Group:
            yield _group(item, prefix)
            stack.append(iter(item.items))
        elif type(item) is Face:
            for part in face_parts(item):
                yield _row(part, colors, styles)
        else:
            yield _row(item, colors, styles)  # type: ignore[arg-type]


def _group(group: Group, prefix: str) -> Row:
    facts = (("lane", group.lane), ("stage", group.stage), ("touchpoint", group.touchpoint), ("persona", group.persona))
    names = [(f"data-{key}", value) for key, value in facts if value]
    if group.role == "touchpoint":
        names.insert(0, ("id", f"{prefix}--{group.touchpoint}"))
    return ("group", group.role, names, group.title)


def _row(shape: Shape, colors: Mapping[str, str], styles: dict[object, Markup]) -> Row:
    kind = type(shape)
    if kind is Words:
        x, y, text, size, color, _, anchor, bold, italic = shape  # type: ignore[misc]
        key: object = (size, color, anchor, bold, italic)
        style = styles.get(key)
        if style is None:
            style = styles[key] = _text_style(size, colors[color], anchor, bold=bold, italic=italic)
        return ("text", shown(x), shown(y), style, text)
    if kind is Path:
        style = _ink(shape.fill, shape.stroke, shape.width, shape.dash, colors, styles, round_=shape.round)  # type: ignore[union-attr]
        return ("path", path_data(shape.segments), style)  # type: ignore[union-attr]
    if kind is Circle:
        x, y, radius, fill, stroke, width = shape  # type: ignore[misc]
        return ("circle", shown(x), shown(y), shown(radius), _ink(fill, stroke, width, (), colors, styles))
    if kind is Rect:
        x, y, width, height, fill, stroke, radius, thick = shape  # type: ignore[misc]
        style = _ink(fill, stroke, thick, (), colors, styles, radius=radius)
        return ("rect", shown(x), shown(y), shown(width), shown(height), style)
    if kind is Line:
        x1, y1, x2, y2, color, width, dash = shape  # type: ignore[misc]
        style = _ink(None, color, width, dash, colors, styles, fills=False)
        return ("line", shown(x1), shown(y1), shown(x2), shown(y2), style)
    if kind is Image:
        x, y, width, height, data, mime, alt = shape  # type: ignore[misc]
        return ("image", shown(x), shown(y), shown(width), shown(height), mime, b64encode(data).decode("ascii"), alt)
    raise TypeError(f"no such shape: {kind.__name__}")


def path_data(segments: Sequence[tuple[str, *tuple[float, ...]]]) -> str:
    """The `d` of a path."""
    return "".join(command + " ".join(map(shown, numbers)) for command, *numbers in segments)


def _text_style(size: float, color: str, anchor: str, *, bold: bool, italic: bool) -> Markup:
    return Markup(' font-size="{}" fill="{}"').format(shown(size), color) + Markup("").join(
        Markup(' {}="{}"').format(name, value)
        for name, value in (("font-weight", "700" if bold else ""), ("font-style", "italic" if italic else ""),
                            ("text-anchor", anchor if anchor != "start" else ""))
        if value
    )  # fmt: skip


def _ink(
    fill: str | None, stroke: str | None, width: float, dash: tuple[float, ...],
    colors: Mapping[str, str], styles: dict[object, Markup],
    *, round_: bool = True, radius: float = 0.0, fills: bool = True,
) -> Markup:  # fmt: skip
    """Fill and stroke as attributes, made once for each combination."""
    key = (fill, stroke, width, dash, round_, radius, fills)
    style = styles.get(key)
    if style is None:
        facts = [("rx", shown(radius) if radius else ""), ("fill", (colors[fill] if fill else "none") if fills else "")]
        if stroke:
            facts += [("stroke", colors[stroke]), ("stroke-width", shown(width) if width != 1 else "")]
            facts += [("stroke-dasharray", " ".join(map(shown, dash)))]
            if round_ and (dash or not fill):
                facts += [("stroke-linecap", "round"), ("stroke-linejoin", "round")]
        style = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in facts if value)
        styles[key] = style
    return style
