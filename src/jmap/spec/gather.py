"""Gathers what a project's documents declare: catalogues wherever they stand, each id once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from jmap.diagnostics import Related
from jmap.model import Channel, Department, Evidence, Improvement, Persona, Stage, Touchpoint
from jmap.spec import shorthand
from jmap.spec.library import Library
from jmap.spec.locate import span
from jmap.spec.nodes import Mark, YamlList, YamlMap
from jmap.spec.validate import validate
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.model.frozen import Value
    from jmap.spec.notebook import Notebook
    from jmap.spec.shorthand import Expand


class Entry(NamedTuple):
    """One declared thing, written out in full."""

    root: YamlMap
    mark: Mark


_KINDS: dict[str, tuple[type[Value], Expand | None]] = {
    "persona": (Persona, shorthand.persona),
    "evidence": (Evidence, shorthand.evidence),
    "channel": (Channel, None),
    "department": (Department, None),
    "improvement": (Improvement, shorthand.improvement),
}


@dataclass(slots=True)
class Catalogues:
    """Everything declared in a project, by kind and id, in the order of the files."""

    notebook: Notebook
    entries: dict[str, dict[str, Entry]] = field(default_factory=lambda: {kind: {} for kind in _KINDS})
    libraries: dict[str, Library] = field(
        default_factory=lambda: {kind: Library(kind) for kind in ("persona", "stage", "touchpoint")}
    )
    refused: set[str] = field(default_factory=set)
    """Ids that were declared but whose entries have errors: no reason to call them unknown."""

    def take(self, kind: str, document: YamlMap) -> None:
        """Take over a document that is one thing (`kind` says what), or every catalogue it holds."""
        things = [(kind, document, document.mark)] if kind != "catalogue" else _listed(document)
        for what, raw, mark in things:
            if what in self.libraries:
                self._share(self.libraries[what], what, raw, mark)
            else:
                self.declare(what, raw, mark)
        if kind == "catalogue":
            self.take_places(document)

    def take_places(self, document: YamlMap) -> None:
        """Take over `channels` and `departments`: mappings from id to entry."""
        for kind in ("channel", "department"):
            key = f"{kind}s"
            if key not in document:
                continue
            raw, mark = document[key], document.marks[key][1]
            if isinstance(raw, YamlList):  # a list of names is the shortest form
                raw = _by_name(raw)
            if not isinstance(raw, YamlMap):
                self.notebook.report("S202", f"{key} is a mapping from id to name", mark)
                continue
            for name, entry in shorthand.catalogue(kind)(raw, mark, self.notebook).items():
                self._add(kind, name, Entry(entry, raw.marks[name][0]))

    def declare(self, kind: str, raw: Any, mark: Mark) -> str | None:
        """Write one thing out, note it, and give its id; `None` when it has none."""
        expand = _KINDS[kind][1]
        if expand is not None:
            raw = expand(raw, mark, self.notebook)
        if not isinstance(raw, YamlMap):
            self.notebook.report("S202", f"expected a mapping that describes the {kind}", mark)
            return None
        name = raw.get(kind)
        self._add(kind, str(name) if name is not None else f"?{len(self.entries[kind])}", Entry(raw, mark))
        return str(name) if name is not None else None

    def finish_personas(self) -> None:
        """Resolve `use` among the personas declared in files; from here on their ids are known."""
        library = self.libraries["persona"]
        for raw in library.entries.values():
            self.declare("persona", library.resolve(raw, self.notebook), raw.mark)
        self.notebook.personas = tuple(self.entries["persona"])

    def validated(self, kind: str) -> dict[str, Any]:
        """The sound entries of one kind as model values, by id."""
        model = _KINDS[kind][0]
        sound: dict[str, Any] = {}
        for name, entry in self.entries[kind].items():
            value = validate(model, entry.root, self.notebook)
            if value is None:
                self.refused.add(name)
            else:
                sound[value.id] = value  # type: ignore[attr-defined]
        return sound

    def check_libraries(self) -> None:
        """Validate shared stages and touchpoints by themselves, so that one nobody uses is checked as well."""
        for kind, model, expand in (("stage", Stage, shorthand.stage), ("touchpoint", Touchpoint, shorthand.touchpoint)):
            library = self.libraries[kind]
            for raw in library.entries.values():
                resolved = library.resolve(raw, self.notebook)
                validate(model, expand(resolved, raw.mark, self.notebook), self.notebook)

    def adopt(self, kind: str, written: str, mark: Mark) -> str:
        """The id of a thing named where none of its kind is declared: the name itself declares it."""
        name = slug(written)
        if name not in self.entries[kind]:
            entry = shorthand.mapping_at(mark, name=written)
            shorthand.with_key(entry, kind, name)
            self.entries[kind][name] = Entry(entry, mark)
        return name

    def _share(self, library: Library, kind: str, raw: Any, mark: Mark) -> None:
        if shorthand.is_text(raw, self.notebook):
            raw = shorthand.mapping_at(mark, name=raw)
        if not isinstance(raw, YamlMap):
            self.notebook.report("S202", f"expected a mapping that describes the {kind}", mark)
            return
        if raw.get(kind) is None and (text := shorthand.text_of(raw.get("name"), self.notebook)):
            raw.pop(kind, None)
            shorthand.with_key(raw, kind, slug(text))
            raw.derived = True
        name = raw.get(kind, raw.get("use"))
        if not isinstance(name, str):
            self.notebook.report("S204", f'a shared {kind} needs the key "{kind}" or "name"', mark)
        elif (first := library.entries.setdefault(name, raw)) is not raw:
            self._twice(kind, name, raw, first)

    def _add(self, kind: str, name: str, entry: Entry) -> None:
        first = self.entries[kind].setdefault(name, entry)
        if first.root is not entry.root:
            self._twice(kind, name, entry.root, first.root)

    def _twice(self, kind: str, name: str, raw: YamlMap, first: YamlMap) -> None:
        self.notebook.report(
            "S206",
            f'the {kind} id "{name}" is used twice',
            _id_mark(raw, kind),
            hint="give one of them another id",
            related=[Related("first used here", span(_id_mark(first, kind)))],
        )


def _id_mark(raw: YamlMap, kind: str) -> Mark:
    return raw.marks[kind][1] if kind in raw.marks else raw.mark


def _listed(document: YamlMap) -> Iterator[tuple[str, Any, Mark]]:
    """What the lists of a catalogue hold, each with its kind and place."""
    for kind in ("persona", "stage", "touchpoint", "evidence", "improvement"):
        key = kind if kind == "evidence" else f"{kind}s"
        if document.get(key) is not None:
            items = shorthand.as_list(document[key], document.marks[key][1])
            yield from ((kind, item, mark) for item, mark in zip(items, items.marks, strict=True))


def _by_name(names: YamlList) -> YamlMap:
    """A mapping from derived id to name, from a list of names."""
    new = YamlMap(names.mark)
    for name, mark in zip(names, names.marks, strict=True):
        if isinstance(name, str):
            new[slug(name)] = name
            new.marks[slug(name)] = (mark, mark)
    return new
