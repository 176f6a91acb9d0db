"""Lines of text for a column of given width.

The fewest lines that hold the text, and among those the even ones that break at the best places (`breaks`):
the sum over all lines of (slack / width)² plus the cost of each break is smallest. The last line counts half,
so that it may be short, unless a single Chinese character would be left on it. One pass from the end of a
paragraph to its beginning finds this; time grows with the length of the text.
"""

from __future__ import annotations

from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.text import breaks
from jmap.text.clusters import clusters
from jmap.text.metrics import EM, left_edges, units
from jmap.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from jmap.text.breaks import Break

_LEVELS: Final[tuple[Callable[[str], Iterable[Break]], ...]] = (
    breaks.between_words,
    breaks.inside_words,
    breaks.inside_numbers,
    breaks.between_characters,
    breaks.anywhere,
)
_CANDIDATES: Final = 64  # ends considered for each line; more would only matter for lines of 200 characters
_NO_WORD: Final = r"\W*\Z"
_ORPHAN_COST: Final = 1.5
_LAST_LINE: Final = 0.5
_ELLIPSIS: Final = "…"
_BEFORE_ELLIPSIS: Final = " ，、；：。．,;:.·-–—（(“‘「『《【…"
_REST_OF_NUMBER: Final = r"[.,]?\d|[%‰万亿]"
_FULL_ENOUGH: Final = 0.6  # a cut line ends after a whole word if that leaves this much of the width filled
_NEW_LINE: Final = r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]"
_SPACE: Final = r"[^\S\u00a0\u2007\u202f]+"  # all but the spaces made not to break


def wrap(
    text: str, width: float, size: float, *, bold: bool = False, max_lines: int | None = None
) -> tuple[str, ...]:
    """Break text into lines of at most `width` px, set `size` px high.

    No line is empty, none has space at its ends. A line is wider than `width` only if a single character is.
    An explicit line break is kept, other white space counts as one space. With `max_lines` (≥ 1) the rest is
    cut off and `…` ends the last line.
    """
    return _wrap(text, width, size, bold, max_lines)


@lru_cache(maxsize=16384)
def _wrap(text: str, width: float, size: float, bold: bool, max_lines: int | None) -> tuple[str, ...]:  # noqa: FBT001
    limit = _limit(width, size)
    paragraphs = [paragraph for paragraph in _paragraphs(text) if paragraph]
    lines: list[str] = []
    for number, paragraph in enumerate(paragraphs, start=1):
        atoms = _atoms(paragraph, limit, bold=bold)
        # Spaces made not to break may stand alone or at an end where their run is wider than the line.
        new_lines = [line.strip() for line in _even_lines(paragraph, atoms, limit) if line.strip()]
        if max_lines is not None:
            room = max_lines - len(lines)
            if len(new_lines) > room or (len(new_lines) == room and number < len(paragraphs)):
                return (*lines, *_cut_lines(paragraph, atoms, limit, room, bold=bold))
        lines += new_lines
    return tuple(lines)


def _paragraphs(text: str) -> list[str]:
    """Take a text apart at its line breaks, words one space apart; some may be empty."""
    if text.isprintable():  # there is no line break, and no white space but the common one
        return [" ".join(text.split())]
    parts = compiled(_NEW_LINE).split(text)
    return [" ".join(compiled(_SPACE).split(part)).strip() for part in parts]


def _limit(width: float, size: float) -> int:
    """Give the widest line in units of `metrics` that is not wider than `width`, however floats round."""
    limit = max(int(width * EM / size), 1)
    while limit > 1 and limit * size / EM > width:
        limit -= 1
    return limit


