"""The `linked-svg` format: the map as a picture in which each touchpoint leads to its place on the HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from jmap.render import palette
from jmap.render.format import Format, Output, Rendered
from jmap.render.names import stem
from jmap.render.shortened import shortened
from jmap.render.svg import markup, slug

if TYPE_CHECKING:
    from jmap.render.format import Sheet


def render(sheet: Sheet) -> Rendered:
    """One file, light or dark as the reader prefers: it needs a viewer that knows style sheets, as browsers do."""
    theme, languages = sheet.project.settings.theme, sheet.project.languages
    colors = (
        f":root{{color-scheme:light dark;{palette.css('light', theme.brand)}}}"
        f"@media (prefers-color-scheme:dark){{:root{{{palette.css('dark', theme.brand)}}}}}"
    )
    # On the page the first language goes without a tag: see `jmap.report.document.languages`.
    at = "" if sheet.language == languages[0] else f"{sheet.language}:"
    text = markup(
        sheet.scene,
        palette.variables(),
        slug(sheet.stem),
        family=theme.font,
        style=colors,
        page=f"{quote(stem(sheet.journey.id))}.html#{at}t-",
    )
    return Rendered((Output(".linked.svg", text.encode()),), shortened(sheet))


FORMAT = Format(
    id="linked-svg",
    title="SVG map with links",
    summary="The map as a picture whose touchpoints are links to the HTML page beside it; light or dark by itself.",
    render=render,
)
