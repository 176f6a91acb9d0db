"""A scene as SVG markup: for the picture files and for pages that hold a map."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from markupsafe import Markup

from jmap.layout.scene import Circle, Face, Group, Image, Line, Path, Rect, Words
from jmap.layout.shapes import face_parts
from jmap.render.templates import render

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jmap.layout.scene import Item, Scene, Shape

FAMILIES = (
    "Noto Sans", "Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    "Hiragino Sans GB", "WenQuanYi Micro Hei", "Helvetica Neue", "Segoe UI", "Arial", "DejaVu Sans",
)  # fmt: skip
"""Fonts for Latin and Chinese, each near the widths the layout reckons with; never `system-ui`, whose
Chinese may be boxes."""

Row: TypeAlias = tuple[object, ...]
_Styles: TypeAlias = "dict[tuple[object, ...], Markup]"


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
    styles: _Styles = {}
    stack: list[Iterator[Item]] = [iter(items)]
    while stack:
        item = next(stack[-1], None)
        if item is None:
            stack.pop()
            if stack:
                yield ("end",)
        elif isinstance(item, Group):
            yield _group(item, prefix)
            stack.append(iter(item.items))
        elif isinstance(item, Face):
            for part in face_parts(item):
                yield _row(part, colors, styles)
        else:
            yield _row(item, colors, styles)


def _group(group: Group, prefix: str) -> Row:
    facts = (
        ("lane", group.lane),
        ("stage", group.stage),
        ("touchpoint", group.touchpoint),
        ("persona", group.persona),
    )
    names = [(f"data-{key}", value) for key, value in facts if value]
    if group.role == "touchpoint":
        names.insert(0, ("id", f"{prefix}--{group.touchpoint}"))
    return ("group", group.role, names, group.title)


def _row(shape: Shape, colors: Mapping[str, str], styles: _Styles) -> Row:
    if isinstance(shape, Words):
        return ("text", shown(shape.x), shown(shape.y), _type(shape, colors, styles), shape.text)
    if isinstance(shape, Path):
        look = _Look(shape.fill, shape.stroke, shape.width, shape.dash, shape.round)
        return ("path", path_data(shape.segments), _paint(look, colors, styles))
    if isinstance(shape, Circle):
        look = _Look(shape.fill, shape.stroke, shape.width)
        return ("circle", shown(shape.x), shown(shape.y), shown(shape.radius), _paint(look, colors, styles))
    if isinstance(shape, Line):
        look = _Look(None, shape.color, shape.width, shape.dash)
        return ("line", *map(shown, shape[:4]), _paint(look, colors, styles))
    if isinstance(shape, Rect):
        look = _Look(shape.fill, shape.stroke, shape.stroke_width, radius=shape.radius)
        return ("rect", *map(shown, shape[:4]), _paint(look, colors, styles))
    if isinstance(shape, Image):
        data = b64encode(shape.data).decode("ascii")
        return ("image", *map(shown, shape[:4]), shape.mime, data, shape.alt)
    raise TypeError(f"no such shape: {type(shape).__name__}")


def path_data(segments: Sequence[tuple[str, *tuple[float, ...]]]) -> str:
    """The `d` of a path."""
    return "".join(command + " ".join(map(shown, numbers)) for command, *numbers in segments)


class _Look(NamedTuple):
    """How a shape is painted."""

    fill: str | None
    stroke: str | None
    width: float
    dash: tuple[float, ...] = ()
    round: bool = True
    radius: float = 0.0


def _type(words: Words, colors: Mapping[str, str], styles: _Styles) -> Markup:
    """How text is set, as attributes, made once for each combination."""
    key = words[3:5] + words[6:]
    if key not in styles:
        facts = [("font-size", shown(words.size)), ("fill", colors[words.color])]
        facts += [
            ("font-weight", "700" if words.bold else ""),
            ("font-style", "italic" if words.italic else ""),
        ]
        facts += [("text-anchor", "" if words.anchor == "start" else words.anchor)]
        styles[key] = _attributes(facts)
    return styles[key]


def _paint(look: _Look, colors: Mapping[str, str], styles: _Styles) -> Markup:
    """Fill and stroke as attributes, made once for each combination."""
    if look not in styles:
        facts = [
            ("rx", shown(look.radius) if look.radius else ""),
            ("fill", colors[look.fill] if look.fill else "none"),
        ]
        if look.stroke:
            facts += [
                ("stroke", colors[look.stroke]),
                ("stroke-width", shown(look.width) if look.width != 1 else ""),
            ]
            facts += [("stroke-dasharray", " ".join(map(shown, look.dash)))]
            if look.round and (look.dash or not look.fill):
                facts += [("stroke-linecap", "round"), ("stroke-linejoin", "round")]
        styles[look] = _attributes(facts)
    return styles[look]


def _attributes(facts: Iterable[tuple[str, str]]) -> Markup:
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in facts if value)
