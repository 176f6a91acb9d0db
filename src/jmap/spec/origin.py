"""Where the parts of a loaded project were written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jmap.spec.locate import locate, span

if TYPE_CHECKING:
    from jmap.diagnostics import Pointer, Span
    from jmap.spec.nodes import YamlMap


@dataclass(slots=True)
class Origin:
    """Where the parts of a project were written.

    Pointers begin with `("journeys", id)`, `("personas", id)` and so on, or with `("settings",)`.
    """

    roots: dict[tuple[str, str], YamlMap] = field(default_factory=dict)
    settings: YamlMap | None = None

    def span(self, pointer: Pointer, *, key: bool = False) -> Span | None:
        """The place of `pointer`, or of its key; `None` for what stands in no file."""
        if pointer[:1] == ("settings",):
            root, rest = self.settings, pointer[1:]
        elif len(pointer) > 1:
            root, rest = self.roots.get((str(pointer[0]), str(pointer[1]))), pointer[2:]
        else:
            return None
        return span(locate(root, rest, prefer="key" if key else "value")) if root is not None else None
