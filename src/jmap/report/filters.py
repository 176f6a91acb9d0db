"""What readers may filter touchpoints by, and which touchpoint answers to what."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from jmap.layout.bars import BANDS
from jmap.model.experience import STORY
from jmap.report.names import score

if TYPE_CHECKING:
    from jmap.model import Stage, Touchpoint
    from jmap.report.names import Words

_NAMES = {"channel": "lane.channel"}


def marks(words: Words, stage: Stage, touchpoint: Touchpoint) -> dict[str, list[str]]:
    """Ids by facet. A touchpoint that names no persona is everybody's; owner and channel may be its stage's."""
    own = words.sheet.scores.touchpoints.get(touchpoint.id)
    personas = [who.persona.id for who in words.plan.travellers if who.persona is not None]
    named = _named(touchpoint, private=words.private)
    return {
        "persona": [id_ for id_ in personas if id_ in named] or personas,
        "channel": list(stage.channels_of(touchpoint)),
        "department": [owner] if (owner := stage.owner_of(touchpoint)) else [],
        "stage": [stage.id],
        "score": [score(own.score.value if own else None)["level"]],
    }


def _named(touchpoint: Touchpoint, *, private: bool) -> set[str | None]:
    """Personas anything readers see of a touchpoint is about; remarks of the authors are not of the touchpoint."""
    lanes = (*(getattr(touchpoint, lane) for lane in (*STORY, "quotes")), *touchpoint.lanes.values())
    texts = (text for text in chain.from_iterable(lanes) if private or not text.private)
    values = chain.from_iterable(touchpoint.measures.values())
    told = (touchpoint.emotion, touchpoint.pains, touchpoint.opportunities, texts, values)
    return {one.persona for one in chain.from_iterable(told)}


def facets(words: Words, known: list[dict[str, list[str]]]) -> list[dict[str, Any]]:
    """The facets that part the touchpoints whose marks are `known`, as `{id, name, options}`."""
    journey = words.sheet.journey
    names = {
        "persona": {
            who.persona.id: words.say(who.persona.name) for who in words.plan.travellers if who.persona
        },
        "channel": {id_: words.channel(id_) for marks in known for id_ in marks["channel"]},
        "department": {id_: words.department(id_) for marks in known for id_ in marks["department"]},
        "stage": {stage.id: words.say(stage.name) or stage.id for stage in journey.stages},
        "score": {**BANDS, "unknown": words.word("basis.unknown")},
    }
    found = []
    for facet, options in names.items():
        used = {id_ for marks in known for id_ in marks[facet]}
        offered = [{"id": id_, "name": name} for id_, name in options.items() if id_ in used]
        if len(offered) > 1 or any(not marks[facet] for marks in known):
            found.append(
                {"id": facet, "name": words.word(_NAMES.get(facet, f"report.{facet}")), "options": offered}
            )
    return [facet for facet in found if facet["options"]]
