"""Data behind evidence: where answers and events are, which columns speak of which touchpoint, and what they say."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from jmap.model.experience import Measurement
from jmap.model.frozen import Value
from jmap.model.values import Duration, Flag, Id, SampleSize

REACH = "reach"
EMOTION = "emotion"
"""Figures of these are values of the place itself and of no measure."""


class Figure(Measurement):
    """A value that an item of evidence gives, and where in which journey it belongs.

    `measure` may also be `emotion` or `reach`, which a place has without measuring anything.
    """

    journey: Id | None = None
    """The journey it is about; the only one there is, when absent."""
    at: Id | None = None
    """The touchpoint or stage it is about; the whole journey when absent."""
    measure: Id
    """What was measured."""


class Column(Value):
    """A column of the data, and what stands in it."""

    column: str
    """Its name in the data."""
    meanings: Mapping[str, str] = Field(default_factory=dict, alias="is")
    """What single entries mean, where they do not say so themselves: `{Sales: sales-rep}`, `{满意: 4}`."""
    unit: Literal["ms", "s", "min", "h", "d"] | None = None
    """The unit of durations; seconds when absent."""
    top: SampleSize | None = None
    """The highest answer of a scale that begins at 1, where it is not the usual one."""
    until: Literal["next"] | None = None
    """Of times of events: what counts is how long it takes until the next one of the same person."""
    pause: Duration = 1800.0
    """With `until`: longer than this nobody stays, they went away."""


class Bind(Value):
    """What the data say of one place, or of those a column names."""

    at: Id | None = None
    """The touchpoint or stage; the whole journey when absent."""
    by: Column | None = None
    """The column that names the touchpoint or stage of each row."""
    together: Flag = False
    """Values of everybody together, and not by persona."""
    measures: Mapping[Id, Column]
    """The column of each measure; `emotion` and `reach` are taken as well."""


class Data(Value):
    """Where the data are, and what they say about which touchpoints; `jmap refresh` counts them."""

    files: tuple[str, ...] = Field(default=(), alias="file")
    """CSV, Parquet or Excel files of the project, from its folder; `*` stands for any name."""
    encoding: str | None = None
    """Of texts that are not UTF-8: `gb18030` as Chinese Excel saves them, `cp1252` as Western Excel does."""
    table: str | None = None
    """Instead of files, a table of the database that `jmap refresh --connect` names."""
    journey: Id | None = None
    """The journey the data are about; the only one there is, when absent."""
    where: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    """Rows to take: columns with the entries they must have."""
    date: str | None = None
    """The column with the day of each row."""
    every: Literal["month", "quarter", "year"] | None = None
    """Makes a value of each such time, so that one sees how it changed; one of all rows when absent."""
    person: str | None = None
    """The column that tells people apart; every row is another person when absent."""
    who: Column | None = None
    """The column with the persona of each row; rows of other people are left out."""
    binds: tuple[Bind, ...]
    """Which columns speak of which places."""
