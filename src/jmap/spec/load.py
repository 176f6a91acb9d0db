"""Loads a project: finds its files, reads them, writes shorthand out, validates and links. All problems in one run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.diagnostics import Related, Severity
from jmap.errors import SpecError
from jmap.model import Asset, Journey, Project, Settings
from jmap.spec import shorthand
from jmap.spec.assets import read_picture
from jmap.spec.files import FileRefusedError, Location, locate_project, read_inside, spec_files
from jmap.spec.gather import Catalogues
from jmap.spec.kinds import SETTINGS_NAME, kind_of, looks_like_spec, near_miss
from jmap.spec.link import Linker, check_lanes
from jmap.spec.locate import locate, span
from jmap.spec.nodes import Mark, Source, YamlList, YamlMap
from jmap.spec.notebook import Notebook
from jmap.spec.reader import read
from jmap.spec.validate import salvage, validate
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from jmap.diagnostics import Finding, Pointer, Span

SETTINGS_IN_JOURNEY: Final = ("languages", "lanes", "scoring", "theme", "outputs")
"""Settings a journey file may hold itself where there is no `jmap.yaml`."""

CATALOGUES_OF_SETTINGS: Final = ("channels", "departments", "personas", "evidence", "improvements")
"""Catalogues `jmap.yaml` may hold beside its settings."""


class Written(NamedTuple):
    """One jmap document of a file."""

    path: str
    kind: str
    root: YamlMap


@dataclass(slots=True)
class Origin:
    """Where the parts of a project were written: `("journeys", id, …)`, `("personas", id, …)`, `("settings", …)`."""

    roots: dict[tuple[str, str], YamlMap] = field(default_factory=dict)
    settings: YamlMap | None = None

    def span(self, pointer: Pointer, *, key: bool = False) -> Span | None:
        """The place of `pointer`, or of its key; `None` for what stands in no file."""
        if pointer[:1] == ("settings",):
            root, rest = self.settings, pointer[1:]
        else:
            root, rest = self.roots.get((str(pointer[0]), str(pointer[1]))), pointer[2:]
        return span(locate(root, rest, prefer="key" if key else "value")) if root is not None else None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading.

    Attributes:
        project: everything that is sound; journeys with errors are left out.
        findings: everything found, in order of place.
        root: the project's folder.
        selected: ids of the sound journeys asked for: those of the one file named, else all.
        left_out: ids of the journeys asked for that have errors.
        files: the files read, relative to `root`.
    """

    project: Project
    findings: tuple[Finding, ...]
    root: Path
    selected: tuple[str, ...]
    left_out: tuple[str, ...]
    files: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def load(path: Path) -> Project:
    """The project at `path`: a folder or one file.

    Raises:
        ConfigError: there is nothing at `path`.
        SpecError: its files have errors; the exception carries all findings.
    """
    loaded = read_project(path)
    if loaded.failed:
        raise SpecError(loaded.findings)
    return loaded.project


def read_project(path: Path) -> Loaded:
    """The project at `path` as far as it is sound, and everything found on the way.

    Raises:
        ConfigError: there is nothing at `path`.
    """
    location = locate_project(path)
    notebook = Notebook()
    files: list[str] = []
    settings_root = _settings_root(location, notebook, files)
    documents = _documents(location, settings_root, notebook, files)
    journeys = [document for document in documents if document.kind == "journey"]
    _settings_of_single(location, journeys, settings_root, notebook)
    notebook.languages = _languages(settings_root, documents)
    notebook.lanes = _own_lanes(settings_root)
    catalogues = _catalogues(settings_root, documents, notebook)
    settings = _settings(settings_root, notebook)
    for document in journeys:
        _write_out(document.root, catalogues, notebook)
    _adopt_names(journeys, catalogues)
    return _assemble(location, settings, settings_root, journeys, catalogues, notebook, files)


def _settings_root(location: Location, notebook: Notebook, files: list[str]) -> YamlMap:
    """The mapping of `jmap.yaml`; an empty one where there is none."""
    nowhere = YamlMap(Mark(Source(SETTINGS_NAME, ""), 0, 0))
    if location.settings is None:
        return nowhere
    roots = _read(location, location.settings, notebook, files)
    if not roots:
        return nowhere
    root = roots[0]
    if not isinstance(root, YamlMap):
        notebook.report("S202", f"{SETTINGS_NAME} holds a mapping of settings")
        return nowhere
    return root


