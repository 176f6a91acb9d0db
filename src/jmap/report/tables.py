"""A journey as tables: the register that people sort and filter in a spreadsheet, and that imports back.

Which tables there are, and what their columns are called, stands in `jmap.importers.columns`: who reads them has to
know the same.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from jmap.importers.cells import SEPARATORS, lines
from jmap.importers.columns import OWN_LANE, OWN_MEASURE, TABLES, TOUCHPOINTS
from jmap.importers.grid import NOTHING
from jmap.importers.meaning import SIGN, is_taken
from jmap.importers.references import REFERENCES
from jmap.model.experience import Experience, ReportedChange
from jmap.model.measure import measure_ids
from jmap.model.quantity import as_duration
from jmap.model.values import FREQUENCIES
from jmap.report.names import Words
from jmap.report.touchpoints import frequency, lane_name
from jmap.score.goal import nearness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jmap.importers.columns import Column, Table
    from jmap.model import Measurement, Stage, Touchpoint
    from jmap.model.frozen import Value
    from jmap.render.format import Sheet

Cell: TypeAlias = str | float | None

_Row: TypeAlias = "dict[tuple[Column, str], Cell]"
"""A row by column and, where a column stands for several, the name of the one."""

_FLAG: Final = "✓"


class Filled(NamedTuple):
    """A table with what is in it; columns that would be empty are left out.

    Attributes:
        table: of the register.
        name: in the language of the sheet, as the names of columns.
        columns: what they are, with their names.
        rows: as many cells as columns.
    """

    table: Table
    name: str
    columns: tuple[tuple[Column, str], ...]
    rows: tuple[tuple[Cell, ...], ...]


def tables(sheet: Sheet) -> list[Filled]:
    """All tables of the journey in which something stands."""
    register = _Register(Words(sheet), named=True)
    rows = {table.key: [*register.rows(table.key)] for table in TABLES if table.key not in _SHARED}
    rows |= {key: [*register.shared(key)] for key in _SHARED}  # by now it is known what is referred to
    return [register.filled(table, rows[table.key]) for table in TABLES if rows[table.key]]


def touchpoints(sheet: Sheet) -> Filled:
    """The table of touchpoints alone."""
    register = _Register(Words(sheet), named=False)
    return register.filled(TOUCHPOINTS, [*register.rows(TOUCHPOINTS.key)])


_SHARED: Final = ("personas", "evidence", "channels", "departments", "own-lanes", "own-measures")


class _Register:
    """The tables of one journey, as far as they are filled.

    Attributes:
        named: whether measures of the project's own have their names, because another table says which they are.
    """

    def __init__(self, words: Words, *, named: bool) -> None:
        self.words = words
        self.named = named
        self.journey = words.sheet.journey
        self.used: dict[str, set[str]] = {key: set() for key in _SHARED}
        self._names: dict[str, Counter[str]] = {}
        settings = words.project.settings
        own = (*(each.name for each in settings.measures.values()), *(each.name for each in settings.lanes))
        self._heads = Counter(self._said(name) for name in own if name)

    def filled(self, table: Table, rows: list[_Row]) -> Filled:
        """A table with the columns that its rows need, in the order of the register."""
        names: dict[Column, dict[str, None]] = {column: {} for column in table.columns}
        for row in rows:
            for (column, name), cell in row.items():
                if cell not in (None, ""):
                    names[column][name] = None
        columns = [(column, name) for column in table.columns for name in names[column]]
        heads = tuple((column, name or self.words.word(column.label)) for column, name in columns)
        return Filled(
            table,
            self.words.word(table.label),
            heads,
            tuple(tuple(row.get(column) for column in columns) for row in rows),
        )

    def rows(self, key: str) -> Iterator[_Row]:
        """The rows of a table."""
        table = next(table for table in TABLES if table.key == key)
        if key == "journey":
            score = self.words.sheet.scores.score.value
            yield self._row(table, self.journey, score=_rounded(score), languages=self.words.sheet.language)
        elif key == "touchpoints":
            yield from self._touchpoints()
        elif key == "next":
            yield from self._ways(table)
        elif key == "improvements":
            for one in self.words.project.improvements_of(self.journey):
                yield self._row(table, one)
        elif key == "effect":
            yield from self._effects(table)
        else:
            for names, place in self._places():
                for thing, more in self._parts(place, key):
                    yield self._row(table, thing, **names, **more)

    def shared(self, key: str) -> Iterator[_Row]:
        """What the journey refers to of a catalogue, in the order of the project."""
        table = next(table for table in TABLES if table.key == key)
        settings = self.words.project.settings
        if key == "own-measures":
            for id_, entry in settings.measures.items():
                if id_ in self.used[key]:
                    yield self._row(table, entry, measure=id_)
        elif key == "own-lanes":
            lanes = {lane for _, place in self._places() for lane in getattr(place, "lanes", ())}
            for lane in dict.fromkeys(each.id for each in settings.lanes if each.id in lanes):
                yield self._row(table, self.journey, id=lane, name=lane_name(self.words, lane))
        else:
            for id_, entry in getattr(self.words.project, key).items():
                if id_ in self.used[key] or (key == "personas" and id_ in self.journey.personas):
                    yield self._row(table, entry)

    def _row(self, table: Table, thing: Value, **more: Cell) -> _Row:
        known = _fields(type(thing))
        found: _Row = {}
        for column in table.columns:
            if column.key in more:
                found[column, ""] = more[column.key]
            elif column.key in known and not (table is TOUCHPOINTS and column.key in _SEVERAL):
                found[column, ""] = self._cell(column, getattr(thing, known[column.key]))
        return found

    def _cell(self, column: Column, value: Any) -> Cell:
        if value is None or value in ((), {}):
            return None
        kind, _, group = column.kind.partition(":")
        if column.key in REFERENCES and kind in ("name", "names"):
            ids = (value,) if isinstance(value, str) else value
            return "\n".join(self._called(REFERENCES[column.key], id_) for id_ in ids)
        if group == "frequency" and value not in FREQUENCIES.values():
            return _KINDS["share"](self.words, value)
        if group == "frequency":
            return frequency(self.words.word, value)
        if group:
            return self.words.word(f"{group}.{value}")
        return _KINDS[kind](self.words, value)

    def _called(self, catalogue: str, id_: str) -> str:
        """The name of what is referred to; its id where a name would lead elsewhere, or nowhere."""
        entries = getattr(self.words.project, catalogue)
        self.used[catalogue].add(id_)
        if catalogue == "evidence" or id_ not in entries:
            return id_
        if catalogue not in self._names:
            self._names[catalogue] = Counter(self._said(entry.name) for entry in entries.values())
        name = self._said(entries[id_].name)
        alone = self._names[catalogue][name] == 1 and name not in entries and not SEPARATORS & {*name}
        return name if name and alone else id_

    def _said(self, text: Any) -> str:
        return " ".join(self.words.say(text).split())

    def _places(self) -> Iterator[tuple[dict[str, Cell], Any]]:
        """The journey, its stages and touchpoints, each with what tables call its place."""
        yield {}, self.journey
        for stage in self.journey.stages:
            name = self._said(stage.name)
            yield {"stage": name, "stage-id": stage.id}, stage
            for one in stage.touchpoints:
                yield {"stage": name, "touchpoint": self._said(one.name), "touchpoint-id": one.id}, one

    def _touchpoints(self) -> Iterator[_Row]:
        scores = self.words.sheet.scores
        for stage in self.journey.stages:
            own = scores.stages.get(stage.id)
            row = self._experience(stage, own.own.score.value if own and own.own else None)
            names: dict[str, Cell] = {"stage": self._said(stage.name), "stage-id": stage.id}
            if row or not stage.touchpoints:
                yield row | self._named(names)
            for one in stage.touchpoints:
                told = scores.touchpoints.get(one.id)
                row = self._experience(one, told.score.value if told else None)
                yield row | self._named({**names, "touchpoint": self._said(one.name), "id": one.id})

    def _named(self, names: Mapping[str, Cell]) -> _Row:
        return {(column, ""): names[column.key] for column in TOUCHPOINTS.columns if column.key in names}

    def _experience(self, place: Stage | Touchpoint, score: float | None) -> _Row:
        """What a row says of a stage or touchpoint, but where it stands."""
        found = self._row(TOUCHPOINTS, place)
        columns = {column.key: column for column in TOUCHPOINTS.columns}
        for felt in place.emotion:
            who = self._called("personas", felt.persona) if felt.persona else ""
            name = f"{self.words.word('lane.emotion')}{SIGN}{who}" if who else ""
            found[columns["emotion"], name] = felt.value
        for lane, statements in place.lanes.items():
            found[columns["lanes"], self._lane(lane)] = _lines(self.words, statements)
        for id_, waves in place.measures.items():
            name = self._measure(id_)
            value = next((wave.value for wave in reversed(waves) if wave.persona is None), None)
            found[columns["measures"], name] = None if value is None else str(value)
        found[columns["score"], ""] = _rounded(score)
        said = {key: cell for key, cell in found.items() if cell not in (None, "")}
        return {key: cell for key, cell in said.items() if key[0].key not in ("stage", "touchpoint")}

    def _parts(self, place: Any, key: str) -> Iterator[tuple[Value, dict[str, Cell]]]:
        """What a table lists of a place; emotions only where they say more than a number."""
        if key == "measures":
            for id_, waves in place.measures.items():
                self.used["own-measures"].add(id_)
                for wave in waves:
                    yield wave, {"measure": id_, **self._goal(id_, wave)}
        elif isinstance(place, Experience):
            things = getattr(place, key)
            if key not in _MORE or any(getattr(thing, more, None) for thing in things for more in _MORE[key]):
                yield from ((thing, {}) for thing in things)

    def _goal(self, measure: str, wave: Measurement) -> dict[str, Cell]:
        """Whether a value is as good as its target, and the points between them."""
        near = nearness(self.words.project, measure, wave)
        return {"reached": self.words.reached(reached=near.reached) or None, "gap": _rounded(near.gap)}

    def _measure(self, id_: str) -> str:
        own = self.words.project.settings.measures.get(id_)
        if id_ in measure_ids():
            return self.words.word(f"measure.{id_}")
        named = self._said(own.name) if self.named and own is not None and own.name else ""
        return f"{OWN_MEASURE}{id_}" if not named or self._heads[named] > 1 or is_taken(named) else named

    def _lane(self, id_: str) -> str:
        name = " ".join(lane_name(self.words, id_).split())
        return f"{OWN_LANE}{id_}" if self._heads[name] > 1 or is_taken(name) else name

    def _ways(self, table: Table) -> Iterator[_Row]:
        for one in self.journey.touchpoints:
            for step in one.next or ():
                yield self._row(table, step, **{"from": one.id})

    def _effects(self, table: Table) -> Iterator[_Row]:
        for improvement in self.words.project.improvements_of(self.journey):
            for effect in improvement.effects:
                for when, wave in effect.told:
                    names = {"improvement": improvement.id, "measure": effect.measure}
                    if isinstance(wave, ReportedChange):
                        names["value"] = wave.value.signed
                    self.used["own-measures"].add(effect.measure)
                    yield self._row(table, wave, **names, wave=self.words.word(f"wave.{when}"))


_SEVERAL: Final = ("emotion", "lanes", "measures")
"""What stands in several columns of the table of touchpoints."""


_MORE: Final = {"emotion": ("n", "sd", "source", "date", "evidence"), "quotes": ("evidence",)}
"""What stands in a table of its own only where it says more than the table of touchpoints: this of it."""


@cache
def _fields(kind: type[Value]) -> Mapping[str, str]:
    """The fields of a model by the keys of the spec language."""
    return {field.alias or name: name for name, field in kind.model_fields.items()}


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 1)


def _lines(words: Words, statements: Iterable[Any]) -> str:
    """Each statement in a line, with whom it is about."""
    colon = words.word("report.colon")
    told = words.statements(statements)
    return _listed(f"{one['persona']}{colon}{one['text']}" if one["persona"] else one["text"] for one in told)


def _each(words: Words, texts: Iterable[Any]) -> str:
    return _listed(words.say(text) for text in texts)


def _listed(texts: Iterable[str]) -> str:
    """A text in each line, marked as an item where it would else lose a mark at either end, or be taken for nothing."""
    shown = [" ".join(text.split()) for text in texts]
    if any(lines(text) != [text] or text.casefold() in NOTHING for text in shown):
        shown = [f"- {text}{';' * text.endswith((';', '；'))}" for text in shown]
    return "\n".join(shown)


def _items(words: Words, things: Iterable[Any]) -> str:
    return _each(words, (thing.text for thing in things))


def _pairs(words: Words, pairs: Mapping[str, Any]) -> str:
    return "\n".join(f"{name}: {' '.join(words.say(text).split())}" for name, text in pairs.items())


_KINDS: Final[Mapping[str, Callable[[Words, Any], Cell]]] = {
    "text": lambda words, value: words.say(value) if not isinstance(value, str) else value,
    "name": lambda _, value: value,
    "value": lambda _, value: value,
    "id": lambda _, value: value,
    "score": lambda _, value: value,
    "measure": lambda _, value: value,
    "lines": _lines,
    "texts": _each,
    "items": _items,
    "ids": lambda _, value: "\n".join(value),
    "pairs": _pairs,
    "counts": lambda _, value: ", ".join(f"{point}: {count}" for point, count in value.items()),
    "flag": lambda _, value: _FLAG if value else None,
    "emotion": lambda _, value: float(value),
    "level": lambda _, value: value,
    "number": lambda _, value: value,
    "share": lambda _, value: f"{value * 100:.12g}%",
    "quantity": lambda _, value: str(value),
    "change": lambda _, value: str(value),
    "duration": lambda _, value: as_duration(value),
    "day": lambda _, value: value.isoformat(),
}
"""From a value of the model to its cell, by the kind of the column; `jmap.importers.cells` goes the other way."""
