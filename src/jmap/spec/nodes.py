"""Values read from YAML, carrying the place of every key and item.

A `YamlMap` is a `dict`, a `YamlList` a `list`, and a scalar a `str`: the reader never guesses a type, the
field that receives the value decides. `Plain` tells an unquoted scalar (which a number field accepts) from a
quoted one (which it refuses). YAML's null (`~`, `null` or nothing) is `None`.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LINE_END: Final = re.compile("\n")


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

    @cached_property
    def starts(self) -> Sequence[int]:
        """The offset at which each line begins."""
        return array("L", [0, *(match.end() for match in _LINE_END.finditer(self.text))])

    def line(self, row: int) -> str:
        """One line, counted from 0, without its end; all findings in it share it, for it may be the whole file."""
        if row not in self._asked:
            begin, following = self.starts[row], self.starts[row + 1 : row + 2]
            self._asked[row] = self.text[begin : following[0] - 1] if following else self.text[begin:]
        return self._asked[row]

    @cached_property
    def _asked(self) -> dict[int, str]:
        """The lines that were asked for, by their rows."""
        return {}

    def mark(self, line: int, column: int) -> Mark:
        """The place of a 0-based line and column."""
        return Mark(self, self.starts[line] + column)


class Mark(NamedTuple):
    """Where a key or value begins: the offset of its first character."""

    source: Source
    offset: int

    @property
    def line(self) -> int:
        """Counted from 0."""
        return bisect_right(self.source.starts, self.offset) - 1

    @property
    def column(self) -> int:
        """Counted from 0, in code points."""
        return self.offset - self.source.starts[self.line]


Places: TypeAlias = "int | tuple[Mark, Mark]"
"""Where a key and its value begin: both offsets in one number; marks where they come from another file."""

SHIFT: Final = 32
"""By how many bits the offset of a key is moved to stand before that of its value."""
_LOW: Final = (1 << SHIFT) - 1


class YamlMap(dict[str, Any]):
    """A mapping that knows where it begins, and each of its keys and values.

    A value that is not written at all (`name:`) begins where its key does.

    Attributes:
        source: the file it was written in.
        place: the offset at which it begins.
        places: of each key with its value, in order.
        derived: whether its id was made from its name.
    """

    __slots__ = ("derived", "place", "places", "source")

    def __init__(self, source: Source, place: int) -> None:
        super().__init__()
        self.derived = False
        self.source = source
        self.place = place
        self.places: list[Places] = []

    @property
    def mark(self) -> Mark:
        """Where it begins."""
        return Mark(self.source, self.place)

    def marks(self, key: str) -> tuple[Mark, Mark]:
        """Where a key and its value begin."""
        return self.marks_of(self.places[list(self).index(key)])

    def value_mark(self, places: Places) -> Mark:
        """Where a value begins, by what `places` has for it and its key."""
        return places[1] if isinstance(places, tuple) else Mark(self.source, places & _LOW)

    def marks_of(self, places: Places) -> tuple[Mark, Mark]:
        """Where a key and its value begin, by what `places` has for them."""
        if isinstance(places, tuple):
            return places
        return Mark(self.source, places >> SHIFT), Mark(self.source, places & _LOW)

    def put(self, key: str, value: Any, key_mark: Mark, value_mark: Mark | None = None) -> None:
        """Set a key and where it and its value, if not at the same place, begin."""
        value_mark = value_mark or key_mark
        own = key_mark.source is self.source is value_mark.source
        places = key_mark.offset << SHIFT | value_mark.offset if own else (key_mark, value_mark)
        if key in self:
            self.places[list(self).index(key)] = places
        else:
            self.places.append(places)
        self[key] = value

    def drop(self, key: str) -> None:
        """Take a key out, if it is there."""
        if key in self:
            del self.places[list(self).index(key)]
            del self[key]


class YamlList(list[Any]):
    """A sequence that knows where it begins, and each of its items.

    Attributes:
        source: the file it was written in.
        place: the offset at which it begins.
        places: those at which its items begin.
    """

    __slots__ = ("place", "places", "source")

    def __init__(self, source: Source, place: int) -> None:
        super().__init__()
        self.source = source
        self.place = place
        self.places: list[int] = []

    @property
    def mark(self) -> Mark:
        """Where it begins."""
        return Mark(self.source, self.place)

    @property
    def marks(self) -> list[Mark]:
        """Where each item begins."""
        return [Mark(self.source, place) for place in self.places]


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
