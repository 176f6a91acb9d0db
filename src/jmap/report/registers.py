"""Lists below the map: what is done about it, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.report.measures import wave_of

if TYPE_CHECKING:
    from jmap.model import Effect, Improvement
    from jmap.report.names import Words


def improvements(words: Words) -> list[dict[str, Any]]:
    """Everything done about the journey: its own register and the project's."""
    journey = words.sheet.journey
    return [_improvement(words, improvement) for improvement in words.project.improvements_of(journey)]


def _improvement(words: Words, improvement: Improvement) -> dict[str, Any]:
    return {
        "id": improvement.id,
        "title": words.say(improvement.title),
        "addresses": [address(words, reference) for reference in improvement.addresses],
        "owner": words.department(improvement.owner),
        "status": improvement.status,
        "status_name": words.word(f"status.{improvement.status}"),
        "impact": improvement.impact,
        "effort": improvement.effort,
        "due": improvement.due.isoformat() if improvement.due else "",
        "effects": [_effect(words, effect) for effect in improvement.effects],
        "notes": words.statements(improvement.notes),
    }


def _effect(words: Words, effect: Effect) -> dict[str, Any]:
    return {
        "measure": words.plan.measure(effect.measure),
        "before": wave_of(words, effect.before, effect.measure) if effect.before else {},
        "after": wave_of(words, effect.after, effect.measure) if effect.after else {},
    }


def address(words: Words, reference: str) -> dict[str, str]:
    """What an improvement is meant for, in words, as `{name, text, journey, href}`."""
    named, _, rest = reference.rpartition("/")
    journey = words.project.journeys.get(named, words.sheet.journey) if named else words.sheet.journey
    place, _, part = rest.partition(".")
    touchpoint = journey.by_id.get(place)
    stage = next((stage for stage in journey.stages if stage.id == place), None)
    subject = touchpoint or stage
    if subject is None:
        return {"name": rest, "text": "", "journey": "", "href": ""}
    here = journey.id == words.sheet.journey.id
    texts = [pain.text for pain in subject.pains if pain.id == part]
    texts += [chance.text for chance in subject.opportunities if chance.id == part]
    return {
        "name": words.say(subject.name),
        "text": words.say(texts[0]) if texts else "",
        "journey": "" if here else words.say(journey.title),
        "href": words.href("t" if touchpoint else "s", place) if here else "",
    }


def evidence(words: Words) -> list[dict[str, Any]]:
    """What the page has named as evidence, newest first; undated items last, in order of the project."""
    items = [item for item in words.project.evidence.values() if item.id in words.cited]
    items.sort(key=lambda item: item.date.toordinal() if item.date else 0, reverse=True)
    return [
        {
            "id": item.id,
            "title": words.say(item.title) or item.id,
            "kind": item.kind,
            "kind_name": words.word(f"evidence-kind.{item.kind}"),
            "persona": words.persona(item.persona),
            "date": item.date.isoformat() if item.date else "",
            "n": item.n or 0,
            "source": words.say(item.source),
        }
        for item in items
    ]
