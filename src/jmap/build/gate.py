"""What a project must hold for a pipeline to pass: each breach as a sentence that says which and by how much.

Gates hold journeys of the current state: what is planned has no score to keep yet. A score that nobody knows
keeps no gate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.score.goal import goals
from jmap.text.number import percent, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jmap.model import Journey, Project
    from jmap.model.project import Gates
    from jmap.score import JourneyScore


def breaches(
    journeys: Iterable[Journey], scores: Mapping[str, JourneyScore], gates: Gates, language: str = ""
) -> tuple[str, ...]:
    """Journeys below the least score or the least measured share; titles in `language`, else in the source's."""
    held = [
        (_called(journey, language), scores[journey.id]) for journey in journeys if journey.state == "current"
    ]
    sentences = []
    for name, each in held:
        least, value = gates.min_score, each.score.value
        if least is not None and value is None:
            sentences.append(f"{name} has no score; the least allowed is {plain(least, 2)}")
        elif least is not None and value is not None and _below(value, least):
            sentences.append(
                f"{name} scores {plain(value, 2)}, {_points(least - value)} below the least allowed, "
                f"{plain(least, 2)}"
            )
    for name, each in held:
        share, measured = gates.min_coverage, each.coverage.measured
        if share is not None and _below(measured, share):
            sentences.append(
                f"{name} is measured to {percent(measured, 2)}, {_points((share - measured) * 100)} "
                f"below the least allowed, {percent(share, 2)}"
            )
    return tuple(sentences)


def missed(
    project: Project,
    journeys: Iterable[Journey],
    scores: Mapping[str, JourneyScore],
    most: int,
    language: str = "",
) -> tuple[str, ...]:
    """Journeys that miss more than `most` of their goals."""
    sentences = []
    for journey in journeys:
        if journey.state != "current":
            continue
        short = sum(goal.reached is False for goal in goals(project, journey, scores[journey.id]))
        if short > most:
            count = f"{short} goal{'s' if short != 1 else ''}"
            sentences.append(
                f"{_called(journey, language)} misses {count}, and {most} may be: `jmap score --goals` lists them"
            )
    return tuple(sentences)


def drops(
    journeys: Iterable[Journey],
    now: Mapping[str, JourneyScore],
    then: Mapping[str, JourneyScore],
    revision: str,
    tolerance: float = 0.0,
    language: str = "",
) -> tuple[str, ...]:
    """Journeys that score lower than at a revision, by more than `tolerance` points.

    A journey is the same under one of its former ids. Less than half a hundredth of a point is no drop.
    """
    sentences = []
    for journey in journeys:
        known = next((known for known in (journey.id, *journey.formerly) if known in then), None)
        old = then[known].score.value if known is not None else None
        value = now[journey.id].score.value
        if old is None or journey.state != "current":
            continue
        name = _called(journey, language)
        if value is None:
            sentences.append(f"{name} has no score; at {revision} it was {plain(old, 2)}")
        elif round(old - value, 2) > tolerance:
            allowed = f"; {_points(tolerance)} are allowed" if tolerance else ""
            sentences.append(
                f"{name} scores {plain(value, 2)}, {_points(old - value)} below the {plain(old, 2)} "
                f"at {revision}{allowed}"
            )
    return tuple(sentences)


def _below(value: float, least: float) -> bool:
    """Whether a value is less; not so what it lacks by the way it is computed: 57% are 56.99999999999999 points."""
    return round(least - value, 9) > 0


def _called(journey: Journey, language: str) -> str:
    """Title and id: tables show the one, options and other programs take the other."""
    title = journey.title.to(language)
    return journey.id if title == journey.id else f"{title} ({journey.id})"


def _points(points: float) -> str:
    """A distance, never told as nothing: `2.5 points`, `1 point`, `less than 0.01 points`."""
    text = plain(points, 2)
    if text == "0":
        return "less than 0.01 points"
    return f"{text} point{'s' if text != '1' else ''}"