class _Atoms(NamedTuple):
    """The pieces of a paragraph that are not broken, by their place in it.

    Attributes:
        starts: index of the first character.
        ends: index behind the last.
        lefts: left edge if the whole paragraph stood on one line, in units of `metrics`.
        rights: right edge.
        costs: of ending a line behind.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lefts: list[int]
    rights: list[int]
    costs: tuple[float, ...]


def _atoms(text: str, limit: int, *, bold: bool) -> _Atoms:
    """Take a paragraph apart, so that every piece fits into a line."""
    edges = left_edges(text, bold=bold)
    if edges[-1] <= limit:
        return _Atoms((0,), (len(text),), [0], [edges[-1]], (0.0,))
    pieces = list(_pieces(text, 0, len(text), edges, limit))
    if len(pieces) > 1 and _is_orphan(text, pieces[-1][0]):
        # A phrase may be broken to keep its last character company.
        start, end, cost = pieces[-2]
        finer = _pieces(text, start, end, edges, limit, level=1)
        pieces[-2:-1] = [(a, b, cost if b == end else inner) for a, b, inner in finer]
    starts, ends, costs = zip(*pieces, strict=True)
    return _Atoms(starts, ends, [edges[start] for start in starts], [edges[end] for end in ends], costs)


def _is_orphan(text: str, start: int) -> bool:
    """Whether the text from `start` is a single character of Chinese or Japanese and perhaps some signs."""
    return breaks.is_cjk(text[start]) and compiled(_NO_WORD).match(text, start + 1) is not None


def _pieces(
    text: str, first: int, last: int, edges: Sequence[int], limit: int, level: int = 0
) -> Iterator[tuple[int, int, float]]:
    """Yield (start, end, cost of a break behind) of pieces of `text[first:last]` that fit.

    They are broken by `level`, and by deeper ones where that is not enough.
    """
    length = last - first
    start = first
    for offset, next_offset, cost in (*_LEVELS[level](text[first:last]), (length, length, 0.0)):
        end = first + offset
        if level + 1 == len(_LEVELS) or edges[end] - edges[start] <= limit:
            yield start, end, cost
        else:
            for a, b, inner in _pieces(text, start, end, edges, limit, level + 1):
                yield a, b, cost if b == end else inner
        start = first + next_offset


def _even_lines(text: str, atoms: _Atoms, limit: int) -> list[str]:
    """Set a paragraph in the fewest lines, as evenly and with as good breaks as can be."""
    starts, ends, lefts, rights, break_costs = atoms
    number = len(starts)
    if number == 1:
        return [text]
    orphan = number - 1 if _is_orphan(text, starts[-1]) else number
    # Of the best setting of the atoms from i on: how many lines, their cost, and where the first of them ends.
    lines, costs, firsts = [0] * (number + 1), [0.0] * (number + 1), [number] * (number + 1)
    reach = number
    for first in range(number - 1, -1, -1):
        left = lefts[first]
        while reach > first + 1 and rights[reach - 1] - left > limit:
            reach -= 1
        fewest = lines[reach]
        lines[first] = fewest + 1
        best = inf
        for end in range(reach, max(first, reach - _CANDIDATES), -1):
            if lines[end] != fewest:
                break
            slack = 1 - (rights[end - 1] - left) / limit
            cost = costs[end] + break_costs[end - 1] + slack * slack * (_LAST_LINE if end == number else 1)
            if first >= orphan:
                cost += _ORPHAN_COST
            if cost < best:
                best, firsts[first] = cost, end
        costs[first] = best
    result, at = [], 0
    while at < number:
        result.append(text[starts[at] : ends[firsts[at] - 1]])
        at = firsts[at]
    return result


def _cut_lines(text: str, atoms: _Atoms, limit: int, room: int, *, bold: bool) -> list[str]:
    """Fill `room` lines, each as far as it goes, and end the last with an ellipsis."""
    starts, ends, lefts, rights, _ = atoms
    result, at = [], 0
    for _ in range(room - 1):
        end = max(_reach(atoms, at, limit), at + 1)
        result.append(text[starts[at] : ends[end - 1]])
        at = end
    limit -= units(_ELLIPSIS, bold=bold)
    end = _reach(atoms, at, limit)
    rest = text[starts[at] :]
    if end < len(starts):
        if end > at and rights[end - 1] - lefts[at] >= limit * _FULL_ENOUGH:
            length = ends[end - 1] - starts[at]
        else:
            length = _fitting(rest, limit, bold=bold)
        rest = _without_cut_number(rest, length)
    return [*result, rest.rstrip(_BEFORE_ELLIPSIS) + _ELLIPSIS]


def _reach(atoms: _Atoms, first: int, limit: int) -> int:
    """Give the end of the longest line from `first` that fits; `first` itself if none does."""
    end = first
    while end < len(atoms.rights) and atoms.rights[end] - atoms.lefts[first] <= limit:
        end += 1
    return end


def _without_cut_number(text: str, end: int) -> str:
    """Give `text[:end]` without the digits of a number that goes on behind: they are another number."""
    start = text[:end]
    if compiled(_REST_OF_NUMBER).match(text, end):
        return start.rstrip("0123456789.,") or start
    return start


def _fitting(text: str, limit: int, *, bold: bool) -> int:
    """Give the end of as many whole characters as fit."""
    end = 0
    for cluster in clusters(text):
        limit -= units(cluster, bold=bold)
        if limit < 0:
            break
        end += len(cluster)
    return end
