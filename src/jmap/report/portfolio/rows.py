"""The journeys one by one: how each does, what that rests on, and where it is worst."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from jmap.layout.curve import Point, runs, smooth
from jmap.model.experience import STATEMENTS
from jmap.render.flow import level
from jmap.report.names import difference, figure, percent
from jmap.text.number import percents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.model import Experience, Journey, Touchpoint
    from jmap.report.portfolio.folio import Folio
    from jmap.score.group import Place
    from jmap.score.result import JourneyScore

WIDTH, HEIGHT = 240, 64
"""Of a small curve, in units of its own."""
_EDGE = 6
"""Room for the line's own thickness."""
_FEW = 12
"""As long as there are no more points, the curve is drawn smoothly; among more nobody would see it."""


def rows(folio: Folio) -> list[dict[str, Any]]:
    """Every journey, in the order of the project."""
    return [_row(folio, journey, folio.scores[journey.id]) for journey in folio.journeys]


def _row(folio: Folio, journey: Journey, scores: JourneyScore) -> dict[str, Any]:
    project = folio.project
    twin = project.journeys.get(journey.variant_of or "")
    lowest = journey.at(scores.lowest or "")
    again = journey.review_due
    return {
        "id": journey.id,
        **folio.journey(journey),
        "scenario": folio.say(journey.scenario),
        "goal": folio.say(journey.goal),
        "state_id": journey.state,
        "state": folio.word("state.future") if journey.state == "future" else "",
        "variant": folio.title(twin) if twin else "",
        "personas": [folio.name(project.personas, id_) for id_ in journey.personas],
        "felt": {id_: _felt(scores, id_) for id_ in journey.personas},
        "channels": _channels(journey),
        "owner": folio.department(journey.owner),
        "owner_id": journey.owner or "",
        "curve": curve(folio.places[journey.id], scores.lowest),
        "gap": difference(scores.gap, 0),
        "target": figure(scores.target),
        "measured": percents(scores.coverage)[0],
        "coverage": [round(getattr(scores.coverage, basis) * 100) for basis in ("measured", "judged")],
        "pain": percent(scores.pain.value, 0),
        "reviewed": journey.reviewed.isoformat() if journey.reviewed else "",
        "again": again.isoformat() if again else "",
        "lowest": folio.place(journey, lowest) if lowest else {},
        "stages": [folio.say(stage.name) for stage in journey.stages],
        "told": "\n".join(filter(None, (_told(folio, stage) for stage in journey.stages))),
        "touchpoints": [_touchpoint(folio, place) for place in journey.touchpoints],
    }


def _felt(scores: JourneyScore, persona: str) -> list[str]:
    """A persona's score and how good it is; nothing where nothing is known."""
    own = scores.by_persona.get(persona)
    return [figure(own.value), level(own.value)] if own else []


def _channels(journey: Journey) -> list[str]:
    places = (*journey.stages, *journey.touchpoints)
    return list(dict.fromkeys(channel for place in places for channel in place.channels))


def _touchpoint(folio: Folio, place: Touchpoint) -> dict[str, str]:
    """What a touchpoint is found by: its name, and all that is said of it."""
    return {"id": place.id, "name": folio.say(place.name) or place.id, "told": _told(folio, place)}


def _told(folio: Folio, place: Experience) -> str:
    """All that is said of a place: what happens, what people say, what hurts, what would help."""
    lanes = (*(getattr(place, lane) for lane in STATEMENTS), *place.lanes.values())
    statements = (each for each in chain.from_iterable(lanes) if folio.private or not each.private)
    said = (*statements, *place.pains, *place.opportunities)
    return " · ".join(filter(None, (folio.say(each.text) for each in said)))


def curve(places: Sequence[Place], lowest: str | None) -> dict[str, Any]:
    """The scores from place to place as `{path, low, told}`: a line, its lowest point, the range in figures."""
    found = [place.own.score.value for place in places]
    known = [value for value in found if value is not None]
    if not known:
        return {}
    step = (WIDTH - 2 * _EDGE) / max(1, len(found) - 1)
    rise = (HEIGHT - 2 * _EDGE) / 100
    points = [
        Point(_EDGE + index * step, _EDGE + (100 - value) * rise) if value is not None else None
        for index, value in enumerate(found)
    ]
    # Where there are touchpoints, the lowest is one; a stage that stands in for its own may have the same id.
    alone = all(place.here is place.stage for place in places)
    ids = [place.id if alone or place.here is not place.stage else None for place in places]
    low = points[ids.index(lowest)] if lowest else None
    return {
        "path": "".join(_line(run) for run in runs(points)),
        "low": [round(low.x), round(low.y)] if low else [],
        "told": "–".join(dict.fromkeys(figure(value) for value in (min(known), max(known)))),
    }


def _line(run: Sequence[Point]) -> str:
    """A run of points in the shortest words; a single one as a dash, for a dot would pass for dust."""
    if len(run) == 1:
        return f"M{round(run[0].x) - _EDGE} {round(run[0].y)}h{2 * _EDGE}"
    if len(run) > _FEW:
        return "M" + " ".join(f"{round(x)} {round(y)}" for x, y in run)
    return "".join(
        command + " ".join(str(round(number)) for number in numbers) for command, *numbers in smooth(run)
    )
