"""One plan of all departments: every improvement of all journeys, the most worthwhile first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.model import Address
from jmap.report.registers import effects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.model import Improvement, Journey
    from jmap.report.portfolio.folio import Folio
    from jmap.score.priority import Planned

SHOWN = 100
"""How many improvements are shown: the most worthwhile."""


def plan(folio: Folio) -> dict[str, Any]:
    """The plan as `{groups, more, reported}`: groups of what is open and what is not, each with its rows."""
    found = folio.plan
    if not found:
        return {}
    rows = [_row(folio, planned) for planned in found[:SHOWN]]
    groups = []
    for state in (True, False):
        count = sum(planned.entry.improvement.open is state for planned in found)
        if shown := [row for row in rows if row["open"] is state]:
            name = folio.word("improvement.open" if state else "improvement.closed")
            groups.append({"name": name, "count": count, "rows": shown})
    changes = [effect["change"] for row in rows for effect in row["effects"]]
    return {
        "groups": groups,
        "more": max(0, len(found) - SHOWN),
        "reported": folio.word("report.method.change") if any(changes) else "",
    }


def planned(folio: Folio) -> list[Improvement]:
    """The improvements among those shown that are open and have a date."""
    improvements = (each.entry.improvement for each in folio.plan[:SHOWN])
    return [each for each in improvements if each.open and each.due]


def _row(folio: Folio, planned: Planned) -> dict[str, Any]:
    entry = planned.entry
    improvement = entry.improvement
    found: dict[str, dict[str, None]] = {}
    for reference in improvement.addresses:
        address = Address.read(reference, planned.journey)
        # Several parts of a touchpoint are one place: who reads the plan finds them on its page.
        found.setdefault(address.journey, {})[address.place] = None
    home = next((id_ for id_ in (planned.journey, *found) if id_ in folio.scores), None)
    return {
        "id": improvement.id,
        "name": folio.say(improvement.title) or improvement.id,
        "href": folio.link(folio.project[home], improvement.id, "i") if home is not None else "",
        "places": [_places(folio, id_, places) for id_, places in found.items()],
        "owner": folio.department(improvement.owner),
        "status": improvement.status,
        "status_name": folio.word(f"status.{improvement.status}"),
        "due": improvement.due.isoformat() if improvement.due else "",
        "open": improvement.open,
        "impact": improvement.impact,
        "effort": improvement.effort,
        "quadrant": folio.word(f"quadrant.{entry.quadrant}") if entry.quadrant else "",
        "effects": effects(folio.words, improvement),
    }


def _places(folio: Folio, id_: str, places: Iterable[str]) -> dict[str, Any]:
    """What of one journey an improvement is for, as `{journey, places}`; ids where a journey was not read."""
    journey: Journey | None = folio.project.journeys.get(id_)
    if journey is None:
        return {"journey": id_, "places": [{"name": place, "href": ""} for place in places]}
    return {"journey": folio.title(journey), "places": [_place(folio, journey, place) for place in places]}


def _place(folio: Folio, journey: Journey, place: str) -> dict[str, str]:
    here = journey.at(place)
    kind = "t" if place in journey.by_id else "s"
    return {
        "name": (folio.say(here.name) if here is not None else "") or place,
        "href": folio.link(journey, place, kind) if here is not None else "",
    }
