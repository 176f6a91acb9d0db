"""`jmap diff`: what changed between two versions of a project, in the field's words."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from jmap.build.versions import differences, lost, read_versions
from jmap.cli import changes
from jmap.cli.errors import Exit
from jmap.cli.findings import show, shown
from jmap.cli.options import NAMES_IN, PRIVATE
from jmap.render.format import Options

EPILOG = """
\b
Examples:
  jmap diff main                      the project in this folder now, and at a branch
  jmap diff v1.0 v1.1 --project acme  the project in a folder at two revisions
  jmap diff old/visit.yaml visit.yaml
  jmap diff origin/main -f md         for a comment in a pull request
"""


class Form(StrEnum):
    """How differences are written."""

    TEXT = "text"
    MD = "md"
    JSON = "json"


def command(
    before: Annotated[str, typer.Argument(help="A folder, a file, or a revision: a branch, tag or commit.")],
    after: Annotated[str, typer.Argument(help="What it is compared with, named likewise.")] = ".",
    project: Annotated[
        Path | None,
        typer.Option(
            "--project", "-p", help="Whose revisions are meant.  [default: the folder or file named, else .]"
        ),
    ] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to write it.")] = Form.TEXT,
    lang: Annotated[str | None, NAMES_IN] = None,
    private: Annotated[bool, PRIVATE] = False,
) -> int:
    """Say what changed between two versions of a project."""
    versions = read_versions(before, after, project)
    found = [*differences(versions, Options(private=private), lang)]
    read = [each.loaded for each in versions if each.path is not None and each.loaded is not None]
    for loaded in read:
        show(loaded.errors, loaded.root)
    if versions[0].loaded is None:
        sys.stderr.write(f"note: at {shown(before)} there was no such project to compare with\n")
    if names := lost(versions):
        sys.stderr.write(
            f"note: not readable at a revision, and not compared: {', '.join(map(shown, names))}\n"
        )
    {Form.TEXT: changes.as_text, Form.MD: changes.as_markdown, Form.JSON: changes.as_json}[form](found)
    return Exit.FINDINGS if any(loaded.failed for loaded in read) else Exit.OK
