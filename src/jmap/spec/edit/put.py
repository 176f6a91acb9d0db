"""Puts values under the keys of a mapping: lists item by item, so that comments between the items stay there."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

from jmap.spec.edit.changes import Items
from jmap.spec.edit.compose import in_json, in_line
from jmap.spec.edit.tree import Group
from jmap.spec.edit.trivia import comments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.spec.edit.changes import Put
    from jmap.spec.edit.tree import Part, Tree

Texts: TypeAlias = "Mapping[tuple[int, int], str]"
"""What to write instead of which part of a text, by the offsets of its begin and end."""


def put(tree: Tree, group: Group, change: Put, behind: int) -> Texts:
    """What a change writes where; `behind` is where another key of the mapping goes."""
    return _Putting(tree, group, behind).all_of(change)


class _Putting:
    """The work on one mapping."""

    def __init__(self, tree: Tree, group: Group, behind: int) -> None:
        self.tree = tree
        self.text = tree.source.text
        self.group = group
        self.behind = behind
        self.is_json = group.flow and all(part.key and part.key.style == '"' for part in group.parts)
        self.comments = comments(tree)
        self.found: defaultdict[tuple[int, int], str] = defaultdict(str)

    def all_of(self, change: Put) -> Texts:
        parts = {part.key.value: part for part in self.group.parts if part.key is not None}
        for key, value in change.values.items():
            part = parts.get(key)
            if part is None:
                continue  # see below
            if isinstance(value, Items) and _is_block_list(part.value) and not self.group.flow:
                self._item_by_item(part, part.value, value)
            else:
                self._anew(part, value)
        for key, value in change.values.items():  # behind the items of a list that is last
            if key not in parts:
                self._add(key, value)
        return self.found

    def _add(self, key: str, value: Any) -> None:
        last = self.group.parts[-1]
        between = f"\n{self._margin(last)}" if not self.group.flow or self._begins_line(last) else " "
        name = f'"{key}"' if self.is_json else key
        text = f"{between}{name}:{self._value(value, last)}"
        self.found[self.behind, self.behind] += f",{text}" if self.group.flow else text

    def _anew(self, part: Part, value: Any) -> None:
        """Another value behind a key; comments within the old one stand above it."""
        colon = self._colon(part)
        end = max(colon, part.value.end)
        margin = self._margin(part)
        kept = "".join(f"\n{margin}  {words}" for words in self._within(colon, end))
        text = self._value(value, part)
        if text.startswith("\n"):  # what stands beside the key stays there
            self.found[colon, end] += ""
            line_end = self._line_end(end)
            self.found[line_end, line_end] += kept + text
        else:
            self.found[colon, end] += f"{kept}\n{margin}  {text.lstrip()}" if kept else text

    def _item_by_item(self, part: Part, old: Group, new: Items) -> None:
        """Other items of a list with a line each: a comment stays where it is, whether its item does or not."""
        margin = self._margin(old.parts[0])
        taken = {index: item for item, index in zip(new.items, new.instead, strict=True) if index is not None}
        for at, item in enumerate(old.parts):
            begin, end, line_end = item.start, item.value.end, self._line_end(item.value.end)
            lines = self._within(begin, end)
            if at in taken:
                self.found[begin, end] += f"\n{margin}".join((*lines, f"- {self._written(taken[at])}"))
            elif lines := [*lines, *self._within(end, line_end)]:
                self.found[begin, line_end] += f"\n{margin}".join(lines)
            else:
                self.found[self.tree.starts[self.tree.line_of(begin)] - 1, line_end] += ""
        colon = self._colon(part)
        if not new.items:
            self.found[colon, colon] += " []"
        place = self._line_end(colon)
        for item, index in zip(new.items, new.instead, strict=True):
            if index is None:
                self.found[place, place] += f"\n{margin}- {self._written(item)}"
            else:
                place = self._line_end(old.parts[index].value.end)

    def _value(self, value: Any, part: Part) -> str:
        """What stands behind the colon of a part, or of one beside it: in lines where the parts stand in lines."""
        if not isinstance(value, Items):
            return f" {self._written(value)}"
        margin, items = self._margin(part), [self._written(item) for item in value.items]
        if not self.group.flow and items:
            return "".join(f"\n{margin}  - {item}" for item in items)
        if items and self._begins_line(part):
            return " [" + ",".join(f"\n{margin}  {item}" for item in items) + f"\n{margin}]"
        return f" [{', '.join(items)}]"

    def _written(self, value: Any) -> str:
        return in_json(value) if self.is_json else in_line(value)

    def _within(self, begin: int, end: int) -> list[str]:
        """The comments in a part of the text."""
        first, last = (bisect_left(self.comments, place, key=attrgetter("offset")) for place in (begin, end))
        return [comment.words for comment in self.comments[first:last]]

    def _colon(self, part: Part) -> int:
        """The place behind the colon of a key."""
        assert part.key is not None  # noqa: S101 - parts of a mapping have one
        return self.text.index(":", part.key.end) + 1

    def _begins_line(self, part: Part) -> bool:
        return not self.text[self.tree.starts[self.tree.line_of(part.start)] : part.start].strip()

    def _margin(self, part: Part) -> str:
        return " " * self.tree.column_of(part.start)

    def _line_end(self, place: int) -> int:
        row = self.tree.line_of(place)
        return self.tree.starts[row] + len(self.tree.source.lines[row])


def _is_block_list(value: Any) -> TypeGuard[Group]:
    return isinstance(value, Group) and not value.flow and not value.mapping
