"""Shared personas, stages and touchpoints: `use: login` takes one over, and every key given replaces its key whole."""

from __future__ import annotations

from typing import Any, Final

from jmap.spec.nodes import YamlList, YamlMap
from jmap.spec.notebook import Notebook, did_you_mean, listed

NOT_INHERITED: Final = ("measures", "emotion")
"""What was felt and measured in one journey says nothing of another, unless `inherit:` asks for it."""


class Library:
    """The shared things of one kind, by id."""

    def __init__(self, id_key: str) -> None:
        self.id_key = id_key
        self.entries: dict[str, YamlMap] = {}

    def resolve(self, item: Any, notebook: Notebook, seen: tuple[str, ...] = ()) -> Any:
        """`item` with what it takes over through `use`, as a new mapping; anything else as it is."""
        if not isinstance(item, YamlMap) or item.get("use") is None:
            return item
        name, mark = item["use"], item.marks["use"][1]
        if not isinstance(name, str) or name not in self.entries:
            known = listed(self.entries) or "none is defined"
            notebook.report(
                "S210",
                f'no shared {self.id_key} is called "{name}"; known: {known}',
                mark,
                hint=did_you_mean(str(name), self.entries),
            )
            return _without(item, ("use", "inherit"))
        if name in seen:
            notebook.report("S210", f"the shared {self.id_key}s use each other: {' → '.join((*seen, name))}", mark)
            return _without(item, ("use", "inherit"))
        base = self.resolve(self.entries[name], notebook, (*seen, name))
        return self._merged(base, item, notebook)

    def _merged(self, base: YamlMap, item: YamlMap, notebook: Notebook) -> YamlMap:
        asked = self._asked(item, notebook)
        new = YamlMap(item.mark)
        new.derived = base.derived
        for key, value in base.items():
            if key not in item and (key not in NOT_INHERITED or key in asked) and key not in ("use", "formerly"):
                new[key] = value
                new.marks[key] = base.marks[key]
        for key, value in item.items():
            if value is not None and key != "inherit":
                new[key] = value
                new.marks[key] = item.marks[key]
        if self.id_key in item:
            new.derived = item.derived
        return new

    def _asked(self, item: YamlMap, notebook: Notebook) -> tuple[str, ...]:
        raw = item.get("inherit")
        names = tuple(raw) if isinstance(raw, YamlList) else () if raw is None else (raw,)
        for name in names:
            if name not in NOT_INHERITED:
                notebook.report(
                    "S210",
                    f"inherit takes {' and '.join(NOT_INHERITED)}; everything else is taken over anyway",
                    item.marks["inherit"][1],
                )
        return names


def _without(item: YamlMap, keys: tuple[str, ...]) -> YamlMap:
    for key in keys:
        item.pop(key, None)
    return item
