"""What commands print with: colour and movement on a terminal, plain lines everywhere else."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from io import StringIO
from typing import TYPE_CHECKING, Final, TextIO

from jmap.text.cells import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_STYLES: Final = {"error": "1;31", "warning": "1;33", "info": "1;36", "bold": "1", "dim": "2", "good": "32"}


def colourful(stream: TextIO) -> bool:
    """Whether `stream` shows colours: a terminal, unless NO_COLOR or TERM=dumb says otherwise; FORCE_COLOR insists."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


def styled(text: str, style: str, stream: TextIO) -> str:
    """`text` in one of the styles, where `stream` shows any."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colourful(stream) else text


def counted(number: int, noun: str) -> str:
    """A number of things: `1 file`, `2 files`."""
    return f"{number} {noun}{'s' if number != 1 else ''}"


def table(rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()) -> str:
    """Rows as aligned columns, the first row being the heading; the columns `right` are flushed right."""
    widths = [max(cells(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        parts = [
            " " * (width - cells(text)) + text if column in right else text + " " * (width - cells(text))
            for column, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(parts).rstrip())
    return "\n".join(lines)


def write_data(text: str) -> None:
    """Print what a program or a file is to take: in UTF-8 with plain line feeds, whatever this console is used to.

    On a terminal people read it, in the terminal's own encoding.
    """
    if sys.stdout.isatty():
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())


class Transcript(StringIO):
    """What is to be written to a stream later, coloured as if it were written now."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    def isatty(self) -> bool:
        """Whether the stream is a terminal."""
        return self._stream.isatty()


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[int, int, str], None] | None]:
    """A progress bar on a terminal; `None` where nobody watches."""
    if quiet or not colourful(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn
    from rich.text import Text

    class Name(TextColumn):
        """The journey being drawn; its id is text, never markup."""

        def render(self, task: object) -> Text:
            return Text(getattr(task, "description", ""))

    console = Console(stderr=True)
    with Progress(
        SpinnerColumn(),
        BarColumn(),
        MofNCompleteColumn(),
        Name(""),
        console=console,
        transient=True,
        auto_refresh=False,  # that would be a thread, and a process with threads cannot safely be forked
    ) as bar:
        task = bar.add_task("", total=None)

        def advance(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, description=name, refresh=True)

        yield advance
