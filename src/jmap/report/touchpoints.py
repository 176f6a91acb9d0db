"""Stages and touchpoints in words: all that the map shows, and what it has no room for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.layout.emotion import mood_color
from jmap.model.experience import STORY
from jmap.model.flow import edges_from
from jmap.model.journey import END
from jmap.model.project import LANES
from jmap.model.values import FREQUENCIES
from jmap.report.filters import marks
from jmap.report.former import former
from jmap.report.measures import measures
from jmap.report.names import face, percent, score
from jmap.report.people import picture
from jmap.text.number import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jmap.model import Emotion, Experience, Journey, Opportunity, Pain, Stage, Touchpoint
    from jmap.model.flow import Edge
    from jmap.report.names import Words


def stages(words: Words) -> list[dict[str, Any]]:
    """All stages with their touchpoints."""
    journey, scores = words.sheet.journey, words.sheet.scores
    ways = edges_from(journey)
    former_stages, former_touchpoints = former(journey.stages), former(journey.touchpoints)
    found = []
    for place, stage in enumerate(journey.stages):
        own = scores.stages.get(stage.id)
        told = _experience(words, stage)
        found.append(
            {
                **told,
                "color": place % 6 + 1,
                "formerly": former_stages[stage.id],
                "whole": _whole(told),
                "score": score(own.score.value if own else None),
                "touchpoints": [
                    {
                        **_touchpoint(words, stage, one, ways.get(one.id, [])),
                        "formerly": former_touchpoints[one.id],
                    }
                    for one in stage.touchpoints
                ],
            }
        )
    return found


def whole(stage: dict[str, Any]) -> dict[str, Any]:
    """The stage's own row, with all that its heading does not say already."""
    return {
        **stage,
        "lanes": [],
        "score": score(None),
        "basis": "",
        "ways": [],
        "opens": "",
        "opens_href": "",
        "touchpoint": False,
    }


def _whole(told: dict[str, Any]) -> list[dict[str, Any]]:
    """The stage's own row, unless nothing is left for it."""
    row = whole(told)
    kept = (
        "facts",
        "channels",
        "emotions",
        "pains",
        "opportunities",
        "improvements",
        "quotes",
        "notes",
        "measures",
        "image",
    )
    return [row] if any(row[key] for key in kept) else []


def _touchpoint(words: Words, stage: Stage, touchpoint: Touchpoint, ways: list[Edge]) -> dict[str, Any]:
    own = words.sheet.scores.touchpoints.get(touchpoint.id)
    opens = words.project.journeys.get(touchpoint.opens or "")
    return {
        **_experience(words, touchpoint),
        "touchpoint": True,
        "marks": marks(words, stage, touchpoint),
        "moment": touchpoint.moment_of_truth,
        "decision": touchpoint.is_decision,
        "opens": (words.say(opens.title) or opens.id) if opens else touchpoint.opens or "",
        "opens_href": words.beside(opens) if opens else "",
        "score": score(own.score.value if own else None),
        "basis": words.word(f"basis.{own.basis.value}") if own else "",
        "ways": [way(words, words.sheet.journey, edge) for edge in ways],
    }


def way(words: Words, journey: Journey, edge: Edge) -> dict[str, Any]:
    """One way on, as `{to, href, when, share}`; `href` is empty for the end."""
    if edge.target == END:
        to = words.say(journey.end) or words.word("flow.end")
    else:
        to = words.say(journey.by_id[edge.target].name)
    return {
        "to": to,
        "href": "" if edge.target == END else words.href("t", edge.target),
        "when": words.say(edge.when),
        "share": percent(edge.share),
    }


def _experience(words: Words, place: Stage | Touchpoint) -> dict[str, Any]:
    """What stages and touchpoints have in common."""
    return {
        "id": place.id,
        "name": words.say(place.name) or place.id,
        "facts": _facts(words, place),
        "channels": [_channel(words, id_) for id_ in place.channels],
        "lanes": _lanes(words, place),
        "emotions": [_emotion(words, emotion) for emotion in place.emotion],
        "pains": [_pain(words, pain) for pain in place.pains],
        "opportunities": [_opportunity(words, place, chance) for chance in place.opportunities],
        "improvements": [
            {"id": i.id, "title": words.say(i.title), "status": words.word(f"status.{i.status}")}
            for i, _ in words.plan.works_at(place)
        ],
        "quotes": words.statements(place.quotes),
        "notes": words.statements(place.notes),
        "measures": measures(words, place.measures, place.evidence),
        "image": picture(words, place.image),
        "evidence": words.evidence(place.evidence),
    }


