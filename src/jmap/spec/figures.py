"""Puts the values that evidence gives where they belong: into the stages and touchpoints they were measured at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.model.data import EMOTION, REACH
from jmap.spec.compose import as_list, list_at, maps, name_of, without
from jmap.spec.nodes import YamlList, YamlMap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.spec.nodes import Mark

_PLACE: Final = ("journey", "at", "measure")
_AIMS: Final = ("target", "worst", "best", "better")
"""What a place says of a measure whose values come from elsewhere."""
_BARE: Final = frozenset({"value", "persona", *_AIMS})
"""The keys of a value that rests on nothing: somebody's judgement, until there are data."""


class Figures:
    """The values of all evidence, by the journey they are about, in the order of the files."""

    def __init__(self, evidence: dict[str, YamlMap], journeys: list[str]) -> None:
        self._only = journeys[0] if len(journeys) == 1 else ""
        self._of: dict[str, list[tuple[str, YamlMap]]] = {}
        self._bound: dict[str, set[str]] = {}
        for name, root in evidence.items():
            for figure in maps(root.get("values")):
                if (journey := self._journey(figure)) and isinstance(figure.get("measure"), str):
                    self._of.setdefault(journey, []).append((name, figure))
            data = root.get("data")
            if isinstance(data, YamlMap) and (journey := self._journey(data)):
                measures = [bind.get("measures") for bind in maps(data.get("binds"))]
                bound = self._bound.setdefault(journey, set())
                bound.update(str(key) for each in measures if isinstance(each, YamlMap) for key in each)

    def _journey(self, about: YamlMap) -> str:
        journey = about.get("journey", self._only)
        return name_of(journey) if isinstance(journey, str) else ""

    def put_into(self, journey: YamlMap) -> None:
        """Put them into a journey that is written out; what leads nowhere is told by who follows references."""
        name = self._journey(journey)
        figures, bound = self._of.get(name, []), self._bound.get(name, set())
        if not figures and not bound:
            return
        places = dict(_places(journey))
        found: dict[tuple[str, str], list[YamlMap]] = {}
        for name, figure in figures:
            at = figure.get("at", "")
            if isinstance(at, str) and name_of(at) in places:
                found.setdefault((name_of(at), str(figure["measure"])), []).append(_value(name, figure))
        for (at, measure), values in found.items():
            _put(places[at], measure, values)
        for place in places.values():
            _wait(place, bound)


def _places(journey: YamlMap) -> Iterator[tuple[str, YamlMap]]:
    """The journey, its stages and its touchpoints by id; a touchpoint goes before a stage."""
    yield "", journey
    stages = maps(journey.get("stages"))
    for key, items in (
        ("stage", stages),
        ("touchpoint", [each for stage in stages for each in maps(stage.get("touchpoints"))]),
    ):
        yield from ((name_of(item[key]), item) for item in items if isinstance(item.get(key), str))


def _value(name: str, figure: YamlMap) -> YamlMap:
    """A figure as a value of its place, which rests on the evidence called `name`."""
    value = without(figure, *_PLACE)
    mark = figure.marks("measure")[1]
    value.put("evidence", list_at(mark, name, *as_list(value.get("evidence"), mark)), mark)
    return value


def _put(place: YamlMap, measure: str, values: list[YamlMap]) -> None:
    mark = values[0].marks("evidence")[0]
    if measure == REACH:
        if "value" in values[-1]:
            place.put(REACH, values[-1]["value"], *values[-1].marks("value"))
    elif measure == EMOTION:
        place.put(EMOTION, _joined(place.get(EMOTION), values, mark), mark)
    else:
        measures = place.get("measures")
        if measures is None:
            place.put("measures", measures := YamlMap(*mark), mark)
        if isinstance(measures, YamlMap):  # else the model refuses it
            measures.put(measure, _joined(measures.get(measure), values, mark), mark)


def _wait(place: YamlMap, bound: set[str]) -> None:
    """Leave out what is said of a measure whose values are still to be counted: an aim alone is no value."""
    measures = place.get("measures")
    if not isinstance(measures, YamlMap):
        return
    for measure in sorted(bound.intersection(measures)):
        if all(
            isinstance(item, YamlMap) and item and item.keys() <= {"persona", *_AIMS}
            for item in measures[measure]
        ):
            measures.drop(measure)


def _joined(own: object, values: list[YamlMap], mark: Mark) -> YamlList:
    """A place's own values with those of evidence behind them.

    Of its own, what was only judged makes room for data about the same people; its aims are kept.
    """
    kept = YamlList(*mark)
    for item, where in zip(items := as_list(own, mark), items.marks, strict=True):
        if isinstance(item, YamlMap) and _BARE.issuperset(item) and _makes_room(item, values):
            continue
        kept.append(item)
        kept.places.append(where.offset)
    kept.extend(values)
    kept.places += [value.place for value in values]
    return kept


def _makes_room(own: YamlMap, values: list[YamlMap]) -> bool:
    persona = own.get("persona")
    alike = [value for value in values if value.get("persona") == persona]
    about = values if persona is None else alike
    for key in _AIMS:
        for value in about if key in own else ():
            if key not in value:
                value.put(key, own[key], *own.marks(key))
    return bool(alike if "value" in own else about)
