"""Shared personas, stages and touchpoints: `use: login` takes one over, a key given replaces it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.model.refusal import shown
from jmap.spec.compose import as_list, derived_id, without
from jmap.spec.forms import INHERITED_ON_REQUEST
from jmap.spec.hints import did_you_mean, listed
from jmap.spec.nodes import node_count
from jmap.spec.problems import MAX_DEPTH

if TYPE_CHECKING:
    from jmap.spec.nodes import YamlMap
    from jmap.spec.notebook import Notebook


class Library:
    """The shared things of one kind, by id, as they were written."""

    def __init__(self, id_key: str) -> None:
        self.id_key = id_key
        self.entries: dict[str, YamlMap] = {}
        self.sizes: dict[str, int] = {}
        self.refused: set[str] = set()
        """Ids that cannot be used, though somebody does."""

    def resolve(self, item: YamlMap, notebook: Notebook, seen: tuple[str, ...] = ()) -> YamlMap:
        """`item` with what it takes over through `use`, as a new mapping; without `use` as it is."""
        if item.get("use") is None:
            return item
        name, mark = item["use"], item.marks("use")[1]
        if not isinstance(name, str) or name not in self.entries:
            known_elsewhere = isinstance(name, str) and name in notebook.unread
            if not known_elsewhere and not notebook.full(mark):
                known = listed(self.entries) or "none is defined"
                message = f"no shared {self.id_key} is called {shown(name)}; known: {known}"
                notebook.report("S210", message, mark, hint=did_you_mean(str(name), self.entries))
            return self._standing_in(item, seen)
        if len(seen) == MAX_DEPTH:
            message = f"more than {MAX_DEPTH} shared {self.id_key}s use each other in a row"
            notebook.report("S210", message, mark)
            return self._standing_in(item, seen)
        if name not in self.sizes:
            self.sizes[name] = node_count(self.entries[name])
        if not notebook.may_take(self.sizes[name], mark, self.id_key):
            return self._standing_in(item, seen)
        if name in seen:
            way = " → ".join((*seen[seen.index(name) :], name))
            notebook.report("S210", f"these shared {self.id_key}s use each other: {way}", mark)
            return self._standing_in(item, seen)
        return self._merged(self.resolve(self.entries[name], notebook, (*seen, name)), item, notebook)

    def _merged(self, base: YamlMap, item: YamlMap, notebook: Notebook) -> YamlMap:
        own = {key for key, value in item.items() if value is not None}
        asked = self._asked(item, notebook)
        left = {"use", "formerly", *(key for key in INHERITED_ON_REQUEST if key not in asked)}
        new = without(item, "inherit", *(key for key in item if key not in own))
        for (key, value), places in zip(base.items(), base.places, strict=True):
            if key not in item and key not in left:
                new.put(key, value, *base.marks_of(places))
        new.derived = item.derived if self.id_key in own else base.derived
        return new

    def _asked(self, item: YamlMap, notebook: Notebook) -> tuple[str, ...]:
        if "inherit" not in item:
            return ()
        names = as_list(item["inherit"], item.marks("inherit")[1])
        for name, mark in zip(names, names.marks, strict=True):
            if name not in INHERITED_ON_REQUEST:
                known = " and ".join(INHERITED_ON_REQUEST)
                message = f"inherit takes {known}, not {shown(name)}; everything else is taken over anyway"
                notebook.report("S210", message, mark)
        return tuple(str(name) for name in names)

    def _standing_in(self, item: YamlMap, seen: tuple[str, ...]) -> YamlMap:
        """`item` without what is not there, but named after it: one mistake must not look like several."""
        new = without(item, "inherit")
        mark = item.marks("use")[1]
        name = derived_id(str(item["use"]), self.id_key)
        self.refused.update((*seen, name))
        new.put("use", name, mark)
        if new.get(self.id_key) is None:
            new.put(self.id_key, name, mark)
        if new.get("name") is None:
            new.put("name", "…", mark)
        return new
