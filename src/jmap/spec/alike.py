"""Whether two projects say the same, and where not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.model.frozen import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.diagnostics import Pointer
    from jmap.model import Project

_PARTS = (
    "settings",
    "languages",
    "channels",
    "departments",
    "personas",
    "evidence",
    "improvements",
    "journeys",
)


def differences(one: Project, other: Project) -> Iterator[Pointer]:
    """The pointers of all that differs, the order of what stands under keys included."""
    for part in _PARTS:
        before, after = getattr(one, part), getattr(other, part)
        if part == "improvements":
            before, after = ({each.id: each for each in items} for items in (before, after))
        yield from _differ(before, after, (part,))


def _differ(one: Any, other: Any, pointer: Pointer) -> Iterator[Pointer]:
    if one is other:
        return
    if isinstance(one, float) and isinstance(other, float):  # a level is the same by its word or its number
        if one != other:
            yield pointer
    elif type(one) is not type(other):
        yield pointer
    elif isinstance(one, Value):
        for name, info in type(one).model_fields.items():
            yield from _differ(getattr(one, name), getattr(other, name), (*pointer, info.alias or name))
    elif hasattr(one, "items"):
        if list(one) != list(other):
            yield pointer
        else:
            for key, value in one.items():
                yield from _differ(value, other[key], (*pointer, key))
    elif isinstance(one, tuple) and len(one) == len(other):
        for index, (each, counterpart) in enumerate(zip(one, other, strict=True)):
            yield from _differ(each, counterpart, (*pointer, index))
    elif one != other:
        yield pointer
