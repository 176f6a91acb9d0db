"""Options that several commands have."""

from __future__ import annotations

from typing import Final

import typer

TRUST: Final = typer.Option(
    "--trust",
    help="`project` lets the project's own templates run, `full` also those of a folder outside of it.  "
    "[default: as your own configuration says, else none]",
)
