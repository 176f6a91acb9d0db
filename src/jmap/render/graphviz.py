"""Graphviz: text in its language, and the only place where its programs are run.

The layout program gets the graph on its standard input, ten seconds, no shell, and an environment in which
Graphviz itself refuses to open files that a graph names.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from jmap.errors import RenderError, ToolMissingError

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS: Final = 10.0
"""Time a drawing may take."""

_HINT: Final = (
    "install Graphviz (apt install graphviz, brew install graphviz, winget install graphviz) "
    'or pip install "jmap[graphviz]"'
)

# The wheel has libraries but no program, so a Python process of its own stands in for one: a crash or an
# endless layout inside the library must not take jmap with it.
_STAND_IN = """
import sys
from pygraphviz import AGraph
graph = AGraph(string=sys.stdin.buffer.read().decode())
sys.stdout.buffer.write(graph.draw(format=sys.argv[1].removeprefix("-T"), prog="dot"))
"""


def quote(text: str) -> str:
    r"""Text for a label, which Graphviz then shows as it is; lines are separated by `\n`.

    The `graphviz` package adds the quotation marks. Backslashes begin escapes and `&` begins entities, so
    neither may stay; `<…>` would be HTML, unless the package is told that it is not.

    >>> quote("back\\ & <b>")
    'back\\\\ &amp; <b>'
    """
    from graphviz import nohtml

    safe = text.replace("\\", "\\\\").replace("&", "&amp;")
    quoted: str = nohtml("\\n".join(safe.split("\n")))
    return quoted


def draw(source: str, kind: str) -> bytes:
    """The picture of a graph in the DOT language; `kind` is `svg` or `png`.

    Raises:
        ToolMissingError: there is no Graphviz.
        RenderError: it failed, or took too long.
    """
    command = (*engine(os.environ.get("PATH", "")), f"-T{kind}")
    environment = {**os.environ, "SERVER_NAME": "jmap"}
    try:
        done = subprocess.run(  # noqa: S603 - a program found on PATH, with constant arguments
            command, input=source.encode(), capture_output=True, timeout=SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        raise RenderError(f"Graphviz was stopped: no {kind} after {SECONDS:g} s") from None
    except OSError as error:
        raise RenderError(f"Graphviz could not be started: {error.strerror}") from None
    if done.returncode != 0 or not done.stdout:
        raise RenderError(f"Graphviz drew no {kind} (exit code {done.returncode}){_complaint(done.stderr)}")
    return done.stdout


@cache
def engine(path: str) -> Sequence[str]:
    """The command that stands for `dot`, given the folders of `PATH`.

    Raises:
        ToolMissingError: there is none.
    """
    if program := shutil.which("dot", path=path):
        return (program,)
    if find_spec("pygraphviz"):
        return (sys.executable, "-P", "-c", _STAND_IN)
    raise ToolMissingError("Graphviz", _HINT)


def _complaint(stderr: bytes) -> str:
    """The last thing a program said, on one line and without control characters."""
    lines = stderr.decode(errors="replace").split("\n")
    said = next((line.strip() for line in reversed(lines) if line.strip()), "")
    plain = "".join(char for char in said if char.isprintable())
    return f": {plain[:200]}" if plain else ""
