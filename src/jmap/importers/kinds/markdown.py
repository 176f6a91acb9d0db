"""The `markdown` importer: the first journey diagram or table of touchpoints in a Markdown file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from jmap.importers.decode import decoded
from jmap.importers.grid import Grid, Row
from jmap.importers.importer import Importer
from jmap.importers.kinds import mermaid
from jmap.importers.rows import register

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.importers.importer import Imported, Upload

_FENCE: Final = re.compile(
    r"^ {0,3}(`{3,}|~{3,})[ \t]*(\w*)[^\n]*\n(.*?)(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
_RULE: Final = re.compile(r":?-+:?")
_APART: Final = re.compile(r"(?<!\\)\|")
_BREAK: Final = re.compile(r"<br\s*/?>|</li>\s*<li>")
_ITEM: Final = re.compile(r"</?(?:ul|ol|li|p)>")
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST: Final = 2_000
"""Characters of a cell in which emphasis is looked for."""
_EMPHASIS: Final = re.compile(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1")


def read(upload: Upload) -> Imported:
    """The diagram, if there is one, else the tables."""
    text = decoded(upload).replace("\r\n", "\n").replace("\r", "\n")
    for match in _FENCE.finditer(text):
        if match[2] == "mermaid" and mermaid.is_journey(match[3]):
            return mermaid.diagram(upload, match[3], text.count("\n", 0, match.start(3)))
    prose = _FENCE.sub(lambda match: "\n" * match[0].count("\n"), text)
    titles = filter(None, map(_heading, prose.split("\n")))
    return register(upload._replace(title=next(titles, upload.title)), [*_tables(prose)])


def _tables(text: str) -> Iterator[Grid]:
    """Tables as GitHub knows them: a row, a rule, more rows; called by the headings above them."""
    lines = text.split("\n")
    name = ""
    rows: list[Row] = []
    for index, line in enumerate(lines):
        if rows and "|" in line:
            if index != rows[0].number:  # the rule
                rows.append(Row(index + 1, _cells(line)))
        elif "|" in line and index + 1 < len(lines) and _is_rule(lines[index + 1]):
            rows = [Row(index + 1, _cells(line))]
        elif rows:
            yield Grid(name, tuple(rows))
            rows = []
        name = _heading(line) or name
    if rows:
        yield Grid(name, tuple(rows))


def _is_rule(line: str) -> bool:
    return "-" in line and all(_RULE.fullmatch(part.strip()) for part in line.strip().strip("|").split("|"))


def _heading(line: str) -> str:
    """The text of a heading; empty for any other line."""
    rest = line.strip().lstrip("#")
    return (
        _plain(rest.strip().rstrip("#").rstrip()) if line.lstrip()[:1] == "#" and rest[:1].isspace() else ""
    )


def _cells(line: str) -> tuple[str, ...]:
    return tuple(_plain(cell) for cell in _APART.split(line.strip().removeprefix("|").removesuffix("|")))


def _plain(cell: str) -> str:
    """The text of a cell, without emphasis and escapes."""
    text = _ITEM.sub("", _BREAK.sub("\n", cell.strip()))
    text = _LINK.sub(r"\1", text) if len(text) <= _LONGEST else text
    text = _EMPHASIS.sub(r"\2", text) if len(text) <= _LONGEST else text
    return _ESCAPED.sub(r"\1", text)


IMPORTER = Importer(
    id="markdown",
    title="Markdown",
    summary="A journey diagram of Mermaid, or else the tables with a row per touchpoint, of a Markdown file.",
    endings=(".md", ".markdown"),
    read=read,
)
