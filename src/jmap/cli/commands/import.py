"""`jmap import`: a map that was made elsewhere, as a spec."""

# ruff: noqa: N999 — a command and its module have one name

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from jmap.build.importing import make_spec
from jmap.build.write import write_named
from jmap.cli.console import counted
from jmap.cli.errors import Exit
from jmap.cli.findings import seen, show, shown
from jmap.errors import ConfigError, OutputError
from jmap.importers.columns import TOUCHPOINTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from jmap.model import Journey

_KEYS: Final = ", ".join(
    column.key for column in TOUCHPOINTS.columns if column.kind not in ("computed", "measures", "lanes")
)

EPILOG = f"""
\b
Examples:
  jmap import workshop.xlsx                     writes workshop.yaml
  jmap import journey.mmd -o maps/visit.yaml
  jmap import survey.csv --encoding gb18030     as Chinese Excel saves it
  jmap import plan.csv --column 'Kontaktpunkt=touchpoint' --column 'Phase=stage'

A heading that jmap does not know becomes a lane of its own, unless --column says that it means one of:
{_KEYS}.
"""

_STDOUT: Final = "-"
_MOST: Final = 100
"""Remarks that are shown; more tell no more."""


def command(
    file: Annotated[Path, typer.Argument(help="The file to read.", metavar="FILE", show_default=False)],
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            "-o",
            help="The spec to write, or - for stdout.  [default: FILE.yaml, here]",
            metavar="FILE",
        ),
    ] = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--from",
            "-f",
            help="What the file is: cjml, csv, markdown, mermaid, xlsx.  [default: as its name says]",
            metavar="KIND",
        ),
    ] = None,
    title: Annotated[
        str | None, typer.Option("--title", help="The map's title.  [default: the file's]")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", "-c", help="What a heading of a table means.", metavar="HEADING=KEY"),
    ] = None,
    encoding: Annotated[
        str | None, typer.Option("--encoding", help="Of a text that is not Unicode: gb18030, cp1252, …")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Take the place of a file that is there.")] = False,
) -> int:
    """Make a spec of a map that was made elsewhere: a table, a workbook, a diagram."""
    made = make_spec(
        file, kind=kind, title=title, encoding=encoding, columns=dict(map(_meaning, column or ()))
    )
    targets = _targets(out, made.files)
    taken = (
        [shown(seen(target)) for target in targets if target.exists()] if out != _STDOUT and not force else []
    )
    if taken:
        raise OutputError(f"{taken[0]} is there already; -o names another file, --force takes its place")
    show(made.findings[:_MOST])
    if (more := len(made.findings) - _MOST) > 0:
        sys.stderr.write(f"… and {more} more remarks\n")
    show(made.loaded.errors, targets[0].parent)
    if out == _STDOUT:
        sys.stdout.buffer.write(b"---\n".join(made.files.values()))
    else:
        for target, data in zip(targets, made.files.values(), strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            write_named(target, data)
            sys.stdout.write(f"wrote {shown(seen(target))}\n")
        _tell(made.loaded.project.journeys.values(), targets)
    return Exit.FINDINGS if made.loaded.failed else Exit.OK


def _targets(out: str | None, names: Mapping[str, bytes]) -> list[Path]:
    """Where the files go: one beside the others of this folder, several in a folder of their own."""
    several = len(names) > 1
    usual = next(iter(names))
    path = Path(out if out not in (None, _STDOUT) else Path(usual).stem if several else usual)
    if several or path.is_dir() or (out or "").endswith("/"):
        if path.suffix in (".yaml", ".yml"):
            message = (
                f"{shown(str(path))} alone cannot declare measures of its own; name a folder: -o {path.stem}"
            )
            raise ConfigError(message)
        return [path / name for name in names]
    return [path]


def _meaning(option: str) -> tuple[str, str]:
    heading, sign, key = option.rpartition("=")
    if not sign or not heading.strip():
        raise ConfigError(f'--column takes HEADING=KEY, such as "Phase=stage", not "{option}"')
    return " ".join(heading.split()), key.strip()


def _tell(journeys: Iterable[Journey], targets: Sequence[Path]) -> None:
    for journey in journeys:
        parts = (
            (len(journey.stages), "stage"),
            (len(journey.touchpoints), "touchpoint"),
            (len(journey.personas), "persona"),
        )
        told = ", ".join(counted(number, noun) for number, noun in parts if number)
        sys.stdout.write(f"{shown(str(journey.title))}: {told or 'no touchpoints'}\n")
    built = targets[0] if len(targets) == 1 else targets[0].parent
    sys.stdout.write(f"Now run: jmap build {shown(seen(built))}\n")
