"""Builds a project: load, score, render every map in every language and format, write what changed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from jmap.build.formats import find_formats
from jmap.build.portfolio import portfolio
from jmap.build.trust import trusted_templates
from jmap.build.write import OutputFolder
from jmap.check import about, check
from jmap.diagnostics import Finding, Severity
from jmap.errors import ConfigError, OutputError, RenderError
from jmap.render.format import Options, Rendered, Sheet
from jmap.render.names import stem, view_folder
from jmap.score import score_journey
from jmap.spec import read_project
from jmap.text.labels import LANGUAGES
from jmap.view import FULL, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from jmap.build.trust import Trust
    from jmap.build.write import Change
    from jmap.model import Journey, Project
    from jmap.render.format import Format
    from jmap.score import JourneyScore
    from jmap.spec import Loaded


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built.

    Attributes:
        out: the output folder; when `None`, `build` in the project's folder, or a folder of the view's own in it.
        formats: names of formats; the project's `outputs:` when empty.
        languages: tags; all languages of the project when empty.
        options: choices that change the bytes of outputs.
        trust: how far the project is trusted; as the user's configuration says when `None`.
        compare_only: write nothing, find out which files are stale.
    """

    out: Path | None = None
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)
    trust: Trust | None = None
    compare_only: bool = False

    @property
    def whole(self) -> bool:
        """Whether everything of the project is asked for, so that what is not made has no reason to stay."""
        return not self.formats and not self.languages


@dataclass(frozen=True, slots=True)
class OutputFile:
    """A file of the output folder and what building did to it."""

    name: str
    size: int
    change: Change


