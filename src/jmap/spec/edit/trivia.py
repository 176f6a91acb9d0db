"""Gives every comment and blank line of a file to the value it belongs to, so that it can move with it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.spec.edit.blocks import block_text
from jmap.spec.edit.tree import Group, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.spec.edit.tree import Paper, Part, Tree

_COMMENT: Final = re.compile(r"#[^\n]*")
TO_JMAP: Final = re.compile(r"#[ \t]*jmap:")
"""How a comment begins that is about what stands on its line, or below it."""
_START: Final = re.compile(r"^---(?=[ \t\n]|\Z)", re.MULTILINE)


class Comment(NamedTuple):
    """One comment: its offset, its words, and whether nothing else stands on its line."""

    offset: int
    words: str
    alone: bool


def attach(tree: Tree) -> Counter[str]:
    """Fill in the comments and blank lines of all parts and papers of a tree; give every comment."""
    attaching = _Attaching(tree)
    attaching.run()
    return attaching.remarks()


def comments(tree: Tree) -> Sequence[Comment]:
    """Every comment of a file, in order."""
    return _Attaching(tree).found


def remarks(tree: Tree) -> Counter[str]:
    """Every comment of a file, and how often it stands there."""
    return _Attaching(tree).remarks()


class _Attaching:
    """The work on one file."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.text = tree.source.text
        self.parts = sorted(tree.parts, key=lambda part: part.start)
        self.begins = [part.start for part in self.parts]
        self.papers = [self._marker(paper) for paper in tree.papers]
        self.found = list(self._comments())

    def _marker(self, paper: Paper) -> int:
        """Where a document begins, by its `---` if it has one."""
        if not paper.marked:
            return paper.start
        found = _START.search(self.text, self.tree.starts[self.tree.line_of(paper.start)])
        return found.start() if found else paper.start

    def remarks(self) -> Counter[str]:
        """Every comment, and how often it stands there."""
        return Counter(comment.words for comment in self.found)

    def run(self) -> None:
        inside = self._inside()
        lines = self.tree.source.lines
        blank = [not line.strip() and row not in inside for row, line in enumerate(lines)]
        above: list[str] = []  # blank lines and comments that wait for the part they stand above
        last: Part | None = None
        for offset, thing in self._order():
            row = self.tree.line_of(offset)
            first_on_line = not lines[row][: offset - self.tree.starts[row]].strip()
            gap = first_on_line and row > 0 and blank[row - 1]
            if isinstance(thing, Comment):
                if thing.alone:
                    last = self._alone(thing, gap=gap, above=above, last=last)
                else:
                    self._at_end(thing, above)
            elif thing is None:  # a document begins
                self._begin(offset, above, gap=gap)
                last = None
            else:
                if gap:
                    above.append("")
                self._above(thing, above)
                last = thing
        self._end(above)

    def _inside(self) -> set[int]:
        """The lines that are part of a text begun above: blank ones there separate nothing."""
        inside: set[int] = set()
        for leaf in self.tree.leaves:
            if not isinstance(leaf, Scalar) or "\n" not in (raw := self.tree.raw(leaf)):
                continue
            below = len(block_text(self.tree, leaf).lines) if leaf.style in ("|", ">") else raw.count("\n")
            first = self.tree.line_of(leaf.start)
            inside.update(range(first + 1, first + 1 + below))
        return inside

    def _order(self) -> list[tuple[int, Comment | Part | None]]:
        things: list[tuple[int, int, Comment | Part | None]] = [(part.start, 2, part) for part in self.parts]
        things += [(comment.offset, 1, comment) for comment in self.found]
        things += [
            (start, 0, None)
            for index, (start, paper) in enumerate(zip(self.papers, self.tree.papers, strict=True))
            if index or paper.marked
        ]
        # A part may begin where its first one does: the outer one comes first, as in the tree.
        return [(offset, thing) for offset, _, thing in sorted(things, key=lambda each: each[:2])]

    def _comments(self) -> Iterator[Comment]:
        """Every comment: whatever begins with `#` between values."""
        place = 0
        leaves = [(leaf.start, leaf.end) for leaf in self.tree.leaves]
        for start, end in [*sorted(leaves), (len(self.text), len(self.text))]:
            for match in _COMMENT.finditer(self.text, place, max(place, start)):
                line = self.tree.starts[self.tree.line_of(match.start())]
                alone = not self.text[line : match.start()].strip()
                yield Comment(match.start(), match[0].rstrip(), alone)
            place = max(place, end)

    def _paper(self, offset: int) -> Paper | None:
        index = bisect_right(self.papers, offset) - 1
        return self.tree.papers[max(0, index)] if self.tree.papers else None

    def _before(self, offset: int) -> Part | None:
        """The part that began last before `offset`, in the same document."""
        index = bisect_right(self.begins, offset) - 1
        if index < 0:
            return None
        paper = bisect_right(self.papers, offset) - 1
        start = self.papers[paper] if paper > 0 else -1
        return self.parts[index] if self.begins[index] >= start else None

    def _after(self, offset: int) -> Part | None:
        """The part that begins next after `offset`, in the same document."""
        index = bisect_right(self.begins, offset)
        if index == len(self.parts):
            return None
        paper = bisect_right(self.papers, offset)
        end = self.papers[paper] if paper < len(self.papers) else len(self.text) + 1
        return self.parts[index] if self.begins[index] < end else None

    def _at_end(self, comment: Comment, above: list[str]) -> None:
        """A comment behind something: it belongs to the innermost part that ends or opens on its line."""
        part = self._before(comment.offset)
        while part is not None and part.group.flow and part.group.end <= comment.offset:
            if part.group.owner is None:
                break
            part = part.group.owner
        paper = self._paper(comment.offset)
        if part is None:
            if paper is not None and not paper.note:
                paper.note = comment.words
            else:
                above.append(comment.words)
        elif part.comment:
            part.before.append(comment.words)
        else:
            part.comment = comment.words

    def _alone(self, comment: Comment, *, gap: bool, above: list[str], last: Part | None) -> Part | None:
        """A comment on a line of its own: of the next part, or of the end of a block it is indented like."""
        blank = [""] if gap else []
        following = self._after(comment.offset)
        home = None
        if last is not None and not above and not TO_JMAP.match(comment.words):
            home = self._ends(comment, last, following)
        if home is None:
            above += [*blank, comment.words]
        else:
            home.below += [*blank, comment.words]
        return last

    def _ends(self, comment: Comment, last: Part, following: Part | None) -> Part | Group | None:
        """Where a comment belongs that is indented deeper than what follows: in or behind what went before."""
        column = self.tree.column_of(comment.offset)
        if following is not None and (
            column <= self.tree.column_of(following.start) or following.group.owner is last
        ):
            return None
        stop = following.group if following is not None else None
        part: Part | None = last
        while part is not None and part.group is not stop:
            own = self.tree.column_of(part.start)
            if part.group.flow and part.group.end > comment.offset:
                return part.group
            if not part.group.flow and own <= column:
                return part if column > own and self._opens(part) else part.group
            part = part.group.owner
        if part is not None and column > self.tree.column_of(part.start) and self._opens(part):
            return part
        return None

    @staticmethod
    def _opens(part: Part) -> bool:
        """Whether a part has no value yet: a comment below it may stand in its place."""
        return isinstance(part.value, Scalar) and not part.value.style and part.value.start == part.value.end

    def _above(self, part: Part, above: list[str]) -> None:
        paper = self._paper(part.start)
        if paper is not None and paper.root is part.group and part.group.parts[0] is part:
            # What stands above all of a document stays there, whichever key comes first; what tells jmap
            # about that key goes with it.
            told = (row for row, words in enumerate(above) if TO_JMAP.match(words) and not part.group.flow)
            own = next(told, len(above))
            paper.head += above[:own]
            part.before += above[own:]
        else:
            part.before += above
        above.clear()

    def _begin(self, offset: int, above: list[str], *, gap: bool) -> None:
        index = bisect_right(self.papers, offset) - 1
        blank = [""] if gap else []
        if index == 0:
            self.tree.papers[0].before += [*above, *blank]
        else:
            self.tree.papers[index - 1].below += above
            self.tree.papers[index].before += blank
        above.clear()

    def _end(self, above: list[str]) -> None:
        if self.tree.papers:
            self.tree.papers[-1].below += above
