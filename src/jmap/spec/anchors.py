"""Anchors, aliases and merge keys of one document, and how large they make it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.spec.codes import ALIAS_BOMB, BAD_MERGE, SELF_REFERENCE, UNKNOWN_ANCHOR
from jmap.spec.nodes import YamlList, YamlMap, node_count
from jmap.spec.problems import StopReadingError

if TYPE_CHECKING:
    from jmap.spec.nodes import Document, Mark
    from jmap.spec.problems import Problems

MAX_EXPANSION = 10
"""How many times larger than written a document may be once its aliases are followed."""
MAX_ALIASED = 2_000_000
"""How many nodes the aliases of one document may stand for at all."""
MAX_MERGED = 300_000
"""How many keys the merges of one document may copy."""
_SHOWN = 40
"""How many characters of a name a message repeats."""


class Anchors:
    """What the anchors of one document stand for.

    Nothing is expanded: an alias gives the very object of its anchor, and a merge copies a mapping's keys,
    not its values. The sizes are those a reader sees who follows every alias.
    """

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        # Name → value and its offset; None while the value is still being read.
        self.named: dict[str, tuple[Any, int] | None] = {}
        # Id of a list or mapping being read → its anchor's name.
        self.unfinished: dict[int, str] = {}
        # Id of a mapping being read → place and value of its merge key.
        self.merges: dict[int, tuple[Mark, Any]] = {}
        # Id of an anchored or merged value → the value, kept alive, and its nodes with all aliases followed.
        self.sizes: dict[int, tuple[Any, int]] = {}
        self.aliased = 0
        self.merged = 0
        self.largest: tuple[int, Mark] | None = None

    def open(self, name: str, value: YamlMap | YamlList) -> None:
        """Note the anchor of a list or mapping that begins."""
        self.named[name] = None
        self.unfinished[id(value)] = name

    def close(self, value: Any) -> None:
        """Finish a list or mapping: take merged keys over, and make it known by its anchor."""
        merge = self.merges.pop(id(value), None)
        if merge is not None:
            self._merge(value, *merge)
        anchored = self.unfinished.pop(id(value), None)
        if anchored is not None:
            self.sizes[id(value)] = (value, self.size(value))
            self.named[anchored] = (value, value.place)

    def follow(self, name: str, mark: Mark) -> tuple[Any, int] | None:
        """Return value and offset of the anchor that the alias at `mark` names, if it can be followed."""
        if name not in self.named:
            name = name[:_SHOWN]
            known = ", ".join(f"&{anchor[:_SHOWN]}" for anchor in list(self.named)[:10])
            hint = f"known so far: {known}" if known else f'write "*{name}" if it is meant as text'
            message = f"the alias `*{name}` has no anchor `&{name}` before it"
            self.problems.report(UNKNOWN_ANCHOR, message, mark, hint)
            return None
        target = self.named[name]
        if target is None:
            message = f"the alias `*{name[:_SHOWN]}` stands inside the value it refers to"
            self.problems.report(SELF_REFERENCE, message, mark)
            return None
        size = 1 if isinstance(target[0], str) else self.size(target[0])
        self.aliased += size
        if self.largest is None or size > self.largest[0]:
            self.largest = (size, mark)
        if self.aliased > MAX_ALIASED:
            self._expands(f"more than {MAX_ALIASED:,} values")
            raise StopReadingError
        return target

    def bomb(self, document: Document, written: int) -> bool:
        """Tell, and report, whether a document of `written` nodes becomes too much larger by its aliases."""
        if not self.aliased:
            return False
        size = self.size(document.root)
        if size <= MAX_EXPANSION * written:
            return False
        self._expands(f"{size:,} values where {written:,} are written; the limit is {MAX_EXPANSION} times")
        return True

    def size(self, value: Any) -> int:
        """How many nodes a value has with all aliases followed."""
        return node_count(value, self.sizes)

    def _merge(self, here: YamlMap, mark: Mark, value: Any) -> None:
        """Take over the keys that `<<` names and the mapping has not itself; of several, the first wins."""
        size = self.size(here)
        for base in value if isinstance(value, YamlList) else [value]:
            if not isinstance(base, YamlMap):
                message = "`<<` takes a mapping or a list of mappings"
                hint = "write `<<: *name`, where `&name` stands before a mapping"
                self.problems.report(BAD_MERGE, message, mark, hint)
                return
            size += self.size(base)
            self.merged += len(base)
            if self.merged > MAX_MERGED:
                self._expands(f"more than {MAX_MERGED:,} values")
                raise StopReadingError
            for (key, own), places in zip(base.items(), base.places, strict=True):
                if key not in here:
                    here[key] = own
                    here.places.append(places)
        self.sizes[id(here)] = (here, size)

    def _expands(self, amount: str) -> None:
        """Report the aliases of a document at the one that stands for most."""
        if self.largest is not None:
            message = f"aliases make this document {amount}"
            self.problems.report(ALIAS_BOMB, message, self.largest[1], "write out what is repeated")
