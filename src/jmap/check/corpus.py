"""Every text of a project with its place, and all as one string in which a pattern is looked for at once."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_args

from jmap.model import Text
from jmap.model.frozen import Value

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from jmap.diagnostics import Pointer
    from jmap.model import Project

SEPARATOR: Final = "\x1f"
"""Stands between texts where they are joined: a character no text may hold."""

_KINDS: Final = ("journeys", "personas", "evidence", "channels", "departments", "improvements")


class Said(NamedTuple):
    """A text and its place; `private` when it stands in a private note."""

    text: Text
    pointer: Pointer
    private: bool


class Hit(NamedTuple):
    """A place where a pattern was found in one language of a text."""

    said: Said
    language: str
    match: re.Match[str]

    @property
    def pointer(self) -> Pointer:
        """The place of the text in that language."""
        return (*self.said.pointer, self.language) if len(self.said.text) > 1 else self.said.pointer


class Corpus:
    """The texts of a project."""

    def __init__(self, project: Project) -> None:
        found: list[Said] = []
        for kind in _KINDS:
            things: Any = getattr(project, kind)
            by_id: Mapping[str, Value] = (
                things if kind != "improvements" else {each.id: each for each in things}
            )
            for name, thing in by_id.items():
                _gather(thing, (kind, name), found, private=False)
        _gather(project.settings, ("settings",), found, private=False)
        self.said: tuple[Said, ...] = tuple(found)
        """All texts, in the order of the project."""

    @cached_property
    def _index(self) -> tuple[str, list[int], list[tuple[Said, str]]]:
        strings, starts, owners = [], [], []
        position = 0
        for said in self.said:
            for language, words in said.text.items():
                strings.append(words)
                starts.append(position)
                owners.append((said, language))
                position += len(words) + 1
        return SEPARATOR.join(strings), starts, owners

    @cached_property
    def _by_pointer(self) -> Mapping[Pointer, Text]:
        return {said.pointer: said.text for said in self.said}

    def at(self, pointer: Pointer) -> str:
        """The text at the pointer of a `Hit`."""
        text = self._by_pointer.get(pointer)
        return str(text) if text is not None else self._by_pointer[pointer[:-1]][str(pointer[-1])]

    def languages_at(self, pointer: Pointer) -> tuple[str, ...]:
        """The languages in which the text at `pointer` is written."""
        return tuple(self._by_pointer[pointer])

    def hold(self, *literals: str) -> bool:
        """Whether any of `literals` occurs: much quicker to know than where a pattern does."""
        joined = self._index[0]
        return any(literal in joined for literal in literals)

    def find(self, pattern: re.Pattern[str]) -> Iterator[Hit]:
        """Every place of a pattern that does not match `SEPARATOR`."""
        joined, starts, owners = self._index
        for match in pattern.finditer(joined):
            yield Hit(*owners[bisect_right(starts, match.start()) - 1], match)


def _gather(value: Any, pointer: Pointer, found: list[Said], *, private: bool) -> None:
    if isinstance(value, Text):
        found.append(Said(value, pointer, private))
    elif isinstance(value, Value):
        parts = vars(value)
        private = private or parts.get("private") is True
        for name, alias in _speaking(type(value)):
            if part := parts[name]:
                _gather(part, (*pointer, alias), found, private=private)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _gather(item, (*pointer, index), found, private=private)
    else:
        for key, item in value.items():
            _gather(item, (*pointer, key), found, private=private)


@cache
def _speaking(kind: type[Value]) -> tuple[tuple[str, str], ...]:
    """The fields of a model that can hold text, each with the key it is written under."""
    return tuple(
        (name, info.alias or name) for name, info in kind.model_fields.items() if _holds_text(info.annotation)
    )


def _holds_text(annotation: Any) -> bool:
    if annotation is Text:
        return True
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return bool(_speaking(annotation))
    return any(_holds_text(argument) for argument in get_args(annotation))
