"""The library that counts, and what engines say when they refuse."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from jmap.errors import ToolMissingError
from jmap.evidence.codes import NO_DATA
from jmap.evidence.remarks import UncountableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.diagnostics import Pointer

_LINE: Final = re.compile(r"Line: (\d+)")
_COUNTED: Final = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")
_LONGEST: Final = 200


def ibis_library() -> Any:
    """Ibis, which takes a second to load.

    Raises:
        ToolMissingError: it is not installed.
    """
    try:
        import ibis
    except ImportError:
        raise ToolMissingError("ibis", "pip install 'jmap[data]'") from None
    return ibis


@contextmanager
def refusing(refusal: str, pointer: Pointer) -> Iterator[None]:
    """Turn what an engine raises into a refusal; each has exceptions of its own."""
    try:
        yield
    except (ToolMissingError, KeyboardInterrupt):
        raise
    except Exception as error:  # noqa: BLE001
        if "Query interrupted" in str(error):  # what DuckDB makes of Ctrl-C, by exceptions of several kinds
            raise KeyboardInterrupt from None
        raise UncountableError(NO_DATA, f"{refusal}: {_reason(str(error), error)}", pointer) from None


def _reason(text: str, error: Exception) -> str:
    """What an engine says, without the row itself: people stand in it."""
    line = f"line {found[1]}" if (found := _LINE.search(text)) else ""
    if counted := _COUNTED.search(text):
        cells = "1 cell" if counted[2] == "1" else f"{counted[2]} cells"
        return f"{line} has {cells}, where the others have {counted[1]}"
    if "unterminated quote" in text.lower():
        return f"a quotation mark is never closed, or text stands behind it, at {line}"
    if "unicode" in text.lower() or "utf-8" in text.lower():
        return f"{line or 'it'} is not UTF-8; save it so, or say `encoding: gb18030`"
    if "maximum line size" in text.lower():
        return f"{line} is too long"
    if type(error).__name__ == "TableNotFound":
        return "the database has none of that name"
    if "state machine" in text:
        return "some lines end as on Windows and some as on Unix; save it with one kind (editors have a setting for it)"
    return (line or text.partition("\n")[0].strip())[:_LONGEST] or type(error).__name__
