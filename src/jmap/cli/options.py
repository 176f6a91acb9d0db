"""Options that several commands have."""

from __future__ import annotations

from typing import Final

import typer

FORMATS: Final = "svg, html, md, mermaid-journey, mermaid-flowchart, dot, json, embed, linked-svg"
"""Those of jmap itself, for people to read; finding them out would cost every command a search of folders."""

TRUST: Final = typer.Option(
    "--trust",
    help="`project` lets the project's own templates run, `full` also those of a folder outside of it.  "
    "[default: as your own configuration says, else none]",
)
