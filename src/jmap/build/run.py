"""Builds a project: load, score, find out what has changed, make that and nothing else, and tell."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from jmap import cache
from jmap.build import answer
from jmap.build.codes import SAME_NAME, SHARED_FOLDER
from jmap.build.folder import MANIFEST, OutputFolder
from jmap.build.formats import find_formats, unknown_formats
from jmap.build.inputs import Inputs
from jmap.build.kept import Kept
from jmap.build.outcome import BuiltMap, Report, Request
from jmap.build.perform import perform
from jmap.build.plan import Plan
from jmap.build.trust import configuration_file, trusted_templates
from jmap.build.write import output_path
from jmap.check import all_rules, check
from jmap.check.baseline import read_baseline
from jmap.diagnostics import Severity, located
from jmap.errors import ConfigError, OutputError
from jmap.model.measure import of_packages
from jmap.render.names import stem, view_folder
from jmap.spec.codes import finding
from jmap.spec.files import locate_project
from jmap.spec.hints import language_meant
from jmap.spec.load import read_located
from jmap.text.labels import LANGUAGES
from jmap.view import FULL, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from jmap.build.make import Job, Made, OutputFile, Task
    from jmap.diagnostics import Finding
    from jmap.model import Project
    from jmap.render.format import Format, Options
    from jmap.score import JourneyScore
    from jmap.spec import Loaded

__all__ = ["BuiltMap", "Report", "Request", "build", "choose_languages"]


def build(
    path: Path,
    request: Request,
    progress: Callable[[int, int, str], None] | None = None,
    waiting: Callable[[], None] | None = None,
) -> Report:
    """Build the project at `path`. Journeys with errors are left out; they cost the others nothing.

    `progress` is called with how many maps are done, of how many, and the id of one of them; `waiting` if another
    build is writing to the same folder and has to end first.

    Raises:
        ConfigError: there is no such project, format or language.
        OutputError: the output folder cannot be written to.
    """
    location = locate_project(path)
    inputs = Inputs(location)
    loaded = read_located(location)
    inputs.loaded(loaded)
    plan, findings = _plan(loaded, request, inputs, lone=location.lone)
    folder = OutputFolder(plan.folder, plan.loaded.root, str(plan.options.view))
    if plan.dry or not (plan.loaded.selected or folder.owned):
        return _Run(plan, request, folder, findings).report(inputs, progress)
    folder.prepare(waiting)
    run = _Run(plan, request, folder, findings)
    try:
        report = run.report(inputs, progress)
    except BaseException:
        with suppress(OutputError):  # what is finished stays, and stays ours
            folder.close()
        raise
    finally:
        run.kept.save()
    folder.close()
    return report


def _plan(loaded: Loaded, request: Request, inputs: Inputs, *, lone: bool) -> tuple[Plan, list[Finding]]:
    project, options = loaded.project, request.options
    unknown = {} if request.formats else unknown_formats(project)
    formats = find_formats(
        request.formats or [name for name in project.settings.outputs if name not in unknown]
    )
    languages = choose_languages(project, request.languages)
    checked: Sequence[Finding] = check(project, loaded.selected)
    if (baseline := project.settings.check.baseline) is not None:
        inputs.file(loaded.root / baseline)
        checked, _ = read_baseline(loaded.root, baseline).new(checked)
    findings = [*loaded.findings, *unknown.values(), *checked]
    if options.view != FULL:
        project = shown(project, options.view, private=options.private)
        selected = tuple(name for name in loaded.selected if name in project.journeys)
        loaded = loaded._replace(project=project, selected=selected, findings=())
        checked = ()  # findings are for those who work on the map
    if (templates := project.settings.templates) is not None:
        inputs.file(configuration_file())
        options = options._replace(templates=trusted_templates(loaded.root, templates, request.trust))
    loaded = loaded._replace(selected=tuple(_told_apart(loaded.selected, findings)))
    state = _state(options, formats, inputs)
    folder = _out(request, loaded.root)
    whole = request.whole and not lone
    plan = Plan(loaded, formats, languages, options, checked, state, folder, whole, request.compare_only)
    return plan, findings


def _state(options: Options, formats: Sequence[Format], inputs: Inputs) -> str:
    """A digest of everything that outputs depend on beside the project's specs."""
    parts = [answer.state(), repr((options.private, options.embed_fonts, str(options.view)))]
    rules, measures = (each.check for each in all_rules()), (each.read for each in of_packages().values())
    parts.append(inputs.code([*(each.render for each in formats), *rules, *measures]))
    if options.font is not None:
        parts.append(inputs.file(options.font))
    if options.templates is not None:
        parts.append(inputs.tree(options.templates))
    return cache.digest(*(part.encode() for part in parts))


def _out(request: Request, root: Path) -> Path:
    """The output folder. A project that somebody else wrote must not lead out of itself by a link.

    Raises:
        OutputError: it does.
    """
    if request.out is not None:
        return request.out
    folder = root / "build" / view_folder(request.options.view)
    if not folder.resolve().is_relative_to(root.resolve()):
        raise OutputError(f"{folder} leads out of the project: name the folder with --out if you mean it")
    return folder


def _told_apart(names: Sequence[str], findings: list[Finding]) -> Iterator[str]:
    """The journeys whose files have names that every file system can tell apart."""
    taken: dict[str, str] = {}
    for name in names:
        first = taken.setdefault(unicodedata.normalize("NFC", stem(name).casefold()), name)
        if first == name:
            yield name
        else:
            message = f"files of {name} would have the same names as those of {first} on some systems"
            findings.append(finding(SAME_NAME, f"{message}; it was not built"))


