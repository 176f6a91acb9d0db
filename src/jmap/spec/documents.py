"""Reads the files of a project into documents of a known kind, and passes over YAML that is not jmap's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.model import Settings
from jmap.spec.compose import as_list
from jmap.spec.encoding import decode, text_of
from jmap.spec.files import FileRefusedError, projects_below, read_inside, shown_path, spec_files
from jmap.spec.forms import SETTINGS_IN_JOURNEY, declares_measure
from jmap.spec.hints import listed
from jmap.spec.kinds import SETTINGS_NAME, kind_of, looks_like_spec, near_miss
from jmap.spec.lookalikes import punctuation_hint
from jmap.spec.nodes import Document, Mark, Source, YamlMap
from jmap.spec.reader import read
from jmap.spec.room import Room

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jmap.spec.files import Location
    from jmap.spec.notebook import Notebook

_JOURNEY_LINE: Final = re.compile(
    r"""^(?:\{[ \t]*)?(?:journey|[ \t]*["']journey["'])[ \t]*:[ \t]*["']?([\w-]+)""", re.MULTILINE
)


_WORD: Final = re.compile(r"[\w-]+")

_LOOKED_AT: Final = 1_000_000
"""How many characters of a file that cannot be read are searched for the ids it may declare."""


class Written(NamedTuple):
    """One jmap document of a file."""

    path: str
    kind: str
    root: YamlMap


@dataclass(slots=True)
class Documents:
    """What the files of a project hold.

    Attributes:
        settings: the mapping of `jmap.yaml`; an empty one where there is none.
        written: every other document, in order of the files' names.
        files: the files that are jmap's.
        unread_journeys: ids of journeys in files that could not be read to the end, each with its file.
        settings_lost: whether there is a `jmap.yaml` that cannot be read: the rest means nothing without it.
    """

    settings: YamlMap = field(default_factory=lambda: YamlMap(Source(SETTINGS_NAME, ""), 0))
    written: list[Written] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    unread_journeys: list[tuple[str, str]] = field(default_factory=list)
    settings_lost: bool = False

    @property
    def journeys(self) -> list[Written]:
        """Every journey."""
        return [document for document in self.written if document.kind == "journey"]


def read_documents(location: Location, notebook: Notebook, instead: Mapping[str, bytes]) -> Documents:
    """Read `jmap.yaml` and all the files it includes; of those in `instead`, what stands there.

    Raises:
        SpecError: the project is larger than any may be.
        MemoryError: it is larger than the memory there is.
    """
    reading = _Reading(location, notebook, instead)
    reading.settings()
    for path in _paths(location, reading.documents.settings):
        reading.file(path)
    documents = reading.documents
    if not documents.written and not notebook.findings and not location.several:
        hint = "a spec begins with one of: journey, persona, touchpoint, stages, evidence, improvements"
        if below := [shown_path(location.root, folder) for folder in projects_below(location.root)]:
            hint = f"name one of the projects below: {listed(below)}"
        settings = documents.settings
        include = settings.marks("include")[1] if "include" in settings else None
        empty = f"; empty: {listed(reading.empty)}" if reading.empty else ""
        notebook.report("S212", f"there is no journey here{empty}", include, hint=hint)
    _move_settings(documents, location, notebook)
    return documents


def _paths(location: Location, settings: YamlMap) -> list[Path]:
    """The files to read, in order of their names; those asked for are among them whatever `include` says."""
    if location.asked and location.settings is None:
        return [*location.asked]
    raw = as_list(settings.get("include"), settings.mark)
    include = tuple(str(glob) for glob in raw if isinstance(glob, str))
    paths = [
        path for path in spec_files(location.root, include or Settings().include) if path != location.settings
    ]
    return [*paths, *(path for path in location.asked if path not in paths)]


class _Reading:
    """The reading of one project's files."""

    def __init__(self, location: Location, notebook: Notebook, instead: Mapping[str, bytes]) -> None:
        self.location = location
        self.notebook = notebook
        self.instead = instead
        self.documents = Documents()
        self.room = Room()
        self.empty: list[str] = []

    def settings(self) -> None:
        """Read `jmap.yaml`; what follows a `---` in it is a document like any other."""
        if self.location.settings is None:
            return
        before = len(self.notebook.findings)
        roots = self._roots(self.location.settings, asked=True)
        self.documents.files.append(SETTINGS_NAME)
        if not roots:
            self.documents.settings_lost = len(self.notebook.findings) > before
            return
        first, *others = roots
        if isinstance(first.root, YamlMap):
            self.documents.settings = first.root
        else:
            self.notebook.report("S202", f"{SETTINGS_NAME} holds a mapping of settings", first.mark)
            self.documents.settings_lost = True
        for document in others:
            self._take(document, asked=True)

    def file(self, path: Path) -> None:
        """Read one file."""
        asked = path in self.location.asked and not self.location.several
        before = len(self.documents.written), len(self.notebook.findings)
        for document in self._roots(path, asked=asked):
            self._take(document, asked=asked)
        shown = shown_path(self.location.root, path)
        if asked or before != (len(self.documents.written), len(self.notebook.findings)):
            self.documents.files.append(shown)

    def _take(self, document: Document, *, asked: bool) -> None:
        kind = kind_of(document.root)
        if kind is not None and not (kind == "catalogue" and self._missed(document)):
            self.room.take(document)
            self.documents.written.append(Written(document.mark.source.path, kind, document.root))
        elif (
            kind is None and not self._missed(document, asked=asked) and asked and not self._spoilt(document)
        ):
            name = document.mark.source.path.rpartition("/")[2]
            message = f"{name} is not a jmap spec: it has none of the keys that tell what it describes"
            hint = "a journey begins with `journey: ID`, a persona with `persona: ID`"
            self.notebook.report("S208", message, document.mark, hint=hint)

    def _spoilt(self, document: Document) -> bool:
        """Whether something was found in the document's file already, which may be why it has no kind."""
        return self.notebook.noted[document.mark.source.path] > 0

    def _missed(self, document: Document, *, asked: bool = False) -> bool:
        """Whether a key that tells the kind is misspelt: worth a finding, while other YAML is passed over."""
        root = document.root
        if isinstance(root, str) and looks_like_spec(root) and (hint := punctuation_hint(root)):
            self.notebook.report(
                "S208", "this is one text, and no key with a value", document.mark, hint=hint
            )
            return True
        miss = near_miss(root, asked=asked)
        if miss:
            written, meant = miss
            message = f'"{written}" is not a key jmap knows'
            self.notebook.report("S208", message, root.marks(written)[0], hint=f'did you mean "{meant}"?')
        return miss is not None

    def _roots(self, path: Path, *, asked: bool) -> list[Document]:
        """The readable documents of one file. Files that were never meant for jmap leave no findings."""
        shown = shown_path(self.location.root, path)
        try:
            data = self.instead[shown] if shown in self.instead else read_inside(self.location.root, path)
            self.notebook.inputs[path] = sha256(data).hexdigest()
        except FileRefusedError as error:
            self.notebook.inputs[path] = None
            self.notebook.report(error.code, f"{shown} cannot be read: {error}")
            return []
        documents, findings = read(shown, data)
        if findings:
            text = text_of(shown, data)
            if not asked and not looks_like_spec(text) and not any(kind_of(each.root) for each in documents):
                return []
            self.notebook.take(shown, findings)
            self.notebook.unread.update(match[0] for match in _WORD.finditer(text, 0, _LOOKED_AT))
            read_ids = {str(each.root.get("journey")) for each in documents if isinstance(each.root, YamlMap)}
            lost = dict.fromkeys(
                name for name in _JOURNEY_LINE.findall(text, 0, _LOOKED_AT) if name not in read_ids
            )
            self.documents.unread_journeys += [(name, shown) for name in lost]
        elif not documents and (asked or (path in self.location.asked and not data.strip())):
            source, _ = decode(shown, data)  # of files named together, comments alone may be somebody else's
            self.notebook.report("S212", f"{shown.rpartition('/')[2]} is empty", Mark(source, 0))
        elif not documents:
            self.empty.append(shown)
        return documents


def is_spec(name: str, data: bytes) -> bool:
    """Whether a file is, or was meant to be, one of jmap's."""
    documents, findings = read(name, data)
    roots = [document.root for document in documents]
    if name == SETTINGS_NAME or any(kind_of(root) or near_miss(root) for root in roots):
        return True
    return bool(findings) and looks_like_spec(text_of(name, data))


def _move_settings(documents: Documents, location: Location, notebook: Notebook) -> None:
    """Move settings written in journey files to the project's, where there is no `jmap.yaml`."""
    for document in documents.journeys:
        if location.settings is None:
            _move_measures(documents.settings, document.root, notebook)
        for key in [key for key in SETTINGS_IN_JOURNEY if key in document.root]:
            marks, value = document.root.marks(key), document.root[key]
            document.root.drop(key)
            if location.settings is not None:
                notebook.report("S215", f"{key} belongs in {SETTINGS_NAME}, which this project has", marks[0])
            elif key not in documents.settings:
                documents.settings.put(key, value, *marks)
            elif documents.settings[key] != value:
                message = f"{key} differs from what another journey of this folder says"
                notebook.report("S215", message, marks[0], hint=f"write it once, in {SETTINGS_NAME}")


def _move_measures(settings: YamlMap, root: YamlMap, notebook: Notebook) -> None:
    """Move what a journey declares among its measures, where the values of others stand."""
    measures = root.get("measures")
    if not isinstance(measures, YamlMap):
        return
    for name in [
        name for name, entry in measures.items() if isinstance(entry, YamlMap) and declares_measure(entry)
    ]:
        marks, entry = measures.marks(name), measures[name]
        measures.drop(name)
        if "measures" not in settings:
            settings.put("measures", YamlMap(*measures.mark), *root.marks("measures"))
        declared = settings["measures"]
        if name not in declared:
            declared.put(name, entry, *marks)
        elif declared[name] != entry:
            message = f'the measure "{name}" differs from what another journey of this folder says'
            notebook.report("S215", message, marks[0], hint=f"write it once, in {SETTINGS_NAME}")
