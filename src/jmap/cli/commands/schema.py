"""`jmap schema`: what may be written where, for editors."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from jmap.build.write import write_named
from jmap.cli.console import write_data
from jmap.cli.errors import Exit
from jmap.cli.findings import shown
from jmap.errors import ConfigError

EPILOG = """
\b
Examples:
  jmap schema --link                            set the editor up for the project in this folder
  jmap schema --project -o jmap.schema.json     only the schema, with the ids of the project
  jmap schema -o jmap.schema.json               what any project may hold
"""


def command(
    path: Annotated[
        Path, typer.Argument(help="A project's folder, or one YAML file; with --project or --link.")
    ] = Path(),
    project: Annotated[
        bool, typer.Option("--project", help="Offer the project's own ids, and no others.")
    ] = False,
    link: Annotated[
        bool,
        typer.Option(
            "--link",
            help="Write jmap.schema.json into the project and name it at the top of each of its files.",
        ),
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write.  [default: stdout]")] = None,
) -> int:
    """Print the JSON Schema of the spec language, for editors."""
    from jmap.build.editor import link_editor, schema_text
    from jmap.spec import read_project

    if link:
        if out is not None:
            raise ConfigError("--link writes into the project: leave --out away")
        linked = link_editor(path)
        for name in (*linked.files, linked.schema.name):
            sys.stdout.write(f"  {shown(str(linked.schema.parent / name))}\n")
        sys.stdout.write(
            "Editors with the YAML language server now know this project; run it again for new ids.\n"
        )
        return Exit.OK
    if path != Path() and not project:
        raise ConfigError("the schema of a project is asked for with --project or --link")
    # A project in the making has errors; what is sound of it is worth offering.
    text = schema_text(read_project(path).project if project else None)
    if out is None:
        write_data(text)
    else:
        write_named(out, text.encode())
    return Exit.OK
