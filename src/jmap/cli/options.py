"""Options that several commands have."""

from __future__ import annotations

from typing import Final

import typer

FORMATS: Final = (
    "svg, html, md, mermaid-journey, mermaid-flowchart, dot, json, "
    "mermaid-timeline, mermaid-quadrant, mermaid-gantt, embed, linked-svg, png, pdf, pptx, xlsx, csv"
)
"""Those of jmap itself, for people to read; finding them out would cost every command a search of folders."""

NAMES_IN: Final = typer.Option(
    "--lang", metavar="TAG", help="Language of names and headings.  [default: the project's first]"
)
PRIVATE: Final = typer.Option("--private", help="Let private notes into the output.")
VIEW: Final = typer.Option(
    "--view", help="Whom it is for: full, executive, department:ID, training or public.", metavar="VIEW"
)
FONT: Final = typer.Option("--font", exists=True, help="Font file to embed Chinese characters from.")
EMBED_FONTS: Final = typer.Option("--embed-fonts/--no-embed-fonts", help="Embed the Chinese characters used.")
TRUST: Final = typer.Option(
    "--trust",
    help="`project` lets the project's own templates run, `full` also those of a folder outside of it.  "
    "[default: as your own configuration says, else none]",
)
