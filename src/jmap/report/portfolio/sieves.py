"""What readers can sift the journeys by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jmap.report.portfolio.folio import Folio

_REVIEWS = ("overdue", "soon", "current", "never")
_STATES = ("current", "future")


def sieves(folio: Folio, bands: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Choices as `{key, name, choices}`; one that would not tell journeys apart is left out."""
    project, journeys = folio.project, folio.journeys
    owners = (journey.owner for journey in journeys if journey.owner)
    personas = (id_ for journey in journeys for id_ in journey.personas)
    channels = (
        id_
        for journey in journeys
        for place in (*journey.stages, *journey.touchpoints)
        for id_ in place.channels
    )
    states = {journey.state for journey in journeys}
    found = {
        ("score", "report.score"): [(band["level"], band["name"]) for band in bands],
        ("review", "report.reviewed"): [(id_, folio.word(f"portfolio.review.{id_}")) for id_ in _REVIEWS],
        ("owner", "report.owner"): _named(folio, project.departments, owners),
        ("persona", "report.persona"): _named(folio, project.personas, personas),
        ("channel", "lane.channel"): _named(folio, project.channels, channels),
        ("state", "report.status"): [
            (state, folio.word(f"state.{state}")) for state in _STATES if state in states
        ],
    }
    return [
        {
            "key": key,
            "name": folio.word(name),
            "choices": [{"value": value, "name": told} for value, told in choices],
        }
        for (key, name), choices in found.items()
        if len(choices) > 1
    ]


def _named(folio: Folio, known: Mapping[str, Any], used: Iterable[str]) -> list[tuple[str, str]]:
    """Ids in use with their names, those the project declares in its order."""
    ids = dict.fromkeys(used)
    order = [*(id_ for id_ in known if id_ in ids), *(id_ for id_ in ids if id_ not in known)]
    return [(id_, folio.name(known, id_)) for id_ in order]
