"""Which journey leads into which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jmap.model import Touchpoint
    from jmap.report.portfolio.folio import Folio

DEPTH = 8
"""How deep the tree is shown; what lies deeper begins a tree of its own."""


def hierarchy(folio: Folio) -> list[dict[str, Any]]:
    """Trees of journeys as `{name, href, score, via, again, children}`; a journey opens its branches only once.

    `via` is the touchpoint that leads there, `again` says that its branches are shown elsewhere.
    """
    ways: dict[str, list[tuple[Touchpoint, str]]] = {}
    for journey, touchpoint in folio.visits():
        if touchpoint.opens and touchpoint.opens in folio.scores:
            ways.setdefault(journey.id, []).append((touchpoint, touchpoint.opens))
    opened = {target for targets in ways.values() for _, target in targets}
    tree = _Tree(folio, ways)
    # Tops first; what is left then goes round in circles or lies deeper than trees are shown.
    order = sorted(ways, key=opened.__contains__)
    return [tree.grow(id_) for id_ in order if id_ not in tree.grown]


class _Tree:
    def __init__(self, folio: Folio, ways: dict[str, list[tuple[Touchpoint, str]]]) -> None:
        self._folio = folio
        self._ways = ways
        self.grown: set[str] = set()

    def grow(self, id_: str, via: dict[str, Any] | None = None, depth: int = 1) -> dict[str, Any]:
        journey = self._folio.project[id_]
        ways = self._ways.get(id_, ())
        again = bool(ways) and (id_ in self.grown or depth == DEPTH)
        children = []
        if ways and not again:
            self.grown.add(id_)
            for touchpoint, target in ways:
                via_ = self._folio.place(journey, touchpoint)
                children.append(self.grow(target, via_, depth + 1))
        return {**self._folio.journey(journey), "via": via or {}, "again": again, "children": children}
