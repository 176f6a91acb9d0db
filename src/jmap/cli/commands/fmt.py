"""`jmap fmt`: specs in their canonical form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from jmap.build.format import Form, form_of_text, forms
from jmap.build.write import rewrite
from jmap.cli.console import counted
from jmap.cli.diff import unified
from jmap.cli.errors import Exit, fail
from jmap.cli.findings import seen, show, shown
from jmap.errors import OutputError

EPILOG = """
\b
Examples:
  jmap fmt                    every spec of the project in this folder
  jmap fmt map.yaml acme      a file and a project
  jmap fmt --check            list the files that would change, exit with 1 if any
  jmap fmt --diff             show what would change, exit with 1 if anything
  jmap fmt - < map.yaml       from stdin to stdout, for editors
\b
No value and no comment is ever changed: keys get their order, lists and mappings their
indentation, texts lose quotes they do not need. Formatting twice changes nothing.
"""

_STDIN: Final = "-"


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH",
            help="Files, folders of projects, or - for stdin.  [default: this folder]",
            show_default=False,
        ),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if a file would change.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print nothing but errors and differences.")
    ] = False,
) -> int:
    """Write specs in their canonical form; values and comments stay."""
    asked = paths or [Path()]
    if [str(path) for path in asked] == [_STDIN]:
        return _stdin(check=check, diff=diff)
    work = _Work(check=check, diff=diff, quiet=quiet)
    for form in forms(asked):
        work.take(form)
    return work.finish()


class _Work:
    """What has been done so far, and what came of it."""

    def __init__(self, *, check: bool, diff: bool, quiet: bool) -> None:
        self.check = check
        self.diff = diff
        self.quiet = quiet
        self.changed = self.fine = self.refused = 0
        self.code = Exit.OK

    def take(self, form: Form) -> None:
        """Write, show or refuse one file."""
        path = shown(seen(form.path))
        if form.bug is not None:
            self._refuse(_fail(form.bug))
        elif form.findings:
            show(form.findings, form.root, concise=True)
            self._refuse(Exit.FINDINGS)
        elif form.foreign:
            self._say(f"{path} is no jmap spec and was left as it is")
        elif not form.changes:
            self.fine += 1
        elif self.check or self.diff:
            self.changed += 1
            self.code = max(self.code, Exit.FINDINGS)
            if self.diff:
                sys.stdout.write(unified(path, form.before, form.after, sys.stdout))
            else:
                self._say(f"would format {path}")
        else:
            self._write(form, path)

    def _write(self, form: Form, path: str) -> None:
        try:
            rewrite(form.path, form.before, form.after)
        except OutputError as error:
            self._refuse(fail(str(error), code=Exit.USAGE))
        else:
            self.changed += 1
            self._say(f"formatted {path}")

    def _refuse(self, code: Exit) -> None:
        self.refused += 1
        self.code = max(self.code, code)

    def _say(self, text: str) -> None:
        if not self.quiet:
            (sys.stderr if self.diff else sys.stdout).write(f"{text}\n")

    def finish(self) -> int:
        """Say what came of it."""
        would = "would be " if self.check or self.diff else ""
        parts = [
            f"{counted(self.changed, 'file')} {would}formatted" if self.changed else "",
            f"{counted(self.fine, 'file')} as {'they' if self.fine != 1 else 'it'} should be"
            if self.fine
            else "",
            f"{counted(self.refused, 'file')} refused" if self.refused else "",
        ]
        self._say(", ".join(filter(None, parts)) or "no specs here")
        return self.code


def _stdin(*, check: bool, diff: bool) -> int:
    """Format what an editor hands over; what cannot be formatted gives nothing back."""
    form = form_of_text("<stdin>", sys.stdin.buffer.read())
    if form.bug is not None:
        return _fail(form.bug)
    if form.findings:
        show(form.findings)
        return Exit.FINDINGS
    if not (check or diff):
        sys.stdout.buffer.write(form.after)
        return Exit.OK
    if diff and form.changes:
        sys.stdout.write(unified("<stdin>", form.before, form.after, sys.stdout))
    return Exit.FINDINGS if form.changes else Exit.OK


def _fail(bug: str) -> Exit:
    return fail(bug, "please report it, with the file", code=Exit.BUG)
