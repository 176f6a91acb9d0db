"""Comments that speak to jmap: `# jmap: …`. Events of YAML have none, so they are looked for in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from jmap.spec.reader import events_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jmap.spec.nodes import Source

_COMMENT: Final = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*jmap:[ \t]*(.*)")


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
    scalars = list(_scalars(source))  # in order, and none inside another
    starts = [start for start, _ in scalars]
    return [each for each in found if not _inside(each[:2], starts, scalars)]


def _inside(place: tuple[int, int], starts: list[tuple[int, int]], scalars: list[_Extent]) -> bool:
    before = bisect_right(starts, place)
    return before > 0 and place < scalars[before - 1][1]


def _scalars(source: Source) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Where the quoted and block texts of a file begin and end: what looks like a comment there is none."""
    for next_event in events_of(source.text):
        try:
            return list(_of_events(next_event))
        except Exception:  # noqa: BLE001, S112 - what one parser does not take the next one does
            continue
    return []


def _of_events(next_event: Callable[[], Any]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    while True:
        event = next_event()
        name = type(event).__name__
        if name == "ScalarEvent" and event.style:
            start, end = event.start_mark, event.end_mark
            yield (start.line, start.column), (end.line, end.column)
        elif name == "StreamEndEvent":
            return
