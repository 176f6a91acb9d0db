"""How findings are written for other programs: one module per format, each with a function `write`.

Every `write` takes findings whose paths are as the reader sees them, and gives the whole text. What comes
from specs is quoted by the rules of the format, in one place per format.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.diagnostics import Finding

FORMATS: Final = ("json", "github", "gitlab", "sarif", "junit")
"""Every format; the module of the same name holds it."""


def write(name: str, findings: Sequence[Finding]) -> str:
    """The findings in the format `name`, one of `FORMATS`."""
    text: str = import_module(f"jmap.check.formats.{name}").write(findings)
    return text
