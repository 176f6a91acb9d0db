"""Makes edits in the bytes of a file: what they do not name stays as it is, byte for byte."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeAlias

from jmap.spec.encoding import byte_order_mark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.diagnostics import Edit

_Place: TypeAlias = tuple[tuple[str, int, int], tuple[str, int, int]]

_LINE_END: Final = re.compile("\r\n|\n|\r")


class Batch:
    """Edits, of any files, of which no two touch the same place."""

    def __init__(self) -> None:
        self._places: list[_Place] = []  # in order

    def take(self, edits: Iterable[Edit]) -> bool:
        """Add `edits` if they are apart from each other and from all taken before, else none of them."""
        new = sorted(
            ((edit.path, edit.line, edit.column), (edit.path, edit.end_line, edit.end_column))
            for edit in edits
        )
        around = (pair for place in new for pair in pairwise(self._around(place)))
        if any(one[1] > other[0] or one == other for one, other in (*pairwise(new), *around)):
            return False
        for place in new:
            insort(self._places, place)
        return True

    def _around(self, place: _Place) -> list[_Place]:
        """A place between its neighbours."""
        index = bisect_left(self._places, place)
        return [*self._places[max(0, index - 1) : index], place, *self._places[index : index + 1]]


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes of a file after the edits of a `Batch`: in its encoding, with its line ends."""
    mark, encoding = byte_order_mark(data)
    text = data[len(mark) :].decode(encoding)
    ends = list(_LINE_END.finditer(text))
    starts = [0, *(match.end() for match in ends)]
    line_end = ends[0][0] if ends else "\n"
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.line, edit.column, edit.end_line, edit.end_column)):
        start = starts[edit.line - 1] + edit.column - 1
        pieces += (text[done:start], edit.text.replace("\n", line_end))
        ends_inside = edit.end_line <= len(starts)  # a last line without an end is all that there is
        done = starts[edit.end_line - 1] + edit.end_column - 1 if ends_inside else len(text)
    return mark + "".join((*pieces, text[done:])).encode(encoding)
