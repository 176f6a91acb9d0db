"""What differs between two versions of a journey, in its readers' words."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from jmap.compare import pairs
from jmap.report.differences import courses, measure, persona, point, shift
from jmap.report.names import figure, percent
from jmap.report.touchpoints import joined
from jmap.text.number import percents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jmap.compare import Comparison
    from jmap.model import Improvement, Journey, Project
    from jmap.report.names import Words
    from jmap.score import JourneyScore


def changes(words: Words, found: Comparison, projects: tuple[Project, Project]) -> dict[str, Any]:
    """Everything that differs, in texts; `projects` are what both versions belong to.

    `words` has to know the names of both. Of `points` and `whole` see `report.differences`; `changed` are the changes
    that `points` tell of, in their order. `facts` and `improvements` are `{name, before, after}`, the last two empty
    where there is nothing.
    """
    both = courses(words, found)
    told = ((each, point(words, both, each, "")) for each in (*found.stages, *found.points))
    differing = [(each, row) for each, row in told if row["differs"]]
    parts: dict[str, list[Any]] = {
        "facts": list(_facts(words, found)),
        "whole": [
            *(persona(words, id_, each) for id_, each in found.by_persona if each.points),
            *(measure(words, each) for each in found.measures if each.differs),
        ],
        "points": [row for _, row in differing],
        "changed": [each for each, _ in differing],
        "improvements": list(_improvements(words, found, projects)),
    }
    return {
        **parts,
        "scores": [figure(side.value) for side in found.score],
        **shift(found.score),
        "differs": any(parts.values()) or bool(found.score.points),
    }


def _facts(words: Words, found: Comparison) -> Iterator[dict[str, Any]]:
    sides = zip((found.before, found.after), found.scores, strict=True)
    old, new = (_told(words, *side) for side in sides)
    for key, before in old.items():
        if before != new[key]:
            yield _row(words.word(key), before, new[key])


def _told(words: Words, journey: Journey, scores: JourneyScore) -> dict[str, str]:
    again = journey.review_due
    return {
        "report.journey": words.say(journey.title),
        "persona.scenario": words.say(journey.scenario),
        "report.goal": words.say(journey.goal),
        "report.status": words.word(f"state.{journey.state}"),
        "report.personas": words.join(map(words.persona, journey.personas)),
        "lane.owner": words.department(journey.owner),
        "report.reviewed": journey.reviewed.isoformat() if journey.reviewed else "",
        "report.review-again": again.isoformat() if again else "",
        "report.target": figure(journey.target),
        "flow.end": words.say(journey.end),
        "report.pain-load": percent(scores.pain.value, 0),
        "report.coverage": percents(scores.coverage)[0],
    }


def _improvements(
    words: Words, found: Comparison, projects: tuple[Project, Project]
) -> Iterator[dict[str, Any]]:
    """Those of the journey, whether written there or in the project, that are new or gone, or what is new of them."""
    before, after = projects
    for old, new in pairs(before.improvements_of(found.before), after.improvements_of(found.after)):
        named = new or old
        assert named is not None  # noqa: S101 - one of the two there is
        told = [_work(words, each) if each is not None else [] for each in (old, new)]
        told = told if all(told) else [side[1:] for side in told]  # the row's name says it already
        differing = [pair for pair in zip_longest(*told, fillvalue="") if pair[0] != pair[1]]
        if differing:
            yield _row(words.say(named.title), *(joined(*side) for side in zip(*differing, strict=True)))


def _work(words: Words, improvement: Improvement) -> list[str]:
    due = f"{words.word('report.due')} {improvement.due.isoformat()}" if improvement.due else ""
    title, status = words.say(improvement.title), words.word(f"status.{improvement.status}")
    return [title, status, words.department(improvement.owner), due]


def _row(name: str, before: str, after: str) -> dict[str, Any]:
    return {"name": name, "before": [before] if before else [], "after": [after] if after else []}
