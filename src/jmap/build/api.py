"""The functions of `import jmap`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from jmap.build import run
from jmap.build.formats import find_formats
from jmap.build.make import SheetJob
from jmap.build.perform import render
from jmap.build.plan import sheets
from jmap.build.trust import Trust
from jmap.check import check as _check
from jmap.check import current_day
from jmap.diagnostics import located
from jmap.errors import ConfigError, SpecError
from jmap.model import Journey, Project
from jmap.render.format import Options
from jmap.score import score as _score
from jmap.score import score_journey
from jmap.spec import load as _load
from jmap.view import shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from jmap.build.refreshing import Refreshed
    from jmap.diagnostics import Finding
    from jmap.render.format import Format, Rendered, Sheet
    from jmap.score import JourneyScore


def load(path: str | Path) -> Project:
    """The project at `path`: a folder, or one YAML file.

    Raises:
        ConfigError: there is nothing at `path`.
        SpecError: its files have errors; `findings` has them all.
        PluginError: a measure it uses comes from a package and cannot be loaded.
    """
    return _load(Path(path))


def check(project: Project, *, today: dt.date | None = None) -> tuple[Finding, ...]:
    """What the rules find in a project that could be loaded, in order of place.

    Rules about freshness compare with `today`: the day this machine says it is, when `None`.
    """
    return _check(project, today=today or current_day())


def score(project: Project) -> Mapping[str, JourneyScore]:
    """The scores of every journey, by id."""
    return _score(project)


def draw(
    journey: Journey | Project,
    format: str,  # noqa: A002 — the word users know from `-f/--format`
    *,
    project: Project | None = None,
    language: str | None = None,
    options: Options | None = None,
) -> bytes:
    """One journey in one format.

    Args:
        journey: from a loaded project, or a copy of one with changes. `mermaid-gantt` also takes a whole project.
        format: `svg`, `html`, `md`, `mermaid-journey`, `mermaid-flowchart`, `mermaid-timeline`, `mermaid-quadrant`,
            `mermaid-gantt`, `dot`, `json`, `pptx`, `xlsx`, `csv`, `png`, `pdf`, `embed`, `linked-svg`, or a package's.
            Of several files it makes the first is given, of `svg` the light one.
        project: what the journey belongs to: names of personas, channels, departments, and settings.
            A journey without one is drawn with the ids it uses.
        language: tag; the project's first when `None`.
        options: choices that change the bytes. Templates of a project are filled in a process of its own, which
            may take 8 seconds and 512 MB; where Python starts one by `spawn`, guard your program by
            `if __name__ == "__main__":`.

    Raises:
        ConfigError: there is no such format or language, or `project` has no such journey.
        RenderError: it cannot be drawn.
        TypeError: `journey` is something else, or a whole project and the format draws one journey at a time.
    """
    return drawn(journey, format, project=project, language=language, options=options).outputs[0].data


def drawn(
    journey: Journey | Project,
    format: str,  # noqa: A002 — as above
    *,
    project: Project | None = None,
    language: str | None = None,
    options: Options | None = None,
) -> Rendered:
    """What `draw` gives, with what the format has to say about it; the arguments and errors are those of `draw`."""
    options = options or Options()
    if isinstance(journey, Project) and (together := only_format(format).together):
        return _drawn_together(journey, together, language, options)
    if not isinstance(journey, Journey):
        raise TypeError(
            f'jmap.draw draws a journey, not a {type(journey).__name__}: pass one of a project, as project["visit"]'
        )
    project = project or _project_of(journey)
    if journey.id not in project.journeys:
        raise ConfigError(f'the project has no journey "{journey.id}"')
    if journey != project[journey.id]:  # a copy that was changed, in the place of what it was
        project = replace(project, journeys={**project.journeys, journey.id: journey})
    project = shown(project, options.view, private=options.private)
    if journey.id not in project.journeys:
        raise ConfigError(
            f"the view {options.view} leaves out {journey.id}: the department has no part in it"
        )
    journey = project[journey.id]
    format_ = only_format(format)
    (language,) = run.choose_languages(project, [language] if language else project.languages[:1])
    scores = score_journey(project, journey)
    (sheet,) = sheets(project, journey, scores, [language], options)
    job = SheetJob(format_, sheet, key="")  # which nothing is kept by
    rendered = render(job)
    return rendered._replace(findings=tuple(located(one, project.origin) for one in rendered.findings))


def only_format(name: str) -> Format:
    """The one format of a name.

    Raises:
        ConfigError: there is none, or it names several.
    """
    formats = find_formats([name])
    if len(formats) > 1:
        raise ConfigError(f'"{name}" names several formats: {", ".join(found.id for found in formats)}')
    return formats[0]


def _drawn_together(
    project: Project,
    together: Callable[[Sequence[Sheet]], Rendered],
    language: str | None,
    options: Options,
) -> Rendered:
    project = shown(project, options.view, private=options.private)
    if not project.journeys:
        raise ConfigError("there is no journey to draw")
    (language,) = run.choose_languages(project, [language] if language else project.languages[:1])
    scores = _score(project)
    told = [
        sheet
        for id_, journey in project.journeys.items()
        for sheet in sheets(project, journey, scores[id_], [language], options)
    ]
    return together(told)


def build(
    path: str | Path,
    *,
    out: str | Path | None = None,
    formats: str | Sequence[str] = (),
    languages: str | Sequence[str] = (),
    options: Options | None = None,
    trust: Literal["none", "project", "full"] = "none",
    check: bool = False,
) -> run.Report:
    """Build the project at `path` and write its outputs.

    Args:
        path: a folder, or one YAML file.
        out: the output folder; `build` in the project's folder when `None`.
        formats: one name or several, as for `draw`; those of the project when empty.
        languages: one tag or several; all of the project when empty.
        options: choices that change the bytes.
        trust: whether the project's own templates may run, and whether from outside the project.
        check: write nothing; `stale` of the report says which files are not as they should be.

    Raises:
        ConfigError: there is no such project, format or language.
        OutputError: the output folder cannot be written to.
    """
    request = run.Request(
        Path(out) if out else None,
        _several(formats),
        _several(languages),
        options or Options(),
        Trust(trust),
        compare_only=check,
    )
    return run.build(Path(path), request)


def diff(
    before: str | Path,
    after: str | Path = ".",
    *,
    project: str | Path | None = None,
    language: str | None = None,
    private: bool = False,
) -> dict[str, Any]:
    """What changed between two versions of a project, as `jmap diff -f json` writes it.

    Args:
        before: a folder, a file, or a revision: a branch, tag or commit of the repository around the project.
        after: what it is compared with, named likewise.
        project: whose revisions are meant; the folder or file named when `None`.
        language: tag, for names and what has no number; the first of `after` when `None`.
        private: whether private statements are compared as well.

    Raises:
        ConfigError: one is neither a file nor a revision, or `after` has no such language.
        SpecError: files that stand on disk have errors.
        ToolMissingError: there is no git.
    """
    from jmap.build.versions import as_data, differences, read_versions

    versions = read_versions(str(before), str(after), Path(project) if project else None)
    for each in versions:
        if each.path is not None and each.loaded is not None and each.loaded.failed:
            raise SpecError(each.loaded.errors)
    return as_data(differences(versions, Options(private=private), language))


def refresh(
    path: str | Path,
    *,
    evidence: str | Sequence[str] = (),
    connect: str | None = None,
    check: bool = False,
) -> Refreshed:
    """Count the data behind evidence anew, and write what they say into the project's files.

    Args:
        path: a folder, or one YAML file.
        evidence: one id or several; all evidence with data when empty.
        connect: the database of data that name a table, as Ibis writes it: `duckdb:///warehouse.db`.
        check: write nothing; `after` has the files that would change.

    Raises:
        ConfigError: there is no such project or evidence, none has data, or the database cannot be opened.
        SpecError: the project has errors, or would have them with the values counted.
        ToolMissingError: the library that reads data is not installed.
        OutputError: a file cannot be written to.
    """
    from jmap.build.refreshing import refresh as count
    from jmap.build.write import rewrite

    found = count(Path(path), _several(evidence), connect)
    for name, before in found.before.items() if not check else ():
        rewrite(found.was.path(name), before, found.after[name])
    return found


def _several(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _project_of(journey: Journey) -> Project:
    home = vars(journey).get("home")
    return home.project if home else Project(journeys={journey.id: journey.model_copy()})
