"""`jmap serve`: a preview that follows the files while somebody writes them."""

from __future__ import annotations

import sys
import time
import webbrowser
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING, Annotated

import typer

from jmap.build.trust import Trust
from jmap.cli.console import counted
from jmap.cli.errors import Exit, fail
from jmap.cli.findings import count, show
from jmap.cli.options import PRIVATE, TRUST, VIEW
from jmap.diagnostics import Severity
from jmap.errors import JmapError
from jmap.render.format import Options
from jmap.serve.preview import Preview
from jmap.serve.server import Server
from jmap.serve.watch import changes, check_watching
from jmap.view import read_view

if TYPE_CHECKING:
    from jmap.build.run import Report

EPILOG = """
\b
Examples:
  jmap serve                  the project in this folder, at http://127.0.0.1:8000/
  jmap serve map.yaml --open  one file, in your browser
\b
The page shows itself again whenever a file is saved; a file with errors leaves it as it was, with
the errors below it. Only this machine can see it, and nothing is written into the project.
"""


def command(
    path: Annotated[Path, typer.Argument(help="A project's folder, or one YAML file.")] = Path(),
    port: Annotated[
        int | None,
        typer.Option(
            "--port",
            "-p",
            min=0,
            max=65535,
            metavar="N",
            help="Where to listen.  [default: 8000, or the next free one]",
        ),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open it in your browser.")] = False,
    view: Annotated[str, VIEW] = "full",
    private: Annotated[bool, PRIVATE] = False,
    trust: Annotated[Trust | None, TRUST] = None,
) -> int:
    """Show the maps in a browser, and again whenever a file is saved."""
    check_watching()
    options = Options(private=private, view=read_view(view))
    with TemporaryDirectory(prefix="jmap-serve-", ignore_cleanup_errors=True) as folder:
        preview = Preview(path, Path(folder), options, trust)
        server = Server(preview, port)
        _build(preview)
        sys.stdout.write(f"{server.url}  (Ctrl-C ends it)\n")
        sys.stdout.flush()
        if open_:
            webbrowser.open(server.url)
        _follow(preview, server)
    return Exit.OK


def _follow(preview: Preview, server: Server) -> None:
    """Serve and build until somebody ends it."""
    stop = Event()
    serving = Thread(target=server.serve_forever, daemon=True)
    serving.start()
    try:
        for _ in changes(preview.location, stop):
            _build(preview)
    except KeyboardInterrupt:
        sys.stdout.write("\n")
    finally:
        stop.set()
        server.end()


def _build(preview: Preview) -> None:
    """Build, and say what came of it."""
    started = time.perf_counter()
    report = preview.build()
    if isinstance(report, JmapError):
        fail(str(report), code=Exit.FINDINGS)
        return
    show([each for each in report.findings if each.severity is not Severity.INFO], report.root)
    sys.stdout.write(f"{_told(report)} · {time.perf_counter() - started:.2f} s\n")
    sys.stdout.flush()


def _told(report: Report) -> str:
    changed = sum(file.change != "unchanged" for file in report.files)
    return (
        f"{counted(len(report.maps), 'map')} · {counted(changed, 'page')} changed · {count(report.findings)}"
    )
