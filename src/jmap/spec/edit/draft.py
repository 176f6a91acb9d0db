"""From changes to edits: what to replace in which file, so that nothing else of it is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.diagnostics import Edit
from jmap.spec.edit.changes import AddFirst, Change, Put, Remove, Replace, Reword, Translate
from jmap.spec.edit.scalars import written
from jmap.spec.edit.tree import Group, Scalar, Tree
from jmap.spec.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.spec.edit.tree import Node, Part
    from jmap.spec.nodes import Mark, Source
    from jmap.spec.origin import Origin

_CONTEXT = 12
"""Characters on either side by which the place of a change is found again in a text with escapes or line breaks."""


class Draft:
    """The files of a project, read for editing when first needed."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self._files: dict[int, _File] = {}

    def edits(self, changes: Iterable[Change]) -> tuple[Edit, ...]:
        """The edits that make the changes; none when one of them cannot be made without risk."""
        found: dict[tuple[str, int, int, int, int], Edit] = {}
        for change in changes:
            mark = self.origin.mark(change.pointer, key=isinstance(change, Remove))
            edits = self._file(mark.source).edits(mark, change) if mark is not None else ()
            if not edits:
                return ()
            for edit in edits:
                # What is spelled out with its new text is not to be reworded a second time.
                place = (edit.path, edit.line, edit.column, edit.end_line, edit.end_column)
                found.setdefault(place, edit)
        return tuple(found.values())

    def _file(self, source: Source) -> _File:
        if id(source) not in self._files:
            self._files[id(source)] = _File(source)
        return self._files[id(source)]


