"""The `pptx` format: a deck of native slides that whoever presents the journey can edit."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from jmap.diagnostics import Severity
from jmap.errors import ToolMissingError
from jmap.render.codes import DROPPED
from jmap.render.format import Format, Output, Rendered
from jmap.render.shortened import shortened_texts
from jmap.spec.codes import finding

if TYPE_CHECKING:
    from jmap.diagnostics import Finding
    from jmap.render.format import Sheet

SUFFIX = ".pptx"
_HINT = 'pip install "jmap[pptx]"'


def render(sheet: Sheet) -> Rendered:
    """One deck: title, personas, map, lists, matrix, evidence.

    Raises:
        ToolMissingError: the extra is not installed.
    """
    if find_spec("pptx") is None:
        raise ToolMissingError("python-pptx", _HINT)
    from jmap.report.slides.story import told

    deck = told(sheet)
    data = deck.data()
    cut = dict.fromkeys(deck.shortened)
    findings = shortened_texts(
        sheet,
        "the slides have",
        "the notes below them have all of it",
        [(one.name, one.pointer) for one in cut],
    )
    return Rendered((Output(SUFFIX, data),), (*findings, *_unreadable(sheet, deck.unreadable)))


def _unreadable(sheet: Sheet, files: list[str]) -> tuple[Finding, ...]:
    return tuple(
        finding(
            DROPPED,
            f"{sheet.stem}{SUFFIX}: {file} is a picture that slides cannot hold",
            severity=Severity.WARNING,
            hint="save it as PNG or JPEG anew",
        )
        for file in dict.fromkeys(files)
    )


FORMAT = Format(
    id="pptx",
    title="Slides",
    summary="A deck of native, editable slides: personas, map with charts and tables, registers, speaker notes.",
    render=render,
)
