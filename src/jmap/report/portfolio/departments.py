"""Departments: what they answer for, what hurts there, and what they do about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jmap.model import Stage
from jmap.report.names import score
from jmap.report.portfolio.shared import origin_of
from jmap.report.touchpoints import frequency
from jmap.score.mean import mean_of_scores
from jmap.score.pain import chance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.model import Improvement, Journey, Pain, Touchpoint
    from jmap.report.portfolio.folio import Folio
    from jmap.score.result import Score

SHOWN = 5
"""How many pains, and how many improvements, of a department are named."""
_STATUSES: Final = ("doing", "planned", "testing", "idea", "done", "dropped")
"""In the order of the list: what is under way comes first."""


class _Met(NamedTuple):
    """A pain where it is met."""

    journey: Journey
    here: Stage | Touchpoint
    pain: Pain


@dataclass
class _Department:
    owned: int = 0
    scores: list[tuple[float, Score]] = field(default_factory=list)
    pains: dict[tuple[str, ...], list[_Met]] = field(default_factory=dict)
    """The same pain of a shared touchpoint or stage is one, wherever it is met."""
    improvements: dict[str, Improvement] = field(default_factory=dict)


def departments(folio: Folio) -> list[dict[str, Any]]:
    """Every department that answers for anything, in the order of the project, as plain data."""
    found: dict[str, _Department] = {id_: _Department() for id_ in folio.project.departments}

    def of(id_: str | None) -> _Department:
        return found.setdefault(id_, _Department()) if id_ else _Department()

    for journey in folio.journeys:
        of(journey.owner).owned += 1
        for improvement in journey.improvements:
            of(improvement.owner).improvements.setdefault(improvement.id, improvement)
    for improvement in folio.project.improvements:
        of(improvement.owner).improvements.setdefault(improvement.id, improvement)
    for journey in folio.present:
        for place in folio.places[journey.id]:
            of(place.owner).scores.append((place.weight, place.own.score))
        for stage, here in _parts(journey):
            origin = origin_of(stage, here)
            for pain in here.pains:
                # A stage and a touchpoint may have the same id.
                key = (origin, pain.id) if origin else (journey.id, str(here is stage), here.id, pain.id)
                of(stage.owner_of(here)).pains.setdefault(key, []).append(_Met(journey, here, pain))
    told = [_department(folio, id_, department) for id_, department in found.items()]
    return [one for one in told if one["told"]]


def _parts(journey: Journey) -> Iterator[tuple[Stage, Stage | Touchpoint]]:
    """Touchpoints with their stage, then the stage itself."""
    for stage in journey.stages:
        yield from ((stage, touchpoint) for touchpoint in stage.touchpoints)
        yield stage, stage


def _department(folio: Folio, id_: str, department: _Department) -> dict[str, Any]:
    pains = sorted(department.pains.values(), key=lambda found: -chance(found[0].pain))
    improvements = sorted(department.improvements.values(), key=lambda one: _STATUSES.index(one.status))
    return {
        "id": id_,
        "name": folio.department(id_),
        "told": [
            folio.word(f"portfolio.{key}", count=count)
            for key, count in (
                ("owned", department.owned),
                ("answers", len(department.scores)),
                ("pains", len(pains)),
                ("works", len(improvements)),
            )
            if count
        ],
        "owned": department.owned,
        "score": score(mean_of_scores(department.scores).value),
        "pains": [_pain(folio, found) for found in pains[:SHOWN]],
        "pain_count": len(pains),
        "improvements": [_improvement(folio, one) for one in improvements[:SHOWN]],
        "improvement_count": len(improvements),
    }


def _pain(folio: Folio, found: list[_Met]) -> dict[str, Any]:
    """A pain with where it is met, or in how many journeys."""
    journey, here, pain = found[0]
    whole = isinstance(here, Stage)
    name = folio.say(here.name)
    journeys = len({met.journey.id for met in found})
    where = (
        (name, folio.word("portfolio.used", count=journeys))
        if journeys > 1
        else (folio.title(journey), "" if whole else name)
    )
    return {
        "text": folio.say(pain.text),
        "severity": pain.severity or 0,
        "severity_told": folio.word("pain.severity", value=pain.severity) if pain.severity else "",
        "often": frequency(folio.word, pain.frequency),
        "where": " · ".join(filter(None, where)),
        "href": folio.link(journey, here.id, "s" if whole else "t"),
    }


def _improvement(folio: Folio, improvement: Improvement) -> dict[str, Any]:
    return {
        "title": folio.say(improvement.title),
        "status": improvement.status,
        "status_name": folio.word(f"status.{improvement.status}"),
        "due": improvement.due.isoformat() if improvement.due else "",
        "open": improvement.open,
    }