class _File:
    """One file: its tree, and what begins where."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.tree = Tree(source)
        self.values: dict[int, tuple[Node, Part | None]] = {}
        self.keys: dict[int, Part] = {}
        for node, part in self.tree.nodes():
            self.values.setdefault(node.start, (node, part))
            if part is not None and part.key is not None:
                self.keys[part.key.start] = part

    def edits(self, mark: Mark, change: Change) -> tuple[Edit, ...]:
        """The edits that make one change at the place of its pointer; none where they cannot."""
        if isinstance(change, Put):
            from jmap.spec.edit.put import put  # which only data need, and every check would load

            node, _ = self.values.get(mark.offset, (None, None))
            if not isinstance(node, Group) or not node.mapping:
                return ()
            texts = put(self.tree, node, change, self._behind(node))
            return tuple(self._at(*place, text) for place, text in texts.items())
        edit = self._edit(mark, change)
        return (edit,) if edit is not None else ()

    def _edit(self, mark: Mark, change: Reword | Replace | AddFirst | Translate | Remove) -> Edit | None:
        if isinstance(change, Remove):
            return self._remove(self.keys.get(mark.offset))
        node, part = self.values.get(mark.offset, (None, None))
        if node is None and isinstance(change, Reword):
            return self._fill(self.keys.get(mark.offset), change)
        if isinstance(node, Scalar):
            if isinstance(change, Reword):
                return self._reword(node, part, change)
            if isinstance(change, Replace):
                return self._at(node.start, node.end, change.new)
            return self._spell_out(node, change)
        if isinstance(node, Group):
            if isinstance(change, Replace) and node.flow:
                return self._at(node.start, node.end, change.new)
            if isinstance(change, AddFirst):
                return self._add_first(node, change)
            if isinstance(change, Translate) and node.mapping and node.parts:
                return self._add_last(node, change)
        return None

    def _at(self, start: int, end: int, text: str) -> Edit:
        first, last = self.tree.line_of(start), self.tree.line_of(end)
        starts = self.tree.starts
        return Edit(
            self.source.path, first + 1, start - starts[first] + 1, last + 1, end - starts[last] + 1, text
        )

    def _reword(self, node: Scalar, part: Part | None, change: Reword) -> Edit | None:
        """Change a text where it differs, in quotes only if it must be."""
        if node.value != change.old:
            return None
        flow = _in_brackets(part)
        raw = self.tree.raw(node)
        begin = _alike(change.old, change.new)
        end = _alike(change.old[begin:][::-1], change.new[begin:][::-1])
        before, after = (
            change.old[max(0, begin - _CONTEXT) : begin],
            change.old[len(change.old) - end :][:_CONTEXT],
        )
        old = change.old[begin : len(change.old) - end]
        new = change.new[begin : len(change.new) - end]
        # Between words, and between lines of a `|` text, there are blanks and line ends only.
        candidates = [
            _one_by_one(raw, split(change.old), split(change.new)) for split in (str.split, str.splitlines)
        ]
        candidates += [
            raw.replace(around + old + behind, around + new + behind)
            for around, behind in ((before, after), (before, ""), ("", after))
            if raw.count(around + old + behind) == 1
        ]
        if "\n" not in raw:
            candidates.append(written(change.new, flow=flow))
        found = next((each for each in candidates if each and _reads_as(each, change.new, flow=flow)), None)
        return self._at(node.start, node.end, found) if found is not None else None

    def _fill(self, part: Part | None, change: Reword) -> Edit | None:
        """Write a text behind a key that has nothing behind it: such a value has no place of its own."""
        if (
            part is None
            or not isinstance(part.value, Scalar)
            or part.value.start != part.value.end
            or change.old
        ):
            return None
        start = part.value.start
        space = "" if self.source.text[start - 1].isspace() else " "
        return self._at(start, start, space + written(change.new, flow=_in_brackets(part)))

    def _spell_out(self, node: Scalar, change: AddFirst | Translate) -> Edit | None:
        """Write a bare text as the mapping it is short for."""
        raw = self.tree.raw(node)
        if "\n" in raw or node.anchor is not None or not raw:
            return None
        text = raw if node.style or _reads_as(raw, node.value, flow=True) else written(node.value)
        if isinstance(change, AddFirst):
            if change.text is not None:
                text = written(change.text)
            return self._at(
                node.start, node.end, f"{{{change.key}: {written(change.value)}, {change.short}: {text}}}"
            )
        others = "".join(f", {tag}: {written(words)}" for tag, words in change.added)
        return self._at(node.start, node.end, f"{{{change.source}: {text}{others}}}")

    def _add_first(self, node: Group, change: AddFirst) -> Edit | None:
        if not node.mapping or not node.parts or node.parts[0].key is None or node.anchor is not None:
            return None
        added = f"{change.key}: {written(change.value, flow=node.flow)}"
        if not any(each.key is not None and each.key.value in (change.short, "use") for each in node.parts):
            if not node.flow or change.text is not None:
                return None  # its languages, one below the other, or one of them to be changed
            text = self.source.text[node.start : node.end]
            return self._at(node.start, node.end, f"{{{added}, {change.short}: {text}}}")
        first = node.parts[0].start
        if node.flow:
            return self._at(first, first, f"{added}, ")
        return self._at(first, first, f"{added}\n{' ' * self.tree.column_of(first)}")

    def _add_last(self, node: Group, change: Translate) -> Edit:
        if node.flow:
            end = self._behind(node)
            text = "".join(f", {tag}: {written(words)}" for tag, words in change.added)
            return self._at(end, end, text)
        margin = " " * self.tree.column_of(node.parts[0].start)
        lines = [f"{tag}: {written(words, flow=False)}" for tag, words in change.added]
        end = self._behind(node)
        return self._at(end, end, "".join(f"\n{margin}{line}" for line in lines))

    def _behind(self, node: Group) -> int:
        """Where another part of a mapping goes: behind its last, or behind the line of that."""
        end = _end(node.parts[-1])
        if node.flow:
            return end
        row = self.tree.line_of(end)
        return self.tree.starts[row] + len(self.source.lines[row])

    def _remove(self, part: Part | None) -> Edit | None:
        """Remove a key with its value, if nothing else stands on its lines."""
        if part is None or part.key is None or isinstance(part.value, Group) or len(part.group.parts) == 1:
            return None
        text, parts, end = self.source.text, part.group.parts, _end(part)
        if "#" in text[part.key.end : part.value.start]:
            return None  # somebody's comment
        if part.group.flow:
            index = parts.index(part)
            begins = _end(parts[index - 1]) if index else part.start
            ends = parts[index + 1].start if index + 1 < len(parts) else part.group.end - 1
            if (text[begins : part.start] + text[end:ends]).strip(", \t\n"):
                return None
            return self._at(begins, end if index else ends, "")
        first, last = self.tree.line_of(part.start), self.tree.line_of(end)
        begins = self.tree.starts[first]
        ends = self.tree.starts[last] + len(self.source.lines[last])
        if text[begins : part.start].strip() or text[end:ends].strip():
            return None
        return self._at(begins, min(ends + 1, len(text)), "")


def _end(part: Part) -> int:
    """Where a part ends; a value that is not written may stand anywhere."""
    return max(part.value.end, part.key.end if part.key is not None else 0)


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )


def _one_by_one(raw: str, old: list[str], new: list[str]) -> str | None:
    """A scalar with each of some pieces of its text replaced where it stands, behind the piece before it."""
    if len(old) != len(new):
        return None
    place = len(raw.partition("\n")[0]) if raw.startswith(("|", ">")) else 0
    pieces, done = [raw[:place]], place
    for one, other in zip(old, new, strict=True):
        place = raw.find(one, done)
        if place < 0:
            return None
        pieces += (raw[done:place], other)
        done = place + len(one)
    return "".join((*pieces, raw[done:]))


def _in_brackets(part: Part | None) -> bool:
    return part is not None and part.group.flow


def _reads_as(raw: str, text: str, *, flow: bool) -> bool:
    """Whether a scalar, as it would stand in a file, says `text`."""
    documents, findings = read("", f"k: [{raw}]\n".encode() if flow else f"k: {raw}\n".encode())
    if findings or len(documents) != 1 or not isinstance(documents[0].root, dict):
        return False
    value: Any = documents[0].root.get("k")
    if flow:
        value = value[0] if isinstance(value, list) and len(value) == 1 else None
    return isinstance(value, str) and str(value).rstrip("\n") == text.rstrip("\n")
