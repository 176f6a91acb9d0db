"""The text of a YAML file as a tree that loses nothing: values as written, where they stand, and comments."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, TypeAlias

from jmap.spec.reader import NULLS, events_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jmap.spec.nodes import Source


_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")


@dataclass(slots=True)
class Scalar:
    """A text, number or null, as written.

    Attributes:
        value: what it says; a null says nothing.
        style: `"`, `'`, `|`, `>`, or empty for an unquoted one.
        start: offset of its first character, behind its anchor.
        end: offset behind its last character.
        anchor: the name behind `&`.
    """

    value: str
    style: str
    start: int
    end: int
    anchor: str | None = None


@dataclass(slots=True)
class Alias:
    """`*name`."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class Group:
    """A list or mapping.

    Attributes:
        mapping: whether its parts have keys.
        flow: whether it is written in brackets.
        start: offset of its bracket, or of its first part.
        end: offset behind its bracket, or behind the end of its last part.
        anchor: the name behind `&`.
        owner: the part whose value it is; `None` at the root.
        parts: items, or keys with their values.
        below: comments and blank lines behind the last part, indented like it.
    """

    mapping: bool
    flow: bool
    start: int
    end: int
    anchor: str | None = None
    owner: Part | None = None
    parts: list[Part] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


Node: TypeAlias = Scalar | Alias | Group


@dataclass(slots=True)
class Part:
    """An item of a list, or a key of a mapping, with its value and the comments that belong to it.

    Attributes:
        group: where it is a part.
        start: offset of the dash or key it begins with.
        key: of a mapping.
        value: what it holds.
        before: comments and (empty) blank lines above it.
        comment: at the end of its line: behind a value in one line, else behind the key or dash.
        below: comments in the place of a value, indented deeper.
    """

    group: Group
    start: int
    key: Scalar | None
    value: Node
    before: list[str] = field(default_factory=list)
    comment: str = ""
    below: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """One document of a file.

    Attributes:
        root: its value.
        start: offset where it begins.
        marked: whether it begins with `---`.
        note: the comment behind that.
        before: comments and blank lines above `---`.
        head: comments and blank lines above its first value.
        below: comments and blank lines behind all of it.
    """

    root: Node
    start: int
    marked: bool
    note: str = ""
    before: list[str] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)


