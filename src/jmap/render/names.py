"""File names that every system takes: ids are letters of any script, but not every file system takes all of them."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jmap.view import View

MAX_BYTES: Final = 120
"""Longest stem in UTF-8, so that suffixes and the temporary file's ending still fit into 255 bytes."""

INDEX: Final = "index"
"""The stem of the portfolio."""

_TAKEN = re.compile(rf"(?:{INDEX}|con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
"""Names of the portfolio and of devices, in any case."""


def stem(journey: str, language: str | None = None) -> str:
    """The file name, without suffix, of a journey in one language (in all of them when `None`)."""
    name = journey
    if len(name.encode()) > MAX_BYTES or _TAKEN.fullmatch(name) or name.startswith("-"):
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        short = name.encode()[: MAX_BYTES - 10].decode(errors="ignore").lstrip("-")
        name = f"{short}-{digest}" if short else f"journey-{digest}"
    return f"{name}.{language}" if language else name


def view_folder(view: View) -> str:
    """The folder of a view's outputs inside the output folder; `.` for the full view, whose folder that is."""
    return "." if view.audience == "full" else stem("-".join(filter(None, (view.audience, view.department))))
