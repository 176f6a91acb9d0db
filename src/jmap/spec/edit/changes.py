"""What can be changed in a project, in the words of its pointers: rules speak of these and know no YAML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from jmap.diagnostics import Pointer


@dataclass(frozen=True, slots=True)
class Reword:
    """The text at `pointer` becomes another; how it is quoted stays, if that can be."""

    pointer: Pointer
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Replace:
    """The value at `pointer` becomes a word or number without quotes."""

    pointer: Pointer
    new: str


@dataclass(frozen=True, slots=True)
class AddFirst:
    """The thing at `pointer` gets a first key; where it is written in short, its value goes under `short`."""

    pointer: Pointer
    key: str
    value: str
    short: str


@dataclass(frozen=True, slots=True)
class Translate:
    """The text at `pointer` gets languages; where it is a bare one, it is that of the language `source`."""

    pointer: Pointer
    added: tuple[tuple[str, str], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Remove:
    """The key at `pointer` goes, with its value."""

    pointer: Pointer


Change: TypeAlias = Reword | Replace | AddFirst | Translate | Remove
