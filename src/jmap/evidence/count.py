"""From the data of one item of evidence to the values it gives."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from jmap.diagnostics import Severity
from jmap.evidence.codes import NO_ROWS, NOT_COUNTED, NOT_UNDERSTOOD, SMALL_GROUP
from jmap.evidence.remarks import Remark, UncountableError, entries
from jmap.evidence.tally import Rows, Split
from jmap.evidence.values import of_amounts, of_cases, of_emotion, of_points
from jmap.model import Figure, Quantity
from jmap.model.data import EMOTION, REACH
from jmap.model.measure import measure_for
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jmap.diagnostics import Pointer
    from jmap.evidence.tables import Tables
    from jmap.evidence.tally import Group, Tally
    from jmap.evidence.values import Told
    from jmap.model import Bind, Column, Data, Evidence, Journey, Project, Text
    from jmap.spec.codes import Code


class Counted(NamedTuple):
    """What the data of an item of evidence say.

    Attributes:
        n: people in the data, or rows where these do not tell whose they are.
        date: the newest day.
        figures: the values, of groups that are large enough.
        remarks: what whoever reads them should know.
    """

    n: int
    date: dt.date | None
    figures: tuple[Figure, ...]
    remarks: tuple[Remark, ...]


def count(item: Evidence, data: Data, project: Project, tables: Tables) -> Counted:
    """Count the `data` of an item of evidence.

    Raises:
        UncountableError: there are no such data, or they cannot be counted.
        ToolMissingError: the library that reads them is not installed.
        ConfigError: the database they are in cannot be opened.
    """
    with tables.opened(data, _columns(data)) as columns:
        rows = Rows(columns, data)
        total = rows.total()
        counting = _Counting(item, data, project, rows)
        if total.undated:
            message = f"{total.undated:,} rows have no day such as 2026-09-30 or 2026/9/30"
            counting.tell(NOT_UNDERSTOOD, message, ("data", "date"))
        for index, bind in enumerate(data.binds):
            counting.bind(bind, ("data", "binds", index))
    date = dt.date.fromisoformat(total.last) if total.last else None
    return Counted(total.people, date, counting.figures(), tuple(counting.remarks))


def _columns(data: Data) -> dict[str, Pointer]:
    """Every column that is needed, with where the spec asks for it."""
    found: dict[str, Pointer] = {column: ("data", "where", column) for column in data.where}
    single = {"date": data.date, "person": data.person, "who": data.who.column if data.who else None}
    for key, name in single.items():
        if name is not None:
            found.setdefault(name, ("data", key))
    for index, bind in enumerate(data.binds):
        place = ("data", "binds", index)
        if bind.by:
            found.setdefault(bind.by.column, (*place, "by"))
        for measure, column in bind.measures.items():
            found.setdefault(column.column, (*place, "measures", measure))
    return found


class _Counting:
    """The work on one item of evidence."""

    def __init__(self, item: Evidence, data: Data, project: Project, rows: Rows) -> None:
        self.item = item
        self.data = data
        self.project = project
        self.rows = rows
        self.remarks: list[Remark] = []
        self._least = project.settings.privacy.min_group
        self._journey = journey_of(data, project)
        self._order = ["", *self._journey.places]
        self._found: list[tuple[tuple[int, ...], Figure]] = []
        people = {id_: project.personas[id_].name for id_ in self._journey.personas}
        self._who = self._split(data.who, people, ("data", "who"), "none of its personas")

    def tell(self, code: Code, message: str, pointer: Pointer, hint: str | None = None) -> None:
        """Note what whoever reads the values should know."""
        self.remarks.append(Remark(code, Severity.WARNING, message, pointer, hint))

    def figures(self) -> tuple[Figure, ...]:
        """What was found, in the order of the map, then of binds, measures, personas and days."""
        return tuple(figure for _, figure in sorted(self._found, key=lambda found: found[0]))

    def bind(self, bind: Bind, pointer: Pointer) -> None:
        """Count all measures of one bind."""
        places = {id_: place.name for id_, place in self._journey.places.items()}
        by = self._split(bind.by, places, (*pointer, "by"), "no touchpoint or stage of the journey")
        for name, column in bind.measures.items():
            place = (*pointer, "measures", name)
            before = len(self._found), len(self.remarks)
            if name == REACH:
                self._reach(by, column, place)
            else:
                self._measure(by, bind, name, column, place)
            if before == (len(self._found), len(self.remarks)):
                self.tell(NO_ROWS, f"no row of the data says anything about {name} here", place)

    def _split(
        self, column: Column | None, names: Mapping[str, Text], pointer: Pointer, nothing: str
    ) -> Split | None:
        """What the entries of a column are ids of; those that are of `nothing` are told."""
        if column is None:
            return None
        known = {slug(name): id_ for id_, said in names.items() for name in (*said.values(), id_)}
        rows = self.rows.entries(column.column)
        meant = {entry: known.get(slug(column.meanings.get(entry, entry))) for entry in rows}
        if missed := {entry: rows[entry] for entry, id_ in meant.items() if id_ is None}:
            message = f"rows of {nothing} were left out: {entries(missed, self._least)}"
            self.tell(NOT_UNDERSTOOD, message, pointer, "`is:` says what single entries mean")
        return Split(column.column, {entry: id_ for entry, id_ in meant.items() if id_ is not None})

    def _measure(self, by: Split | None, bind: Bind, name: str, column: Column, pointer: Pointer) -> None:
        who = None if bind.together else self._who
        told, tallies = self._asked(name, column, pointer, by, who)
        others: Counter[str] = Counter()
        for group, tally in sorted(tallies.items(), key=itemgetter(0)):
            place = group.place or bind.at or ""
            persona = group.who or ("" if self._who else self.item.persona or "")
            said, n, left_out = told(tally)
            others.update(left_out)
            people = n if tally.people is None else min(n, tally.people)
            if self._is_large(people, pointer, place, persona, group.period):
                date = dt.date.fromisoformat(tally.last) if self.data.every and tally.last else None
                self._add(pointer, place, persona, date=date, **said)
        if others:
            message = f"entries that are no answer were left out: {entries(others, self._least)}"
            self.tell(NOT_UNDERSTOOD, message, pointer, "`is:` says what single entries mean")

    def _asked(
        self, name: str, column: Column, pointer: Pointer, by: Split | None, who: Split | None
    ) -> tuple[Callable[[Tally], Told], dict[Group, Tally]]:
        """How a tally becomes a value of the measure, and the tallies."""
        if name == EMOTION:
            return partial(of_emotion, column=column), self.rows.answers(column, by, who)
        measure = measure_for(name, self.project.settings.measures)
        answers = measure.answers if measure is not None else None
        if measure is None or answers is None:
            what = "is no measure of the project" if measure is None else "is not counted from one column"
            raise UncountableError(NOT_COUNTED, f"{name} {what}", pointer)
        if answers.kind == "amounts":
            if column.until is not None and self.data.person is None:
                message = "the next event of the same person is only known with `person: COLUMN`"
                raise UncountableError(NOT_COUNTED, message, pointer)
            tallies = self.rows.amounts(column, by, who)
            return partial(of_amounts, column=column, duration=answers.duration), tallies
        tallies = self.rows.answers(column, by, who)
        if answers.kind == "cases":
            return partial(of_cases, column=column), tallies
        return partial(of_points, column=column, answers=answers), tallies

    def _reach(self, by: Split | None, column: Column, pointer: Pointer) -> None:
        """The share of all people in the data who are met at a touchpoint."""
        if by is None:
            message = "reach is counted of rows that name their touchpoint: add `by: COLUMN`"
            raise UncountableError(NOT_COUNTED, message, pointer)
        everybody, met = self.rows.people(column, by)
        for place, people in sorted(met.items()):
            if self._is_large(people, pointer, place, "", ""):
                share = Quantity(round(people / everybody, 3), "share")
                self._add(pointer, place, "", value=share, n=everybody)

    def _is_large(self, people: int, pointer: Pointer, place: str, persona: str, period: str) -> bool:
        """Whether a group has as many people as it must have; one that has fewer is told, if anybody is in it."""
        if 0 < people < self._least:
            what = " · ".join(filter(None, (place, persona, period)))
            message = f"fewer than {self._least} people answered{f': {what}' if what else ''}"
            self.tell(SMALL_GROUP, message, pointer)
        return people >= self._least

    def _add(self, pointer: Pointer, place: str, persona: str, **said: Any) -> None:
        _, _, index, _, name = pointer
        journeys = [*self._journey.personas]
        date = said.get("date")
        order = (
            self._order.index(place),
            int(index),
            [*self.data.binds[int(index)].measures].index(str(name)),
            journeys.index(persona) if persona in journeys else -1,
            date.toordinal() if date else 0,
        )
        fields = {"journey": self.data.journey, "at": place or None, "persona": persona or None, **said}
        self._found.append((order, Figure(measure=str(name), **fields)))


def journey_of(data: Data, project: Project) -> Journey:
    """The journey that data are about."""
    return project.journeys[data.journey] if data.journey else next(iter(project.journeys.values()))
