"""The codes of findings about what is imported (I1xx of files, I2xx of what stands in them)."""

from __future__ import annotations

from typing import Final

from jmap.spec.codes import Code

UNREADABLE: Final = Code(
    "I101",
    "unreadable-file",
    "A file is not what its name says, or is damaged, or larger than any map is.",
    "Nothing is written: half of a map would pass for all of it.",
)
NO_MAP: Final = Code(
    "I102",
    "no-map-in-file",
    "Nothing in a file says what its touchpoints are.",
    "A table needs a row of headings with one for touchpoints or stages; `--column` says what a heading means.",
)
NOTED: Final = Code(
    "I201",
    "kept-as-note",
    "Something in a file has no other place in a map, such as a cell that its column cannot hold, and became a note.",
    "Nothing is lost, but it does not count either until somebody writes it in the form the column takes.",
)
LANE: Final = Code(
    "I202",
    "kept-as-lane",
    "A column or element has a name that jmap does not know, and became a lane of its own.",
    "Everything in it is on the map. If a column means something that jmap knows, `--column` says so.",
)
LEFT: Final = Code(
    "I203",
    "not-imported",
    "Something in a file has no place in a map and was left out.",
    "Whoever reads the map should know that the file held more.",
)
TAKEN_FOR: Final = Code(
    "I204",
    "taken-for",
    "Something in a file was taken to mean something.",
    "It is what most people mean, but only those who made the file know.",
)
TOLD_TWICE: Final = Code(
    "I205",
    "told-twice",
    "A workbook says a thing in two sheets, and not the same.",
    "One of the two was changed and the other forgotten. The sheet that says more of it counts, until somebody"
    " changes both.",
)

CODES: Final = (UNREADABLE, NO_MAP, NOTED, LANE, LEFT, TAKEN_FOR, TOLD_TWICE)
"""All of them, in order."""
