"""Makes frozen values anew with some of their fields changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from jmap.model import Text
from jmap.model.frozen import Value

if TYPE_CHECKING:
    from jmap.model import Project

V = TypeVar("V", bound=Value)

Change: TypeAlias = Callable[[str, Any], Any]
"""From the name of a field and what stands in it to what shall stand there."""
Word: TypeAlias = Callable[[Text], Text]


def same_word(text: Text) -> Text:
    """A text as it is."""
    return text


def with_fields(value: V, **changes: object) -> V:
    """`value` with other contents in some fields."""
    return value.model_copy(update=changes)


def rebuilt(value: V, change: Change, word: Word = same_word) -> V:
    """`value` with every text passed through `word` and every field through `change`, the innermost first.

    What does not change stays the same object.
    """
    changes = {}
    for name in type(value).model_fields:
        part = vars(value)[name]
        new = change(name, _inner(part, change, word))
        if new is not part:
            changes[name] = new
    return with_fields(value, **changes) if changes else value


def _inner(part: Any, change: Change, word: Word) -> Any:
    if isinstance(part, Text):
        return word(part)
    if isinstance(part, Value):
        return rebuilt(part, change, word)
    if isinstance(part, tuple):
        items = tuple(_inner(item, change, word) for item in part)
        return items if any(new is not old for new, old in zip(items, part, strict=True)) else part
    if isinstance(part, Mapping):
        entries = {key: _inner(item, change, word) for key, item in part.items()}
        return entries if any(entries[key] is not part[key] for key in part) else part
    return part


def changed(project: Project, **changes: object) -> Project:
    """`project` with `changes`; where its parts were written is not known any more."""
    return replace(project, origin=None, **changes)  # type: ignore[arg-type]
