"""`jmap draw`: one map in one format, to stdout or a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jmap.build.api import drawn, only_format
from jmap.build.trust import Trust, trusted_templates
from jmap.cli.errors import Exit, fail
from jmap.cli.findings import show, shown
from jmap.cli.options import EMBED_FONTS, FONT, FORMATS, PRIVATE, TRUST, VIEW
from jmap.errors import ConfigError
from jmap.render.format import Options
from jmap.render.names import INDEX, stem
from jmap.spec import read_project
from jmap.spec.hints import did_you_mean, listed
from jmap.view import read_view

if TYPE_CHECKING:
    from jmap.spec import Loaded

EPILOG = """
\b
Examples:
  jmap draw map.yaml -f svg > map.svg
  jmap draw acme --journey renewal -f mermaid-journey
  jmap draw acme -f mermaid-gantt                       the plan of all journeys
"""


def command(
    path: Annotated[Path, typer.Argument(help="One YAML file, or a project's folder.")],
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help=f"Format to draw: {FORMATS}.")
    ] = "svg",
    journey: Annotated[
        str | None, typer.Option("--journey", "-j", help="Journey to draw, where there are several.")
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option("--lang", metavar="TAG", help="Language to write.  [default: the project's first]"),
    ] = None,
    view: Annotated[str, VIEW] = "full",
    private: Annotated[bool, PRIVATE] = False,
    font: Annotated[Path | None, FONT] = None,
    embed_fonts: Annotated[bool, EMBED_FONTS] = True,
    trust: Annotated[Trust | None, TRUST] = None,
) -> int:
    """Draw one map to stdout.

    Of a project with several journeys, one is named; `mermaid-gantt` shows all of them in one chart.
    """
    loaded = read_project(path)
    show(loaded.errors, loaded.root)
    if journey is None and len(loaded.selected) == 1:
        journey = loaded.selected[0]
    whole = journey is None and _draws_whole(loaded, format_)
    if not whole and (journey is None or journey not in loaded.project.journeys):
        if not loaded.selected:
            return Exit.FINDINGS if loaded.failed else fail("there is no journey to draw", code=Exit.FINDINGS)
        if journey is None:
            known = listed(loaded.selected)
            raise ConfigError(f"say which journey to draw with --journey; there are: {known}")
        if journey in loaded.left_out:
            return Exit.FINDINGS
        hint = did_you_mean(journey, loaded.selected) or f"there are: {listed(loaded.selected)}"
        raise ConfigError(f'there is no journey "{journey}"; {hint}')
    setting = loaded.project.settings.templates
    templates = None if setting is None else trusted_templates(loaded.root, setting, trust)
    options = Options(
        private=private, embed_fonts=embed_fonts, font=font, view=read_view(view), templates=templates
    )
    what = loaded.project[journey] if journey is not None else loaded.project
    rendered = drawn(what, format_, language=lang, options=options)
    show(rendered.findings, loaded.root)
    sys.stdout.flush()
    output = rendered.outputs[0]
    if b"\0" in output.data and sys.stdout.isatty():
        name = f"{stem(journey) if journey is not None else INDEX}{output.suffix}"
        raise ConfigError(f"{format_} is no text for a terminal: write it to a file, as in `> {shown(name)}`")
    sys.stdout.buffer.write(output.data)
    return Exit.FINDINGS if loaded.failed else Exit.OK


def _draws_whole(loaded: Loaded, format_: str) -> bool:
    """Whether the format draws all journeys in one, and all of a project are asked for."""
    several = bool(loaded.selected) and loaded.selected == tuple(loaded.project.journeys)
    return several and only_format(format_).together is not None
