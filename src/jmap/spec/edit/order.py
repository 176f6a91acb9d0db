"""Which mappings of a document are things of the language, and in what order their keys are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.model import Experience, Journey, Settings
from jmap.spec.edit.tree import Alias, Group
from jmap.spec.forms import fields_of, form_of, keys_of
from jmap.spec.kinds import CATALOGUE, LISTS, SINGLE, kind_of
from jmap.spec.shorthand import PLACES

if TYPE_CHECKING:
    from jmap.model.frozen import Value
    from jmap.spec.edit.tree import Node, Paper, Part

_EVIDENCE = LISTS["evidence"]


def is_settings(root: Any) -> bool:
    """Whether a document could be `jmap.yaml`: it has nothing but its keys, and is nothing else."""
    return isinstance(root, dict) and bool(root) and all(key in keys_of(Settings) for key in root)


def put_in_order(paper: Paper, root: Any, *, settings: bool) -> None:
    """Put the keys of a document and all things in it into the order of the language.

    Args:
        paper: the document.
        root: its value as read.
        settings: whether it is a project's `jmap.yaml`.
    """
    kind = kind_of(root)
    if settings:
        _thing(Settings, paper.root)
    elif kind == "catalogue":
        _lists(paper.root, CATALOGUE)
    elif kind is not None:
        _thing(SINGLE.get(kind, _EVIDENCE), paper.root)


def _thing(kind: type[Value], node: Node) -> None:
    """Put one thing in order: a mapping of its own keys, or of its short forms."""
    if not isinstance(node, Group):
        return
    if not node.mapping:
        for part in node.parts:
            _thing(kind, part.value)
        return
    keys = keys_of(kind)
    if not any(_key(part) in keys for part in node.parts):
        if form_of(kind).per_persona:
            for part in node.parts:
                _thing(kind, part.value)
        return
    fields = fields_of(kind)
    for part in node.parts:
        field = fields.get(_key(part))
        if field is not None and field.kind is not None:
            _field(field.kind, part.value, keyed=field.keyed)
    _lists(node, CATALOGUE if kind in (Journey, Settings) else ())
    if not _refers(node):
        own = keys.index("lanes") if issubclass(kind, Experience) else len(keys)
        places = {key: place for place, key in enumerate(keys)} | {"<<": -1}
        node.parts.sort(key=lambda part: places.get(_key(part), own))


def _field(kind: type[Value], node: Node, *, keyed: bool) -> None:
    if keyed and isinstance(node, Group) and node.mapping:
        for part in node.parts:
            _thing(kind, part.value)
    else:
        _thing(kind, node)


def _lists(node: Node, keys: tuple[str, ...]) -> None:
    """Put the things in order that a mapping declares in catalogues."""
    for part in node.parts if isinstance(node, Group) else ():
        key = _key(part)
        if key not in keys:
            continue
        if key in LISTS:
            _thing(LISTS[key], part.value)
        else:
            _field(PLACES[key[:-1]], part.value, keyed=True)


def _key(part: Part) -> str:
    return part.key.value if part.key is not None else ""


def _refers(node: Node) -> bool:
    """Whether there is an anchor or alias inside: an alias must stay behind its anchor."""
    todo: list[Node | None] = [part.value for part in node.parts] if isinstance(node, Group) else []
    todo += [part.key for part in node.parts] if isinstance(node, Group) else []
    while todo:
        each = todo.pop()
        if isinstance(each, Alias) or (each is not None and each.anchor is not None):
            return True
        if isinstance(each, Group):
            todo += [value for part in each.parts for value in (part.value, part.key)]
    return False
