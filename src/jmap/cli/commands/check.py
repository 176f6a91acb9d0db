"""`jmap check`: every finding of a project, with its place."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from jmap.check import check
from jmap.cli.errors import Exit
from jmap.cli.findings import count, show
from jmap.spec import read_project

EPILOG = """
\b
Examples:
  jmap check                 the project in this folder
  jmap check map.yaml        one file
  jmap check --concise       a line per finding
"""


def command(
    path: Annotated[Path, typer.Argument(help="A project's folder, or one YAML file.")] = Path(),
    concise: Annotated[bool, typer.Option("--concise", help="One line per finding.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only.")] = False,
) -> int:
    """Find what is wrong with a project, and say where."""
    loaded = read_project(path)
    findings = sorted((*loaded.findings, *check(loaded.project, loaded.selected)), key=lambda found: found.sort_key)
    show(findings, loaded.root, concise=concise)
    if not quiet:
        journeys = len(loaded.selected) + len(loaded.left_out)
        sys.stdout.write(
            f"{count(findings)} in {len(loaded.files)} file{'s' if len(loaded.files) != 1 else ''}, "
            f"{journeys} journey{'s' if journeys != 1 else ''}\n"
        )
    return Exit.FINDINGS if loaded.failed or any(found.severity == "error" for found in findings) else Exit.OK
