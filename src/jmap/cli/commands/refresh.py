"""`jmap refresh`: values from data, counted anew and written into the project."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jmap.build.refreshing import refresh
from jmap.build.versions import Version, differences
from jmap.build.write import rewrite
from jmap.cli import changes
from jmap.cli.console import counted, styled
from jmap.cli.diff import unified
from jmap.cli.errors import Exit
from jmap.cli.findings import seen, show, shown
from jmap.cli.options import NAMES_IN
from jmap.diagnostics import Severity
from jmap.render.format import Options

if TYPE_CHECKING:
    from jmap.build.refreshing import Read, Refreshed

EPILOG = """
\b
Examples:
  jmap refresh                     all data of the project in this folder
  jmap refresh acme -e survey-q3   of one item of evidence
  jmap refresh --check             exit with 1 if the data say something else by now
  jmap refresh --connect duckdb:///warehouse.db
\b
Where the data are, and which column speaks of which touchpoint, stands under `data:` of
an item of evidence. Only counts and means of groups that are large enough are written.
"""


def command(
    path: Annotated[
        Path,
        typer.Argument(help="A project's folder, or one YAML file."),
    ] = Path(),
    evidence: Annotated[
        list[str] | None,
        typer.Option("--evidence", "-e", help="Evidence to refresh.  [default: all with data]", metavar="ID"),
    ] = None,
    connect: Annotated[
        str | None,
        typer.Option(
            "--connect",
            envvar="JMAP_CONNECT",
            help="Database of the data that name a table, as Ibis writes it.",
            metavar="URL",
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if a value would change.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Write nothing; show what would change in files.")
    ] = False,
    lang: Annotated[str | None, NAMES_IN] = None,
) -> int:
    """Count survey answers and events anew, and write what they say into the project."""
    found = refresh(path, evidence or (), connect)
    show(found.findings, found.loaded.root)
    failed = any(each.severity is Severity.ERROR for each in found.findings)
    if diff:
        for name, before in found.before.items():
            sys.stdout.write(unified(seen(found.was.path(name)), before, found.after[name], sys.stdout))
    else:
        for read in found.read:
            sys.stdout.write(f"{_told(read)}\n")
        if found.after:
            _show_changes(found, lang)
    if diff or check:
        return Exit.FINDINGS if failed or found.after else Exit.OK
    for name, before in found.before.items():
        rewrite(found.was.path(name), before, found.after[name])
        sys.stdout.write(f"wrote {shown(seen(found.was.path(name)))}\n")
    if not found.after and not failed:
        sys.stdout.write("every value is as the data have it\n")
    return Exit.FINDINGS if failed else Exit.OK


def _told(read: Read) -> str:
    one, many = ("person", "people") if read.people else ("row", "rows")
    parts = [
        f"{read.n:,} {one if read.n == 1 else many}",
        f"the newest of {read.date}" if read.date else "",
        counted(read.values, "value"),
    ]
    return f"{styled(shown(read.evidence), 'bold', sys.stdout)}  {' · '.join(filter(None, parts))}"


def _show_changes(found: Refreshed, lang: str | None) -> None:
    """What the map says now and did not before, as `jmap diff` tells it."""
    versions = Version(found.was, found.was.root), Version(found.loaded, found.loaded.root)
    told = [*differences(versions, Options(), lang)]
    if told:
        sys.stdout.write("\n")
        changes.as_text(told)
        sys.stdout.write("\n")
