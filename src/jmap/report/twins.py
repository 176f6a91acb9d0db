"""A journey beside its twins: what is now and what shall be, A and B, one segment and another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jmap.compare import compare
from jmap.layout.emotion import mood_color
from jmap.render.names import stem
from jmap.report.chart import HEIGHT, columns, curve, percent, spans
from jmap.report.names import difference, score
from jmap.report.names import percent as share_of
from jmap.report.scores import interval
from jmap.report.touchpoints import lane_name
from jmap.score import score_journey
from jmap.score.path import times
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jmap.compare import Comparison, LaneChange, MeasureShift, PointChange, Shift
    from jmap.model import Journey, Statement
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
    there = f"{stem(twin.id)}.html"
    points = [_point(words, found, point, there) for point in found.points] if whole else []
    same = [point["name"] for point in points if not point["differs"]]
    return {
        "id": twin.id,
        "title": words.say(twin.title) or twin.id,
        "href": there,
        "sides": [
            _side(words, journey, scores)
            for journey, scores in zip((found.before, found.after), found.scores, strict=True)
        ],
        "shift": _shift(found.score),
        "chart": _chart(words, found),
        "told": "" if whole else words.word("twins.elsewhere"),
        "whole": [
            *(_persona(words, persona, shift) for persona, shift in found.by_persona),
            *(_measure(words, shift) for shift in found.measures if shift.differs),
        ],
        "points": [point for point in points if point["differs"]],
        "same": words.word("twins.same", names=words.join(same)) if same else "",
    }


def _side(words: Words, journey: Journey, scores: JourneyScore) -> dict[str, Any]:
    here = journey.id == words.sheet.journey.id
    time = times(journey, scores.paths)
    expected = time.expected if time else None
    return {
        "title": words.say(journey.title) or journey.id,
        "href": "" if here else f"{stem(journey.id)}.html",
        "state": words.word(f"state.{journey.state}"),
        **score(scores.score.value),
        "facts": words.facts(
            ("report.interval", interval(scores.score)),
            ("report.pain-load", share_of(scores.pain.value, 0)),
            ("report.coverage", share_of(scores.coverage.measured, 0)),
            ("paths.expected", words.plan.duration(expected) if expected is not None else ""),
            ("report.touchpoints", str(len(journey.touchpoints))),
        ),
    }


def _shift(shift: Shift | MeasureShift) -> dict[str, Any]:
    """A difference in points as `{shown, level, sure}`; the last is a sign for whether intervals overlap."""
    points = shift.points
    apart = shift.apart
    return {
        "shown": difference(points),
        "level": "unknown" if points is None or not points else "good" if points > 0 else "bad",
        "sure": "" if apart is None else "●" if apart else "○",
    }


def _chart(words: Words, found: Comparison) -> dict[str, Any]:
    """Both curves on one axis, over the touchpoints of both; empty where neither journey's emotion is known."""
    moods = [point.mood for point in found.points]
    if not any(value is not None for pair in moods for value in pair):
        return {}
    stages = {
        one.id: (words.say(stage.name) or stage.id)
        for journey in (found.before, found.after)
        for stage in journey.stages
        for one in stage.touchpoints
    }
    parts: list[tuple[str, int]] = []
    for point in found.points:
        name = stages[point.touchpoint.id]
        if parts and parts[-1][0] == name:
            parts[-1] = (name, parts[-1][1] + 1)
        else:
            parts.append((name, 1))
    count = len(found.points)
    names = [words.say(journey.title) or journey.id for journey in (found.before, found.after)]
    absent = [
        {index for index, point in enumerate(found.points) if (point.before, point.after)[side] is None}
        for side in (0, 1)
    ]
    return {
        **columns(count),
        "label": words.word("curves.label", names=words.join(names)),
        "scale": [words.word(f"emotion.{level}") for level in ("high", "middle", "low")],
        "stages": spans(parts),
        "lines": [
            {
                "name": name,
                "shade": shade,
                "href": "",
                "dash": dash,
                **curve([pair[index] for pair in moods], absent[index]),
            }
            for index, (name, shade, dash) in enumerate(
                zip(names, ("before", "after"), ("7 5", ""), strict=True)
            )
        ],
        "foot": HEIGHT + 26,
        "marks": [
            {
                "number": "+" if point.kind == "new" else "−",
                "x": percent(index + 0.5, count),
                "y": HEIGHT + 10,
            }
            for index, point in enumerate(found.points)
            if point.kind != "kept"
        ],
    }


