"""A journey beside its twins: what is now and what shall be, A and B, one segment and another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.compare import compare
from jmap.report.chart import HEIGHT, columns, curve, percent, spans
from jmap.report.differences import courses, measure, persona, point, shift
from jmap.report.names import percent as share_of
from jmap.report.names import score
from jmap.report.scores import interval
from jmap.score import score_journey
from jmap.score.path import times
from jmap.text.number import percents

if TYPE_CHECKING:
    from jmap.compare import Comparison
    from jmap.model import Journey
    from jmap.report.differences import Course
    from jmap.report.names import Words
    from jmap.score import JourneyScore


def others(words: Words) -> list[dict[str, Any]]:
    """The journey and each of its twins side by side; of two, the variant stands on the right.

    Point by point they are compared on the page of the variant; that of the origin leads there.
    """
    return [_pair(words, twin) for twin in words.project.twins_of(words.sheet.journey)]


def compared(words: Words, twin: Journey) -> Comparison:
    """The journey and one of its twins, in order: the variant is the second."""
    here, scores = words.sheet.journey, words.sheet.scores
    of_twin = score_journey(words.project, twin)
    if here.variant_of == twin.id:
        return compare(twin, here, (of_twin, scores), words.project.evidence, private=words.private)
    return compare(here, twin, (scores, of_twin), words.project.evidence, private=words.private)


def _pair(words: Words, twin: Journey) -> dict[str, Any]:
    found = compared(words, twin)
    whole = found.after.id == words.sheet.journey.id
    there = words.beside(twin)
    both = courses(words, found)
    changes = (*found.stages, *found.points) if whole else ()
    points = [point(words, both, each, there) for each in changes]
    same = [each["name"] for each in points if each["by_itself"] and not each["differs"]]
    return {
        "id": twin.id,
        "title": words.say(twin.title) or twin.id,
        "href": there,
        "sides": [
            _side(words, journey, scores)
            for journey, scores in zip((found.before, found.after), found.scores, strict=True)
        ],
        "shift": shift(found.score),
        "chart": _chart(words, found, both),
        "told": "" if whole else words.texts()["twins.elsewhere"],
        "whole": [
            *(persona(words, id_, each) for id_, each in found.by_persona),
            *(measure(words, each) for each in found.measures if each.differs),
        ],
        "points": [each for each in points if each["differs"]],
        "same": words.word("twins.same", names=words.join(same)) if same else "",
    }


def _side(words: Words, journey: Journey, scores: JourneyScore) -> dict[str, Any]:
    here = journey.id == words.sheet.journey.id
    time = times(journey, scores.paths)
    expected = time.expected if time else None
    return {
        "title": words.say(journey.title) or journey.id,
        "href": "" if here else words.beside(journey),
        "state": words.word(f"state.{journey.state}"),
        **score(scores.score.value),
        "facts": words.facts(
            ("report.interval", interval(scores.score)),
            ("report.pain-load", share_of(scores.pain.value, 0)),
            ("report.coverage", percents(scores.coverage)[0]),
            ("paths.expected", words.plan.duration(expected) if expected is not None else ""),
            (
                "report.touchpoints" if journey.touchpoints else "lane.stages",
                str(len(journey.touchpoints or journey.stages)),
            ),
        ),
    }


def _chart(words: Words, found: Comparison, both: tuple[Course, Course]) -> dict[str, Any]:
    """Both curves on one axis, over the touchpoints of both; empty where neither journey's emotion is known."""
    moods = [each.mood for each in found.points]
    if not any(value is not None for pair in moods for value in pair):
        return {}
    names = {each.place.id: words.say(each.place.name) or each.place.id for each in found.stages}
    parts: list[tuple[str, int]] = []
    for each in found.points:
        name = names[both[bool(each.after)].homes[each.place.id]]
        if parts and parts[-1][0] == name:
            parts[-1] = (name, parts[-1][1] + 1)
        else:
            parts.append((name, 1))
    count = len(found.points)
    titles = [words.say(journey.title) or journey.id for journey in (found.before, found.after)]
    absent = [
        {index for index, each in enumerate(found.points) if (each.before, each.after)[side] is None}
        for side in (0, 1)
    ]
    return {
        **columns(count),
        "label": words.word("curves.label", names=words.join(titles)),
        "scale": [words.word(f"emotion.{level}") for level in ("high", "middle", "low")],
        "stages": spans(parts),
        "lines": [
            {
                "name": name,
                "shade": shade,
                "dash": dash,
                **curve([pair[index] for pair in moods], absent[index]),
            }
            for index, (name, shade, dash) in enumerate(
                zip(titles, ("before", "after"), ("7 5", ""), strict=True)
            )
        ],
        "foot": HEIGHT + 26,
        "marks": [
            {
                "number": "+" if each.kind == "new" else "−",
                "x": percent(index + 0.5, count),
                "y": HEIGHT + 10,
            }
            for index, each in enumerate(found.points)
            if each.kind != "kept"
        ],
    }
