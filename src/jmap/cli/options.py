"""Options that several commands have."""

from __future__ import annotations

from typing import Final

import typer

VIEW: Final = typer.Option(
    "--view", help="Whom it is for: full, executive, department:ID, training or public.", metavar="VIEW"
)
FONT: Final = typer.Option("--font", help="Font file to embed Chinese characters from.")
EMBED_FONTS: Final = typer.Option("--embed-fonts/--no-embed-fonts", help="Embed the Chinese characters used.")
TRUST: Final = typer.Option(
    "--trust",
    help="`project` lets the project's own templates run, `full` also those of a folder outside of it.  "
    "[default: as your own configuration says, else none]",
)