def choose_languages(project: Project, wanted: Sequence[str]) -> tuple[str, ...]:
    """The languages to write: those wanted, else all the project declares.

    Raises:
        ConfigError: one is neither declared nor has words of its own in jmap.
    """
    for language in wanted:
        if language not in project.languages and language not in LANGUAGES:
            hint = language_meant(language, project.languages) or f"it has: {', '.join(project.languages)}"
            raise ConfigError(f'the project has no language "{language}"; {hint}')
    return tuple(dict.fromkeys(wanted)) or project.languages


class _Run:
    """The making of one folder of outputs."""

    def __init__(self, plan: Plan, request: Request, folder: OutputFolder, findings: list[Finding]) -> None:
        self.plan = plan
        self.request = request
        self.folder = folder
        self.findings = findings
        self.kept = Kept(plan.folder)
        self._made: dict[str, Made] = {}
        """By name of the job."""

    def report(self, inputs: Inputs, progress: Callable[[int, int, str], None] | None) -> Report:
        """Make what has to be made."""
        scores, tasks = self.plan.tasks()
        rest = [task for task in map(self._unmade, tasks) if task.jobs]
        done = len(tasks) - len(rest)
        own_templates = self.plan.options.templates is not None
        for task in perform(rest, self.request.jobs, self._keep, own_templates=own_templates):
            done += 1
            if progress:
                progress(min(done, len(scores)), len(scores), task.name)
        maps, overview = self._files(scores, tasks)
        ordered = tuple(sorted(_folded(self.findings), key=lambda each: each.sort_key))
        loaded = self.plan.loaded
        deleted = self._tidy({job.name for task in tasks for job in task.jobs})
        report = Report(
            loaded.project,
            loaded.root,
            self.folder.folder,
            maps,
            overview,
            loaded.left_out,
            ordered,
            deleted,
        )
        return replace(report, facts=self._facts(inputs)) if inputs.known else report

    def _unmade(self, task: Task) -> Task:
        """A task without the jobs whose files an earlier build made of the same things and that are still there."""
        jobs = []
        for job in task.jobs:
            made = None if self.request.force else self.kept.find(job)
            if made and all(self.folder.holds(file.name, file.digest) for file in made.files):
                self._take(job, made)
            else:
                jobs.append(job)
        return task._replace(jobs=tuple(jobs))

    def _keep(self, job: Job, made: Made) -> None:
        self._take(job, made)
        if not self.plan.dry:
            self.kept.keep(job, made)

    def _take(self, job: Job, made: Made) -> None:
        self._made[job.name] = made
        for file in made.files:
            if file.name in self.folder.made:
                self.findings.append(
                    finding(SAME_NAME, f"{file.name} was written twice; {job.name} came last")
                )
            if self.folder.own(file.name, file.digest):
                self.findings.append(
                    finding(
                        SHARED_FOLDER,
                        f"{file.name} takes the place of the one of another project",
                        severity=Severity.WARNING,
                        hint="build each project into a folder of its own, with --out",
                    )
                )

    def _files(
        self, scores: dict[str, JourneyScore], tasks: Sequence[Task]
    ) -> tuple[tuple[BuiltMap, ...], tuple[OutputFile, ...]]:
        """The files of each journey, and those about all; findings are gathered in the same order."""
        origin = self.plan.loaded.project.origin
        for task in tasks:
            for job in task.jobs:
                self.findings += [located(one, origin) for one in self._made[job.name].findings]
        files = {
            task.name: tuple(file for job in task.jobs for file in self._made[job.name].files)
            for task in tasks
        }
        project = self.plan.loaded.project
        maps = tuple(BuiltMap(project[name], score, files.pop(name)) for name, score in scores.items())
        return maps, tuple(file for others in files.values() for file in others)

    def _tidy(self, jobs: set[str]) -> tuple[str, ...]:
        """Delete what earlier builds wrote and this one, if it was of everything, no longer makes."""
        loaded = self.plan.loaded
        sound = not (loaded.left_out or loaded.failed)
        if not (self.plan.whole and sound and loaded.selected == tuple(loaded.project.journeys)):
            return ()
        if any(not made.sound for made in self._made.values()):
            return ()
        stale = self.folder.stale()
        if not self.plan.dry:
            for name in stale:
                self.folder.delete(name)
            self.folder.disown_the_rest()
            self.kept.forget_all_but(jobs)
        return tuple(stale)

    def _facts(self, inputs: Inputs) -> dict[tuple[str, str], str]:
        folder = Path(os.path.abspath(self.folder.folder))  # noqa: PTH100 - without following links
        made = {("made", str(output_path(folder, name))): digest for name, digest in self.folder.made.items()}
        if self.plan.whole:  # other builds add to the manifest what the next one of everything has to delete
            made["made", str(folder / MANIFEST)] = hashlib.sha256(self.folder.manifest()).hexdigest()
        return {**inputs.facts, **made}


def _folded(findings: Sequence[Finding]) -> list[Finding]:
    """Every finding once; a missing font, which concerns each output alike, once for all of them."""
    distinct = list(dict.fromkeys(findings))
    fonts = [each for each in distinct if each.name == "uncovered-characters"]
    if len(fonts) > 1:
        message = f"{fonts[0].message}; {len(fonts) - 1} more outputs lack characters too"
        distinct = [each for each in distinct if each not in fonts]
        distinct.append(replace(fonts[0], message=message))
    return distinct
