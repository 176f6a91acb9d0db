"""Counts the rows of a table: the same expressions for a file in memory and for a warehouse, by Ibis.

Only what every engine has is used: counts, distinct counts, means and standard deviations by group. Quantiles are not
among it. What an entry means is decided afterwards, of the few different ones there are.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.evidence.answers import is_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.evidence.answers import Reading
    from jmap.evidence.tables import Columns
    from jmap.model import Column, Data

_PARTS: Final = r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})"
"""How the day of a row begins, whatever time follows it."""
_DAY: Final = (
    r"^(?:(?:19|20)\d\d[-/.年](?:(?:0?[13578]|1[02])[-/.月](?:0?[1-9]|[12]\d|3[01])|(?:0?[469]|11)[-/.月](?:0?[1-9]|[12]\d|30)"
    r"|0?2[-/.月](?:0?[1-9]|1\d|2[0-8]))|(?:19(?:0[48]|[2468][048]|[13579][26])|20(?:[02468][048]|[13579][26]))[-/.年]0?2[-/.月]29)"
    r"(?:\D|$)"
)
"""The days there are."""
_QUARTERS: Final = {
    "1": ("01", "02", "03"), "2": ("04", "05", "06"), "3": ("07", "08", "09"), "4": ("10", "11", "12"),
}  # fmt: skip


_MOMENT: Final = 0.001
"""Seconds by which one time is later than another."""


class Group(NamedTuple):
    """Rows that are counted together; empty where nothing tells them apart.

    Attributes:
        place: id of the touchpoint or stage.
        who: id of the persona.
        period: `2026`, `2026-Q3` or `2026-09`.
    """

    place: str = ""
    who: str = ""
    period: str = ""


class Split(NamedTuple):
    """What tells groups apart: a column, and what its entries are ids of; rows with other entries are left out."""

    column: str
    ids: Mapping[str, str]


class Tally(NamedTuple):
    """What was counted in one group.

    Attributes:
        n: answers.
        people: how many different ones gave them; answers, where rows do not say whose they are.
        last: the newest day of an answer, `2026-09-30`; empty without one.
        counts: answers by point of the scale; empty of amounts.
        mean: of amounts.
        sd: their standard deviation, with n − 1 in the denominator; `None` of a single one.
    """

    n: int
    people: int
    last: str
    counts: Mapping[int, int]
    mean: float = 0
    sd: float | None = None


class Total(NamedTuple):
    """All rows that are taken.

    Attributes:
        people: how many different ones there are, or rows, where these do not tell whose they are.
        last: the newest day; empty without one.
        undated: rows of which nobody knows the day.
    """

    people: int
    last: str
    undated: int


class Entry(NamedTuple):
    """What stands in a column: in how many rows, of how many people; rows, where these do not say whose they are."""

    rows: int
    people: int


class Rows:
    """The rows of some data that are taken."""

    def __init__(self, columns: Columns, data: Data) -> None:
        chosen = [columns.text(column).isin([*entries]) for column, entries in data.where.items()]
        table = columns.table.filter(chosen) if chosen else columns.table
        self._dated = data.date is not None
        if data.date is not None:
            table = table.mutate(day=_day(columns.text(data.date)))
        self._data = data
        self._columns = columns.on(table)

    def total(self) -> Total:
        """What there is."""
        table, person = self._columns.table, self._data.person
        parts = {"people": table.count() if person is None else self._columns.text(person).nunique()}
        if self._dated:
            parts |= {"last": table.day.max(), "undated": table.day.isnull().sum()}
        (row,) = self._columns.ask(table.aggregate(**parts))
        return Total(row["people"], row.get("last") or "", row.get("undated") or 0)

    def entries(self, column: str) -> dict[str, Entry]:
        """What stands in a column, where anything does."""
        parts = {"entry": self._columns.text(column)}
        if self._data.person is not None:
            parts["person"] = self._columns.text(self._data.person)
        rows = self._columns.table.select(**parts)
        said = rows.filter(rows.entry.notnull())
        people = {} if self._data.person is None else {"people": said.person.nunique()}
        grouped = said.group_by("entry").aggregate(n=said.count(), **people)
        return {
            row["entry"]: Entry(row["n"], row.get("people", row["n"])) for row in self._columns.ask(grouped)
        }

    def people(self, column: Column, place: Split) -> tuple[int, dict[str, int]]:
        """How many different people a column has in all, and at each place."""
        who = self._columns.text(column.column)
        rows = self._columns.table.select(place=self._id(place), who=who)
        everybody = self._columns.ask(rows.aggregate(n=rows.who.nunique()))[0]["n"]
        met = rows.filter(rows.who.notnull(), rows.place.notnull())
        grouped = met.group_by("place").aggregate(n=met.who.nunique())
        return everybody, {row["place"]: row["n"] for row in self._columns.ask(grouped)}

    def split(self, place: Split | None, who: Split | None) -> Groups:
        """The rows in groups: by place, persona and time; those of none are left out."""
        import ibis

        table, data, nothing = self._columns.table, self._data, ibis.literal("")
        keys = {
            "place": self._id(place),
            "who": self._id(who),
            "period": _period(table.day, data.every) if self._dated and data.every else nothing,
        }
        return Groups(self._columns.on(table.mutate(**keys)), self._data)

    def _id(self, split: Split | None) -> Any:
        """What a row belongs to; nothing where its entry is of no id."""
        import ibis

        if split is None:
            return ibis.literal("")
        if not split.ids:
            return ibis.null("string")
        return self._columns.text(split.column).cases(*split.ids.items(), else_=None)


class Groups:
    """Rows that know to which group they belong."""

    def __init__(self, columns: Columns, data: Data) -> None:
        self._columns = columns
        self._data = data

    def answers(self, column: Column, reading: Reading) -> tuple[dict[Group, Tally], Counter[str]]:
        """The answers in a column, by group, and the rows by entries that are none."""
        kept = self._kept(self._columns.text(column.column))
        counts: dict[Group, Counter[int]] = {}
        last: dict[Group, str] = {}
        others: Counter[str] = Counter()
        understood: set[str] = set()
        for group, row in self._of_each(kept, "entry", n=kept.count(), last=kept.day.max()):
            entry = row["entry"]
            answer = reading.answer(entry)
            if answer is not None:
                understood.add(entry)
                counts.setdefault(group, Counter())[answer] += row["n"]
                last[group] = max(last.get(group, ""), row["last"] or "")
            elif not is_nothing(entry):
                others[entry] += row["n"]
        people = self._people(kept.filter(kept.entry.isin(sorted(understood)))) if understood else {}
        tallies = {}
        for group, found in counts.items():
            n = found.total()
            by_point = {point: found[point] for point in reading.scale}
            tallies[group] = Tally(n, people.get(group, n), last[group], by_point)
        return tallies, others

    def amounts(
        self, column: Column, lowest: float, highest: float
    ) -> tuple[dict[Group, Tally], Counter[str]]:
        """Mean and spread of the numbers in a column, by group, and the rows by entries that are none."""
        entry = self._columns.text(column.column)
        if column.until is None:
            number = self._number(column.column)
            number = number.between(lowest, highest).ifelse(number, None)  # no NaN and no infinity
            kept, silent = self._kept(entry, number=number), number.isnull()
        else:
            time = self._time(column.column)
            # The last event of a person, or before a pause, says nothing.
            kept, silent = self._kept(entry, number=self._until_next(time, column.pause)), time.isnull()
        answers = kept.filter(kept.number.notnull())
        parts = {
            "n": answers.count(), "mean": answers.number.mean(), "sd": answers.number.std(how="sample"),
            "last": answers.day.max(),
        }  # fmt: skip
        people = self._people(answers)
        tallies = {
            group: Tally(row["n"], people.get(group, row["n"]), row["last"] or "", {}, row["mean"], row["sd"])
            for group, row in self._of_each(answers, **parts)
        }
        unread = self._kept(entry, silent=silent)
        unread = unread.filter(unread.silent)
        said = unread.group_by("entry").aggregate(n=unread.count())
        others = {row["entry"]: row["n"] for row in self._columns.ask(said) if not is_nothing(row["entry"])}
        return tallies, Counter(others)

    def _number(self, column: str) -> Any:
        raw = self._columns[column]
        if raw.type().is_numeric():
            return raw.cast("float64")
        return self._columns.text(column).try_cast("float64")

    def _time(self, column: str) -> Any:
        raw = self._columns[column]
        return raw if raw.type().is_timestamp() else self._columns.text(column).try_cast("timestamp")

    def _until_next(self, time: Any, pause: float) -> Any:
        """Seconds from each event to the next later one of the same person, if they are no more than `pause`.

        Events of the same time are all followed by that one: in which order their rows stand says nothing.
        """
        import ibis

        seconds = time.epoch_seconds().cast("float64")
        person = self._columns.text(self._data.person or "")
        after = ibis.window(group_by=person, order_by=seconds, range=(_MOMENT, None))
        later = seconds.min().over(after) - seconds
        return ((later <= pause) & person.notnull()).ifelse(later, None).cast("float64")

    def _kept(self, entry: Any, **more: Any) -> Any:
        """The rows of a group in which something stands."""
        import ibis

        table, data, nothing = self._columns.table, self._data, ibis.literal("")
        keys = {
            "day": nothing if data.date is None else table.day,
            "person": nothing if data.person is None else self._columns.text(data.person),
        }
        kept = table.select(*Group._fields, **keys, entry=entry, **more)
        return kept.filter(*(kept[key].notnull() for key in ("entry", *Group._fields)))

    def _people(self, answers: Any) -> dict[Group, int]:
        if self._data.person is None:
            return {}
        return {group: row["n"] for group, row in self._of_each(answers, n=answers.person.nunique())}

    def _of_each(self, kept: Any, *more: str, **parts: Any) -> Iterator[tuple[Group, dict[str, Any]]]:
        """What is counted in each group, in no order."""
        keys = [*Group._fields, *more]
        for row in self._columns.ask(kept.group_by(keys).aggregate(**parts)):
            yield Group(*(row[key] or "" for key in Group._fields)), row


def _day(text: Any) -> Any:
    """The day of a row as `2026-09-30`, from text as spreadsheets and programs write it, or from a time."""
    year, month, day = (text.re_extract(_PARTS, index) for index in (1, 2, 3))
    whole = year + "-" + ("0" + month).right(2) + "-" + ("0" + day).right(2)
    return text.re_search(_DAY).ifelse(whole, None)


def _period(day: Any, every: str) -> Any:
    if every == "month":
        return day.substr(0, 7)
    year, month = day.substr(0, 4), day.substr(5, 2)
    if every == "year":
        return year
    import ibis

    return year + "-Q" + ibis.cases(*((month.isin([*months]), name) for name, months in _QUARTERS.items()))
