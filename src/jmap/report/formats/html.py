"""The `html` format: one page that holds all of a journey in all its languages and needs nothing beside it.

It is whole without its script, which adds what a page can do: see the files of its bundle in `jmap.report.bundle`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from jmap.render import palette
from jmap.render.format import Format, Output, Rendered
from jmap.render.looks import Classes
from jmap.render.shortened import shortened
from jmap.render.svg import shown
from jmap.render.templates import render as fill
from jmap.report.document import Style, document, languages, tight
from jmap.report.map import Picture
from jmap.report.names import Words
from jmap.report.page import page

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from jmap.render.format import Sheet
    from jmap.render.looks import Looks

    Edition: TypeAlias = Callable[[Sheet, str, list[dict[str, str]]], dict[str, Any]]

SUFFIX = ".html"
_HEADS = {
    "experience": "report.experience",
    "feeling": "report.feeling",
    "pains": "lane.pains",
    "opportunities": "lane.opportunities",
}
"""What the columns of touchpoints after the first are called."""


def render(sheet: Sheet) -> Rendered:
    """One page, with an edition for each language that is built; the first one is shown."""
    return page_of(sheet)


def page_of(sheet: Sheet, *, paper: str = "") -> Rendered:
    """The page; `paper` is that on which it is printed, such as `A4 landscape`, else the reader's usual one."""
    sheets = sheet.editions or (sheet,)
    looks = Classes(palette.variables())
    edition, bundle = _kind(sheet.options.view.audience, looks)
    choice = languages([one.language for one in sheets])
    editions = [
        edition(one, own["at"], choice if sheet.editions else [])
        for one, own in zip(sheets, choice, strict=True)
    ]
    data, findings = document(
        f"{sheet.stem}{SUFFIX}",
        bundle,
        editions,
        _style(looks, editions, f"@page{{size:{paper}}}" if paper else ""),
        sheet.project.settings.theme,
        sheet.options,
    )
    cut = [] if bundle == "training" else [finding for one in sheets for finding in shortened(one)]
    return Rendered((Output(SUFFIX, data),), (*findings, *cut))


def _kind(audience: str, looks: Looks) -> tuple[Edition, str]:
    """What a page is made by, and the name of its bundle; two views have pages of another kind."""
    if audience == "training":
        from jmap.report import handout

        return handout.edition, audience
    if audience == "executive":
        from jmap.report import executive

        def at_a_glance(sheet: Sheet, at: str, choice: list[dict[str, str]]) -> dict[str, Any]:
            told = executive.edition(sheet, at, choice, Picture(Words(sheet, at), looks).single())
            return told | {"width": shown(sheet.scene.width), "left": "0"}

        return at_a_glance, audience
    return partial(_edition, looks=looks), "page"


def _edition(sheet: Sheet, at: str, choice: list[dict[str, str]], *, looks: Looks) -> dict[str, Any]:
    """The journey in one language; `at` begins its ids."""
    content = page(sheet, at)
    columns = _columns(content)
    picture = Picture(Words(sheet, at), looks).whole()
    context: dict[str, object] = {
        "page": content,
        "map": picture,
        "columns": columns,
        "at": at,
        "languages": choice,
    }
    text = fill("html/edition.html", context, project=sheet.options.templates)
    return {
        "at": at,
        "language": sheet.language,
        "title": content["head"]["title"],
        "name": sheet.journey.id,
        "heads": [content["words"][_HEADS[column]] for column, used in columns.items() if used],
        "width": picture["width"],
        "left": picture["left"],
        "description": content["head"]["description"],
        "html": Markup(tight(text)),  # noqa: S704 -- escaped by its templates
    }


def _style(looks: Classes, editions: Sequence[Mapping[str, Any]], more: str) -> Style:
    """How the maps are painted and how wide they are; on narrow screens, each column's name before its values."""
    sizes = "".join(
        f".edition:lang({edition['language']}){{--width:{edition['width']};--left:{edition['left']}}}"
        for edition in editions
        if "width" in edition
    )
    names = "".join(
        f".edition:lang({edition['language']}) .stage td:nth-child({index})::before{{{_named(name)}}}"
        for edition in editions
        for index, name in enumerate(edition.get("heads", ()), 2)
    )
    narrow = f"@media screen and (max-width:60rem){{{names}}}" if names else ""
    return Style(Markup(looks.css() + sizes + narrow + more), picture=True)  # noqa: S704 -- numbers and jmap's own words


def _named(name: str) -> str:
    """A name that is seen but not read out, because the table's head says it; as it is where that is not understood."""
    return f'content:"{name}";content:"{name}"/""'


def _columns(content: dict[str, Any]) -> dict[str, bool]:
    """Which columns the tables of touchpoints need: those that hold anything anywhere."""
    places = [one for stage in content["touchpoints"] for one in (*stage["whole"], *stage["touchpoints"])]
    return {
        "experience": any(one["lanes"] or one["quotes"] or one["notes"] or one["image"] for one in places),
        "feeling": any(one["emotions"] or one["measures"] or one["score"]["shown"] for one in places),
        "pains": any(one["pains"] for one in places),
        "opportunities": any(one["opportunities"] or one["improvements"] for one in places),
    }


FORMAT = Format(
    id="html",
    title="HTML page",
    summary="One page in all languages that needs nothing beside it: map, personas, touchpoints, scores.",
    render=render,
    localized=False,
)
