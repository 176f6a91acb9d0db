"""`jmap check`: every finding of a project, with its place."""

from __future__ import annotations

import datetime as dt
import os
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from jmap.build.checking import Asked, over_limits
from jmap.build.fix import mend
from jmap.build.formats import unknown_formats
from jmap.build.write import write_named
from jmap.check import Selection, current_day
from jmap.check.formats import write
from jmap.check.known import discovered, is_known, suggestion
from jmap.cli import fixes
from jmap.cli.console import counted, write_data
from jmap.cli.errors import Exit
from jmap.cli.findings import count, from_here, show, shown, statistics
from jmap.diagnostics import Severity
from jmap.errors import ConfigError
from jmap.spec.files import locate_projects
from jmap.spec.load import read_located

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.diagnostics import Finding
    from jmap.spec import Loaded

EPILOG = """
\b
Examples:
  jmap check                             the project in this folder
  jmap check map.yaml -f concise         one file, or several, a line per finding
  jmap check --select P,text-too-long    some rules only: codes, their beginnings, names
  jmap check --ignore C --fail-on warning
  jmap check -f github                   in GitHub Actions; also gitlab, sarif, junit, json
  jmap check --diff                      what could be mended, and how
  jmap check --fix                       mend what needs no second look
  jmap check --write-baseline            from now on report what is new
  jmap explain A302                      what a finding means
"""


