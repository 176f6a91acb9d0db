"""Counts the rows of a table: the same expressions for a file in memory and for a warehouse, by Ibis.

Only what every engine has is used: counts, distinct counts, means and standard deviations by group. Quantiles are not
among it. What an entry means is decided afterwards, of the few different ones there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jmap.evidence.tables import Columns
    from jmap.model import Column, Data

_DAY: Final = r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})"
"""How the day of a row begins, whatever time follows it."""
_QUARTERS: Final = {
    "1": ("01", "02", "03"), "2": ("04", "05", "06"), "3": ("07", "08", "09"), "4": ("10", "11", "12"),
}  # fmt: skip


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
        people: how many different ones gave an answer; `None` where rows do not say whose they are.
        last: the newest day, `2026-09-30`; empty without one.
        answers: rows by entry; of amounts only those that are no number, all under an empty one.
        n: numbers there are.
        mean: of the numbers.
        sd: their standard deviation, with n − 1 in the denominator; `None` of a single one.
    """

    people: int | None
    last: str
    answers: Mapping[str, int]
    n: int = 0
    mean: float | None = None
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


class Rows:
    """The rows of some data that are taken."""

    def __init__(self, columns: Columns, data: Data) -> None:
        chosen = [_text(columns[column]).isin([*entries]) for column, entries in data.where.items()]
        self._data = data
        self._columns = columns.where(chosen)
        self._day = _day(self._columns[data.date]) if data.date is not None else None

    def total(self) -> Total:
        """What there is."""
        table, person = self._columns.table, self._data.person
        parts = {"people": table.count() if person is None else _text(self._columns[person]).nunique()}
        if self._day is not None:
            parts |= {"last": self._day.max(), "undated": self._day.isnull().sum()}
        (row,) = self._columns.ask(table.aggregate(**parts))
        return Total(row["people"], row.get("last") or "", row.get("undated") or 0)

    def entries(self, column: str) -> dict[str, int]:
        """Rows by what stands in a column, without those in which nothing does."""
        rows = self._columns.table.select(entry=_text(self._columns[column]))
        said = rows.filter(rows.entry.notnull())
        grouped = said.group_by("entry").aggregate(n=said.count())
        return {row["entry"]: row["n"] for row in self._columns.ask(grouped)}

    def answers(self, column: Column, place: Split | None, who: Split | None) -> dict[Group, Tally]:
        """The entries of a column, by group; rows without one are no answers."""
        kept = self._grouped(place, who, _text(self._columns[column.column]))
        found: dict[Group, dict[str, int]] = {}
        last: dict[Group, str] = {}
        for group, row in self._groups(kept, "answer", n=kept.count(), last=kept.day.max()):
            found.setdefault(group, {})[row["answer"]] = row["n"]
            last[group] = max(last.get(group, ""), row["last"] or "")
        people = self._people_in(kept)
        return {group: Tally(people.get(group), last[group], answers) for group, answers in found.items()}

    def amounts(self, column: Column, place: Split | None, who: Split | None) -> dict[Group, Tally]:
        """Mean and spread of the numbers in a column, by group."""
        raw = self._columns[column.column]
        answer = _text(raw)
        if column.until is not None:
            number = self._until_next(raw, column.pause)
            answer = number.cast("string")  # the last event of a person, or before a pause, says nothing
        else:
            number = raw.cast("float64") if raw.type().is_numeric() else answer.try_cast("float64")
        kept = self._grouped(place, who, answer, number=number)
        people = self._people_in(kept.filter(kept.number.notnull()))
        parts = {
            "n": kept.number.count(), "mean": kept.number.mean(), "sd": kept.number.std(how="sample"),
            "others": kept.number.isnull().sum(), "last": kept.day.max(),
        }  # fmt: skip
        found = {}
        for group, row in self._groups(kept, **parts):
            others = {"": row["others"]} if row["others"] else {}
            last = row["last"] or ""
            found[group] = Tally(people.get(group), last, others, row["n"], row["mean"], row["sd"])
        return found

    def _until_next(self, time: Any, pause: float) -> Any:
        """Seconds from each event to the next one of the same person, as far as they are no more than `pause`."""
        import ibis

        seconds = (time if time.type().is_timestamp() else _text(time).try_cast("timestamp")).epoch_seconds()
        person = _text(self._columns[self._data.person or ""])
        later = seconds.lead().over(ibis.window(group_by=person, order_by=seconds)) - seconds
        return ((later <= pause) & person.notnull()).ifelse(later, None).cast("float64")

    def people(self, column: Column, place: Split) -> tuple[int, dict[str, int]]:
        """How many different people a column has in all, and at each place."""
        who = _text(self._columns[column.column])
        rows = self._columns.table.select(place=self._id(place), who=who)
        everybody = self._columns.ask(rows.aggregate(n=rows.who.nunique()))[0]["n"]
        met = rows.filter(rows.who.notnull(), rows.place.notnull())
        grouped = met.group_by("place").aggregate(n=met.who.nunique())
        return everybody, {row["place"]: row["n"] for row in self._columns.ask(grouped)}

    def _id(self, split: Split | None) -> Any:
        """What a row belongs to; nothing where its entry is of no id."""
        import ibis

        if split is None:
            return ibis.literal("")
        if not split.ids:
            return ibis.null("string")
        return _text(self._columns[split.column]).cases(*split.ids.items(), else_=None)

    def _grouped(self, place: Split | None, who: Split | None, answer: Any, **more: Any) -> Any:
        """The rows with an answer, and what tells their groups apart."""
        import ibis

        data, columns, nothing = self._data, self._columns, ibis.literal("")
        keys = {
            "place": self._id(place),
            "who": self._id(who),
            "period": _period(self._day, data.every) if self._day is not None and data.every else nothing,
            "day": nothing if self._day is None else self._day,
            "person": nothing if data.person is None else _text(columns[data.person]),
        }
        kept = columns.table.select(**keys, answer=answer, **more)
        return kept.filter(*(kept[key].notnull() for key in ("answer", *Group._fields)))

    def _people_in(self, kept: Any) -> dict[Group, int]:
        if self._data.person is None:
            return {}
        return {group: row["n"] for group, row in self._groups(kept, n=kept.person.nunique())}

    def _groups(self, kept: Any, *more: str, **parts: Any) -> Iterator[tuple[Group, dict[str, Any]]]:
        """What is counted in each group, in no order."""
        keys = [*Group._fields, *more]
        for row in self._columns.ask(kept.group_by(keys).aggregate(**parts)):
            yield Group(*(row[key] or "" for key in Group._fields)), row


def _text(column: Any) -> Any:
    """A column as text without blanks around it; nothing where nothing else is there."""
    return column.cast("string").strip().nullif("")


def _day(column: Any) -> Any:
    """The day of a row as `2026-09-30`, from text as spreadsheets and programs write it, or from a time."""
    text = _text(column)
    year, month, day = (text.re_extract(_DAY, index) for index in (1, 2, 3))
    whole = year + "-" + month.lpad(2, "0") + "-" + day.lpad(2, "0")
    return text.re_search(_DAY).ifelse(whole, None)


def _period(day: Any, every: str) -> Any:
    if every == "month":
        return day.substr(0, 7)
    year, month = day.substr(0, 4), day.substr(5, 2)
    if every == "year":
        return year
    import ibis

    return year + "-Q" + ibis.cases(*((month.isin([*months]), name) for name, months in _QUARTERS.items()))