def _read(location: Location, path: Path, notebook: Notebook, files: list[str]) -> list[Any]:
    """The documents of one file that could be read. Files that were never meant for jmap leave no findings."""
    shown = path.relative_to(location.root).as_posix() if path.is_relative_to(location.root) else path.name
    asked = path == location.single or path == location.settings
    try:
        data = read_inside(location.root, path)
    except FileRefusedError as error:
        notebook.report("S211", f"{shown} cannot be read: {error}")
        return []
    documents, findings = read(shown, data)
    if findings and not asked and not any(kind_of(document.root) for document in documents):
        if not looks_like_spec(data.decode("utf-8", "replace")):
            return []
    notebook.findings += findings
    files.append(shown)
    if asked and not documents and not findings:
        notebook.report("S212", f"{shown} is empty")
    return [document.root for document in documents]


def _documents(
    location: Location, settings_root: YamlMap, notebook: Notebook, files: list[str]
) -> list[Written]:
    """Every jmap document of the project, in order of the files' names."""
    if location.single is not None and location.settings is None:
        paths = [location.single]
    else:
        raw = settings_root.get("include")
        include = tuple(str(glob) for glob in (raw if isinstance(raw, YamlList) else [raw])) if raw else ()
        paths = spec_files(location.root, include or Settings().include)
        if location.single is not None and location.single not in paths:
            paths.append(location.single)
    documents = []
    for path in paths:
        if path == location.settings:
            continue
        for root in _read(location, path, notebook, files):
            kind = kind_of(root)
            if kind is not None:
                documents.append(Written(root.mark.source.path, kind, root))
            else:
                _not_recognised(root, path.name, asked=path == location.single, notebook=notebook)
    if not documents and not notebook.findings:
        hint = "a spec begins with one of: journey, persona, touchpoint, stages, evidence, improvements"
        notebook.report("S212", "there is no journey here", hint=hint)
    return documents


def _not_recognised(root: Any, name: str, *, asked: bool, notebook: Notebook) -> None:
    """A near miss is worth a finding, any other YAML only when it was asked for."""
    if miss := near_miss(root):
        written, meant = miss
        notebook.report(
            "S208", f'"{written}" is not a key jmap knows', root.marks[written][0], hint=f'did you mean "{meant}"?'
        )
    elif asked:
        message = f"{name} is not a jmap spec: it has none of the keys that tell what it describes"
        hint = "a journey begins with `journey: ID`, a persona with `persona: ID`"
        notebook.report("S208", message, root.mark if isinstance(root, YamlMap | YamlList) else None, hint=hint)


def _settings_of_single(
    location: Location, journeys: list[Written], settings_root: YamlMap, notebook: Notebook
) -> None:
    """Move settings written in a journey file to the project's, where the journey file is all there is."""
    for document in journeys:
        for key in [key for key in SETTINGS_IN_JOURNEY if key in document.root]:
            marks = document.root.marks[key]
            value = document.root.pop(key)
            if location.settings is not None:
                notebook.report("S215", f"{key} belongs in {SETTINGS_NAME}, which this project has", marks[0])
            elif settings_root.setdefault(key, value) != value:
                message = f"{key} differs from what another journey of this folder says"
                notebook.report("S215", message, marks[0], hint=f"write it once, in {SETTINGS_NAME}")
            else:
                settings_root.marks[key] = marks


def _languages(settings_root: YamlMap, documents: list[Written]) -> tuple[str, ...]:
    """The declared languages; without any, Chinese where the specs hold Chinese characters, else English."""
    raw = settings_root.get("languages")
    tags = tuple(str(tag) for tag in (raw if isinstance(raw, YamlList) else [raw]) if isinstance(tag, str))
    if tags:
        return tuple(dict.fromkeys(tags))
    sources = {id(document.root.mark.source): document.root.mark.source for document in documents}
    chinese = any("\u4e00" <= character <= "\u9fff" for source in sources.values() for character in source.text)
    return ("zh-CN",) if chinese else ("en",)


def _own_lanes(settings_root: YamlMap) -> tuple[str, ...]:
    """Keys that touchpoints may carry because a lane of that name is the project's own."""
    raw = settings_root.get("lanes")
    items = raw if isinstance(raw, YamlList) else []
    return tuple(
        str(item["id"])
        for item in items
        if isinstance(item, YamlMap) and isinstance(item.get("id"), str) and item.get("name") and "from" not in item
        if item["id"] not in shorthand.EXPERIENCE
    )


