"""Lists below the map: what is done about it, and what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.model import Address
from jmap.report.former import former
from jmap.report.measures import change_of, wave_of
from jmap.report.names import difference
from jmap.score.effect import changes
from jmap.score.priority import register

if TYPE_CHECKING:
    from jmap.model import Effect, Improvement
    from jmap.report.names import Words
    from jmap.score.effect import Change
    from jmap.score.priority import Entry


def improvements(words: Words) -> list[dict[str, Any]]:
    """Everything done about the journey, in its own register and the project's: the most worthwhile first.

    What is finished, or dropped, comes after what is open.
    """
    entries = register(words.project, words.sheet.journey, words.sheet.scores)
    earlier = former(entry.improvement for entry in entries)
    return [{**_improvement(words, entry), "formerly": earlier[entry.improvement.id]} for entry in entries]


def _improvement(words: Words, entry: Entry) -> dict[str, Any]:
    improvement = entry.improvement
    return {
        "open": improvement.open,
        "group": words.word("improvement.open" if improvement.open else "improvement.closed"),
        "quadrant": words.word(f"quadrant.{entry.quadrant}") if entry.quadrant else "",
        "id": improvement.id,
        "title": words.say(improvement.title),
        "addresses": [address(words, reference) for reference in improvement.addresses],
        "owner": words.department(improvement.owner),
        "status": improvement.status,
        "status_name": words.word(f"status.{improvement.status}"),
        "impact": improvement.impact,
        "effort": improvement.effort,
        "due": improvement.due.isoformat() if improvement.due else "",
        "effects": effects(words, improvement),
        "notes": words.statements(improvement.notes),
    }


def effects(words: Words, improvement: Improvement) -> list[dict[str, Any]]:
    """What an improvement changed, measure by measure."""
    found = zip(improvement.effects, changes(words.project, improvement), strict=True)
    return [_effect(words, effect, change) for effect, change in found]


def _effect(words: Words, effect: Effect, change: Change) -> dict[str, Any]:
    """A measure before and after, or its `change` as reported.

    `points` tells the difference on 0–100 with its 95 % bounds, where known; `level` whether it is for the better.
    """
    before, after = (
        wave_of(words, wave, effect.measure) if wave else {} for wave in (effect.before, effect.after)
    )
    bounds = change.interval
    return {
        "measure": words.plan.measure(effect.measure),
        "persona": words.persona(effect.persona),
        "before": before,
        "after": after,
        "change": change_of(words, effect.change, effect.measure) if effect.change else {},
        "points": difference(change.points),
        "level": "unknown" if change.good is None else "good" if change.good else "bad",
        "interval": "" if bounds is None else " … ".join(map(difference, bounds)),
    }


def address(words: Words, reference: str) -> dict[str, str]:
    """What an improvement is meant for, in words, as `{name, text, journey, href}`."""
    own = words.sheet.journey
    journey, place, part = Address.read(reference, own.id)
    here = journey == own.id
    there = own if here else words.project.journeys.get(journey)
    subject = there.at(place) if there is not None else None
    if there is None or subject is None:
        return {"name": reference, "text": "", "journey": "", "href": ""}
    texts = [pain.text for pain in subject.pains if pain.id == part]
    texts += [chance.text for chance in subject.opportunities if chance.id == part]
    return {
        "name": words.say(subject.name),
        "text": words.say(texts[0]) if texts else "",
        "journey": "" if here else words.say(there.title),
        "href": words.place(place) if here else words.beside(there, place),
    }


def evidence(words: Words) -> list[dict[str, Any]]:
    """What the page has named as evidence, newest first; undated items last, in order of the project."""
    items = [item for item in words.project.evidence.values() if item.id in words.cited]
    items.sort(key=lambda item: item.date.toordinal() if item.date else 0, reverse=True)
    earlier = former(items)
    return [
        {
            "id": item.id,
            "formerly": earlier[item.id],
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