class Tree:
    """A sound file.

    Attributes:
        source: its text.
        papers: its documents.
        parts: the parts of all documents in the order of the file.
        leaves: the scalars and aliases in the order of the file.
        refers: whether there is an anchor or an alias in it.
    """

    def __init__(self, source: Source) -> None:
        self.source = source
        self.starts = [0, *accumulate(len(line) + 1 for line in source.lines)]
        self.papers: list[Paper] = []
        self.parts: list[Part] = []
        self.leaves: list[Scalar | Alias] = []
        self.refers = False
        for events in events_of(source.text):
            try:
                self._build(events)
            except Exception:  # noqa: BLE001 - the parsers raise more than their own exceptions
                self.papers, self.parts, self.leaves = [], [], []
            else:
                break

    def offset(self, line: int, column: int) -> int:
        """The offset of a 0-based place."""
        return min(self.starts[min(line, len(self.starts) - 1)] + column, len(self.source.text))

    def line_of(self, offset: int) -> int:
        """The 0-based line of an offset."""
        return max(0, bisect_left(self.starts, offset + 1) - 1)

    def column_of(self, offset: int) -> int:
        """The 0-based column of an offset."""
        return offset - self.starts[self.line_of(offset)]

    def on_one_line(self, node: Node) -> bool:
        """Whether a value begins and ends on the same line."""
        return self.line_of(node.start) == self.line_of(node.end)

    def raw(self, node: Scalar) -> str:
        """A scalar as it stands in the file."""
        return self.source.text[node.start : node.end]

    @staticmethod
    def is_empty(paper: Paper) -> bool:
        """Whether a document has no value: then nobody reads it."""
        root = paper.root
        return isinstance(root, Scalar) and not root.style and root.value in NULLS

    def nodes(self) -> Iterator[tuple[Node, Part | None]]:
        """Every value, with the part it is the value of."""
        for paper in self.papers:
            yield paper.root, None
        for part in self.parts:
            yield part.value, part

    def _build(self, next_event: Callable[[], Any]) -> None:
        stack: list[Group] = []
        keys: list[Scalar | None] = []
        paper: Paper | None = None
        while True:
            event = next_event()
            kind = type(event).__name__
            if kind == "StreamEndEvent":
                return
            if kind == "DocumentStartEvent":
                mark = event.start_mark
                root = Scalar("", "", 0, 0)
                paper = Paper(root, self.offset(mark.line, mark.column), bool(event.explicit))
                self.papers.append(paper)
                continue
            if kind in ("MappingEndEvent", "SequenceEndEvent"):
                self._close(stack.pop(), event)
                keys.pop()
                continue
            if kind not in ("ScalarEvent", "AliasEvent", "MappingStartEvent", "SequenceStartEvent"):
                continue
            node = self._node(event, kind)
            if stack and stack[-1].mapping and keys[-1] is None:
                if not isinstance(node, Scalar):
                    raise ValueError("a key that is no word")
                keys[-1] = node
                self.leaves.append(node)
                continue
            if not stack:
                assert paper is not None  # noqa: S101 - a parser begins a document before its values
                paper.root = node
            else:
                begin = self.offset(event.start_mark.line, event.start_mark.column)
                self._part(stack[-1], keys, node, begin)
            if isinstance(node, Group):
                stack.append(node)
                keys.append(None)
            else:
                self.leaves.append(node)

    def _node(self, event: Any, kind: str) -> Node:
        begin = self.offset(event.start_mark.line, event.start_mark.column)
        end = self.offset(event.end_mark.line, event.end_mark.column)
        if kind == "AliasEvent":
            self.refers = True
            return Alias(event.anchor, begin, end)
        start = begin
        if event.anchor is not None:
            self.refers = True
            start = self._behind_anchor(begin, event.anchor)
        if kind != "ScalarEvent":
            return Group(kind == "MappingStartEvent", bool(event.flow_style), start, end, event.anchor)
        if event.style in ("|", ">"):
            end -= self.source.text[start:end].endswith("\n")
        return Scalar(event.value, event.style or "", start, max(start, end), event.anchor)

    def _behind_anchor(self, begin: int, name: str) -> int:
        text = self.source.text
        place = begin + len(name) + 1
        while text[place : place + 1] in (" ", "\t"):
            place += 1
        return place

    def _part(self, group: Group, keys: list[Scalar | None], node: Node, begin: int) -> None:
        key = keys[-1]
        if group.mapping:
            assert key is not None  # noqa: S101 - a mapping's value follows its key
            start = key.start
        else:
            start = begin if group.flow else self._dash(begin)
        part = Part(group, start, key, node)
        if isinstance(node, Group):
            node.owner = part
        if not group.parts and not group.flow:
            group.start = start
        group.parts.append(part)
        self.parts.append(part)
        keys[-1] = None

    def _dash(self, begin: int) -> int:
        """The offset of the dash before the item that begins, with its anchor, at `begin`."""
        line = self.line_of(begin)
        head = self.source.lines[line][: begin - self.starts[line]].rstrip()
        while not head.endswith("-"):
            line -= 1
            head = _COMMENT.sub("", self.source.lines[line]).rstrip()
        return self.starts[line] + len(head) - 1

    def _close(self, group: Group, event: Any) -> None:
        if group.flow:
            end = self.offset(event.end_mark.line, event.end_mark.column)
        elif group.parts:
            value = group.parts[-1].value
            end = value.end
        else:
            end = group.start
        group.end = max(group.start, end)
