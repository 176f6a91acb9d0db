"""`jmap new`: a starter project that builds at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from jmap.build.starter import copy_starter, starter_languages, starters
from jmap.cli.findings import shown

EPILOG = """
\b
Examples:
  jmap new my-journeys
  jmap new shop --template ecommerce --lang zh-CN
"""


def command(
    folder: Annotated[Path, typer.Argument(help="Folder to make.", metavar="DIR")],
    template: Annotated[
        str, typer.Option("--template", "-t", help=f"One of: {', '.join(starters())}.")
    ] = "crm",
    lang: Annotated[str, typer.Option("--lang", help=f"One of: {', '.join(starter_languages())}.")] = "en",
) -> int:
    """Make a starter project that builds at once."""
    files = copy_starter(template, lang, folder)
    for name in files:
        sys.stdout.write(f"  {shown(str(folder / name))}\n")
    made = shown(str(folder))
    sys.stdout.write(f"Now run: jmap build {made}\n")
    sys.stdout.write(f"To have your editor complete and check it: jmap schema --link {made}\n")
    return 0
