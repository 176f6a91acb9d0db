"""Ids that parts of a page had before, so that links which name them still arrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.compare.journeys import Known


def former(things: Iterable[Known]) -> dict[str, list[str]]:
    """The former ids of things of one kind by their ids; none that leads to another of them."""
    named = list(things)
    taken = {one.id for one in named}
    found: dict[str, list[str]] = {}
    for one in named:
        found[one.id] = [id_ for id_ in dict.fromkeys(one.formerly) if id_ not in taken]
        taken.update(found[one.id])
    return found
