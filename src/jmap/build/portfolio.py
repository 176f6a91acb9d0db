"""The portfolio beside the maps of a project: `index.html` and `index.md`, made of models and scores only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jmap.build.codes import NOT_DRAWN
from jmap.errors import RenderError
from jmap.render.names import INDEX, stem
from jmap.spec.codes import finding
from jmap.spec.kinds import SETTINGS_NAME
from jmap.view import FULL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from jmap.diagnostics import Finding
    from jmap.render.format import Format, Options
    from jmap.score import JourneyScore
    from jmap.spec import Loaded


def portfolio(
    loaded: Loaded,
    scores: Mapping[str, JourneyScore],
    formats: Sequence[Format],
    languages: Sequence[str],
    options: Options,
    findings: list[Finding],
) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file; nothing unless all journeys of the project were built.

    A lone file is a map and no portfolio. A project has one even while it has a single journey, so that a site
    made of its outputs begins with the same page however it grows.
    """
    lone = SETTINGS_NAME not in loaded.files and len(loaded.homes) == 1
    if lone or loaded.selected != tuple(loaded.project.journeys):
        return
    wanted = {format_.id for format_ in formats}
    if not wanted & {"html", "md"}:
        return
    from jmap.report.portfolio import Folio, LeftOut

    # What is wrong with journeys is for those who work on them, and may quote what others must not see.
    errors = loaded.left_out if options.view == FULL else ()
    left_out = tuple(LeftOut(id_, _reason(loaded, id_)) for id_ in errors)
    told = [Folio(loaded.project, scores, tag, {}, left_out, private=options.private) for tag in languages]
    try:
        if "html" in wanted:
            from jmap.report.portfolio.html import html

            pages = {id_: f"{stem(id_)}.html" for id_ in scores}
            anchors = options.view.audience != "executive"  # its pages are one sheet without touchpoints
            data, found = html([replace(folio, pages=pages, anchors=anchors) for folio in told], options)
            findings.extend(found)
            yield f"{INDEX}.html", data
        if "md" in wanted:
            from jmap.report.portfolio.markdown import markdown

            several = len(loaded.project.languages) > 1
            for folio in told:
                ending = f".{folio.language}.md" if several else ".md"
                pages = {id_: f"{stem(id_)}{ending}" for id_ in scores}
                yield f"{INDEX}{ending}", markdown(replace(folio, pages=pages, anchors=False), options)
    except RenderError as error:
        message = f"the portfolio could not be drawn: {error}"
        findings.append(finding(NOT_DRAWN, message))


def _reason(loaded: Loaded, journey: str) -> str:
    """The first error in the journey's own file, else the first one in any."""
    own = [each for each in loaded.errors if each.span and each.span.path == loaded.homes[journey]]
    for each in (*own, *loaded.errors):
        place = f"{each.span.path}:{each.span.line}: " if each.span else ""
        return f"{place}{each.message}"
    return ""
