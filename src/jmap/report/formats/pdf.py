"""The `pdf` format: the page as it is printed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from jmap.render.browser import drawn_here, printed
from jmap.render.format import Format, Output, Rendered
from jmap.report.formats import html

if TYPE_CHECKING:
    from jmap.render.format import Sheet

SUFFIX: Final = ".pdf"


def render(sheet: Sheet) -> Rendered:
    """The page of one language, on paper.

    Raises:
        ToolMissingError: there is no Chromium browser.
    """
    upright = sheet.options.view.audience == "training"
    page = html.page_of(replace(sheet, editions=()), paper="A4 portrait" if upright else "A4 landscape")
    return Rendered((Output(SUFFIX, printed(page.outputs[0].data)),), drawn_here(page.findings))


FORMAT = Format(
    id="pdf",
    title="PDF",
    summary="The page as it is printed: map, touchpoints, scores, registers; by an installed Chromium browser.",
    render=render,
)
