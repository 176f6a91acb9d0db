"""The `png` format: the map as a picture for documents and chats that show no SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.diagnostics import Severity
from jmap.render.browser import drawn_here, picture
from jmap.render.codes import REDUCED
from jmap.render.format import Format, Output, Rendered
from jmap.render.formats import svg
from jmap.spec.codes import finding

if TYPE_CHECKING:
    from jmap.render.format import Sheet

SUFFIX: Final = ".png"
_SCALE: Final = 2.0
"""Pixels for a unit: sharp on dense screens and on paper."""
_SIDE, _AREA = 16_000, 200_000_000
"""Pixels of a side, and of a whole picture, that every browser draws."""


def render(sheet: Sheet) -> Rendered:
    """The light picture, twice as large as the SVG.

    Raises:
        ToolMissingError: there is no Chromium browser.
    """
    drawn = svg.render(sheet)
    width, height = sheet.scene.width, sheet.scene.height
    scale = min(_SCALE, _SIDE / max(width, height), (_AREA / (width * height)) ** 0.5)
    data = picture(drawn.outputs[0].data, scale)
    findings = [*drawn_here(drawn.findings)]
    if scale < _SCALE:
        message = f"{sheet.stem}{SUFFIX} has {scale / _SCALE:.0%} of its usual size: browsers draw no larger pictures"
        hint = "a map of part of the journey, or svg, is legible at any size"
        findings.append(finding(REDUCED, message, severity=Severity.WARNING, hint=hint))
    return Rendered((Output(SUFFIX, data),), tuple(findings))


FORMAT = Format(
    id="png",
    title="PNG picture",
    summary="The map as a picture for documents and chats that show no SVG, drawn by an installed Chromium browser.",
    render=render,
)
