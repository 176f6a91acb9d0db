"""The `html` format: one page that holds all of a journey in all its languages and needs nothing beside it.

It is whole without its script, which adds what a page can do: see the files named in `SCRIPTS`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from jmap.layout.scene import Group, Path, walk
from jmap.render import palette
from jmap.render.format import Format, Output, Rendered
from jmap.render.svg import markup, shown
from jmap.render.templates import render as fill
from jmap.report.document import document, languages, script, styles
from jmap.report.page import page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from jmap.render.format import Sheet

    Edition: TypeAlias = Callable[[Sheet, str, list[dict[str, str]]], dict[str, Any]]

SUFFIX = ".html"
_HEAD = frozenset({"logo", "head", "score", "persona"})
"""Parts of the picture that the page's own head tells better."""


STYLES = ("base", "page", "charts", "print")
SCRIPTS = ("address", "settings", "page")
"""Files of `templates/html` joined in this order; the last script starts what the others offer."""


def render(sheet: Sheet) -> Rendered:
    """One page, with an edition for each language that is built; the first one is shown."""
    sheets = sheet.editions or (sheet,)
    edition, looks, code = _kind(sheet.options.view.audience)
    choice = languages([one.language for one in sheets])
    editions = [
        edition(one, own["at"], choice if sheet.editions else [])
        for one, own in zip(sheets, choice, strict=True)
    ]
    theme = sheet.project.settings.theme
    name = f"{sheet.stem}{SUFFIX}"
    data, findings = document(name, editions, styles(*looks), script(*code), theme, sheet.options)
    return Rendered((Output(SUFFIX, data),), findings)


def _kind(audience: str) -> tuple[Edition, Sequence[str], Sequence[str]]:
    """What a page is made by, its styles and its scripts; two views have pages of another kind."""
    if audience == "training":
        from jmap.report import handout

        return handout.edition, handout.STYLES, handout.SCRIPTS
    if audience == "executive":
        from jmap.report import executive

        def at_a_glance(sheet: Sheet, at: str, choice: list[dict[str, str]]) -> dict[str, Any]:
            return executive.edition(sheet, at, choice, _picture(sheet, at))

        return at_a_glance, executive.STYLES, executive.SCRIPTS
    return _edition, STYLES, SCRIPTS


def _edition(sheet: Sheet, at: str, choice: list[dict[str, str]]) -> dict[str, Any]:
    """The journey in one language; `at` begins its ids."""
    content = page(sheet, at)
    picture = _picture(sheet, at)
    context: dict[str, object] = {
        "page": content,
        "map": picture,
        "columns": _columns(content),
        "at": at,
        "languages": choice,
    }
    text = fill("html/edition.html", context, project=sheet.options.templates)
    return {
        "at": at,
        "language": sheet.language,
        "title": content["head"]["title"],
        "description": content["head"]["description"],
        "html": Markup(text),  # noqa: S704 -- escaped by its templates
    }


def _picture(sheet: Sheet, at: str) -> Markup:
    """The map from its stages down: title, score and personas stand on the page already."""
    scene, theme = sheet.scene, sheet.project.settings.theme
    items = tuple(item for item in scene.items if not (isinstance(item, Group) and item.role in _HEAD))
    top = max(0.0, _top(items) - 6) if len(items) < len(scene.items) else 0.0
    text = markup(
        replace(scene, items=items),
        palette.variables(),
        f"{at}jm",
        family=theme.font,
        interactive=True,
        templates=sheet.options.templates,
    )
    whole = f'height="{shown(scene.height)}" viewBox="0 0 {shown(scene.width)} {shown(scene.height)}"'
    rest = shown(scene.height - top)
    part = f'height="{rest}" viewBox="0 {shown(top)} {shown(scene.width)} {rest}"'
    return Markup(text.replace(whole, part, 1))  # noqa: S704 -- escaped by its own template


def _top(items: Sequence[Any]) -> float:
    """Where the stages begin; 0 for a map without any."""
    stage = next((item for item in items if isinstance(item, Group) and item.role == "stage"), None)
    shapes = walk(stage.items) if stage is not None else iter(())
    return min((y for shape in shapes if isinstance(shape, Path) for y in _heights(shape)), default=0.0)


def _heights(path: Path) -> Sequence[float]:
    """The y of all points of a path."""
    return [float(y) for _, *numbers in path.segments for y in numbers[1::2]]


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
    summary="A page that needs nothing beside it: map, personas, all touchpoints, scores explained, in all languages.",
    render=render,
    localized=False,
)
