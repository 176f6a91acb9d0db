"""The `html` format: one page that holds all of a journey, needs nothing beside it and runs no script."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from jmap.diagnostics import Finding, Severity
from jmap.layout.scene import Group, Path, walk
from jmap.render import palette
from jmap.render.fonts import faces, uncovered
from jmap.render.format import Format, Output, Rendered
from jmap.render.svg import families, markup, shown
from jmap.render.templates import render as fill
from jmap.report.page import page
from jmap.resources import templates_dir

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.render.format import Sheet

SUFFIX = ".html"
_HEAD = frozenset({"logo", "head", "score", "persona"})
"""Parts of the picture that the page's own head tells better."""
_SMALLEST, _LARGEST = 0.86, 1.15
"""How small and how large the map may be shown; on narrower screens it scrolls sideways."""


def render(sheet: Sheet) -> Rendered:
    """One page. Its policy knows its style sheets by their hashes, so that no other one works in it."""
    content = page(sheet)
    picture, width = _picture(sheet)
    context: dict[str, object] = {
        "page": content,
        "map": picture,
        "columns": _columns(content),
        "policy": "",
        "styles": [],
    }
    project = sheet.options.templates
    # Rendered without fonts first: what it then says is what they have to cover.
    text = fill("html/page.html", context, project=project)
    fonts = faces([text], [text], font=sheet.options.font) if sheet.options.embed_fonts else ()
    styles = [
        (templates_dir() / "html" / "page.css").read_text(encoding="utf-8"),
        _style(sheet, width, embedded=bool(fonts)) + "".join(face.css() for face in fonts),
    ]
    context |= {"styles": [Markup(style) for style in styles], "policy": _policy(styles)}  # noqa: S704 -- our own
    data = fill("html/page.html", context, project=project).encode()
    missing = uncovered([text], fonts) if sheet.options.embed_fonts else ""
    return Rendered((Output(SUFFIX, data),), _findings(sheet, missing))


def _policy(styles: Sequence[str]) -> str:
    """The page may use these style sheets and embedded pictures and fonts: no script, no request, no form."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in styles
    )
    return (
        f"default-src 'none'; style-src {hashes}; img-src data:; font-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _style(sheet: Sheet, width: float, *, embedded: bool) -> str:
    """What differs from page to page: colours, fonts, and how far the map may shrink."""
    theme = sheet.project.settings.theme
    return (
        f":root{{{palette.css('light', theme.brand)}--font:{families(theme.font, embedded=embedded)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{palette.css('dark', theme.brand)}}}}}"
        f"@media screen{{#map .scroll svg{{width:100%;height:auto;min-width:{shown(width * _SMALLEST)}px}}"
        f"#map .scroll svg,#map .legend{{max-width:{shown(width * _LARGEST)}px;margin-inline:auto}}}}"
    )


def _picture(sheet: Sheet) -> tuple[Markup, float]:
    """The map from its stages down, and its width: title, score and personas stand on the page already."""
    scene, theme = sheet.scene, sheet.project.settings.theme
    items = tuple(item for item in scene.items if not (isinstance(item, Group) and item.role in _HEAD))
    top = max(0.0, _top(items) - 6) if len(items) < len(scene.items) else 0.0
    text = markup(
        replace(scene, items=items),
        palette.variables(),
        "jm",
        family=theme.font,
        interactive=True,
        templates=sheet.options.templates,
    )
    whole = f'height="{shown(scene.height)}" viewBox="0 0 {shown(scene.width)} {shown(scene.height)}"'
    rest = shown(scene.height - top)
    part = f'height="{rest}" viewBox="0 {shown(top)} {shown(scene.width)} {rest}"'
    return Markup(text.replace(whole, part, 1)), scene.width  # noqa: S704 -- escaped by its own template


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


def _findings(sheet: Sheet, missing: str) -> tuple[Finding, ...]:
    if not missing:
        return ()
    few = missing[:20] + ("…" if len(missing) > 20 else "")  # noqa: PLR2004 -- as many as a line holds
    return (
        Finding(
            code="F201",
            name="uncovered-characters",
            severity=Severity.WARNING,
            message=(
                f"{sheet.stem}{SUFFIX}: without a Chinese font, readers see boxes for {len(missing)} "
                f"characters: {few}"
            ),
            hint='install the font with `pip install "jmap[cjk]"`, or name one with `--font FILE`',
        ),
    )


FORMAT = Format(
    id="html",
    title="HTML page",
    summary="A page that needs nothing beside it: map, personas, all touchpoints, scores explained.",
    render=render,
)
