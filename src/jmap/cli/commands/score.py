"""`jmap score`: scores, how they came about, what to do first; and gates for pipelines."""

from __future__ import annotations

import sys
from enum import StrEnum
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jmap.build import run
from jmap.build.gate import breaches, drops, missed
from jmap.build.history import history as past
from jmap.build.plan import sheets
from jmap.build.revision import read_at, unread
from jmap.cli import scores as told
from jmap.cli.errors import Exit, fail
from jmap.cli.findings import show, shown
from jmap.cli.options import NAMES_IN
from jmap.errors import ConfigError
from jmap.render.format import Options
from jmap.report.names import Words
from jmap.report.score_rows import By
from jmap.score import score
from jmap.spec import read_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.model.project import Gates
    from jmap.score import JourneyScore
    from jmap.spec import Loaded

EPILOG = """
\b
Examples:
  jmap score                                 every journey of the project in this folder
  jmap score --by channel                    also stage, touchpoint, persona, segment, department
  jmap score --explain visit/help-desk       how a score came about, with every number
  jmap score --priorities                    what to do first; with --by department for each of them
  jmap score --goals                         targets, what is known, and what is missed by most
  jmap score --history 20                    how scores moved at the last revisions; with --by stage too
  jmap score --min-score 70 --min-coverage 50%
  jmap score --max-drop origin/main          exit 1 when a journey scores lower than there
"""


class Form(StrEnum):
    """How scores are written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


def command(
    path: Annotated[Path, typer.Argument(help="A project's folder, or one YAML file.")] = Path(),
    by: Annotated[By, typer.Option("--by", help="What a row stands for.")] = By.JOURNEY,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Explain a touchpoint, stage or journey, by its id or name; JOURNEY/NAME for one journey's.",
        ),
    ] = None,
    history: Annotated[
        int | None,
        typer.Option(
            min=1, max=1000, metavar="N", help="How scores moved at the last N revisions of the project."
        ),
    ] = None,
    priorities: Annotated[bool, typer.Option("--priorities", help="List what to do first.")] = False,
    goals: Annotated[
        bool, typer.Option("--goals", help="List what is aimed at, and whether it is reached.")
    ] = False,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to write the table.")] = Form.TABLE,
    lang: Annotated[str | None, NAMES_IN] = None,
    min_score: Annotated[
        float | None,
        typer.Option(metavar="POINTS", min=0, max=100, help="Exit with 1 when a journey scores less."),
    ] = None,
    min_coverage: Annotated[
        str | None, typer.Option(metavar="SHARE", help="Exit with 1 when less of a journey is measured: 60%.")
    ] = None,
    max_missed: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="Exit with 1 when a journey misses more goals."),
    ] = None,
    max_drop: Annotated[
        str | None,
        typer.Option(metavar="REVISION", help="Exit with 1 when a journey scores less than there."),
    ] = None,
    tolerance: Annotated[
        float,
        typer.Option(
            metavar="POINTS", min=0, max=100, help="Points by which a journey may score less than there."
        ),
    ] = 0.0,
) -> int:
    """Score every journey, and say what the scores rest on."""
    if explain is not None and (priorities or form is not Form.TABLE or by is not By.JOURNEY):
        raise ConfigError("--explain writes text of its own: leave --priorities, --format and --by away")
    if history is not None and (priorities or explain is not None):
        raise ConfigError("--history goes with --by and --format, not with --explain or --priorities")
    if priorities and by not in (By.JOURNEY, By.DEPARTMENT):
        raise ConfigError("--priorities goes with --by department, or without --by")
    if goals and (priorities or history is not None or explain is not None or by is not By.JOURNEY):
        raise ConfigError("--goals goes with --format only: leave the others and --by away")
    if isnan(tolerance) or (min_score is not None and isnan(min_score)):
        raise ConfigError("--min-score and --tolerance take numbers from 0 to 100")
    if tolerance and max_drop is None:
        raise ConfigError("--tolerance is for --max-drop")
    loaded = read_project(path)
    gates = _gates(loaded, min_score, min_coverage, max_missed)
    before = read_at(path, max_drop, loaded.project.settings.include) if max_drop is not None else None
    show(loaded.errors, loaded.root)
    scores = {name: each for name, each in score(loaded.project).items() if name in loaded.selected}
    if not scores and not loaded.failed:
        return fail("there is no journey to score", code=Exit.FINDINGS)
    words = _words(loaded, scores, lang)
    language = words[0].sheet.language if words else ""
    if explain is not None:
        try:
            told.explain(words, explain)
        except ConfigError as error:
            if not loaded.failed:
                raise
            return fail(str(error), "it may stand where the errors are", code=Exit.FINDINGS)
    elif history is not None:
        told.history(words, past(words, by, path, loaded, history), by, form)
    elif goals:
        told.goals(words, form)
    elif priorities:
        told.priorities(words, form, grouped=by is By.DEPARTMENT)
    else:
        told.table(words, by, form)
    sys.stdout.flush()
    journeys, most = [loaded.project[name] for name in scores], gates.max_missed
    broken = [
        *breaches(journeys, scores, gates, language),
        *(missed(loaded.project, journeys, scores, most, language) if most is not None else ()),
        *(_drops(loaded, scores, before, max_drop, tolerance, language) if max_drop is not None else ()),
    ]
    for sentence in broken:
        fail(sentence, code=Exit.FINDINGS)
    return Exit.FINDINGS if broken or loaded.failed else Exit.OK


def _gates(
    loaded: Loaded, min_score: float | None, min_coverage: str | None, max_missed: int | None
) -> Gates:
    """The project's gates, with those of the command line in their place."""
    gates = loaded.project.settings.gates
    if min_score is not None:
        gates = gates.model_copy(update={"min_score": min_score})
    if min_coverage is not None:
        gates = gates.model_copy(update={"min_coverage": _share(min_coverage)})
    if max_missed is not None:
        gates = gates.model_copy(update={"max_missed": max_missed})
    return gates


def _share(text: str) -> float:
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise ConfigError(f'--min-coverage takes a share such as 60% or 0.6, not "{text}"')
    return share


def _words(loaded: Loaded, scores: Mapping[str, JourneyScore], lang: str | None) -> list[Words]:
    project = loaded.project
    languages = run.choose_languages(project, [lang] if lang else project.languages[:1])
    return [
        Words(sheet)
        for name, each in scores.items()
        for sheet in sheets(project, project[name], each, languages, Options())
    ]


def _drops(
    loaded: Loaded,
    scores: Mapping[str, JourneyScore],
    before: Loaded | None,
    revision: str,
    tolerance: float,
    language: str,
) -> tuple[str, ...]:
    if before is None:
        sys.stderr.write(f"note: at {shown(revision)} there was no such project to compare with\n")
        return ()
    journeys = [loaded.project[name] for name in scores]
    if lost := unread(before, journeys):
        names = ", ".join(map(shown, lost))
        sys.stderr.write(f"note: at {shown(revision)} not readable, and not compared: {names}\n")
    return drops(journeys, scores, score(before.project), revision, tolerance, language)