def _facts(words: Words, place: Experience) -> list[dict[str, str]]:
    return words.facts(
        ("lane.owner", words.department(place.owner)),
        ("report.importance", f"{place.importance}/5" if place.importance else ""),
        ("report.reach", percent(place.reach)),
        ("lane.duration", words.plan.duration(place.duration) if place.duration is not None else ""),
    )


def _channel(words: Words, id_: str) -> dict[str, str]:
    channel = words.project.channels.get(id_)
    kind = (channel.kind if channel else None) or ""
    return {
        "name": words.channel(id_),
        "kind": kind,
        "kind_name": words.word(f"channel.{kind}") if kind else "",
    }


def lane_name(words: Words, id_: str) -> str:
    """A lane's name: the project's own, else the usual one."""
    own = next((lane.name for lane in words.project.settings.lanes if lane.id == id_ and lane.name), None)
    return words.say(own) or (words.word(f"lane.{id_}") if id_ in LANES else id_)


def _lanes(words: Words, place: Experience) -> list[dict[str, Any]]:
    """Lanes of statements with their contents, as `{id, name, items}`; the project's own last."""
    contents: Mapping[str, Any] = {**{lane: getattr(place, lane) for lane in STORY}, **place.lanes}
    told = ((lane, words.statements(statements)) for lane, statements in contents.items())
    return [{"id": lane, "name": lane_name(words, lane), "items": items} for lane, items in told if items]


def _emotion(words: Words, emotion: Emotion) -> dict[str, Any]:
    return {
        "persona": words.persona(emotion.persona),
        "value": plain(emotion.value),
        "mood": face(emotion.value),
        "level": mood_color(emotion.value),
        "n": emotion.n,
        "size": f"n = {emotion.n}" if emotion.n else "",
        "date": emotion.date.isoformat() if emotion.date else "",
        "source": words.say(emotion.source),
        "evidence": words.evidence(emotion.evidence),
    }


def _pain(words: Words, pain: Pain) -> dict[str, Any]:
    return {
        "id": pain.id,
        "text": words.say(pain.text),
        "severity": pain.severity or 0,
        "meta": weight_of(words, pain),
        "evidence": words.evidence(pain.evidence),
    }


def weight_of(words: Words, pain: Pain) -> str:
    """How severe a pain is, how often it is met, and by whom."""
    return joined(
        words.word("pain.severity", value=pain.severity) if pain.severity else "",
        frequency(words.word, pain.frequency),
        words.persona(pain.persona),
    )


def frequency(word: Callable[..., str], share: float | None) -> str:
    """How often, in a word where there is one; empty when unknown."""
    if share is None:
        return ""
    known = next((known for known, value in FREQUENCIES.items() if value == share), None)
    return word(f"frequency.{known}") if known else word("pain.share", share=percent(share))


def _opportunity(words: Words, place: Experience, chance: Opportunity) -> dict[str, Any]:
    pains = {pain.id: words.say(pain.text) for pain in place.pains}
    return {
        "id": chance.id,
        "text": words.say(chance.text),
        "answers": [pains[id_] for id_ in chance.answers if id_ in pains],
        "meta": worth_of(words, chance),
        "evidence": words.evidence(chance.evidence),
    }


def worth_of(words: Words, chance: Opportunity) -> str:
    """What an opportunity would do for how much effort, who is to see to it, and for whom."""
    return joined(
        words.word("opportunity.impact", impact=chance.impact or "–", effort=chance.effort or "–")
        if chance.impact or chance.effort
        else "",
        words.department(chance.owner),
        words.persona(chance.persona),
    )


def joined(*facts: str) -> str:
    """Facts in one line."""
    return " · ".join(fact for fact in facts if fact)
