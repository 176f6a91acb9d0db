"""From the data of one item of evidence to the values it gives."""

from __future__ import annotations

import datetime as dt
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.diagnostics import Severity
from jmap.evidence.answers import cases, levels, points
from jmap.evidence.codes import NO_ROWS, NOT_COUNTED, NOT_UNDERSTOOD, SMALL_GROUP
from jmap.evidence.elsewhere import counted_elsewhere
from jmap.evidence.hiding import Cell, Size, revealing
from jmap.evidence.remarks import Remark, UncountableError, entries
from jmap.evidence.tally import Group, Rows, Split
from jmap.evidence.values import of_amounts, of_cases, of_emotion, of_points, within
from jmap.model import Figure, Quantity
from jmap.model.data import EMOTION, REACH
from jmap.model.measure import measure_for
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jmap.diagnostics import Pointer
    from jmap.evidence.tables import Tables
    from jmap.evidence.tally import Groups, Tally
    from jmap.model import Bind, Column, Data, Evidence, Journey, Persona, Project, Stage, Touchpoint
    from jmap.spec.codes import Code

_MEANINGS: Final = "`is:` says what single entries mean"
_AMOUNTS: Final = (
    "an amount is a number such as 1250.5, without a unit and without commas; no time is less than 0"
)
_TIMES: Final = "a time is such as 2026-09-30 10:15"


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
        if not total.people:
            message = "nobody is in the data" + (" that `where` takes" if data.where else "")
            hint = "an empty export would empty the map: its values stay as they are"
            raise UncountableError(NO_ROWS, message, ("data",), hint)
        counting = _Counting(item, data, project, rows)
        counting.remarks += columns.remarks
        if total.undated:
            what = "row has" if total.undated == 1 else "rows have"
            message = f"{total.undated:,} {what} no day such as 2026-09-30 or 2026/9/30"
            counting.tell(NOT_UNDERSTOOD, message, ("data", "date"))
        for index, bind in enumerate(data.binds):
            counting.bind(bind, ("data", "binds", index))
    date = dt.date.fromisoformat(total.last) if total.last else None
    figures = counting.figures()
    counting.remarks += counted_elsewhere(item, data, project, counting.remarks)
    return Counted(total.people, date, figures, tuple(counting.remarks))


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


