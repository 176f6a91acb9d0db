"""From the tables of a register, or from any table with a row per touchpoint, to journeys in the spec language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.importers.beside import tell
from jmap.importers.codes import LANE, LEFT, NO_MAP, TAKEN_FOR
from jmap.importers.columns import (
    JOURNEY,
    LANES,
    OWN_LANE,
    STAGE,
    TABLES,
    TOUCHPOINT,
    TOUCHPOINTS,
    by_label,
    column_of,
    plain,
)
from jmap.importers.fill import entry
from jmap.importers.finish import finished
from jmap.importers.grid import UNCOUNTED, Heading
from jmap.importers.headings import head_of, parted, titled
from jmap.importers.journey import Draft
from jmap.importers.others import Others
from jmap.importers.parts import beside
from jmap.importers.rating import rated
from jmap.importers.references import lane_id, unused
from jmap.importers.remarks import Remarks, refuse
from jmap.model.refusal import shown

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from jmap.importers.columns import Table
    from jmap.importers.grid import Cell, Grid, Titled
    from jmap.importers.importer import Imported, Upload

_CATALOGUES: Final = ("personas", "evidence", "channels", "departments", "own-lanes", "own-measures")
_SHOWN: Final = 8
"""Headings that a message repeats."""


class _Known(NamedTuple):
    """A table that says something of a journey."""

    sheet: Table
    name: str
    titled: Titled


def register(upload: Upload, grids: Sequence[Grid]) -> Imported:
    """What the tables of a file say.

    Raises:
        SpecError: none of them has touchpoints.
        ConfigError: a heading is to mean a column that does not exist.
    """
    remarks = Remarks(upload.path)
    tables = _tables(upload, grids, remarks)
    maps = [each for each in tables if each.sheet is TOUCHPOINTS]
    if not maps:
        _refuse(upload, grids)
    for table in tables:
        if table.sheet is not TOUCHPOINTS:
            _tell_unknown(table, remarks)
    _tell_uncounted(grids, {each.name for each in tables}, remarks)
    catalogues = {
        key: [
            entry(row, remarks.within(each.name))
            for each in tables
            if each.sheet.key == key
            for row in each.titled.cells()
        ]
        for key in _CATALOGUES
    }
    lanes, measures = _ids(catalogues.pop("own-lanes"), "id"), _ids(catalogues["own-measures"], "measure")
    lanes |= {f"{OWN_LANE}{id_}": id_ for id_ in lanes.values()}
    drafts = [
        _draft(_name(upload, each, maps), each.titled, remarks.within(each.name), lanes, measures)
        for each in maps
    ]
    _name_apart(drafts, maps)
    others = Others(drafts[0])
    for table in sorted(tables, key=lambda each: TABLES.index(each.sheet)):
        here = remarks.within(table.name)
        if table.sheet is JOURNEY:
            for row in table.titled.cells():
                drafts[0].head |= entry(row, here)
        elif table.sheet is not TOUCHPOINTS and table.sheet.key not in _CATALOGUES:
            others.read(table.sheet.key, table.titled, here)
    return finished(drafts, catalogues, lanes, remarks)


def _ids(entries: Sequence[Mapping[str, Any]], key: str) -> dict[str, str]:
    return {str(each["name"]): str(each[key]) for each in entries if {"name", key} <= {*each}}


def _tell_unknown(table: _Known, remarks: Remarks) -> None:
    """Only the table of touchpoints has lanes; of others nobody knows what such a column is about."""
    for cell in table.titled.unknown():
        message = (
            f"the column {shown(cell.heading.name)} of this sheet has no place in a map and was left out"
        )
        remarks.within(table.name).warn(LEFT, message, cell)


def _tell_uncounted(grids: Sequence[Grid], known: Container[str], remarks: Remarks) -> None:
    """Tell how many cells of the tables in use are empty only because nobody has counted what they say."""
    for grid in grids:
        if grid.uncounted and grid.name in known:
            count = f"{len(grid.uncounted):,}, here the first"
            message = f"formulas without a result in the file, whose cells are empty: {count}"
            remarks.within(grid.name).warn(LEFT, message, grid.uncounted[0], UNCOUNTED)


def _name(upload: Upload, table: _Known, maps: Sequence[_Known]) -> str:
    """The title of a journey whose table has none."""
    return (table.name if len(maps) > 1 else "") or upload.title


def _name_apart(drafts: Sequence[Draft], maps: Sequence[_Known]) -> None:
    """Add the names of their sheets to titles that several journeys have."""
    titles = Counter(draft.head["title"] for draft in drafts)
    for draft, table in zip(drafts, maps, strict=True):
        title = draft.head["title"]
        if titles[title] > 1 and table.name not in ("", title):
            draft.head["title"] = f"{title} · {table.name}"


def _tables(upload: Upload, grids: Sequence[Grid], remarks: Remarks) -> list[_Known]:
    """The tables whose headings jmap knows; others are told."""
    found = []
    for grid in grids:
        sheet = by_label().get(plain(grid.name), TOUCHPOINTS)
        if sheet is not TOUCHPOINTS and _knows_more(TOUCHPOINTS, sheet, grid, upload.columns):
            sheet = TOUCHPOINTS
        meant = upload.columns if sheet is TOUCHPOINTS else {}
        parts = parted(grid, meant) if sheet is TOUCHPOINTS else [grid]
        tables = [table for part in parts if (table := titled(sheet, part, meant))]
        found += [_Known(sheet, grid.name, table) for table in tables]
        if not tables and any(row.said for row in grid.rows):
            message = f"the sheet {shown(grid.name)} has no heading for touchpoints and was left out"
            remarks.within(grid.name).warn(LEFT, message)
    return found


def _knows_more(sheet: Table, other: Table, grid: Grid, meant: Mapping[str, str]) -> bool:
    """Whether the headings of a grid are rather those of one table than of another, for which it is called."""
    heads = (head_of(sheet, grid, meant), head_of(other, grid, {}))
    mine, others = (len(head.known) if head else 0 for head in heads)
    return mine > others


def _refuse(upload: Upload, grids: Sequence[Grid]) -> None:
    rows = ([cell.strip() for cell in row.cells if cell.strip()] for grid in grids for row in grid.rows)
    first = next(filter(None, rows), [])
    told = ", ".join(map(shown, first[:_SHOWN])) + (" …" if len(first) > _SHOWN else "")
    message = f"no heading says what the touchpoints are: {told}" if told else "there is nothing in it"
    hint = "call one Touchpoint (触点) or Stage (阶段), or say what it means: --column 'HEADING=touchpoint'"
    refuse(NO_MAP, message, upload.path, hint=hint)


def _draft(
    title: str, table: Titled, remarks: Remarks, lanes: dict[str, str], measures: Mapping[str, str]
) -> Draft:
    """The journey of one table.

    `lanes` and `measures` have the ids of its own ones by their names; lanes that are new are added.
    """
    draft = Draft()
    for note in tell(draft, table.beside, title):
        remarks.note(TAKEN_FOR, f"{shown(note)} stands beside the table, and is a note of the journey")
    table = beside(rated(table, remarks))
    _tell_unnamed(table, remarks)
    taken = dict.fromkeys(lanes.values(), 1)
    for cell in table.unknown():
        heading = cell.heading
        if heading.name not in lanes and heading.name not in measures:
            message = f"the column {shown(heading.name)} is a lane of its own on the map"
            hint = f"--column '{heading.said}=KEY' says what else it means; jmap import --help lists the keys"
            remarks.note(LANE, message, cell, hint=hint if heading.said else "give the column a heading")
            lanes[heading.name] = unused(lane_id(heading.name), taken)
    table = table._replace(headings=tuple(_own(each, lanes, measures) for each in table.headings))
    draft.several = len(_personas(table)) > 1
    for row in _in_sections(table, remarks):
        draft.take(row, remarks)
    return draft


def _personas(table: Titled) -> set[str]:
    columns = (index for index, each in enumerate(table.headings) if each and each.column.key == "persona")
    return {cell.said for index in columns for cell in table.below(index)}


def _in_sections(table: Titled, remarks: Remarks) -> Iterator[list[Cell]]:
    """The rows; where no column says the stages, and the first row has a name alone, such rows begin stages."""
    columns = {heading.column.key for heading in table.headings if heading}
    first = next(table.cells(), [])
    sections = not table.lines and len(first) == 1 and len(columns) > 1 and "stage" not in columns
    if not sections or all(len(row) == 1 for row in table.cells()):
        yield from table.cells()
        return
    remarks.note(TAKEN_FOR, "rows in which a name stands alone were taken for stages", first[0])
    for row in table.cells():
        cell = row[0]
        if len(row) == 1 and cell.heading.column is TOUCHPOINT:
            yield [cell._replace(heading=Heading(STAGE, cell.heading.said))]
        else:
            yield row


def _tell_unnamed(table: Titled, remarks: Remarks) -> None:
    for index, heading in enumerate(table.headings):
        if heading and not heading.said and heading.column in (STAGE, TOUCHPOINT):
            cell = next(iter(table.below(index)), None)
            what = f"{heading.column.key}s"
            remarks.note(TAKEN_FOR, f"what has no heading was taken for the names of {what}", cell)


def _own(heading: Heading | None, lanes: Mapping[str, str], measures: Mapping[str, str]) -> Heading | None:
    """The heading of a measure or lane of its own, with its id."""
    if heading is None or heading.column is not LANES:
        return heading
    if heading.name in measures:
        return Heading(column_of(TOUCHPOINTS, "measures"), heading.said, measures[heading.name])
    return (
        heading._replace(name=lanes[heading.name]) if heading.name in lanes else None
    )  # nothing stands in it
