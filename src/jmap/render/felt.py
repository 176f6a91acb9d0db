"""How a place feels in one number, for diagrams that have no curve per persona, and what that number hides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.model.ground import emotion_of
from jmap.render.flow import named
from jmap.text.number import plain

if TYPE_CHECKING:
    from jmap.model import Experience, Persona
    from jmap.render.format import Sheet


def travellers(sheet: Sheet) -> list[Persona]:
    """The journey's personas, the main one first."""
    return [sheet.project.personas[id_] for id_ in sheet.journey.personas if id_ in sheet.project.personas]


def mean(sheet: Sheet, place: Experience) -> float | None:
    """The emotion of a place from 1 to 5: of several personas' the mean, by their shares as in scores."""
    felt = _felt(sheet, place)
    if not felt:
        everybody = emotion_of(place, "", sheet.project.evidence)
        return everybody.value if everybody else None
    weights = [sheet.scores.shares.get(persona.id, 0.0) for persona, _ in felt]
    if not any(weights):
        weights = [1.0] * len(felt)
    return sum(weight * value for weight, (_, value) in zip(weights, felt, strict=True)) / sum(weights)


def differ(sheet: Sheet, place: Experience) -> bool:
    """Whether the mean hides something: personas that feel differently, or of whom nothing is known."""
    values = [value for _, value in _felt(sheet, place)]
    return bool(values) and (len(set(values)) > 1 or len(values) < len(travellers(sheet)))


def apart(sheet: Sheet, place: Experience) -> list[str]:
    """Each persona with its emotion, `Sales rep 4`, where they differ."""
    return [
        f"{named(persona.name, sheet.language, persona.id)} {plain(value)}"
        for persona, value in (_felt(sheet, place) if differ(sheet, place) else ())
    ]


def together(sheet: Sheet, place: Experience) -> str:
    """The emotion of all; empty where none is known."""
    value = mean(sheet, place)
    return "" if value is None else plain(value, 2)


def _felt(sheet: Sheet, place: Experience) -> list[tuple[Persona, float]]:
    """Each persona with a known emotion here."""
    found = [
        (persona, emotion_of(place, persona.id, sheet.project.evidence)) for persona in travellers(sheet)
    ]
    return [(persona, felt.value) for persona, felt in found if felt is not None]
