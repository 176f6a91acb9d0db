"""Makes a project of what was gathered: validates everything, links it, and keeps what is sound."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.diagnostics import Severity
from jmap.model import Asset, Journey, Project, Settings
from jmap.model.refusal import shown
from jmap.spec.assets import MAX_SHOWN, MAX_TOGETHER, read_picture
from jmap.spec.compose import maps, name_of
from jmap.spec.files import FileRefusedError, shown_path
from jmap.spec.gather import SHARED
from jmap.spec.kinds import SINGLE
from jmap.spec.link import Linker
from jmap.spec.locate import locate
from jmap.spec.nodes import YamlMap
from jmap.spec.origin import Origin
from jmap.spec.outline import Outline
from jmap.spec.settings import check_settings
from jmap.spec.validate import salvage, validate
from jmap.spec.within import experiences

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from jmap.diagnostics import Finding, Pointer
    from jmap.spec.documents import Documents
    from jmap.spec.files import Location
    from jmap.spec.gather import Catalogues
    from jmap.spec.names import Names
    from jmap.spec.notebook import Notebook

_PLURALS: Final[Mapping[str, str]] = {
    "persona": "personas",
    "evidence": "evidence",
    "channel": "channels",
    "department": "departments",
    "improvement": "improvements",
}


class Loaded(NamedTuple):
    """What came of loading.

    Attributes:
        project: everything that is sound; journeys with errors are left out.
        findings: everything found, in order of place.
        root: the project's folder.
        selected: ids of the sound journeys asked for: those of the one file named, else all.
        left_out: ids of the journeys asked for that have errors.
        homes: the file of every journey asked for, by its id.
        files: the files that are jmap's, relative to `root`.
        inputs: every file that was read, whether jmap's or not, with the SHA-256 of what was read; `None` for one
            that was refused.
    """

    project: Project
    findings: tuple[Finding, ...]
    root: Path
    selected: tuple[str, ...]
    left_out: tuple[str, ...]
    homes: Mapping[str, str]
    files: tuple[str, ...]
    inputs: Mapping[Path, str | None]

    @property
    def errors(self) -> list[Finding]:
        """The findings that are errors."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return bool(self.errors)

    def path(self, name: str) -> Path:
        """Where one of `files` stands. A name that is no text, or that the system cannot spell, is another there."""
        plain = self.root / name
        if plain in self.inputs:
            return plain
        return next((path for path in self.inputs if shown_path(self.root, path) == name), plain)


