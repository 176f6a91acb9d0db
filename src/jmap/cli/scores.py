"""Prints scores: as a table, as data, as Markdown; and how a score came about."""

from __future__ import annotations

import difflib
import json
import shutil
import sys
from typing import TYPE_CHECKING, Any, Final

from jmap.cli.console import styled, write_data
from jmap.cli.console import table as aligned
from jmap.cli.findings import shown
from jmap.errors import ConfigError
from jmap.report import goals as aims
from jmap.report import priorities as todo
from jmap.report import score_history, score_table
from jmap.report.csv import write as write_csv
from jmap.report.explained import Explanation, explanations
from jmap.report.markdown import escape
from jmap.report.score_rows import By, rows
from jmap.report.score_table import BLOCKS, Table, in_words, score_columns
from jmap.text.cells import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jmap.build.history import History
    from jmap.report.names import Words

SHAPE: Final = "jmap-scores/1"
"""First key of the JSON; a change that a reader could stumble over changes its number."""
_PLAIN_BLOCKS: Final = str.maketrans(BLOCKS + "·", "12345678.")


_LACKING: Final = {By.PERSONA: "no journey names a persona", By.SEGMENT: "no journey names a persona"}
_NOTHING: Final = "no journey has stages with touchpoints"


def table(words: Sequence[Words], by: By, form: str) -> None:
    """Print the scores of journeys, or of their parts."""
    found = [(one, row) for one in words for row in rows(one, by)]
    if form in ("json", "csv"):
        _data({"by": by.value}, [score_table.data(row) for _, row in found], form)
        return
    if not found and words:  # without any journey the errors say why
        _nothing(by)
    _print(in_words(score_columns(by, several=len(words) > 1), found), form)


def history(words: Sequence[Words], past: History, by: By, form: str) -> None:
    """Print how the scores of journeys, or of their parts, came to be what they are."""
    if past.unread:
        sys.stderr.write(
            f"note: at {past.damaged} of {past.revisions} revisions not readable, and left out there: "
            f"{', '.join(map(shown, past.unread))}\n"
        )
    if past.shallow:
        sys.stderr.write(
            "note: this is a shallow copy of a repository, which lacks earlier revisions: fetch them with "
            "git fetch --unshallow\n"
        )
    if form in ("json", "csv"):
        _data({"by": by.value}, [score_history.history_data(point) for _, point in past.points], form)
        return
    if not past.points and words:
        _nothing(by)
    _print(in_words(score_history.history_columns(by, several=len(words) > 1), past.points), form)


def _nothing(by: By) -> None:
    sys.stderr.write(f"note: nothing to show by {by.value}: {_LACKING.get(by, _NOTHING)}\n")


def priorities(words: Sequence[Words], form: str, *, grouped: bool) -> None:
    """Print what to do first: improvements, then opportunities."""
    parts: list[tuple[str, list[tuple[Words, todo.Priority]]]] = []
    for label, listed in (("improvement", todo.improvements), ("opportunity", todo.opportunities)):
        found = todo.ranked(((one, row) for one in words for row in listed(one)), grouped=grouped)
        parts.append((f"report.{label}", found))
    if form in ("json", "csv"):
        _data({}, [todo.data(row) for _, found in parts for _, row in found], form)
        return
    told = [(label, found) for label, found in parts if found]
    if not told and words:
        sys.stderr.write("note: nothing to rank: no journey has an improvement or an opportunity\n")
    for place, (label, found) in enumerate(told):
        if place:
            sys.stdout.write("\n")
        _print(in_words(todo.priority_columns(label, several=len(words) > 1), found), form)


def goals(words: Sequence[Words], form: str) -> None:
    """Print what is aimed at and what is known, what is missed by most first."""
    found = aims.rows(words)
    if form in ("json", "csv"):
        _data({}, [aims.data(one, row) for one, row in found], form)
        return
    if not found and words:
        sys.stderr.write("note: nothing is aimed at: no journey, measure or touchpoint has a target\n")
    _print(in_words(aims.goal_columns(several=len(words) > 1), found), form)