class Form(StrEnum):
    """How findings are written."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"


_CHECKOUTS: Final = {
    Form.GITHUB: ("GITHUB_WORKSPACE",),
    Form.GITLAB: ("CI_PROJECT_DIR",),
    Form.SARIF: ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"),
}
"""Variables that tell a job where the repository lies: servers look for files from there, wherever the job stands."""

_RULES: Final = "Codes, beginnings of codes or names, with commas; may be repeated."


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATH", help="A project's folder, or YAML files.  [default: this folder]"),
    ] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to write findings.")] = Form.FULL,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Write findings to this file."),
    ] = None,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULES", help=f"Report only these rules. {_RULES}")
    ] = None,
    extend_select: Annotated[
        list[str] | None, typer.Option(metavar="RULES", help="Report these rules as well.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULES", help="Leave these rules out.")] = None,
    per_file_ignore: Annotated[
        list[str] | None, typer.Option(metavar="GLOB=RULES", help="Leave rules out in the files that match.")
    ] = None,
    severity: Annotated[
        list[str] | None,
        typer.Option(metavar="RULE=SEVERITY", help="Make a rule error, warning or info."),
    ] = None,
    today: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day that dates are compared with.  [default: today]"),
    ] = None,
    fail_on: Annotated[Severity, typer.Option(help="Exit with 1 from this severity on.")] = Severity.ERROR,
    baseline: Annotated[
        Path | None,
        typer.Option(help="Leave out the findings in this file.  [default: as jmap.yaml says]"),
    ] = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what can be mended safely, then report the rest.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show all fixes and write nothing; exit with 1 if there are any.")
    ] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="Like --fix, with fixes that change what the map says.")
    ] = False,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="Write the baseline anew.")
    ] = False,
    skip_foreign: Annotated[
        bool,
        typer.Option("--skip-foreign", help="Pass over YAML that is not jmap's even if it is named alone."),
    ] = False,
    counts: Annotated[bool, typer.Option("--statistics", help="Count the findings of each rule.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only.")] = False,
) -> int:
    """Find what is wrong with a project, and say where."""
    chosen = Selection(
        _words(select),
        _words(extend_select),
        _words(ignore),
        _ignores(per_file_ignore),
        _severities(severity),
    )
    _refuse_unknown(chosen)
    reports = form is not Form.FULL or output or counts or quiet or fail_on is not Severity.ERROR
    if reports and (diff or write_baseline):
        raise ConfigError(
            "--diff and --write-baseline report no findings: "
            "leave --format, --output, --statistics, --quiet and --fail-on away"
        )
    if diff and (fix or unsafe_fixes):
        mending = "--fix" if fix else "--unsafe-fixes"
        raise ConfigError(f"--diff shows all fixes and makes none: leave {mending} away")
    asked = Asked(chosen, _day(today), baseline)
    locations = locate_projects(paths or [Path()], several=skip_foreign)
    if write_baseline:
        if len(locations) > 1:
            raise ConfigError("a baseline is written for one project at a time")
        if fix or diff or unsafe_fixes:
            raise ConfigError("a baseline is written without fixing anything: do one after the other")
        loaded = read_located(locations[0])
        return _write_baseline(asked, loaded)
    if diff:
        return max(fixes.show(partial(read_located, location), asked.find) for location in locations)
    code = Exit.OK
    checkout = _checkout(form)
    projects, findings, over = [], [], []
    for location in locations:
        if fix or unsafe_fixes:
            mended = mend(partial(read_located, location), asked.find, unsafe=unsafe_fixes)
            sentence, code = fixes.write(mended, code)
            loaded, found = mended.loaded, mended.findings
            if not quiet:
                _say(sentence, form, output)
        else:
            loaded = read_located(location)
            found = asked.find(loaded)
        projects.append(loaded)
        findings += from_here(found, loaded.root, checkout)
        over += over_limits(found, loaded)
    _report(findings, form, output)
    if counts and findings:
        _say(statistics(findings), form, output)
    if not quiet:
        _say(_summary(findings, projects), form, output)
        if offer := fixes.offer(findings):
            _say(offer, form, output)
    for sentence in over:
        sys.stderr.write(f"{sentence}\n")
    ranks = list(Severity)
    failed = any(ranks.index(finding.severity) <= ranks.index(fail_on) for finding in findings)
    failed = failed or bool(over) or any(loaded.failed for loaded in projects)
    return max(code, Exit.FINDINGS if failed else Exit.OK)


def _checkout(form: Form) -> Path | None:
    """Where the CI server that reads this form has the repository; `None` outside of one."""
    known = [path for name in _CHECKOUTS.get(form, ()) if (path := os.environ.get(name))]
    return Path(known[0]) if known else None


def _day(text: str | None) -> dt.date:
    """The day meant by `--today`."""
    if text is None:
        return current_day()
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ConfigError(f'--today takes a day such as 2026-09-30, not "{text}"') from None


def _words(values: list[str] | None) -> tuple[str, ...]:
    return tuple(word.strip() for value in values or () for word in value.split(",") if word.strip())


def _ignores(values: list[str] | None) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for value in values or ():
        glob, sign, names = value.rpartition("=")
        if not sign or not glob:
            raise ConfigError(
                f'--per-file-ignore takes GLOB=RULES, such as "drafts/*.yaml=C,E", not "{value}"'
            )
        found[glob] = (*found.get(glob, ()), *_words([names]))
    return found


def _severities(values: list[str] | None) -> dict[str, str]:
    found = {}
    for value in values or ():
        name, sign, severity = value.partition("=")
        if not sign or severity not in list(Severity):
            raise ConfigError(f'--severity takes RULE=error, RULE=warning or RULE=info, not "{value}"')
        found[name] = severity
    return found


def _refuse_unknown(selection: Selection) -> None:
    for pattern in selection.patterns():
        if pattern != "ALL" and not is_known(pattern):
            discovered().refuse(pattern)
            raise ConfigError(f'no rule is called "{pattern}": {suggestion(pattern)}')


def _write_baseline(asked: Asked, loaded: Loaded) -> int:
    errors = [*loaded.errors, *unknown_formats(loaded.project).values()]
    show(errors, loaded.root)
    found = asked.rules(loaded)
    target = asked.keep(loaded, found)
    sys.stdout.write(f"{count(found)} → {shown(str(target))}\n")
    if asked.baseline is None and loaded.project.settings.check.baseline is None:
        hint = f"check: {{baseline: {target.name}}}"
        sys.stdout.write(f"To leave them out from now on, write in jmap.yaml: {hint}\n")
    return Exit.FINDINGS if errors else Exit.OK


def _report(seen: Sequence[Finding], form: Form, output: Path | None) -> None:
    if form in (Form.FULL, Form.CONCISE):
        if output is None:
            show(seen, concise=form is Form.CONCISE, stream=sys.stdout)
        else:
            from io import StringIO

            text = StringIO()
            show(seen, concise=form is Form.CONCISE, stream=text)
            write_named(output, text.getvalue().encode())
        return
    text_of = write(form.value, seen)
    if output is None:
        write_data(text_of)
    else:
        write_named(output, text_of.encode())
    if form is Form.GITHUB and (summary := os.environ.get("GITHUB_STEP_SUMMARY")):
        from jmap.check.formats.github import summary as summarise

        with Path(summary).open("a", encoding="utf-8", newline="\n") as file:
            file.write(summarise(seen))


def _say(text: str, form: Form, output: Path | None) -> None:
    """Print beside the findings: where these are for a program on stdout, on stderr."""
    people = output is not None or form in (Form.FULL, Form.CONCISE)
    (sys.stdout if people else sys.stderr).write(f"{text}\n")


def _summary(findings: Sequence[Finding], projects: Sequence[Loaded]) -> str:
    files = sum(len(loaded.files) for loaded in projects)
    journeys = sum(len(loaded.selected) + len(loaded.left_out) for loaded in projects)
    return f"{count(findings)} in {counted(files, 'file')}, {counted(journeys, 'journey')}"
