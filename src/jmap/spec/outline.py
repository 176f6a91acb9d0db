"""Where the parts of a written-out journey stand, without what they say: in a twentieth of the memory.

The model has what they say; where it stands is asked of few, and late.
"""

from __future__ import annotations

import marshal
from array import array
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from jmap.spec.forms import FORMS
from jmap.spec.nodes import YamlList, YamlMap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.spec.nodes import Source

_ID_KEYS: Final = tuple(form.identity[0] for form in FORMS.values() if form.identity)

_MAP: Final = 1
_DERIVED: Final = 2
"""A mapping whose id was made from its name."""
_ONE: Final = 4
"""A list written in short: its one item begins where it does."""
_ELSEWHERE: Final = 8
"""Something of another file."""
_ABROAD: Final = 1 << 63
"""From here on, numbers are indices of what is of other files."""
_LENGTH: Final = 4
"""The bit at which the length of a node begins, and behind that how many lists and mappings are in it."""
_INNER: Final = 34
_MASK: Final = (1 << (_INNER - _LENGTH)) - 1


class Outline:
    """A mapping and all below it, without texts and numbers.

    Attributes:
        mark: where it begins.
        derived: ids in it that were made from names; maybe more.
    """

    __slots__ = ("_elsewhere", "_keys", "_numbers", "derived", "mark")

    def __init__(self, root: YamlMap) -> None:
        self.mark = root.mark
        self._elsewhere: list[Any] = []
        numbers: list[Any] = []
        keys: list[str] = []
        derived: list[str] = []
        self._write(root, numbers, keys, derived)
        self._keys = marshal.dumps(keys)
        self.derived = frozenset(derived)
        try:
            self._numbers = array("Q", numbers)
        except TypeError:  # some of it was taken over from other files
            self._numbers = array("Q", map(self._number, numbers))

    @property
    def source(self) -> Source:
        """The file it was written in."""
        return self.mark.source

    @property
    def root(self) -> YamlMap:
        """The mapping, with nothing in the place of texts and numbers."""
        return _root(self)

    def read(self) -> YamlMap:
        """The mapping, made anew."""
        root: YamlMap = self._read(iter(self._numbers), iter(marshal.loads(self._keys)))  # noqa: S302 - our own
        return root

    def _write(self, node: Any, numbers: list[Any], keys: list[str], derived: list[str]) -> None:
        """Add what describes a node: kind and size, places; then each list and mapping in it, behind its index."""
        if node.__class__ is YamlMap:
            kind = _MAP
            if node.derived:
                kind |= _DERIVED
                derived += [node[key] for key in _ID_KEYS if isinstance(node.get(key), str)]
            keys += node
            parts: Any = node.values()
        elif len(node) == 1 and node.place == getattr(node[0], "place", -1) and node[0].source is node.source:
            numbers.append(_ONE)
            self._write(node[0], numbers, keys, derived)
            return
        else:
            kind, parts = 0, node
        head = len(numbers)
        numbers += (0, node.place)
        if node.source is not self.source:
            kind |= _ELSEWHERE
            numbers.append((node.source,))
        numbers += node.places
        inner = 0
        for index, part in enumerate(parts):
            if part.__class__ is YamlMap or part.__class__ is YamlList:
                inner += 1
                numbers.append(index)
                self._write(part, numbers, keys, derived)
        numbers[head] = inner << _INNER | len(parts) << _LENGTH | kind

    def _number(self, number: Any) -> int:
        if not isinstance(number, tuple):
            return int(number)
        self._elsewhere.append(number)
        return _ABROAD + len(self._elsewhere) - 1

    def _read(self, numbers: Iterator[int], keys: Iterator[str]) -> Any:
        head = next(numbers)
        if head == _ONE:
            item = self._read(numbers, keys)
            items = YamlList(item.source, item.place)
            items.append(item)
            items.places.append(item.place)
            return items
        place, length = next(numbers), head >> _LENGTH & _MASK
        source = self._elsewhere[next(numbers) - _ABROAD][0] if head & _ELSEWHERE else self.source
        places: list[Any] = [
            each if each < _ABROAD else self._elsewhere[each - _ABROAD] for each in islice(numbers, length)
        ]
        node: YamlMap | YamlList
        if head & _MAP:
            names: Any = (*islice(keys, length),)
            node = YamlMap(source, place)
            node.update(dict.fromkeys(names))
            node.derived = bool(head & _DERIVED)
        else:
            names = range(length)
            node = YamlList(source, place)
            node += [None] * length
        node.places += places
        for _ in range(head >> _INNER):
            name = names[next(numbers)]
            node[name] = self._read(numbers, keys)
        return node


@lru_cache(maxsize=8)
def _root(outline: Outline) -> YamlMap:
    """Who asks for one place asks for others near it."""
    return outline.read()
