"""From the tables of a register, or from any table with a row per touchpoint, to journeys in the spec language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.importers.codes import LANE, LEFT, NO_MAP
from jmap.importers.columns import JOURNEY, LANES, TABLES, TOUCHPOINTS, by_label, column_of, plain
from jmap.importers.fill import entry
from jmap.importers.finish import finished
from jmap.importers.grid import Heading, titled
from jmap.importers.journey import Draft
from jmap.importers.others import Others
from jmap.importers.rating import rated
from jmap.importers.remarks import Remarks, refuse
from jmap.model.project import LANES as LANE_IDS
from jmap.model.project import ROWS
from jmap.model.refusal import shown
from jmap.model.values import RESERVED
from jmap.text.clean import slug

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jmap.importers.columns import Table
    from jmap.importers.grid import Grid, Titled
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
    drafts = []
    for table in maps:
        title = (
            (table.name or upload.title) if len(maps) > 1 else next(iter(table.titled.above), upload.title)
        )
        drafts.append(_draft(title, table.titled, remarks.within(table.name), lanes, measures))
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


def _tables(upload: Upload, grids: Sequence[Grid], remarks: Remarks) -> list[_Known]:
    """The tables whose headings jmap knows; others are told."""
    found = []
    for grid in grids:
        for sheet in dict.fromkeys((by_label().get(plain(grid.name), TOUCHPOINTS), TOUCHPOINTS)):
            if table := titled(sheet, grid, upload.columns if sheet is TOUCHPOINTS else {}):
                found.append(_Known(sheet, grid.name, table))
                break
        else:
            if any(cell.strip() for row in grid.rows for cell in row.cells):
                message = f"the sheet {shown(grid.name)} has no heading for touchpoints and was left out"
                remarks.warn(LEFT, message)
    return found


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
    draft = Draft(title)
    table = rated(table, remarks)
    for cell in table.unknown():
        heading = cell.heading
        if heading.name not in lanes and heading.name not in measures:
            message = f"the column {shown(heading.name)} is a lane of its own on the map"
            hint = f"--column '{heading.said}=KEY' says what else it means; jmap import --help lists the keys"
            remarks.note(LANE, message, cell, hint=hint)
            lanes[heading.name] = _lane_id(heading.name)
    for row in table._replace(headings=tuple(_own(each, lanes, measures) for each in table.headings)).cells():
        draft.take(row, remarks)
    return draft


def _own(heading: Heading | None, lanes: Mapping[str, str], measures: Mapping[str, str]) -> Heading | None:
    """The heading of a measure or lane of its own, with its id."""
    if heading is None or heading.column is not LANES:
        return heading
    if heading.name in measures:
        return Heading(column_of(TOUCHPOINTS, "measures"), heading.said, measures[heading.name])
    return (
        heading._replace(name=lanes[heading.name]) if heading.name in lanes else None
    )  # nothing stands in it


def _lane_id(name: str) -> str:
    """The id of a lane of its own, which cannot be a word of the language."""
    id_ = slug(name)
    return f"lane-{id_}" if id_ in (*LANE_IDS, *ROWS, *RESERVED) else id_