@dataclass(frozen=True, slots=True)
class BuiltMap:
    """One journey, in all languages and formats."""

    journey: Journey
    scores: JourneyScore
    files: tuple[OutputFile, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a build.

    Attributes:
        project: what was built.
        root: the project's folder.
        out: the output folder.
        maps: in the order of the project's files.
        overview: files about all journeys together.
        left_out: ids of journeys not built because of errors in their files.
        findings: of loading, checking and rendering, in order of place.
        deleted: files of earlier builds that no journey makes any more; with `compare_only`, that would go.
    """

    project: Project
    root: Path
    out: Path
    maps: tuple[BuiltMap, ...]
    overview: tuple[OutputFile, ...]
    left_out: tuple[str, ...]
    findings: tuple[Finding, ...]
    deleted: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def files(self) -> tuple[OutputFile, ...]:
        """All files, those of the maps first."""
        return (*(file for built in self.maps for file in built.files), *self.overview)

    @property
    def stale(self) -> tuple[str, ...]:
        """Files that are not as they should be."""
        changed = [file.name for file in self.files if file.change != "unchanged"]
        return (*changed, *self.deleted)


def build(path: Path, request: Request, progress: Callable[[int, int, str], None] | None = None) -> Report:
    """Build the project at `path`. Journeys with errors are left out; they cost the others nothing.

    `progress` is called with how many maps are done, of how many, and the id of the next.

    Raises:
        ConfigError: there is no such project, format or language.
        OutputError: the output folder cannot be written to.
    """
    loaded = read_project(path)
    project = loaded.project
    formats = find_formats(request.formats or project.settings.outputs)
    languages = choose_languages(project, request.languages)
    view = request.options.view
    folder = OutputFolder(request.out or loaded.root / "build" / view_folder(view), str(view))
    checked = check(project, loaded.selected)
    findings = [*loaded.findings, *checked]
    if view != FULL:
        project = shown(project, view, private=request.options.private)
        loaded = replace(
            loaded, project=project, selected=tuple(one for one in loaded.selected if one in project.journeys)
        )
        checked = ()  # findings are for those who work on the map
    if (templates := project.settings.templates) is not None:
        folder_of_templates = trusted_templates(loaded.root, templates, request.trust)
        request = replace(request, options=replace(request.options, templates=folder_of_templates))
    if not request.compare_only and loaded.selected:
        folder.prepare()
    maps = []
    for done, name in enumerate(loaded.selected):
        if progress:
            progress(done, len(loaded.selected), name)
        maps.append(
            _build_map(project, project[name], formats, languages, request, folder, checked, findings)
        )
    scores = {built.journey.id: built.scores for built in maps}
    overview = [
        file
        for name, data in portfolio(loaded, scores, formats, languages, request.options, findings)
        if (file := _put(folder, request, name, data, findings))
    ]
    made = [*(file.name for built in maps for file in built.files), *(file.name for file in overview)]
    deleted = _tidy(folder, loaded, request, made)
    if not request.compare_only and loaded.selected:
        folder.close()
    ordered = tuple(sorted(_folded(findings), key=lambda finding: finding.sort_key))
    return Report(
        project,
        loaded.root,
        folder.folder,
        tuple(maps),
        tuple(overview),
        loaded.left_out,
        ordered,
        deleted,
    )


def _folded(findings: Sequence[Finding]) -> list[Finding]:
    """Every finding once; a missing font, which concerns each output alike, once for all of them."""
    distinct = list(dict.fromkeys(findings))
    fonts = [finding for finding in distinct if finding.name == "uncovered-characters"]
    if len(fonts) > 1:
        message = f"{fonts[0].message}; {len(fonts) - 1} more outputs lack characters too"
        distinct = [finding for finding in distinct if finding not in fonts]
        distinct.append(replace(fonts[0], message=message))
    return distinct


def choose_languages(project: Project, wanted: Sequence[str]) -> tuple[str, ...]:
    """The languages to write: those wanted, else all the project declares.

    Raises:
        ConfigError: one is neither declared nor has words of its own in jmap.
    """
    for language in wanted:
        if language not in project.languages and language not in LANGUAGES:
            raise ConfigError(
                f'the project has no language "{language}"; it has: {", ".join(project.languages)}'
            )
    return tuple(dict.fromkeys(wanted)) or project.languages


def sheets(
    project: Project,
    journey: Journey,
    scores: JourneyScore,
    languages: Sequence[str],
    options: Options,
    checked: Sequence[Finding] | None = None,
) -> Iterator[Sheet]:
    """One sheet per language; the language is part of the file name where the project has several."""
    found = None if checked is None else about(journey, checked)
    for language in languages:
        name = stem(journey.id, language if len(project.languages) > 1 else None)
        yield Sheet(project, journey, scores, language, name, options, found)


def _build_map(
    project: Project,
    journey: Journey,
    formats: Sequence[Format],
    languages: Sequence[str],
    request: Request,
    folder: OutputFolder,
    checked: Sequence[Finding],
    findings: list[Finding],
) -> BuiltMap:
    scores = score_journey(project, journey)
    files: list[OutputFile] = []
    editions = tuple(sheets(project, journey, scores, languages, request.options, checked))
    whole = replace(editions[0], stem=stem(journey.id), editions=editions)
    for index, sheet in enumerate(editions):
        for format_ in formats:
            if not format_.localized and index > 0:
                continue
            target = sheet if format_.localized else whole
            rendered = _render(format_, target, findings)
            for output in rendered.outputs:
                name = f"{target.stem}{output.suffix}"
                if file := _put(folder, request, name, output.data, findings):
                    files.append(file)
    return BuiltMap(journey, scores, tuple(files))


def _put(
    folder: OutputFolder, request: Request, name: str, data: bytes, findings: list[Finding]
) -> OutputFile | None:
    """Write one file, or find out what that would do; `None` when it cannot be written."""
    try:
        change = (folder.differs if request.compare_only else folder.write)(name, data)
    except OutputError as error:
        findings.append(Finding("B401", "not-written", Severity.ERROR, str(error)))
        return None
    return OutputFile(name, len(data), change)


def _render(format_: Format, sheet: Sheet, findings: list[Finding]) -> Rendered:
    """Render one sheet; a format that fails costs neither the other formats nor the other maps."""
    try:
        rendered = format_.render(sheet)
    except RenderError as error:
        message = f"{sheet.journey.id} could not be drawn as {format_.id}: {error}"
        findings.append(Finding("B402", "not-drawn", Severity.ERROR, message))
        return Rendered(())
    findings.extend(rendered.findings)
    return rendered


def _tidy(folder: OutputFolder, loaded: Loaded, request: Request, made: Sequence[str]) -> tuple[str, ...]:
    """Delete what earlier builds wrote and this one, if it was of everything, no longer makes."""
    if (
        not request.whole
        or loaded.left_out
        or loaded.failed
        or loaded.selected != tuple(loaded.project.journeys)
    ):
        return ()
    stale = folder.stale(made)
    if not request.compare_only:
        for name in stale:
            folder.delete(name)
    return tuple(stale)
