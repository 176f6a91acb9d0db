"""What can be changed in a project, in the words of its pointers: rules speak of these and know no YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.diagnostics import Pointer


class Reword(NamedTuple):
    """The text at `pointer` becomes another; how it is quoted stays, if that can be."""

    pointer: Pointer
    old: str
    new: str


class Replace(NamedTuple):
    """The value at `pointer` becomes a word or number without quotes."""

    pointer: Pointer
    new: str


class AddFirst(NamedTuple):
    """The thing at `pointer` gets a first key; where it is written in short, its value goes under `short`.

    There it becomes `text`, if that is given: a thing in short has one place for both changes.
    """

    pointer: Pointer
    key: str
    value: str
    short: str
    text: str | None = None


class Translate(NamedTuple):
    """The text at `pointer` gets languages; where it is a bare one, it is that of the language `source`."""

    pointer: Pointer
    added: tuple[tuple[str, str], ...]
    source: str


class Items(NamedTuple):
    """A list with a line per item.

    Attributes:
        items: what it holds.
        instead: of each item, which one of the old list it takes the place of, with the comments there: in order,
            and `None` where none.
    """

    items: tuple[Any, ...]
    instead: tuple[int | None, ...]


class Put(NamedTuple):
    """The mapping at `pointer` gets keys, or other values under them."""

    pointer: Pointer
    values: Mapping[str, Any]


class Remove(NamedTuple):
    """The key at `pointer` goes, with its value."""

    pointer: Pointer


Change: TypeAlias = Reword | Replace | AddFirst | Translate | Put | Remove