def _point(words: Words, found: Comparison, point: PointChange, there: str) -> dict[str, Any]:
    """One row; what stands on the page of the twin only is linked `there`."""
    before, after = point.before, point.after
    own = before if found.before.id == words.sheet.journey.id else after
    address = words.href("t", own.id) if own is not None else f"{there}#t-{quote(point.touchpoint.id)}"
    measures = [_measure(words, shift) for shift in point.measures if shift.differs]
    told = {
        "measures": measures,
        "pains_gone": _texts(words, (pain.text for pain in point.pains_gone)),
        "pains_new": _texts(words, (pain.text for pain in point.pains_new)),
        "lanes": [
            *_plain(words, point),
            *_chances(words, point),
            *(_lane(words, lane) for lane in point.lanes),
        ],
    }
    return {
        "name": words.say(point.touchpoint.name),
        "href": address,
        "kind": point.kind,
        "kind_name": "" if point.kind == "kept" else words.word(f"twins.{point.kind}"),
        "scores": [score(side.value)["shown"] for side in point.score],
        "moods": [
            {"value": plain(value), "level": mood_color(value)}
            if value is not None
            else {"value": "", "level": ""}
            for value in point.mood
        ],
        **_shift(point.score),
        **told,
        "differs": point.kind != "kept" or any(told.values()) or bool(point.score.points),
    }


def _measure(words: Words, shift: MeasureShift) -> dict[str, Any]:
    return {
        "name": words.plan.measure(shift.measure),
        "persona": words.persona(shift.persona),
        "before": words.shown(shift.before) if shift.before is not None else "–",
        "after": words.shown(shift.after) if shift.after is not None else "–",
        **_shift(shift),
    }


def _persona(words: Words, persona: str, shift: Shift) -> dict[str, Any]:
    """The journey's score for one persona, told like a measure."""
    sides = [score(side.value)["shown"] for side in shift]
    return {
        "name": words.word("report.score"),
        "persona": words.persona(persona),
        "before": sides[0],
        "after": sides[1],
        **_shift(shift),
    }


def _plain(words: Words, point: PointChange) -> list[dict[str, Any]]:
    """What is no statement and differs: name, duration, channels, owner, reach, importance."""
    if point.before is None or point.after is None:
        return []
    sides = (point.before, point.after)
    pairs = (
        ("report.touchpoint", [words.say(one.name) for one in sides]),
        (
            "lane.duration",
            [words.plan.duration(one.duration) if one.duration is not None else "" for one in sides],
        ),
        ("lane.channel", [words.join(words.channel(id_) for id_ in one.channels) for one in sides]),
        ("lane.owner", [words.department(one.owner) for one in sides]),
        ("report.reach", [share_of(one.reach) for one in sides]),
        ("report.importance", [plain(one.importance) if one.importance else "" for one in sides]),
    )
    return [
        {"name": words.word(key), "before": [old] if old else [], "after": [new] if new else []}
        for key, (old, new) in pairs
        if old != new
    ]


def _chances(words: Words, point: PointChange) -> list[dict[str, Any]]:
    """Opportunities that only one of both has."""
    gone, new = (
        [words.say(chance.text) for chance in chances] for chances in (point.chances_gone, point.chances_new)
    )
    return [{"name": words.word("lane.opportunities"), "before": gone, "after": new}] if gone or new else []


def _lane(words: Words, change: LaneChange) -> dict[str, Any]:
    return {
        "name": lane_name(words, change.lane),
        "before": [_said(words, each) for each in change.before],
        "after": [_said(words, each) for each in change.after],
    }


def _said(words: Words, statement: Statement) -> str:
    persona = words.persona(statement.persona)
    text = words.say(statement.text)
    return f"{persona}{words.word('report.colon')}{text}" if persona else text


def _texts(words: Words, texts: Iterable[Any]) -> list[str]:
    return [words.say(text) for text in texts]
