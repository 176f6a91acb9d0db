"""Putting a text differently without changing the id that is made from it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from jmap.spec.edit.changes import AddFirst, Change, Reword
from jmap.spec.forms import FORMS
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer
    from jmap.model import Project


def reworded(survey: Survey, pointer: Pointer, old: str, new: str) -> Iterator[Change]:
    """The text at `pointer` becomes another; an id that was made from it is written down first."""
    origin = survey.project.origin
    if origin is not None and slug(old) != slug(new):
        for depth in (1, 2):  # the name of a thing, or its name in one language
            place, key = pointer[:-depth], pointer[-depth]
            thing = _at(survey.project, place)
            form = FORMS.get(type(thing))
            if form and form.identity and form.identity[1] == key and origin.derives_id(place, thing.id):
                yield AddFirst(place, form.identity[0], thing.id, str(key), new)
    yield Reword(pointer, old, new)


def _at(project: Project, pointer: Pointer) -> Any:
    """The part of a project at `pointer`, if it is one that can have an id."""
    value: Any = project
    for step in pointer:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif not isinstance(value, tuple):
            value = getattr(value, str(step), None)
        elif isinstance(step, int):
            value = value[step]
        else:  # improvements of the project
            value = next((each for each in value if each.id == step), None)
    return value