def explain(words: Sequence[Words], name: str) -> None:
    """Print how scores came about: of everything called `name`, in all journeys or in one.

    Raises:
        ConfigError: nothing is called that.
    """
    found = [each for one in words for part in _within(one, name) for each in explanations(one, part)]
    if not found:
        raise ConfigError(f'no journey, stage or touchpoint is called "{name}"{_meant(words, name)}')
    for place, each in enumerate(found):
        if place:
            sys.stdout.write("\n")
        _explanation(words[0], each)


def _within(words: Words, name: str) -> Iterator[str]:
    """What `name` may be called in a journey: all of it, since names may have slashes, and what follows `JOURNEY/`."""
    journey = words.sheet.journey
    yield name
    for prefix in dict.fromkeys((journey.id, *journey.title.values())):
        if name.startswith(f"{prefix}/"):
            yield name.removeprefix(f"{prefix}/")


def _meant(words: Iterable[Words], name: str) -> str:
    ids = []
    for one in words:
        journey = one.sheet.journey
        ids += [journey.id, *(stage.id for stage in journey.stages), *journey.by_id]
        ids += [one.say(journey.title), *(one.say(stage.name) for stage in journey.stages)]
        ids += [one.say(each.name) for each in journey.touchpoints]
        ids += [f"{journey.id}/{each}" for each in journey.by_id] if "/" in name else []
    close = difflib.get_close_matches(name, dict.fromkeys(ids), 3)
    return f": did you mean {', '.join(close)}?" if close else ""


def _explanation(words: Words, found: Explanation) -> None:
    lines = [styled(shown(found.title), "bold", sys.stdout)]
    if found.facts:
        lines += _indented(aligned([(name, _shown(value)) for name, value in found.facts]))
    if found.values.rows:
        heading = [f"  {found.heading}"] if found.heading else []
        lines += ["", *heading, *_indented(_aligned(found.values))]
        lines += [f"  {shown(step)}" for step in found.apart]
    if found.steps:
        lines += [
            "",
            f"  {words.word('report.formula')}",
            *(f"    {shown(step)}" for step in found.steps),
        ]
    lines += ["", *(f"  {sentence}" for sentence in found.method)]
    sys.stdout.write("\n".join(lines) + "\n")


def _indented(text: str) -> list[str]:
    return [f"  {line}" for line in text.split("\n")]


def _print(found: Table, form: str) -> None:
    if not found.rows:
        return
    if form == "md":
        write_data(_markdown(found))
        return
    text = _aligned(found)
    heading, *lines = text.split("\n")
    room = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    if room is not None and any(cells(line) > room for line in (heading, *lines)):
        text = "\n\n".join(_upright(found.rows[0], row) for row in found.rows[1:])
        sys.stdout.write(f"{text}\n")
        return
    sys.stdout.write("\n".join([styled(heading, "dim", sys.stdout), *lines]) + "\n")


def _aligned(found: Table) -> str:
    return aligned([[_shown(cell) for cell in row] for row in found.rows], right=found.right)


def _upright(heading: Sequence[str], row: Sequence[str]) -> str:
    """One row as lines, for a terminal narrower than the table."""
    first, *pairs = ((name, _shown(cell)) for name, cell in zip(heading, row, strict=True) if cell)
    return "\n".join([styled(first[1], "bold", sys.stdout), *_indented(aligned(pairs))])


def _markdown(found: Table) -> str:
    heading, *body = ([escape(cell) for cell in row] for row in found.rows)
    rule = ["---:" if column in found.right else "---" for column in range(len(heading))]
    return "".join(f"| {' | '.join(row)} |\n" for row in (heading, rule, *body))


def _data(head: dict[str, str], found: Sequence[dict[str, Any]], form: str) -> None:
    if form == "json":
        document = {"format": SHAPE, **head, "rows": found}
        write_data(json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n")
        return
    if found:
        write_data(write_csv([list(found[0]), *([_cell(value) for value in row.values()] for row in found)]))


def _cell(value: Any) -> Any:
    """A list in one cell of a CSV file: texts one after the other, mappings as JSON."""
    if isinstance(value, list):
        parts = (each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in value)
        return "; ".join(parts)
    return value


def _shown(text: str) -> str:
    """Text for this terminal or file: nothing that steers it, and digits where it has no blocks."""
    text = shown(text)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return text.translate(_PLAIN_BLOCKS)
    return text