def _catalogues(settings_root: YamlMap, documents: list[Written], notebook: Notebook) -> Catalogues:
    """Everything declared anywhere. What `jmap.yaml` holds of catalogues is taken out of its settings."""
    catalogues = Catalogues(notebook)
    beside = YamlMap(settings_root.mark)
    for key in CATALOGUES_OF_SETTINGS:
        if key in settings_root:
            beside[key] = settings_root.pop(key)
            beside.marks[key] = settings_root.marks[key]
    catalogues.take("catalogue", beside)
    for document in documents:
        if document.kind != "journey":
            catalogues.take(document.kind, document.root)
    for document in documents:
        if document.kind == "journey":
            _inline(document.root, catalogues)
    catalogues.finish_personas()
    return catalogues


def _inline(root: YamlMap, catalogues: Catalogues) -> None:
    """Take personas, evidence, channels and departments declared inside a journey; ids stay in their place."""
    catalogues.take_places(root)
    for key in ("channels", "departments"):
        root.pop(key, None)
    for key, kind in (("personas", "persona"), ("evidence", "evidence")):
        if root.get(key) is None:
            continue
        items = shorthand.as_list(root[key], root.marks[key][1])
        for index, (item, mark) in enumerate(zip(items, items.marks, strict=True)):
            if isinstance(item, YamlMap):
                if kind == "persona":
                    item = catalogues.libraries[kind].resolve(item, catalogues.notebook)  # noqa: PLW2901
                items[index] = catalogues.declare(kind, item, mark)
        root[key] = items


def _settings(root: YamlMap, notebook: Notebook) -> Settings | None:
    return validate(Settings, shorthand.settings(root, root.mark, notebook), notebook)


def _write_out(root: YamlMap, catalogues: Catalogues, notebook: Notebook) -> None:
    """Resolve `use` and write shorthand out."""
    if not catalogues.entries["persona"] and root.get("personas") is not None:
        # Nobody declared a persona: the names used here are the only ones there are.
        names = shorthand.as_list(root["personas"], root.marks["personas"][1])
        notebook.personas = (*notebook.personas, *(slug(str(name)) for name in names))
    _resolve(root, "stages", "stage", catalogues)
    _resolve(root, "touchpoints", "touchpoint", catalogues)
    for stage in root["stages"] if isinstance(root.get("stages"), YamlList) else ():
        if isinstance(stage, YamlMap):
            _resolve(stage, "touchpoints", "touchpoint", catalogues)
    shorthand.journey(root, root.mark, notebook)


def _resolve(holder: YamlMap, key: str, kind: str, catalogues: Catalogues) -> None:
    """Replace the items of `holder[key]` by what they take over; the list may be shared, so it is made anew."""
    items = holder.get(key)
    if isinstance(items, YamlList):
        new = YamlList(items.mark)
        new.extend(catalogues.libraries[kind].resolve(item, catalogues.notebook) for item in items)
        new.marks = items.marks
        holder[key] = new


_ADOPTED: Final = (("persona", "personas"), ("channel", "channel"), ("department", "owner"))
"""Kinds a bare name may declare, and the key it is written under."""


def _adopt_names(journeys: list[Written], catalogues: Catalogues) -> None:
    """Where a project declares no persona (channel, department) at all, the names it uses declare them."""
    for kind, key in _ADOPTED:
        if catalogues.entries[kind]:
            continue
        for document in journeys:
            for holder in _holders(document.root, with_journey=kind != "channel"):
                if isinstance(value := holder.get(key), YamlList):
                    for index, name in enumerate(value):
                        if isinstance(name, str):
                            value[index] = catalogues.adopt(kind, name, value.marks[index])
                elif isinstance(value, str):
                    holder[key] = catalogues.adopt(kind, value, holder.marks[key][1])


def _holders(root: YamlMap, *, with_journey: bool) -> Iterator[YamlMap]:
    """A journey's mappings that may name a channel or an owner."""
    if with_journey:
        yield root
    yield from _maps(root.get("improvements"))
    for stage in _maps(root.get("stages")):
        for holder in (stage, *_maps(stage.get("touchpoints"))):
            yield holder
            yield from _maps(holder.get("opportunities"))


def _maps(raw: Any) -> Iterable[YamlMap]:
    return (item for item in raw if isinstance(item, YamlMap)) if isinstance(raw, YamlList) else ()


