"""Writes a tree in the canonical form: indentation, spaces, quotes, blank lines and comments."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import dropwhile
from operator import not_
from typing import TYPE_CHECKING, Final

from jmap.spec.edit.blocks import block_text
from jmap.spec.edit.scalars import is_plain, quoted
from jmap.spec.edit.tree import Alias, Group, Scalar
from jmap.spec.edit.trivia import TO_JMAP
from jmap.spec.punctuation import needs_quotes
from jmap.text.cells import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jmap.spec.edit.tree import Node, Paper, Part, Tree

WIDTH: Final = 140
"""Columns up to which a list or mapping in brackets stays on one line; wide characters take two."""
_FILLED: Final = 120
"""Columns up to which the lines of a longer list are filled."""

_STEP: Final = 2
_GAP: Final = 3
"""Spaces before a comment at the end of a line."""
_FARTHEST: Final = 24
"""Columns between the longest and the shortest of neighbouring lines whose comments are aligned."""


@dataclass(slots=True)
class _Line:
    """A line to be.

    Attributes:
        fixed: whether it is part of a text, whose blank lines mean something.
        greedy: whether it ends a text that blank lines below it would belong to.
    """

    text: str
    comment: str = ""
    fixed: bool = False
    greedy: bool = False

    @property
    def blank(self) -> bool:
        return not (self.text or self.comment or self.fixed)


def canonical(tree: Tree) -> str:
    """The text of a tree whose comments are attached."""
    writing = _Writing(tree)
    lines: list[_Line] = []
    for index, paper in enumerate(tree.papers):
        lines += writing.paper(paper, first=index == 0)
    _align(lines)
    kept: list[_Line] = []
    for line in lines:
        if not line.blank or (kept and not kept[-1].blank and not kept[-1].greedy):
            kept.append(line)
    while kept and kept[-1].blank:
        kept.pop()
    return "".join(f"{line.text}{line.comment}\n" for line in kept)


def _align(lines: list[_Line]) -> None:
    """Put the comments at the ends of neighbouring lines below each other, unless one line is much longer."""
    run: list[_Line] = []
    narrow = wide = 0  # of the run
    for line in [*lines, _Line("")]:
        width = cells(line.text)
        if line.comment and run and max(wide, width) - min(narrow, width) <= _FARTHEST:
            run.append(line)
            narrow, wide = min(narrow, width), max(wide, width)
            continue
        for each in run:
            each.comment = " " * (wide + _GAP - cells(each.text)) + each.comment
        run = [line] if line.comment else []
        narrow = wide = width


class _Writing:
    """The writing of one file."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.commented: dict[int, bool] = {}

    def paper(self, paper: Paper, *, first: bool) -> Iterator[_Line]:
        """One document, with `---` before it where it had one or follows another."""
        yield from map(_Line, paper.before)
        marked = paper.marked or not first
        if marked:
            yield _Line("---", paper.note)
        elif paper.note:
            yield _Line(paper.note)
        head = _without_blank(paper.head) if marked else paper.head
        root = paper.root
        if not isinstance(root, Group):
            yield from map(_Line, head)  # an empty document
        elif root.flow and not self._breaks(root, 0):
            yield from map(_Line, head)
            yield _Line(_anchored(root, self._flow(root)))
        else:
            if root.anchor:
                yield _Line(f"&{root.anchor}")
            yield from map(_Line, head)
            yield from self._block(root, 0)
        yield from map(_Line, paper.below)

    def _block(self, group: Group, indent: int) -> Iterator[_Line]:
        """The parts of a list or mapping, each on a line of its own."""
        for index, part in enumerate(group.parts):
            before = part.before if index else _without_blank(part.before)
            margin = " " * indent
            yield from (_Line(margin + words if words else "") for words in before)
            yield from self._part(part, indent)
            yield from (_Line(margin + " " * _STEP + words if words else "") for words in part.below)
        yield from (_Line(" " * indent + words if words else "") for words in group.below)

    def _part(self, part: Part, indent: int) -> list[_Line]:
        """A key or dash with its value."""
        lead = " " * indent + ("-" if part.key is None else f"{self._key(part.key)}:")
        lines = [_Line(lead)]
        value = part.value
        broken = isinstance(value, Group) and value.flow and self._breaks(value, cells(lead) + 1)
        filled = broken and self._fills(value)
        above: list[_Line] = []
        if broken and TO_JMAP.match(part.comment) and self.tree.on_one_line(value):
            # At the end of a line it is about that line, which is one of several now.
            above = [_Line(" " * indent + part.comment)]
            part.comment = ""
        if isinstance(value, Alias):
            lines[0].text += f" *{value.name}"
        elif isinstance(value, Scalar):
            self._scalar(value, lines, indent + _STEP)
        elif value.flow and not broken:
            lines[0].text += f" {_anchored(value, self._flow(value))}"
        elif filled:
            self._filled(value, lines, indent + _STEP)
        else:
            if value.anchor:
                lines[0].text += f" &{value.anchor}"
            inner = list(self._block(value, indent + _STEP))
            compact = part.key is None and not value.anchor and not part.comment
            if compact and inner[0].text.strip()[:1] not in ("#", ""):
                inner[0].text = f"{lead} {inner[0].text.lstrip(' ')}"
                return [*above, *inner]
            lines += inner
        # Nothing may follow the first line of a text or list that goes on below but what belongs to it.
        goes_on = isinstance(value, Scalar) and value.style not in ("|", ">")
        place = lines[-1] if goes_on or filled else lines[0]
        place.comment = " ".join(filter(None, (part.comment, place.comment)))
        return [*above, *lines]

    def _key(self, key: Scalar) -> str:
        return _anchored(key, self._one_line(key, flow=False))

    def _scalar(self, scalar: Scalar, lines: list[_Line], indent: int) -> None:
        """Add a text behind its key or dash; its own line breaks stay where they are."""
        first = lines[0]
        if scalar.anchor:
            first.text += f" &{scalar.anchor}"
        raw = self.tree.raw(scalar)
        if scalar.style in ("|", ">"):
            self._block_text(scalar, lines, indent)
        elif "\n" not in raw:
            text = self._one_line(scalar, flow=False)
            first.text += f" {text}" if text else ""
        else:
            begin, *others = raw.split("\n")
            first.text += f" {begin.rstrip(' ')}"
            margin = " " * indent
            lines += [
                _Line(margin + line.strip(" \t") if line.strip() else "", fixed=True) for line in others
            ]

    def _block_text(self, scalar: Scalar, lines: list[_Line], indent: int) -> None:
        """Add a `|` or `>` text: its lines as they are, indented anew."""
        text = block_text(self.tree, scalar)
        begins = next((line for line in text.lines if line), "")
        lines[0].text += f" {text.style}{_STEP if begins.startswith(' ') else ''}{text.ends}"
        lines[0].comment = text.comment
        margin = " " * indent
        lines += [_Line(margin + line if line else "", fixed=True) for line in text.lines]
        lines[-1].greedy = text.ends == "+"

    def _one_line(self, scalar: Scalar, *, flow: bool) -> str:
        """A scalar in one line, in quotes only where it needs them: for YAML, or for jmap, which asked for them."""
        raw = self.tree.raw(scalar)
        if not scalar.style and "\n" not in raw:
            return raw
        if not scalar.style and "\n" not in scalar.value:
            return scalar.value
        if is_plain(scalar.value, flow=flow) and not needs_quotes(scalar.value):
            return scalar.value
        if scalar.style == '"' and "\\" in raw and "\n" not in raw:
            return raw  # its escapes are the author's
        return quoted(scalar.value)

    def _flow(self, group: Group) -> str:
        """A list or mapping in brackets, on one line."""
        inner = ", ".join(map(self._flow_part, group.parts))
        return f"{{{inner}}}" if group.mapping else f"[{inner}]"

    def _flow_part(self, part: Part) -> str:
        value = part.value
        if isinstance(value, Alias):
            text = f"*{value.name}"
        elif isinstance(value, Scalar):
            text = _anchored(value, self._one_line(value, flow=True))
        else:
            text = _anchored(value, self._flow(value))
        if part.key is None:
            return text
        key = _anchored(part.key, self._one_line(part.key, flow=True))
        return f"{key}: {text or 'null'}"

    def _breaks(self, group: Group, before: int) -> bool:
        """Whether brackets have to be broken up: for a comment inside, or because the line would be too long."""
        if not group.parts:
            return False
        if self._has_comment(group):
            return True
        return before + cells(self._flow(group)) > WIDTH

    def _has_comment(self, group: Group) -> bool:
        known = self.commented.get(id(group))
        if known is None:
            known = bool(group.below) or any(
                part.comment
                or any(part.before)
                or part.below
                or (isinstance(part.value, Group) and self._has_comment(part.value))
                for part in group.parts
            )
            self.commented[id(group)] = known
        return known

    def _fills(self, node: Node) -> bool:
        """Whether a list too long for its line holds only words, which fill lines better than they make a column."""
        if not isinstance(node, Group) or node.mapping or self._has_comment(node):
            return False
        return not any(isinstance(part.value, Group) for part in node.parts)

    def _filled(self, group: Group, lines: list[_Line], indent: int) -> None:
        """A long list of words, as many on each line as fit."""
        line = lines[0].text + (f" &{group.anchor} [" if group.anchor else " [")
        done: list[str] = []
        for index, part in enumerate(group.parts):
            text = self._flow_part(part) + ("," if index + 1 < len(group.parts) else "]")
            if not line.endswith("[") and cells(line) + 1 + cells(text) > _FILLED:
                done.append(line)
                line = " " * indent + text
            else:
                line += text if line.endswith("[") else f" {text}"
        lines[0].text, *others = [*done, line]
        lines += [_Line(text) for text in others]


def _anchored(node: Scalar | Group, text: str) -> str:
    return f"&{node.anchor} {text}".rstrip() if node.anchor else text


def _without_blank(lines: Iterable[str]) -> list[str]:
    """`lines` without the blank ones at their beginning."""
    return list(dropwhile(not_, lines))