@dataclass(slots=True)
class Assembly:
    """The making of one project.

    Attributes:
        location: where the project is.
        documents: what its files hold.
        notebook: vocabulary and findings.
        broken: ids of journeys that cannot be drawn.
        homes: the file of every journey, by its id.
        roots: every journey as it was written out, or its outline, by its id.
        improvements: all that are written in journeys.
        pictures: every picture named, by the name it is written with.
        no_pictures: those that cannot be used, each with the reason.
        together: bytes of all pictures read.
    """

    location: Location
    documents: Documents
    notebook: Notebook
    broken: set[str] = field(default_factory=set)
    homes: dict[str, str] = field(default_factory=dict)
    roots: dict[str, YamlMap | Outline] = field(default_factory=dict)
    improvements: list[YamlMap] = field(default_factory=list)
    pictures: dict[str, Asset] = field(default_factory=dict)
    no_pictures: dict[str, str] = field(default_factory=dict)
    together: int = 0

    def project(
        self,
        settings_root: YamlMap,
        journeys: Iterable[tuple[str, YamlMap]],
        catalogues: Catalogues,
        names: Names,
    ) -> Loaded:
        """The project of written-out settings, journeys, each with its file, and catalogues."""
        settings = validate(Settings, settings_root, self.notebook)
        usable = settings or salvage(Settings, settings_root, self.notebook)[0] or Settings()
        sound_settings = settings is not None and self._check_settings(usable, settings_root)
        values = self._journeys(journeys)
        catalogues.write_out_shared()
        names.to_ids_in_catalogues()
        project = self._parts(usable, values, catalogues)
        self._link(project, values, catalogues)
        errors = [found for found in self.notebook.findings if found.severity is Severity.ERROR]
        faulty = {found.span.path for found in errors if found.span}
        self.broken.update(name for name, path in self.homes.items() if path in faulty)
        sound = {
            name: journey
            for name, journey in project.journeys.items()
            if sound_settings and name not in self.broken
        }
        origin = Origin({("journeys", name): root for name, root in self.roots.items()}, settings_root)
        for kind in SHARED:
            shared = self.notebook.libraries[kind].entries
            origin.roots.update({(f"{kind}s", name): root for name, root in shared.items()})
        for kind, plural in _PLURALS.items():
            origin.roots.update({(plural, name): root for name, root in catalogues.entries[kind].items()})
        origin.roots.update({(f"{kind}s", str(root.get(kind))): root for kind, root in catalogues.shared})
        whole = replace(project, journeys=sound, assets=self.pictures, origin=origin)
        return self.loaded(whole, self.homes)

    def loaded(self, project: Project, journeys: Mapping[str, str]) -> Loaded:
        """What came of it; `journeys` are the ids of all that were found, each with its file."""
        lost = {name: path for name, path in self.documents.unread_journeys if name not in journeys}
        asked = {name: path for name, path in {**journeys, **lost}.items() if self._asked(path)}
        return Loaded(
            project=project,
            findings=tuple(sorted(dict.fromkeys(self.notebook.findings), key=lambda found: found.sort_key)),
            root=self.location.root,
            selected=tuple(name for name in asked if name in project.journeys),
            left_out=tuple(name for name in asked if name not in project.journeys),
            homes=asked,
            files=tuple(self.documents.files),
            inputs=self.notebook.inputs,
        )

    def _check_settings(self, settings: Settings, root: YamlMap) -> bool:
        """Check what the settings name; whether all of it makes sense."""
        before = len(self.notebook.findings)
        check_settings(settings, root, self.notebook)
        if settings.theme.logo:
            self._picture(settings.theme.logo, root, ("theme", "logo"))
        return len(self.notebook.findings) == before and not self.notebook.full(root.mark)

    def _asked(self, path: str) -> bool:
        """Whether the journeys of the file at `path` were asked for."""
        asked = self.location.asked
        return not asked or path in {shown_path(self.location.root, each) for each in asked}

    def _journeys(self, journeys: Iterable[tuple[str, YamlMap]]) -> dict[str, Journey | None]:
        """Journeys by the id they were written with, as far as they are valid; that of another one is a finding."""
        values: dict[str, Journey | None] = {}
        for path, root in journeys:
            written = root.get("journey")
            name = name_of(written) if isinstance(written, str) else f"?{len(values)}"
            if name in values:
                self.notebook.used_twice("journey", name, root, self.roots[name])
                self.broken.add(name)
                continue
            self.homes[name] = path
            values[name] = validate(Journey, root, self.notebook)
            self.roots[name] = Outline(root) if values[name] is not None else root
            self.improvements += maps(root.get("improvements"))
        return values

    def _parts(
        self, settings: Settings, values: dict[str, Journey | None], catalogues: Catalogues
    ) -> Project:
        """Everything that is valid by itself."""
        parts = {kind: catalogues.validated(kind) for kind in catalogues.entries}
        for name, persona in list(parts["persona"].items()):
            if persona.image and not self._picture(
                persona.image.file, catalogues.entries["persona"][name], ("image", "file")
            ):
                del parts["persona"][name]
                catalogues.refused["persona"].add(name)
        return Project(
            settings=settings,
            languages=self.notebook.languages,
            channels=parts["channel"],
            departments=parts["department"],
            personas=parts["persona"],
            evidence=parts["evidence"],
            improvements=tuple(parts["improvement"].values()),
            journeys={name: journey for name, journey in values.items() if journey is not None},
        )

    def _link(
        self,
        project: Project,
        values: dict[str, Journey | None],
        catalogues: Catalogues,
    ) -> None:
        """Follow every reference; what is refused in part is followed as far as it is sound."""
        linker = Linker(project, self.notebook, catalogues.refused, values.keys() - project.journeys.keys())
        for persona in project.personas.values():
            linker.value(persona, catalogues.entries["persona"][persona.id])
        for evidence in project.evidence.values():
            linker.evidence(evidence, catalogues.entries["evidence"][evidence.id])
        for improvement in project.improvements:
            linker.improvement(improvement, catalogues.entries["improvement"][improvement.id])
        for kind, written in catalogues.shared:
            validate(SINGLE[kind], written, self.notebook)
            shared, sound_part = salvage(SINGLE[kind], written, self.notebook)
            if shared is not None:
                linker.value(shared, sound_part)
        for name, root in self.roots.items():
            journey, rest = values[name], root
            if isinstance(root, YamlMap):
                journey, rest = salvage(Journey, root, self.notebook)
            sound = journey is not None and all(
                # of a list, so that pictures are looked at where references lead nowhere
                [linker.journey(journey, rest), self._has_pictures(project, journey, rest)]
            )
            if not sound:
                self.broken.add(name)
        self._check_improvements(catalogues)

    def _check_improvements(self, catalogues: Catalogues) -> None:
        """Improvements are unique in the project, wherever they are written."""
        first = dict(catalogues.entries["improvement"])
        for root in self.improvements:
            name = root.get("improvement")
            if isinstance(name, str) and first.setdefault(name_of(name), root) is not root:
                self.notebook.used_twice("improvement", name, root, first[name_of(name)])

    def _has_pictures(self, project: Project, journey: Journey, root: YamlMap | Outline) -> bool:
        """Read the pictures of a journey; whether all of them can be used, and together."""
        named = [(here.image, pointer) for here, pointer in experiences(journey) if here.image]
        usable = [self._picture(image.file, root, (*pointer, "image", "file")) for image, pointer in named]
        if not all(usable):  # of a list, so that every refused picture is reported
            return False
        persons = (project.personas.get(name) for name in journey.personas)
        images = [image for image, _ in named] + [each.image for each in persons if each and each.image]
        if sum(len(self.pictures[image.file].data) for image in images) <= MAX_SHOWN:
            return True
        message = f"the journey and its personas show more than {MAX_SHOWN >> 20} MB of pictures together"
        place = locate(root, (*named[0][1], "image", "file") if named else ("personas",))
        hint = "make them smaller: a picture counts as often as it is shown, and is embedded as often"
        self.notebook.report("S211", message, place, hint=hint)
        return False

    def _picture(self, name: str, root: YamlMap | Outline, pointer: Pointer) -> bool:
        """Read one picture; whether it can be used."""
        if name not in self.pictures and name not in self.no_pictures:
            path = self.location.root / name
            try:
                self.pictures[name] = picture = self._read(name)
            except FileRefusedError as error:
                self.notebook.inputs[path] = None
                self.no_pictures[name] = str(error)
            else:
                self.notebook.inputs[path] = sha256(picture.data).hexdigest()
        if name in self.no_pictures:
            message = f"the picture {shown(name)} cannot be used: {self.no_pictures[name]}"
            self.notebook.report("S211", message, locate(root, pointer))
            return False
        return True

    def _read(self, name: str) -> Asset:
        """One picture, as long as the project's do not become too many."""
        picture = read_picture(self.location.root, name)
        self.together += len(picture.data)
        if self.together > MAX_TOGETHER:
            limit = f"{MAX_TOGETHER >> 20} MB"
            raise FileRefusedError(f"the pictures of the project have more than {limit} together")
        return picture