def _assemble(
    location: Location,
    settings: Settings | None,
    settings_root: YamlMap,
    journeys: list[Written],
    catalogues: Catalogues,
    notebook: Notebook,
    files: list[str],
) -> Loaded:
    """Validate everything, link it, and keep what is sound."""
    roots = _journey_roots(journeys, notebook)
    catalogues.check_libraries()
    values = {name: validate(Journey, document.root, notebook) for name, document in roots.items()}
    parts = {kind: catalogues.validated(kind) for kind in catalogues.entries}
    project = Project(
        settings=settings or Settings(),
        languages=notebook.languages,
        channels=parts["channel"],
        departments=parts["department"],
        personas=parts["persona"],
        evidence=parts["evidence"],
        improvements=tuple(parts["improvement"].values()),
        journeys={name: journey for name, journey in values.items() if journey is not None},
    )
    check_lanes(project, settings_root, notebook)
    linker = Linker(project, notebook, refused=catalogues.refused | (values.keys() - project.journeys.keys()))
    for name, persona in project.personas.items():
        linker.persona(persona, catalogues.entries["persona"][name].root)
    for improvement in project.improvements:
        linker.improvement(improvement, catalogues.entries["improvement"][improvement.id].root, (), None)
    broken = {name for name, journey in project.journeys.items() if not linker.journey(journey, roots[name].root)}
    for name in values.keys() - project.journeys.keys():
        rest, rest_root = salvage(Journey, roots[name].root, notebook)
        if rest is not None:
            linker.journey(rest, rest_root)
    origin = Origin({("journeys", name): document.root for name, document in roots.items()}, settings_root)
    for kind in ("persona", "evidence", "channel", "department", "improvement"):
        plural = kind if kind == "evidence" else f"{kind}s"
        origin.roots.update({(plural, name): entry.root for name, entry in catalogues.entries[kind].items()})
    pictures = _pictures(location, project, origin, notebook)
    files_with_errors = {
        found.span.path for found in notebook.findings if found.span and found.severity is Severity.ERROR
    }
    sound = {
        name: journey
        for name, journey in project.journeys.items()
        if name not in broken and settings is not None and roots[name].path not in files_with_errors
    }
    asked = [name for name, document in roots.items() if _asked(document.path, location)]
    return Loaded(
        project=Project(**{**vars(project), "journeys": sound, "assets": pictures, "origin": origin}),
        findings=tuple(sorted(dict.fromkeys(notebook.findings), key=lambda found: found.sort_key)),
        root=location.root,
        selected=tuple(name for name in asked if name in sound),
        left_out=tuple(name for name in asked if name not in sound),
        files=tuple(files),
    )


def _asked(path: str, location: Location) -> bool:
    """Whether the journeys of the file at `path` were asked for."""
    if location.single is None:
        return True
    single = location.single
    shown = single.relative_to(location.root).as_posix() if single.is_relative_to(location.root) else single.name
    return path == shown


def _journey_roots(journeys: list[Written], notebook: Notebook) -> dict[str, Written]:
    """Journeys by the id they were written with; a second one of the same id is a finding."""
    roots: dict[str, Written] = {}
    for document in journeys:
        name = str(document.root.get("journey"))
        first = roots.setdefault(name, document)
        if first is not document:
            notebook.report(
                "S206",
                f'the journey id "{name}" is used twice',
                document.root.marks["journey"][1],
                hint="give one of them another id",
                related=[Related("first used here", span(first.root.marks["journey"][1]))],
            )
    return roots


def _pictures(location: Location, project: Project, origin: Origin, notebook: Notebook) -> dict[str, Asset]:
    """Every picture named anywhere in the project, by the name it is written with."""
    pictures: dict[str, Asset] = {}
    for name, root, pointer in _picture_names(project, origin):
        if name in pictures:
            continue
        try:
            pictures[name] = read_picture(location.root, name)
        except FileRefusedError as error:
            notebook.report("S211", f'the picture "{name}" cannot be used: {error}', locate(root, pointer))
    return pictures


def _picture_names(project: Project, origin: Origin) -> Iterator[tuple[str, YamlMap | None, Pointer]]:
    if project.settings.theme.logo:
        yield project.settings.theme.logo, origin.settings, ("theme", "logo")
    for persona in project.personas.values():
        if persona.image:
            yield persona.image.file, origin.roots["personas", persona.id], ("image", "file")
    for journey in project.journeys.values():
        root = origin.roots["journeys", journey.id]
        for i, stage in enumerate(journey.stages):
            if stage.image:
                yield stage.image.file, root, ("stages", i, "image", "file")
            for j, touchpoint in enumerate(stage.touchpoints):
                if touchpoint.image:
                    yield touchpoint.image.file, root, ("stages", i, "touchpoints", j, "image", "file")
