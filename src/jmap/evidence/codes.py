"""The codes of findings about data (D1xx of where they are, D2xx of what stands in them)."""

from __future__ import annotations

from typing import Final

from jmap.spec.codes import Code

NO_DATA: Final = Code(
    "D101",
    "unreadable-data",
    "Data cannot be read: there is no such file or table, or it is damaged.",
    "Its values stay as they are: half of the rows would pass for all of them.",
)
NO_COLUMN: Final = Code(
    "D102",
    "no-such-column",
    "The data have no column of that name.",
    "A survey tool that renames a question would otherwise empty the map without a word.",
)
NOT_COUNTED: Final = Code(
    "D103",
    "cannot-be-counted",
    "A measure cannot be counted from a column of data.",
    "What its single answers are has to be known: points of a scale, cases or amounts.",
)
NOT_UNDERSTOOD: Final = Code(
    "D201",
    "entries-left-out",
    "Rows were left out because what stands in them is not understood.",
    "What people typed beside the scale says something else than the scale; `is:` tells what single entries mean.",
)
SMALL_GROUP: Final = Code(
    "D202",
    "group-left-out",
    "A value was left out because fewer people answered than `privacy.min_group`.",
    "In so small a group people can be recognised. The values of others that would give it away go as well.",
)
NO_ROWS: Final = Code(
    "D203",
    "nobody-answered",
    "No row of the data says anything about a place that should have a value from them.",
    "A place that stays empty looks as if nobody had asked.",
)
MORE_HEADINGS: Final = Code(
    "D204",
    "more-headings",
    "Rows below the headings were left out, since they are headings as well.",
    "Qualtrics writes the texts of questions and its own ids there, SurveyMonkey the answers there are to choose from.",
)

CODES: Final = (NO_DATA, NO_COLUMN, NOT_COUNTED, NOT_UNDERSTOOD, SMALL_GROUP, NO_ROWS, MORE_HEADINGS)
"""All of them, in order."""
