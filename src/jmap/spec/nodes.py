"""Values read from YAML, carrying the place of every key and item.

A `YamlMap` is a `dict`, a `YamlList` a `list`, and a scalar a `str`: the reader never guesses a type, the
field that receives the value decides. `Plain` tells an unquoted scalar (which a number field accepts) from a
quoted one (which it refuses). YAML's null (`~`, `null` or nothing) is `None`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Plain(str):
    """An unquoted scalar, exactly as written."""

    __slots__ = ()


@dataclass(frozen=True, eq=False)
class Source:
    """One file's text.

    Attributes:
        path: as shown to the user: relative to the project's root, with `/`.
        text: decoded, without a byte-order mark, every line end made LF.
    """

    path: str
    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The text line by line, without line ends; never empty."""
        return self.text.split("\n")

    def mark(self, offset: int) -> Mark:
        """Return the place of the character at `offset` of the text."""
        return Mark(self, self.text.count("\n", 0, offset), offset - self.text.rfind("\n", 0, offset) - 1)


class Mark(NamedTuple):
    """Where a key or value begins: 0-based line and column, in code points."""

    source: Source
    line: int
    column: int


class YamlMap(dict[str, Any]):
    """A mapping; `marks[key]` is where the key and its value begin, `mark` where the mapping does.

    A value that is not written at all (`name:`) begins where its key does.

    `derived` says that its id was made from its name.
    """

    __slots__ = ("derived", "mark", "marks")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.derived = False
        self.mark = mark
        self.marks: dict[str, tuple[Mark, Mark]] = {}


class YamlList(list[Any]):
    """A sequence; `marks[i]` is where item `i` begins, `mark` where the sequence does."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self.mark = mark
        self.marks: list[Mark] = []


def node_count(value: Any, known: Mapping[int, tuple[Any, int]] | None = None) -> int:
    """Count the nodes of a value, keys included, as if every alias were written out.

    Those of a list or mapping in `known`, by its id, are taken from there.
    """
    known = known or {}
    total = 0
    todo = [value]
    while todo:
        node = todo.pop()
        if id(node) in known:
            total += known[id(node)][1]
            continue
        total += 1
        if isinstance(node, YamlMap):
            total += len(node)
            todo.extend(node.values())
        elif isinstance(node, YamlList):
            todo.extend(node)
    return total


class Document(NamedTuple):
    """One YAML document of a file.

    Attributes:
        root: its value.
        mark: where that begins.
        values: how many keys and scalars it has, lists and mappings counted twice, those its aliases repeat as well.
        items: how many items its lists have.
    """

    root: Any
    mark: Mark
    values: int = 0
    items: int = 0
