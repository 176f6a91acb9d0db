"""What stands within a value: stages, touchpoints, and ids that refer to something; each with its pointer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from jmap.model import Experience, Journey, Stage
from jmap.spec.forms import fields_of
from jmap.spec.names import references_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.diagnostics import Pointer
    from jmap.model import Touchpoint
    from jmap.model.frozen import Value


def touchpoints(journey: Journey) -> Iterator[tuple[Touchpoint, Pointer]]:
    """Every touchpoint with its pointer."""
    for i, stage in enumerate(journey.stages):
        for j, touchpoint in enumerate(stage.touchpoints):
            yield touchpoint, ("stages", i, "touchpoints", j)


def experiences(value: Value) -> Iterator[tuple[Experience, Pointer]]:
    """Stages and touchpoints in `value`, each with its pointer."""
    if isinstance(value, Experience):
        yield value, ()
    key = "stages" if isinstance(value, Journey) else "touchpoints" if isinstance(value, Stage) else None
    for index, inner in enumerate(getattr(value, key) if key else ()):
        for here, pointer in experiences(inner):
            yield here, (key or "", index, *pointer)


def around(journey: Journey, pointer: Pointer) -> Iterator[tuple[Experience, Pointer]]:
    """The stage and the touchpoint that `pointer` leads into, the outer one first, each with its pointer."""
    here: Any = journey
    for at, key in enumerate(("stages", "touchpoints")):
        named, index = 2 * at, 2 * at + 1
        if len(pointer) <= index or pointer[named] != key:
            return
        here = getattr(here, key)[pointer[index]]
        yield here, pointer[: index + 1]


def references(value: Value, pointer: Pointer = ()) -> Iterator[tuple[str, str, Pointer]]:
    """Every id below `value` that refers to something of the project: its kind, the id, and its pointer."""
    for name, key, kind, many in _referring(type(value)):
        content = getattr(value, name)
        if not content:
            continue
        if kind is None:
            for item, rest in _items(content):
                yield from references(item, (*pointer, key, *rest))
        elif many:
            yield from ((kind, each, (*pointer, key, index)) for index, each in enumerate(content))
        else:
            yield kind, content, (*pointer, key)


@cache
def _referring(kind: type[Value]) -> tuple[tuple[str, str, str | None, bool], ...]:
    """The fields of a model that refer to something: name, key, to what if not within, and whether to several."""
    references = references_of(kind)
    return tuple(
        (field.name, key, references.get(key), field.many)
        for key, field in fields_of(kind).items()
        if key in references or (field.kind is not None and _referring(field.kind))
    )


def _items(content: Any) -> Iterator[tuple[Value, Pointer]]:
    """The models in a field's content, alone, in a tuple, or by key."""
    if isinstance(content, tuple):
        yield from ((item, (index,)) for index, item in enumerate(content))
    elif isinstance(content, dict):
        for key, value in content.items():
            yield from ((item, (key, *rest)) for item, rest in _items(value))
    else:
        yield content, ()
