"""Shows what would change in a file, as a unified diff."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from jmap.cli.console import styled
from jmap.cli.findings import shown
from jmap.spec.encoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import TextIO

_STYLES: Final = {"+": "good", "-": "error", "@": "info"}
_GITHUB: Final = re.compile(r"^([ +-]\s*)::")
"""How a command to GitHub's runner begins, even when blanks stand before it."""


_NO_END: Final = "\n"
"""Marks a line without an end: lines hold no other."""


def unified(path: str, before: bytes, after: bytes, stream: TextIO) -> str:
    """The difference between two versions of a file, in colours where `stream` shows any."""
    return "".join(f"{line}\n" for line in _lines(path, before, after, stream))


def _lines(path: str, before: bytes, after: bytes, stream: TextIO) -> Iterator[str]:
    old, new = (_split(decode(path, data)[0].text) for data in (before, after))
    name = shown(path)
    yield styled(f"--- {name}", "bold", stream)
    yield styled(f"+++ {name}", "bold", stream)
    if old == new:
        yield "@@ only its encoding, byte-order mark or line ends @@"
    for line in [*difflib.unified_diff(old, new, lineterm="", n=3)][2:]:
        style = _STYLES.get(line[:1])
        safe = _GITHUB.sub(r"\1\\::", shown(line.removesuffix(_NO_END)))
        yield styled(safe, style, stream) if style else safe
        if line.endswith(_NO_END):
            yield "\\ No newline at end of file"


def _split(text: str) -> list[str]:
    """The lines of a text; the last one is marked if it does not end."""
    *lines, rest = text.split("\n")
    return [*lines, rest + _NO_END] if rest else lines
