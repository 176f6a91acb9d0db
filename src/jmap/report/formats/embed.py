"""The `embed` format: the map as a piece of HTML for a page of others.

It brings its own styles, which reach nothing outside of it, needs no script and fetches nothing. Several maps
can stand on one page: each has classes and ids of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from jmap.render import palette
from jmap.render.format import Format, Output, Rendered
from jmap.render.shortened import shortened
from jmap.render.svg import markup, slug
from jmap.render.templates import render as fill
from jmap.report import scores
from jmap.report.names import Words

if TYPE_CHECKING:
    from jmap.render.format import Sheet

SUFFIX = ".embed.html"


def render(sheet: Sheet) -> Rendered:
    """The fragment: styles, map and a line that says how the journey does."""
    theme, words, name = sheet.project.settings.theme, Words(sheet), slug(sheet.stem)
    picture = markup(sheet.scene, palette.variables(), name, family=theme.font)
    context: dict[str, Any] = {
        "name": name,
        "language": sheet.language,
        "title": sheet.scene.title,
        "words": {key: words.word(key) for key in ("report.map-region", "report.score", "score.none")},
        "score": scores.summary(words),
        "map": Markup(picture),  # noqa: S704 -- escaped by its template
        "light": Markup(palette.css("light", theme.brand)),  # noqa: S704 -- palette values
        "dark": Markup(palette.css("dark", theme.brand)),  # noqa: S704 -- palette values
    }
    text = fill("embed/map.html", context, project=sheet.options.templates)
    return Rendered((Output(SUFFIX, text.encode()),), shortened(sheet))


FORMAT = Format(
    id="embed",
    title="HTML fragment",
    summary=(
        "The map as a piece of HTML for a docs site, with styles of its own and no script, and journey-map.js, which "
        "shows a map by `<journey-map src>`."
    ),
    render=render,
)
