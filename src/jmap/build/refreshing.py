"""The use case of `jmap refresh`: counts the data behind evidence, and writes what they say where it was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.errors import ConfigError, OutputError, SpecError
from jmap.evidence.count import count
from jmap.evidence.remarks import UncountableError
from jmap.evidence.tables import Tables
from jmap.model import Figure
from jmap.model.quantity import as_number
from jmap.spec import read_project
from jmap.spec.alike import differences
from jmap.spec.codes import TOO_LARGE, finding
from jmap.spec.edit.apply import apply
from jmap.spec.edit.changes import Items, Put
from jmap.spec.edit.draft import Draft
from jmap.spec.edit.format import formatted
from jmap.spec.files import FileRefusedError, read_inside
from jmap.spec.forms import keys_of
from jmap.spec.hints import did_you_mean, listed
from jmap.spec.nodes import Plain

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from jmap.diagnostics import Finding
    from jmap.evidence.count import Counted
    from jmap.evidence.remarks import Remark
    from jmap.model import Evidence, Project
    from jmap.spec import Loaded

_WRITTEN: Final = ("n", "date", "values")
"""What is written into an item of evidence."""
_SPLIT: Final = "count every quarter or year, or bind fewer places here and the others in files of their own"
_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}


class Read(NamedTuple):
    """What the data of one item of evidence hold.

    Attributes:
        evidence: its id.
        n: people, or rows where nobody can tell.
        people: whether `n` are people.
        date: of the newest row.
        values: how many the data give.
    """

    evidence: str
    n: int
    people: bool
    date: dt.date | None
    values: int


@dataclass(slots=True)
class Refreshed:
    """A project with the values its data have now, in memory.

    Attributes:
        was: the project as its files are.
        loaded: the project as it would be.
        before: what the files that change hold, by path.
        after: what they would hold.
        findings: what is to be said of the data.
        read: the evidence whose data were counted.
    """

    was: Loaded
    loaded: Loaded
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    read: list[Read] = field(default_factory=list)


def refresh(path: Path, only: Sequence[str] = (), connect: str | None = None) -> Refreshed:
    """Count the data of a project's evidence; nothing is written.

    Args:
        path: of the project.
        only: ids of the evidence meant; all that has data when empty.
        connect: the database for data that are a table of one, as Ibis names it.

    Raises:
        ConfigError: there is no such project or evidence, none has data, or the database cannot be opened.
        SpecError: the project has errors, or would have them with the values counted.
        OutputError: the project was changed meanwhile.
        ToolMissingError: the library that reads data is not installed.
    """
    loaded = read_project(path)
    if loaded.failed:
        raise SpecError(loaded.errors)
    refreshed = Refreshed(loaded, loaded)
    tables = Tables(loaded.root, connect)
    changes = []
    for item in _asked(loaded.project, only):
        assert item.data is not None  # noqa: S101 - see `_asked`
        try:
            counted = count(item, item.data, loaded.project, tables)
        except UncountableError as error:
            refreshed.findings.append(_finding(loaded.project, item, error.remark))
            continue
        refreshed.findings += (_finding(loaded.project, item, remark) for remark in counted.remarks)
        refreshed.read.append(
            Read(item.id, counted.n, item.data.person is not None, counted.date, len(counted.figures))
        )
        if _said(item) != (counted.n, counted.date, counted.figures):
            changes.append(_change(item, counted))
    _make(refreshed, path, changes)
    return refreshed


def _asked(project: Project, only: Sequence[str]) -> list[Evidence]:
    unknown = [name for name in only if name not in project.evidence]
    if unknown:
        hint = did_you_mean(unknown[0], project.evidence) or f"there is: {listed(project.evidence)}"
        raise ConfigError(f'there is no evidence "{unknown[0]}"; {hint}')
    found = [item for item in project.evidence.values() if item.data is not None]
    without = [name for name in only if project.evidence[name].data is None]
    if without or not found:
        what = f'the evidence "{without[0]}"' if without else "no evidence of this project"
        raise ConfigError(f"{what} {'has no' if without else 'has'} data; `data:` says where they are")
    return [item for item in found if not only or item.id in only]


def _said(item: Evidence) -> tuple[Any, ...]:
    return item.n, item.date, item.values


def _change(item: Evidence, counted: Counted) -> Put:
    values: dict[str, Any] = {"n": counted.n}
    if counted.date is not None:
        values["date"] = Plain(counted.date)
    rows = tuple(map(_row, counted.figures))
    return Put(("evidence", item.id), {**values, "values": Items(rows, _instead(item, counted))})


def _instead(item: Evidence, counted: Counted) -> tuple[int | None, ...]:
    """Of each figure, which one of the old it follows: about the same place, people and time."""
    assert item.data is not None  # noqa: S101 - see `_asked`
    months = _MONTHS.get(item.data.every or "", 0)
    old = {_about(figure, months): index for index, figure in enumerate(item.values)}
    last = -1
    found = []
    for figure in counted.figures:
        index = old.get(_about(figure, months))
        if index is not None and index <= last:
            index = None  # they stand in another order now
        last = last if index is None else index
        found.append(index)
    return tuple(found)


def _about(figure: Figure, months: int) -> tuple[Any, ...]:
    period = (figure.date.year * 12 + figure.date.month - 1) // months if figure.date and months else None
    return figure.journey, figure.at, figure.measure, figure.persona, period


def _row(figure: Figure) -> dict[str, Any]:
    """What is written of a figure, in the order of the language."""
    said = figure.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {key: _plain(key, said[key]) for key in keys_of(Figure) if key in said}


def _plain(key: str, value: Any) -> Any:
    if isinstance(value, float):
        return Plain(as_number(value))
    return Plain(value) if key in ("value", "date") else value


def _make(refreshed: Refreshed, path: Path, changes: Sequence[Put]) -> None:
    """Make the changes in memory, and see to it that nothing else would change."""
    loaded = refreshed.was
    origin: Any = loaded.project.origin
    draft = Draft(origin)
    edits = [edit for change in changes for edit in draft.edits([change])]
    for name in sorted({edit.path for edit in edits}):
        before = refreshed.before[name] = _as_it_was(loaded, name)
        after = apply(before, [edit for edit in edits if edit.path == name])
        if formatted(name, before)[0] == before:
            after = formatted(name, after)[0]
        if after == before:
            del refreshed.before[name]
        else:
            refreshed.after[name] = after
    if not refreshed.after:
        return
    refreshed.loaded = read_project(path, refreshed.after)
    written = {loaded.path(name) for name in refreshed.after}
    was, is_ = (
        {path: digest for path, digest in each.inputs.items() if path not in written}
        for each in (loaded, refreshed.loaded)
    )
    if was != is_:
        raise OutputError("the project was changed by somebody else in the meantime: run this again")
    if refreshed.loaded.failed:
        raise SpecError([_of_data(refreshed, changes, error) for error in refreshed.loaded.errors])
    about = {("evidence", change.pointer[1], key) for change in changes for key in _WRITTEN}
    for pointer in differences(loaded.project, refreshed.loaded.project):
        if pointer[0] != "journeys" and pointer[:3] not in about:
            raise AssertionError(f"{pointer} would change as well")


def _as_it_was(loaded: Loaded, name: str) -> bytes:
    """A file as it was when the project was read: counting may take minutes, in which somebody writes."""
    path = loaded.path(name)
    try:
        data = read_inside(loaded.root, path)
    except FileRefusedError:
        data = b""
    if sha256(data).hexdigest() != loaded.inputs[path]:
        raise OutputError(f"{path} was changed by somebody else in the meantime and was left as it is")
    return data


def _of_data(refreshed: Refreshed, changes: Sequence[Put], error: Finding) -> Finding:
    """An error of what would be written, at the data it comes of: nobody can see the lines of a file not written."""
    if error.span is None or error.span.path not in refreshed.after:
        return error
    places = (refreshed.was.project.span(*change.pointer, "data") for change in changes)
    place = next(place for place in places if place and place.path == error.span.path)
    hint = _SPLIT if error.code == TOO_LARGE.code else error.hint
    return replace(error, message=f"with the values of these data, {error.message}", span=place, hint=hint)


def _finding(project: Project, item: Evidence, remark: Remark) -> Finding:
    span = project.span("evidence", item.id, *remark.pointer)
    return finding(remark.code, remark.message, span, severity=remark.severity, hint=remark.hint)
