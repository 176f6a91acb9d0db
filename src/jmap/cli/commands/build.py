"""`jmap build`: every map of a project, in every language and format, into one folder."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jmap.build import answer, run
from jmap.build.trust import Trust
from jmap.cli.console import Transcript, counted, progress, styled, table
from jmap.cli.errors import Exit
from jmap.cli.findings import count, show, shown
from jmap.cli.options import EMBED_FONTS, FONT, FORMATS, TRUST, VIEW
from jmap.diagnostics import Severity
from jmap.render.format import Options
from jmap.spec.files import SKIPPED
from jmap.text.number import percents, plain
from jmap.view import read_view

if TYPE_CHECKING:
    from jmap.build.run import BuiltMap, Report

EPILOG = """
\b
Examples:
  jmap build                          the project in this folder
  jmap build map.yaml                 one file is a project too
  jmap build acme -f svg -f html      only these formats
  jmap build acme --lang en           only this language
  jmap build acme --view public       without names, private notes and small groups
  jmap build acme --inject README.md  writes maps between <!-- jmap:ID --> and <!-- /jmap -->
  jmap build acme --check             exit 1 when committed outputs are stale
"""


def command(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(help="A project's folder, or one YAML file.")] = Path(),
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", help="Output folder.  [default: PATH/build; for a view, a folder in it]"),
    ] = None,
    format_: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help=f"Format to write; again for more: {FORMATS}; mermaid is all of its kinds.  "
            "[default: outputs: of jmap.yaml, else all but the last ten]",
        ),
    ] = None,
    lang: Annotated[
        list[str] | None,
        typer.Option("--lang", metavar="TAG", help="Language to write; again for more.  [default: all]"),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if any output is stale.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Make every file again, whatever earlier builds made.")
    ] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="N", min=1, help="Processes at once.  [default: as many as are worth it]"
        ),
    ] = None,
    view: Annotated[str, VIEW] = "full",
    into: Annotated[
        list[Path] | None,
        typer.Option(
            "--inject",
            metavar="FILE",
            help="Document to write maps into, between its markers; again for more.",
        ),
    ] = None,
    private: Annotated[bool, typer.Option("--private", help="Let private notes into the outputs.")] = False,
    font: Annotated[Path | None, FONT] = None,
    embed_fonts: Annotated[bool, EMBED_FONTS] = True,
    trust: Annotated[Trust | None, TRUST] = None,
    notes: Annotated[bool, typer.Option("--notes", help="Print findings of severity info, too.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print findings of severity error only.")
    ] = False,
) -> int:
    """Build every map of a project."""
    started = time.perf_counter()
    options = Options(private=private, embed_fonts=embed_fonts, font=font, view=read_view(view))
    request = run.Request(
        out,
        tuple(format_ or ()),
        tuple(lang or ()),
        options,
        trust=trust,
        compare_only=check,
        force=force,
        jobs=jobs,
    )
    with progress(quiet=quiet) as advance:
        report = run.build(path, request, advance, _waiting)
    severities = [Severity.ERROR] if quiet else [*Severity] if notes else [Severity.ERROR, Severity.WARNING]
    findings = [finding for finding in report.findings if finding.severity in severities]
    complaints = Transcript(sys.stderr)
    show(findings, report.root, stream=complaints)
    if check:
        complaints.write("".join(f"stale: {shown(name)}\n" for name in report.stale))
    sys.stderr.write(complaints.getvalue())
    if not quiet:
        sys.stdout.write(_summary(report, f"{time.perf_counter() - started:.2f}"))
    code = _exit_code(report, check=check)
    if into:
        return _inject(into, report, check=check, code=code, quiet=quiet)
    if isinstance(context.obj, str) and report.lasting and not force and not (check and report.stale):
        said = "" if quiet else _summary(report.again(), answer.SECONDS)
        answer.keep(context.obj, code, said, complaints.getvalue(), report.facts, SKIPPED)
    return code


def _inject(files: list[Path], report: Report, *, check: bool, code: Exit, quiet: bool) -> Exit:
    """Write the maps into documents, or find out which are stale."""
    from jmap.build.inject import inject

    done = [inject(file, report, compare_only=check) for file in files]
    for each in done:
        show(each.findings, report.root)
        if each.changed and check:
            sys.stderr.write(f"stale: {shown(str(each.file))}\n")
        elif not quiet and not each.findings:
            state = "changed" if each.changed else "unchanged"
            if not each.marked:
                state = "without a marker <!-- jmap:ID -->"
            sys.stdout.write(f"{state}: {shown(str(each.file))}\n")
    bad = any(each.findings or (check and each.changed) for each in done)
    return Exit.FINDINGS if bad and code is Exit.OK else code


def _exit_code(report: Report, *, check: bool) -> Exit:
    if report.broken:
        return Exit.BUG
    if report.unwritten:
        return Exit.USAGE
    return Exit.FINDINGS if report.failed or (check and report.stale) else Exit.OK


def _waiting() -> None:
    sys.stderr.write("waiting for another build to finish\n")


def _summary(report: Report, seconds: str) -> str:
    """A table of maps, and a line of totals; `seconds` is how long it took."""
    lines = []
    if report.maps:
        heading = [("Score", "Measured", "Touchpoints", "Files", "Map")]
        rows = [*heading, *(_row(built) for built in report.maps)]
        heading_line, *rest = table(rows, right=frozenset({0, 1, 2, 3})).split("\n")
        lines += [styled(heading_line, "dim", sys.stdout), *rest]
    mark = styled("not built", "error", sys.stdout)
    lines += [f"{mark}: {shown(name)}, its files have errors" for name in report.left_out]
    files = report.files
    changes = [
        f"{amount} {change}"
        for change in ("new", "changed", "unchanged")
        if (amount := sum(file.change == change for file in files))
    ]
    if report.deleted:
        changes.append(f"{len(report.deleted)} deleted")
    written = f"{counted(len(files), 'file')} ({', '.join(changes)})" if changes else "no files"
    parts = [counted(len(report.maps), "map"), written, count(report.findings), f"{seconds} s"]
    where = f" → {shown(str(report.out))}" if changes else ""
    return "\n".join([*lines, f"{' · '.join(parts)}{where}"]) + "\n"


def _row(built: BuiltMap) -> tuple[str, str, str, str, str]:
    """The map's title comes last: a line that began with it could be read as a command by a CI server."""
    value = built.scores.score.value
    return (
        "n/a" if value is None else plain(value, 0),
        percents(built.scores.coverage)[0],
        str(len(built.journey.touchpoints)),
        str(len(built.files)),
        shown(str(built.journey.title)),
    )
