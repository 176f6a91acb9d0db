"""Ids that say what is left out of texts: most ids were made from a name, and some are somebody's."""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.model import Project, Stage, Text, Touchpoint
    from jmap.view.anonymous import Anonymizer


class Named(NamedTuple):
    """A part of a map by its id, with the text an id may have been made from."""

    kind: str
    id: str
    text: Text


def named(project: Project) -> Iterator[Named]:
    """Everything on the project's maps that has an id of its own."""
    for journey in project.journeys.values():
        for stage in journey.stages:
            yield from _place("stage", stage)
            for touchpoint in stage.touchpoints:
                yield from _place("touchpoint", touchpoint)
        yield from (Named("improvement", one.id, one.title) for one in journey.improvements)
    yield from (Named("improvement", one.id, one.title) for one in project.improvements)


def _place(kind: str, place: Stage | Touchpoint) -> Iterator[Named]:
    yield Named(kind, place.id, place.name)
    if place.use is not None:
        yield Named(kind, place.use, place.name)
    yield from (Named("pain", pain.id, pain.text) for pain in place.pains)
    yield from (Named("opportunity", chance.id, chance.text) for chance in place.opportunities)


def renamed(parts: Mapping[str, list[Named]], words: Anonymizer) -> dict[str, str]:
    """Numbers for those ids of `parts` that give somebody away, such as `touchpoint-2`.

    An id that several parts have stays one, so that twins are compared as in every other view.
    """
    found: dict[str, str] = {}
    numbers: Counter[str] = Counter()
    for id_, bearers in parts.items():
        if any(words.told_by(id_, one.text) for one in bearers):
            kind = bearers[0].kind
            free = (number for number in count(numbers[kind] + 1) if f"{kind}-{number}" not in parts)
            numbers[kind] = next(free)
            found[id_] = f"{kind}-{numbers[kind]}"
    return found
