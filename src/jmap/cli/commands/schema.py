"""`jmap schema`: what may be written where, for editors."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

EPILOG = """
\b
Examples:
  jmap schema -o jmap.schema.json               what any project may hold
  jmap schema --project -o jmap.schema.json     with the ids of the project in this folder
  jmap schema acme --project                    of another project
\b
In the first line of a spec, or in the settings of the editor:
  # yaml-language-server: $schema=jmap.schema.json
"""


def command(
    path: Annotated[
        Path, typer.Argument(help="A project's folder, or one YAML file; with --project.")
    ] = Path(),
    project: Annotated[
        bool, typer.Option("--project", help="Offer the project's own ids, and no others.")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write.  [default: stdout]")] = None,
) -> int:
    """Print the JSON Schema of the spec language, for editors."""
    from jmap.spec import read_project
    from jmap.spec.schema import schema

    # A project in the making has errors; what is sound of it is worth offering.
    made = schema(read_project(path).project if project else None)
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8", newline="\n")
    return 0
