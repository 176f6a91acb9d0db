"""The map as a picture, in light and in dark: two files that need nothing beside them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jmap.layout.scene import Words
from jmap.render.fonts import faces, uncovered, unreadable
from jmap.render.format import Format, Output, Rendered, Sheet
from jmap.render.palette import SCHEMES, palette, tokens
from jmap.render.shortened import shortened
from jmap.render.svg import markup, slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.diagnostics import Finding
    from jmap.layout.scene import Scene
    from jmap.render.fonts import FontFace

_START, _END = "\x02", "\x03"
"""Stand around the name of a colour until it is known: no text may hold them."""
_COLOR = re.compile(f"{_START}([^{_END}]*){_END}")


def render(sheet: Sheet) -> Rendered:
    """Draw the map for light and for dark surroundings."""
    theme, scene = sheet.project.settings.theme, sheet.scene
    fonts, findings = _fonts(sheet, scene)
    drawn = markup(
        scene,
        {token: f"{_START}{token}{_END}" for token in tokens()},
        slug(sheet.stem),
        family=theme.font,
        style="".join(face.css() for face in fonts),
    )
    parts = _COLOR.split(drawn)  # between every two is the name of a colour
    outputs = [
        Output(suffix, _painted(parts, palette(scheme, theme.brand)).encode("utf-8"))
        for scheme, suffix in zip(SCHEMES, (".svg", ".dark.svg"), strict=True)
    ]
    return Rendered(tuple(outputs), (*findings, *shortened(sheet)))


def _painted(parts: Sequence[str], colors: Mapping[str, str]) -> str:
    """The picture with the value of each colour in its place: drawn once, painted for each scheme."""
    painted = [*parts]
    painted[1::2] = map(colors.__getitem__, parts[1::2])
    return "".join(painted)


def _fonts(sheet: Sheet, scene: Scene) -> tuple[tuple[FontFace, ...], tuple[Finding, ...]]:
    """The Chinese glyphs to embed; a finding names the characters that have none."""
    if not sheet.options.embed_fonts:
        return (), ()
    words = [shape for shape in scene.shapes() if isinstance(shape, Words)]
    texts = [shape.text for shape in words if not shape.bold]
    bold = [shape.text for shape in words if shape.bold]
    fonts = faces(texts, bold, font=sheet.options.font)
    missing = uncovered([*texts, *bold], fonts)
    return fonts, unreadable(f"{sheet.stem}.svg: {len(missing)} characters need a Chinese font", missing)


FORMAT = Format(
    id="svg",
    title="SVG map",
    summary="The map as a self-contained picture, in a light and a dark file.",
    render=render,
)
