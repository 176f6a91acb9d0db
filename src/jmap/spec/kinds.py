"""What a document is: told by the one discriminating key at its root, wherever it stands."""

from __future__ import annotations

import difflib
import re
from typing import Any, Final

from jmap.spec.nodes import YamlMap

SINGLE: Final = ("journey", "persona", "stage", "touchpoint", "improvement")
"""Keys that make the whole document one thing."""

CATALOGUE: Final = ("personas", "stages", "touchpoints", "evidence", "improvements", "channels", "departments")
"""Keys under which a document lists several things."""

SETTINGS_NAME: Final = "jmap.yaml"

_SPEC_LINE = re.compile(rf"^(?:{'|'.join((*SINGLE, *CATALOGUE))})\s*[:：]", re.MULTILINE)
_CLOSE_ENOUGH: Final = 0.8


def kind_of(root: Any) -> str | None:
    """A key of `SINGLE`, or `catalogue`; `None` for YAML that is not jmap's."""
    if not isinstance(root, YamlMap):
        return None
    for key in SINGLE:
        if key in root:
            return key
    if "evidence" in root and isinstance(root["evidence"], str):
        return "evidence"
    return "catalogue" if any(key in root for key in CATALOGUE) else None


def near_miss(root: Any) -> tuple[str, str] | None:
    """A root key that looks like a misspelt discriminating key, and the key it looks like."""
    if isinstance(root, YamlMap):
        for key in root:
            close = difflib.get_close_matches(key, (*SINGLE, *CATALOGUE), n=1, cutoff=_CLOSE_ENOUGH)
            if close:
                return key, close[0]
    return None


def looks_like_spec(text: str) -> bool:
    """Whether a text that cannot be parsed was meant for jmap."""
    return _SPEC_LINE.search(text) is not None
