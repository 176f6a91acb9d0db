"""Gathers what a project's documents declare: catalogues wherever they stand, each id once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from jmap.model import Channel, Department, Evidence, Improvement, Persona
from jmap.model.refusal import shown
from jmap.model.values import is_id
from jmap.spec import shorthand
from jmap.spec.compose import as_list, copied, copied_list, derived_id, mapping_at, name_of, without
from jmap.spec.forms import CATALOGUES_IN_JOURNEY, CATALOGUES_IN_SETTINGS
from jmap.spec.hints import did_you_mean, listed
from jmap.spec.kinds import CATALOGUE, LISTS, SINGLE, speaks_of_journey
from jmap.spec.library import Library
from jmap.spec.nodes import YamlMap
from jmap.spec.notebook import id_mark
from jmap.spec.punctuation import parted
from jmap.spec.validate import validate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.model.frozen import Value
    from jmap.spec.documents import Written
    from jmap.spec.nodes import Mark
    from jmap.spec.notebook import Notebook

MODELS: Final[dict[str, type[Value]]] = {
    "persona": Persona,
    "evidence": Evidence,
    "channel": Channel,
    "department": Department,
    "improvement": Improvement,
}
"""What a project declares, by kind."""

MAX_PERSONAS: Final = 100
"""How many personas a journey may have: each has a value at every touchpoint."""

SHARED: Final = ("stage", "touchpoint")
"""What a project may write once for several journeys."""


@dataclass(slots=True)
class Catalogues:
    """Everything declared in a project, written out, by kind and id, in the order of the files."""

    notebook: Notebook
    entries: dict[str, dict[str, YamlMap]] = field(default_factory=lambda: {kind: {} for kind in MODELS})
    shared: list[tuple[str, YamlMap]] = field(default_factory=list)
    """Shared stages and touchpoints, each with its kind."""
    refused: dict[str, set[str]] = field(default_factory=lambda: {kind: set() for kind in MODELS})
    """Ids, by kind, that were declared but whose entries have errors: no reason to call them unknown."""

    def take_document(self, document: Written) -> None:
        """Take over a document that is one thing, or every list of a catalogue."""
        if document.kind != "catalogue":
            self._take(document.kind, document.root, document.root.mark)
        else:
            self._check_keys(document.root)
            self.take_lists(document.root, CATALOGUE)

    def take_lists(self, root: YamlMap, keys: Iterable[str]) -> None:
        """Take over the catalogues that stand under `keys`."""
        for key in keys:
            if root.get(key) is None:
                continue
            raw, mark = root[key], root.marks(key)[1]
            kind = key if key == "evidence" else key[:-1]
            if key == "personas":
                items = parted(as_list(raw, mark), kind, self.notebook)
            elif key in LISTS:
                items = as_list(raw, mark)
            else:
                items = shorthand.catalogue(kind, raw, mark, self.notebook)
            for item, place in zip(items, items.marks, strict=True):
                if item is not None:
                    self._take(kind, item, place)

    def take_journey(self, root: YamlMap) -> YamlMap:
        """Take over what is declared inside a journey; gives the journey with ids in the place of it."""
        self.take_lists(root, CATALOGUES_IN_JOURNEY)
        rest = without(root, *CATALOGUES_IN_JOURNEY)
        for key in ("personas", "evidence"):
            if rest.get(key) is None:
                continue
            items = copied_list(as_list(rest[key], rest.marks(key)[1]))
            if key == "personas" and len(items) > MAX_PERSONAS:
                message = f"a journey has at most {MAX_PERSONAS} personas, not {len(items):,}"
                self.notebook.report("S202", message, items.marks[MAX_PERSONAS])
                del items[MAX_PERSONAS:], items.places[MAX_PERSONAS:]
            for index, (item, mark) in enumerate(zip(items, items.marks, strict=True)):
                if isinstance(item, YamlMap):
                    name = self._take("persona" if key == "personas" else key, item, mark)
                    items[index] = name if name is not None and is_id(name) else None  # told where it stands
            rest[key] = items
        return rest

    def finish(self) -> None:
        """Write out what could be shared, now that everything that may be used is known."""
        library = self.notebook.libraries["persona"]
        for name, raw in library.entries.items():
            self.declare("persona", raw, raw.mark)
            if str(raw.get("use")) in library.refused:
                self.refused["persona"].add(name)
        self.notebook.personas = self.entries["persona"]
        for name, root in self.entries["persona"].items():
            if name in self.notebook.languages:
                message = f'"{name}" is a language of the project and cannot be a persona as well'
                self.notebook.report("S207", message, id_mark(root, "persona"))

    def write_out_shared(self) -> None:
        """Write out shared stages and touchpoints by themselves: one that nobody uses is checked as well."""
        for kind in SHARED:
            for raw in self.notebook.libraries[kind].entries.values():
                self.shared.append((kind, shorthand.expand(SINGLE[kind], raw, raw.mark, self.notebook)))

    def declare(self, kind: str, raw: Any, mark: Mark) -> str | None:
        """Write one thing out, note it, and give its id; `None` when it has none."""
        model = MODELS[kind]
        root = shorthand.expand(model, raw, mark, self.notebook) if kind not in shorthand.PLACES else raw
        if not isinstance(root, YamlMap):
            self.notebook.report(
                "S202", f"expected a mapping that describes {shorthand.article(model)}", mark
            )
            return None
        name = root.get(kind)
        known = name_of(name) if isinstance(name, str) else f"?{len(self.entries[kind])}"
        first = self.entries[kind].setdefault(known, root)
        if first is not root:
            self.notebook.used_twice(kind, known, root, first)
        return known if isinstance(name, str) else None

    def validated(self, kind: str) -> dict[str, Any]:
        """The sound entries of one kind as model values, by id."""
        sound: dict[str, Any] = {}
        for name, root in self.entries[kind].items():
            value = validate(MODELS[kind], root, self.notebook)
            if value is None:
                self.refused[kind].add(name)
            elif name not in self.refused[kind]:
                sound[name] = value
        return sound

    def adopt(self, kind: str, written: str, mark: Mark) -> str:
        """The id of a thing named where none of its kind is declared: the name itself declares it."""
        name = derived_id(written, kind)
        if name not in self.entries[kind]:
            self.entries[kind][name] = mapping_at(mark, **{kind: name, "name": written})
        return name

    def _take(self, kind: str, raw: Any, mark: Mark) -> str | None:
        """Take over one thing: into a library where `use:` may name it, else into its catalogue at once."""
        return (
            self._share(kind, raw, mark) if kind in self.notebook.libraries else self.declare(kind, raw, mark)
        )

    def _share(self, kind: str, raw: Any, mark: Mark) -> str | None:
        model = SINGLE[kind]
        library = self.notebook.libraries[kind]
        if not isinstance(raw, YamlMap) or shorthand.is_short(model, raw, self.notebook):
            raw = shorthand.expand(model, raw, mark, self.notebook)
        if not isinstance(raw, YamlMap):
            self.notebook.report(
                "S202", f"expected a mapping that describes {shorthand.article(model)}", mark
            )
            return None
        item = copied(raw)
        name = item.get(kind)
        if name is None and (text := shorthand.text_of(item.get("name"), self.notebook)):
            name = derived_id(text, kind)
            item.put(kind, name, item.marks("name")[1])
            item.derived = True
        if name is not None and not isinstance(name, str):
            self.notebook.report("S202", f"expected an id, not {shown(name)}", id_mark(item, kind))
            return None
        if name is None:
            self.notebook.report("S204", f'a shared {kind} needs the key "{kind}" or "name"', mark)
            return None
        first = library.entries.setdefault(name_of(name), item)
        if first is not item:
            self.notebook.used_twice(kind, name_of(name), item, first)
        return name_of(name)

    def _check_keys(self, root: YamlMap) -> None:
        """Say of every root key beside catalogues that it is lost there."""
        if speaks_of_journey(root):
            other = next(key for key in root if key not in CATALOGUE)
            message = f'"{other}" belongs to a journey, but this document has no key "journey"'
            self.notebook.report("S204", message, root.marks(other)[0], hint="begin it with `journey: ID`")
            return
        for key in root:
            if key not in CATALOGUE:
                hint = did_you_mean(key, (*SINGLE, *CATALOGUE)) or f"known keys: {listed(CATALOGUE)}"
                self.notebook.report(
                    "S201", f'"{key}" is not a key of a catalogue', root.marks(key)[0], hint=hint
                )


def gather(
    settings: YamlMap, documents: list[Written], notebook: Notebook
) -> tuple[Catalogues, list[Written]]:
    """Everything declared anywhere, and the journeys with ids in the place of what they declare."""
    notebook.libraries = {kind: Library(kind) for kind in ("persona", *SHARED)}
    catalogues = Catalogues(notebook)
    catalogues.take_lists(settings, CATALOGUES_IN_SETTINGS)
    journeys = [document for document in documents if document.kind == "journey"]
    for document in documents:
        if document.kind != "journey":
            catalogues.take_document(document)
    journeys = [journey._replace(root=catalogues.take_journey(journey.root)) for journey in journeys]
    catalogues.finish()
    return catalogues, journeys
