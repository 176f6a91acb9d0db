"""Which mappings of a document are things of the language, and in what order their keys are written."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jmap.model import Experience, Journey, Measurement, MeasureSettings, Settings
from jmap.spec.edit.tree import Alias, Group
from jmap.spec.forms import declares_measure, fields_of, form_of, keys_of
from jmap.spec.kinds import CATALOGUE, LISTS, SINGLE, kind_of
from jmap.spec.shorthand import PLACES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.model.frozen import Value
    from jmap.spec.edit.tree import Node, Paper, Part

_EVIDENCE = LISTS["evidence"]


def is_settings(root: Any) -> bool:
    """Whether a document could be `jmap.yaml`: it has nothing but its keys, and is nothing else."""
    return isinstance(root, dict) and bool(root) and all(key in keys_of(Settings) for key in root)


def put_in_order(paper: Paper, root: Any, *, refers: bool, settings: bool) -> None:
    """Put the keys of a document and all things in it into the order of the language.

    Args:
        paper: the document.
        root: its value as read.
        refers: whether there may be anchors and aliases in it.
        settings: whether it is a project's `jmap.yaml`.
    """
    ordering = _Ordering(refers=refers)
    kind = kind_of(root)
    if settings:
        ordering.thing(Settings, paper.root)
    elif kind == "catalogue":
        ordering.lists(paper.root, CATALOGUE)
    elif kind is not None:
        ordering.thing(SINGLE.get(kind, _EVIDENCE), paper.root)


class _Ordering:
    """The work on one document."""

    def __init__(self, *, refers: bool) -> None:
        self.refers = refers

    def thing(self, kind: type[Value], node: Node) -> None:
        """Put one thing in order: a mapping of its own keys, or of its short forms; or a list of such."""
        if not isinstance(node, Group):
            return
        places = _places(kind)
        own = node.mapping and any(_key(part) in places for part in node.parts)
        if not own:
            if not node.mapping or form_of(kind).per_persona:
                for part in node.parts:
                    self.thing(kind, part.value)
            return
        fields = fields_of(kind)
        for part in node.parts:
            field = fields.get(_key(part))
            if kind is Journey and _key(part) == "measures":
                self._measures(part.value)
            elif field is not None and field.kind is not None:
                self._field(field.kind, part.value, keyed=field.keyed)
        if kind in (Journey, Settings):
            self.lists(node, CATALOGUE)
        if not (self.refers and _refers(node)):
            others = places["lanes"] if issubclass(kind, Experience) else len(places)
            node.parts.sort(key=lambda part: places.get(_key(part), others))

    def lists(self, node: Node, keys: tuple[str, ...]) -> None:
        """Put the things in order that a mapping declares in catalogues."""
        for part in node.parts if isinstance(node, Group) else ():
            key = _key(part)
            if key in LISTS and key in keys:
                self.thing(LISTS[key], part.value)
            elif key in keys:
                self._field(PLACES[key[:-1]], part.value, keyed=True)

    def _measures(self, node: Node) -> None:
        """Values of a journey, among which it may declare measures."""
        for part in node.parts if isinstance(node, Group) else ():
            entry = part.value
            keys = [_key(each) for each in entry.parts] if isinstance(entry, Group) and entry.mapping else ()
            self.thing(MeasureSettings if declares_measure(keys) else Measurement, entry)

    def _field(self, kind: type[Value], node: Node, *, keyed: bool) -> None:
        if keyed and isinstance(node, Group) and node.mapping:
            for part in node.parts:
                self.thing(kind, part.value)
        else:
            self.thing(kind, node)


@cache
def _places(kind: type[Value]) -> Mapping[str, int]:
    """Where each key of a model stands; merged keys come first."""
    return {"<<": -1} | {key: place for place, key in enumerate(keys_of(kind))}


def _key(part: Part) -> str:
    return part.key.value if part.key is not None else ""


def _refers(group: Group) -> bool:
    """Whether there is an anchor or alias inside: an alias must stay behind its anchor."""
    return any(
        isinstance(each, Alias) or each.anchor is not None or (isinstance(each, Group) and _refers(each))
        for part in group.parts
        for each in (part.key, part.value)
        if each is not None
    )
