"""Which values would give away those of a small group that are left out: total − other parts.

The smallest part is left out as well, since it costs readers least (complementary suppression: A. Hundepool et al.
(2012), Statistical Disclosure Control, Wiley, ch. 4).
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Cell(NamedTuple):
    """Rows whose answers are counted together; those of a cell with less said hold those of one with more.

    Attributes:
        column: whose entries the answers are.
        period: the same of a total and its parts.
        by: the column that names places; empty of all rows, wherever they are.
        place: one of those it names.
        who: persona; empty of everybody.
    """

    column: str
    period: str
    by: str
    place: str
    who: str


class Size(NamedTuple):
    """How many answers a cell holds, and of how many people."""

    answers: int
    people: int


def revealing(sizes: Mapping[Cell, Size], least: int) -> set[Cell]:
    """Cells of at least `least` people that cannot be told, since smaller ones could be computed from them."""
    told = {cell for cell, size in sizes.items() if size.people >= least}
    large = frozenset(told)
    families: dict[tuple[Cell, Cell], list[Cell]] = {}
    for cell in sorted(sizes):
        for total, kind in _totals(cell):
            if total in large:
                families.setdefault((total, kind), []).append(cell)
    found = True
    while found:
        found = False
        for (total, _), parts in families.items():
            shown = [part for part in parts if part in told]
            if total in told and shown and _is_small(sizes, total, parts, told, least):
                told.discard(min(shown, key=lambda part: (sizes[part].people, sizes[part].answers, part)))
                found = True
    return {*large} - told


def _totals(cell: Cell) -> Iterator[tuple[Cell, Cell]]:
    """The cells that hold a cell, each with what its parts have in common."""
    places = [(cell.by, cell.place), *([("", "")] if cell.by else [])]
    people = [cell.who, *([""] if cell.who else [])]
    for (by, place), who in [*product(places, people)][1:]:
        total = cell._replace(by=by, place=place, who=who)
        yield total, Cell(*("" if one == other else "*" for one, other in zip(cell, total, strict=True)))


def _is_small(
    sizes: Mapping[Cell, Size], total: Cell, parts: list[Cell], told: set[Cell], least: int
) -> bool:
    """Whether a total without its parts that are told is of a few people.

    People may be in several parts. There are at least as many as are in the total and in no part, and as many as in
    one of the parts that are not told.
    """
    shown = [sizes[part] for part in parts if part in told]
    answers = sizes[total].answers - sum(size.answers for size in shown)
    people = max(
        sizes[total].people - sum(size.people for size in shown),
        *(sizes[part].people for part in parts if part not in told),
        0,
    )
    return answers > 0 and people < least
