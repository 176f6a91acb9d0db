"""Where the parts of a loaded project were written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jmap.spec.locate import locate, span
from jmap.spec.nodes import YamlList, YamlMap
from jmap.spec.outline import Outline

if TYPE_CHECKING:
    from jmap.diagnostics import Pointer, Span
    from jmap.spec.nodes import Mark, Source


@dataclass(slots=True)
class Origin:
    """Where the parts of a project were written.

    Pointers begin with `("journeys", id)`, `("personas", id)` and so on, or with `("settings",)`. Of valid journeys
    there is no more than an outline.
    """

    roots: dict[tuple[str, str], YamlMap | Outline] = field(default_factory=dict)
    settings: YamlMap | None = None

    def names(self, kind: str) -> tuple[str, ...]:
        """Ids of all that was written of one kind, what has errors and shared things included."""
        return tuple(name for plural, name in self.roots if plural == kind)

    def taken_over(self, kind: str) -> frozenset[str]:
        """Ids of shared things of one kind that others of them take over with `use:`."""
        roots = (root for (plural, _), root in self.roots.items() if plural == kind)
        using = (root for root in roots if isinstance(root, YamlMap) and root.get("use") is not None)
        return frozenset(str(root["use"]) for root in using)

    def sources(self) -> dict[str, Source]:
        """The files they were written in, by path."""
        roots = [*self.roots.values(), *([self.settings] if self.settings is not None else [])]
        found = {root.source.path: root.source for root in roots}
        return {path: found[path] for path in sorted(found)}

    def span(self, pointer: Pointer, *, key: bool = False) -> Span | None:
        """The place of `pointer`, or of its key; `None` for what stands in no file."""
        mark = self.mark(pointer, key=key)
        return span(mark) if mark is not None else None

    def mark(self, pointer: Pointer, *, key: bool = False) -> Mark | None:
        """Where the value of `pointer`, or its key, begins; `None` for what stands in no file."""
        root, rest = self._root(pointer)
        return locate(root, rest, prefer="key" if key else "value") if root is not None else None

    def derives_id(self, pointer: Pointer, name: str) -> bool:
        """Whether the id of the thing at `pointer`, which is `name`, was made from its name."""
        root, rest = self._root(pointer)
        if isinstance(root, Outline) and name not in root.derived:
            return False
        value: Any = root.root if isinstance(root, Outline) else root
        for step in rest:
            if isinstance(value, YamlList) and isinstance(step, int) and step < len(value):
                value = value[step]
            elif isinstance(value, YamlMap):
                value = value.get(str(step))
        return isinstance(value, YamlMap) and value.derived

    def _root(self, pointer: Pointer) -> tuple[YamlMap | Outline | None, Pointer]:
        if pointer[:1] == ("settings",):
            return self.settings, pointer[1:]
        if len(pointer) > 1:
            return self.roots.get((str(pointer[0]), str(pointer[1]))), pointer[2:]
        return None, ()
