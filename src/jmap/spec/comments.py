"""Comments that speak to jmap, `# jmap: …`, and those that were meant as text.

Events of YAML have none, so they are looked for in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from jmap.diagnostics import Span
from jmap.spec.reader import NULLS, events_of
from jmap.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jmap.spec.nodes import Source

_COMMENT: Final = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*jmap:[ \t]*(.*)")

_LIKE_TEXT: Final = r"#(?<=[ \t]#)\w"
_BEHIND_VALUE: Final = r"[ \t]+(#(?!jmap:)\w.*)"
_BEHIND_KEY: Final = r"[ \t]*:[ \t]+(#(?!jmap:)\w.*)"

_Extent: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""Line and column where something begins, and behind its end."""


class Comment(NamedTuple):
    """One comment.

    Attributes:
        line: 0-based.
        column: 0-based, of its `#`.
        words: what follows `jmap:`.
        alone: whether nothing else stands on its line.
    """

    line: int
    column: int
    words: str
    alone: bool


def comments(source: Source) -> list[Comment]:
    """Every comment of a sound file that begins with `jmap:`, in order."""
    if "jmap:" not in source.text:
        return []
    found = [
        Comment(row, match.start(), match[1].rstrip(), not line[: match.start()].strip())
        for row, line in enumerate(source.lines)
        for match in _COMMENT.finditer(line)
    ]
    if not found:
        return []
    scalars = _scalars(source)  # in order, and none inside another
    starts = [start for start, _ in scalars]
    return [each for each in found if not _inside(each[:2], starts, scalars)]


class CutOff(NamedTuple):
    """A comment that looks like the rest of a text, or like a value.

    Attributes:
        comment: its place.
        value: line and column of the unquoted value before it, 1-based; `None` where a key has nothing else.
    """

    comment: Span
    value: tuple[int, int] | None


def cut_off(source: Source) -> Iterator[CutOff]:
    """Every comment of a sound file that begins with a letter or digit right behind its `#`, on the line of a value."""
    if not compiled(_LIKE_TEXT).search(source.text):
        return
    from jmap.spec.edit.tree import Scalar, Tree  # few files have such a comment

    tree = Tree(source)
    for node, part in tree.nodes():
        if not isinstance(node, Scalar) or node.style:
            continue
        if node.value not in NULLS:
            match = compiled(_BEHIND_VALUE).match(source.text, node.end)
        elif not node.value and part is not None and part.key is not None:
            match = compiled(_BEHIND_KEY).match(source.text, part.key.end)
        else:
            continue
        if match:
            row, column = tree.line_of(match.start(1)), tree.column_of(match.start(1))
            line = source.lines[row]
            comment = Span(source.path, row + 1, column + 1, len(match[1].rstrip()), line)
            value = (tree.line_of(node.start) + 1, tree.column_of(node.start) + 1) if node.value else None
            yield CutOff(comment, value)


def _inside(place: tuple[int, int], starts: list[tuple[int, int]], scalars: list[_Extent]) -> bool:
    before = bisect_right(starts, place)
    return before > 0 and place < scalars[before - 1][1]


def _scalars(source: Source) -> list[_Extent]:
    """Where the quoted and block texts of a file begin and end: what looks like a comment there is none."""
    for next_event in events_of(source.text):
        try:
            return list(_of_events(next_event))
        except Exception:  # noqa: BLE001, S112 - what one parser does not take the next one does
            continue
    return []


def _of_events(next_event: Callable[[], Any]) -> Iterator[_Extent]:
    while True:
        event = next_event()
        name = type(event).__name__
        if name == "ScalarEvent" and event.style:
            start, end = event.start_mark, event.end_mark
            yield (start.line, start.column), (end.line, end.column)
        elif name == "StreamEndEvent":
            return
