"""The codes of findings about outputs that could not be made (B4xx)."""

from __future__ import annotations

from typing import Final

from jmap.evidence import codes as of_data
from jmap.importers import codes as of_imports
from jmap.render import codes as of_formats
from jmap.spec.codes import Code

NOT_WRITTEN: Final = Code(
    "B401",
    "not-written",
    "An output could not be written.",
    "The file that was there before, if any, is as it was; all other outputs are written.",
)
NOT_DRAWN: Final = Code(
    "B402",
    "not-drawn",
    "A journey or the portfolio could not be drawn in one format.",
    "A failure costs nothing but this output; the message says what stood in its way.",
)
LOST: Final = Code(
    "B403",
    "process-lost",
    "A process that drew outputs died.",
    "Usually the machine has too little memory for so many processes at once: `--jobs 1` needs least.",
)
TOO_SLOW: Final = Code(
    "B404",
    "takes-too-long",
    "Drawing an output took longer than allowed.",
    "No map takes as long; a template of the project's own probably never ends.",
)
SAME_NAME: Final = Code(
    "B405",
    "same-file-name",
    "Two outputs would have the same file name, at least on some systems.",
    "One would take the place of the other. Ids that differ in more than case tell them apart.",
)
BUG: Final = Code(
    "B406",
    "bug-in-jmap",
    "jmap failed in drawing an output, and should not have.",
    "Please report it: the message says what happened. All other outputs are written.",
)
SHARED_FOLDER: Final = Code(
    "B407",
    "shared-folder",
    "An output took the place of one that another project had built into the same folder.",
    "Both projects have a journey of that name, or a portfolio; whichever is built last is what readers find.",
)

UNKNOWN_MAP: Final = Code(
    "B420",
    "unknown-map",
    "A marker in a document names a journey or a language that the project does not have.",
    "The document is left as it is until all its markers can be followed.",
)
UNCLOSED_MARKER: Final = Code(
    "B421",
    "unclosed-marker",
    "A marker in a document begins a map and none ends it.",
    "Without an end nobody can tell what may be replaced, so the document is left as it is.",
)
STRAY_MARKER: Final = Code(
    "B422",
    "stray-marker",
    "A marker in a document ends a map where none has begun, or is almost a marker.",
    "Its beginning was probably lost or is not written as one, so the document is left as it is.",
)

CODES: Final = (
    NOT_WRITTEN,
    NOT_DRAWN,
    LOST,
    TOO_SLOW,
    SAME_NAME,
    BUG,
    SHARED_FOLDER,
    UNKNOWN_MAP,
    UNCLOSED_MARKER,
    STRAY_MARKER,
)
"""All of them, in order."""

OTHER_CODES: Final = (*of_imports.CODES, *of_data.CODES, *of_formats.CODES, *CODES)
"""Those of all that is neither a rule nor an error of a spec, in order of the steps they belong to."""