class _Found(NamedTuple):
    """A value, before it is known whether it can be told.

    Attributes:
        order: where it stands.
        pointer: what asks for it.
        group: of whom it is.
        cell: the rows it is made of; `None` where nothing could be subtracted from it.
        figure: what would be told.
    """

    order: tuple[int, ...]
    pointer: Pointer
    group: Group
    cell: Cell | None
    figure: Figure


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
        self._places = {place: index for index, place in enumerate(["", *self._journey.places])}
        self._people = {persona: index for index, persona in enumerate(["", *self._journey.personas])}
        self._sizes: dict[Cell, Size] = {}
        self._found: list[_Found] = []
        people = {id_: project.personas[id_] for id_ in self._journey.personas}
        self._who = self._split(data.who, people, ("data", "who"), "none of its personas")
        self._everywhere: dict[bool, Groups] = {}

    def tell(self, code: Code, message: str, pointer: Pointer, hint: str | None = None) -> None:
        """Note what whoever reads the values should know."""
        self.remarks.append(Remark(code, Severity.WARNING, message, pointer, hint))

    def figures(self) -> tuple[Figure, ...]:
        """What can be told, in the order of the map, then of binds, measures, personas and days."""
        hidden = revealing(self._sizes, self._least)
        told = []
        for found in sorted(self._found, key=lambda found: found.order):
            if found.cell in hidden:
                message = (
                    f"left out, as the total would tell the rest, which is of fewer than {self._least} people"
                )
                self.tell(SMALL_GROUP, f"{message}{_of(found.group)}", found.pointer)
            else:
                told.append(found.figure)
        return tuple(told)

    def bind(self, bind: Bind, pointer: Pointer) -> None:
        """Count all measures of one bind."""
        by = self._split(
            bind.by, self._journey.places, (*pointer, "by"), "no touchpoint or stage of the journey"
        )
        groups = self._groups(bind, by) if bind.measures.keys() - {REACH} else None
        for name, column in bind.measures.items():
            place = (*pointer, "measures", name)
            before = len(self._found), len(self.remarks)
            if groups is None or name == REACH:
                self._reach(by, column, place)
            else:
                self._measure(groups, bind, name, column, place)
            if before == (len(self._found), len(self.remarks)):
                self.tell(NO_ROWS, f"no row of the data says anything about {name} here", place)

    def _groups(self, bind: Bind, by: Split | None) -> Groups:
        """The rows in the groups of a bind; those of all binds without `by` are the same."""
        who = None if bind.together else self._who
        if by is not None:
            return self.rows.split(by, who)
        if bind.together not in self._everywhere:
            self._everywhere[bind.together] = self.rows.split(None, who)
        return self._everywhere[bind.together]

    def _split(
        self,
        column: Column | None,
        things: Mapping[str, Persona | Stage | Touchpoint],
        pointer: Pointer,
        nothing: str,
    ) -> Split | None:
        """What the entries of a column are ids of; those that are of `nothing` are told."""
        if column is None:
            return None
        # Rows of long ago have ids of long ago; where another thing has one of these now, it is meant.
        known = {former: id_ for id_, thing in things.items() for former in thing.formerly}
        known |= {slug(name): id_ for id_, thing in things.items() for name in (*thing.name.values(), id_)}
        found = self.rows.entries(column.column)
        meant = {entry: known.get(slug(column.meanings.get(entry, entry))) for entry in found}
        if missed := {entry: found[entry].rows for entry, id_ in meant.items() if id_ is None}:
            message = f"rows of {nothing} were left out: {entries(missed, found, self._least)}"
            self.tell(NOT_UNDERSTOOD, message, pointer, _MEANINGS)
        return Split(column.column, {entry: id_ for entry, id_ in meant.items() if id_ is not None})

    def _measure(self, groups: Groups, bind: Bind, name: str, column: Column, pointer: Pointer) -> None:
        told, (tallies, others), hint = self._asked(groups, name, column, pointer)
        for group, tally in sorted(tallies.items(), key=itemgetter(0)):
            by = bind.by.column if bind.by else ""
            cell = Cell(column.column, group.period, by, group.place, group.who)
            self._sizes[cell] = max(self._sizes.get(cell, Size(0, 0)), Size(tally.n, tally.people))
            persona = group.who or ("" if self._who else self.item.persona or "")
            about = Group(group.place or bind.at or "", persona, group.period)
            if self._is_large(tally.people, pointer, about):
                date = dt.date.fromisoformat(tally.last) if self.data.every and tally.last else None
                self._add(pointer, about, cell, date=date, **told(tally))
        if others:
            seen = entries(others, self.rows.entries(column.column), self._least)
            message = f"entries that are no answer were left out: {seen}"
            self.tell(NOT_UNDERSTOOD, message, pointer, hint)

    def _asked(
        self, groups: Groups, name: str, column: Column, pointer: Pointer
    ) -> tuple[Callable[[Tally], Mapping[str, Any]], tuple[Mapping[Group, Tally], Mapping[str, int]], str]:
        """How a tally becomes a value; the tallies, with the rows of entries that are no answers; what helps those."""
        if name == EMOTION:
            return of_emotion, groups.answers(column, levels(column)), _MEANINGS
        measure = measure_for(name, self.project.settings.measures)
        answers = measure.answers if measure is not None else None
        if measure is None or answers is None:
            what = "is no measure of the project" if measure is None else "is not counted from one column"
            raise UncountableError(NOT_COUNTED, f"{name} {what}", pointer)
        if answers.kind == "amounts":
            if column.until is not None and self.data.person is None:
                message = "the next event of the same person is only known with `person: COLUMN`"
                raise UncountableError(NOT_COUNTED, message, pointer)
            if column.meanings:
                message = f"{name} is an amount: `is:` gives meanings to points of a scale and to cases"
                raise UncountableError(NOT_COUNTED, message, pointer)
            told = partial(of_amounts, column=column, duration=answers.duration)
            found = groups.amounts(column, *within(column, duration=answers.duration))
            return told, found, _AMOUNTS if column.until is None else _TIMES
        if answers.kind == "cases":
            return of_cases, groups.answers(column, cases(column)), _MEANINGS
        reading = points(column, answers.lowest, column.top or answers.highest)
        return partial(of_points, answers=answers), groups.answers(column, reading), _MEANINGS

    def _reach(self, by: Split | None, column: Column, pointer: Pointer) -> None:
        """The share of all people in the data who are met at a touchpoint."""
        if by is None:
            message = "reach is counted of rows that name their touchpoint: add `by: COLUMN`"
            raise UncountableError(NOT_COUNTED, message, pointer)
        everybody, met = self.rows.people(column, by)
        for place, people in sorted(met.items()):
            if self._is_large(people, pointer, Group(place)):
                share = Quantity(round(people / everybody, 3), "share")
                self._add(pointer, Group(place), None, value=share, n=everybody)

    def _is_large(self, people: int, pointer: Pointer, group: Group) -> bool:
        """Whether a group has as many people as it must have; one that has fewer is told."""
        if people < self._least:
            self.tell(SMALL_GROUP, f"fewer than {self._least} people answered{_of(group)}", pointer)
        return people >= self._least

    def _add(self, pointer: Pointer, group: Group, cell: Cell | None, **said: Any) -> None:
        _, _, index, _, name = pointer
        date = said.get("date")
        order = (
            self._places[group.place],
            int(index),
            [*self.data.binds[int(index)].measures].index(str(name)),
            self._people.get(group.who, 0),
            date.toordinal() if date else 0,
        )
        fields = {"journey": self.data.journey, "at": group.place or None, "persona": group.who or None}
        figure = Figure(measure=str(name), **fields, **said)
        self._found.append(_Found(order, pointer, group, cell, figure))


def _of(group: Group) -> str:
    """Whose values a message is about."""
    return f": {said}" if (said := " · ".join(filter(None, group))) else ""


def journey_of(data: Data, project: Project) -> Journey:
    """The journey that data are about."""
    return project.journeys[data.journey] if data.journey else next(iter(project.journeys.values()))
