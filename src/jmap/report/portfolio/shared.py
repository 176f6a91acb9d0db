"""Touchpoints written once and used by several journeys: to mend one is to mend all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from jmap.report.names import score

if TYPE_CHECKING:
    from jmap.model import Journey, Stage, Touchpoint
    from jmap.report.portfolio.folio import Folio

SHOWN = 8
"""How many journeys of a shared touchpoint are named, the worst first."""
_NAMES = 2
"""How many names a shared touchpoint has that nobody calls as another does."""


def shared(folio: Folio) -> list[dict[str, Any]]:
    """Shared touchpoints of at least two journeys, as `{name, count, lowest, highest, uses, more}`.

    Those of most journeys come first.
    """
    groups: dict[str, list[tuple[Journey, Touchpoint]]] = {}
    for journey in folio.journeys:
        for stage in journey.stages:
            for touchpoint in stage.touchpoints:
                if origin := origin_of(stage, touchpoint):
                    groups.setdefault(origin, []).append((journey, touchpoint))
    found = [_shared(folio, uses) for uses in groups.values()]
    return sorted((one for one in found if one["count"] > 1), key=lambda one: -one["count"])


def origin_of(stage: Stage, here: Stage | Touchpoint) -> str:
    """What a stage or one of its touchpoints was taken from; empty where it is the journey's own.

    A touchpoint of a shared stage is shared as well.
    """
    if here is stage:
        return f"{stage.use}/" if stage.use else ""
    return here.use or (f"{stage.use}/{here.id}" if stage.use else "")


def _shared(folio: Folio, uses: list[tuple[Journey, Touchpoint]]) -> dict[str, Any]:
    """One of them, by the name most journeys know it by; by two names where each has one of its own for it."""

    def value(use: tuple[Journey, Touchpoint]) -> float | None:
        return folio.scores[use[0].id].touchpoints[use[1].id].score.value

    def rank(use: tuple[Journey, Touchpoint]) -> tuple[bool, float]:
        found = value(use)
        return found is None, found or 0.0

    names = Counter(folio.say(touchpoint.name) or touchpoint.id for _, touchpoint in uses)
    usual, count = names.most_common(1)[0]
    name = usual if count > 1 else " / ".join([*names][:_NAMES]) + (" …" if len(names) > _NAMES else "")
    known = [found for found in map(value, uses) if found is not None]
    ordered = sorted(uses, key=rank)
    return {
        "name": name,
        "count": len({journey.id for journey, _ in uses}),
        "lowest": score(min(known, default=None)),
        "highest": score(max(known, default=None)),
        "uses": [_use(folio, journey, place, name) for journey, place in ordered[:SHOWN]],
        "more": max(0, len(ordered) - SHOWN),
    }


def _use(folio: Folio, journey: Journey, touchpoint: Touchpoint, name: str) -> dict[str, Any]:
    """One use; `as` is its own name where it differs."""
    told = folio.place(journey, touchpoint)
    return {**told, "journey": folio.title(journey), "as": told["name"] if told["name"] != name else ""}
