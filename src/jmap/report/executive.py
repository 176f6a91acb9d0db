"""The page of the executive view: what those who decide have to know, on one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from jmap.model import Address
from jmap.render.templates import render as fill
from jmap.report import priorities, scores
from jmap.report.document import tight
from jmap.report.names import Words, figure, score
from jmap.report.page import head
from jmap.report.touchpoints import frequency, joined
from jmap.score.pain import chance

if TYPE_CHECKING:
    from jmap.model import Stage, Touchpoint
    from jmap.render.format import Sheet

MOST: Final = 5
"""Entries of each list: what fits on a sheet, and into a meeting."""


def edition(sheet: Sheet, at: str, choice: list[dict[str, str]], picture: Markup) -> dict[str, Any]:
    """The page in one language, with the map as `picture`; `at` begins its ids."""
    words = Words(sheet, at)
    told = head(words)
    summary = scores.summary(words)
    # Touchpoints stand on the map only.
    extremes = [end | {"href": f"#{at}map"} for end in summary["extremes"]]
    page = {
        "head": told,
        "score": summary | {"extremes": extremes},
        "words": words.texts(),
        "sections": [],
    }
    context: dict[str, object] = {
        "page": page,
        "words": words.texts(),
        "map": picture,
        "moments": _moments(words),
        "pains": pains(words)[:MOST],
        "first": _first(words),
        "at": at,
        "languages": choice,
    }
    text = fill("html/executive.html", context, project=sheet.options.templates)
    return {
        "at": at,
        "language": sheet.language,
        "title": told["title"],
        "description": told["description"],
        "html": Markup(tight(text)),  # noqa: S704 -- escaped by its templates
    }


def _moments(words: Words) -> list[dict[str, Any]]:
    """Moments of truth in the order of the map."""
    own = words.sheet.scores.touchpoints
    return [
        {"name": words.say(one.name), **score(own[one.id].score.value), "target": figure(own[one.id].target)}
        for one in words.sheet.journey.touchpoints
        if one.moment_of_truth
    ]


def pains(words: Words) -> list[dict[str, Any]]:
    """The pain points that weigh most, each by its own load."""
    journey = words.sheet.journey
    places: tuple[Stage | Touchpoint, ...] = (*journey.touchpoints, *journey.stages)
    found = [(chance(pain), words.say(place.name), pain) for place in places for pain in place.pains]
    found.sort(key=lambda entry: -entry[0])
    return [
        {
            "text": words.say(pain.text),
            "place": place,
            "severity": pain.severity or 0,
            "meta": joined(
                words.word("pain.severity", value=pain.severity) if pain.severity else "",
                frequency(words.word, pain.frequency),
            ),
        }
        for _, place, pain in found
    ]


def _first(words: Words) -> list[dict[str, Any]]:
    """Open improvements before opportunities nobody has taken up, the most worthwhile first."""
    works = [one for one in priorities.improvements(words) if one.open]
    taken = _taken_up(words)
    chances = [one for one in priorities.opportunities(words) if one.id not in taken]
    return [
        {
            "text": one.text,
            "places": list(one.places),
            "owner": words.department(one.owner),
            "quadrant": words.word(f"quadrant.{one.quadrant}") if one.quadrant else "",
            "status": one.status,
            "status_name": words.word(f"status.{one.status}") if one.status else "",
            "due": one.due,
        }
        for one in (*works, *chances)[:MOST]
    ]


def _taken_up(words: Words) -> set[str]:
    """What improvements that were not dropped address, as `touchpoint.part`."""
    journey = words.sheet.journey
    works = (one for one in words.project.improvements_of(journey) if one.status != "dropped")
    named = (Address.read(reference, journey.id) for one in works for reference in one.addresses)
    return {f"{each.place}.{each.part}" for each in named if each.journey == journey.id}
