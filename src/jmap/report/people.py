"""Personas as a page shows them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from jmap.report.former import former
from jmap.report.names import percent, score
from jmap.text.labels import catalogue

if TYPE_CHECKING:
    from jmap.model import Image, Persona
    from jmap.report.names import Words

_LISTS = ("goals", "needs", "expectations", "pains", "behaviours")


def personas(words: Words) -> list[dict[str, Any]]:
    """The journey's personas, the main one first."""
    found = [(who.persona, who.color) for who in words.plan.travellers if who.persona is not None]
    earlier = former(persona for persona, _ in found)
    return [{**_persona(words, persona, color), "formerly": earlier[persona.id]} for persona, color in found]


def _persona(words: Words, persona: Persona, color: str) -> dict[str, Any]:
    lists = [(f"persona.{name}", [words.say(text) for text in getattr(persona, name)]) for name in _LISTS]
    own = words.sheet.scores.by_persona.get(persona.id)
    return {
        "id": persona.id,
        "name": words.say(persona.name),
        "color": color.removeprefix("persona-"),
        "image": picture(words, persona.image),
        "role": words.say(persona.role),
        "scenario": words.say(persona.scenario),
        "quote": words.say(persona.quote),
        "score": score(own.value if own else None),
        "facts": [
            *words.facts(
                ("persona.segment", words.say(persona.segment)),
                (
                    "persona.proficiency",
                    words.word(f"proficiency.{persona.proficiency}") if persona.proficiency else "",
                ),
                ("persona.share", percent(persona.share)),
            ),
            *(
                {"key": "", "name": _title(words, name), "value": words.say(text)}
                for name, text in persona.demographics.items()
            ),
        ],
        "lists": [{"name": words.word(key), "items": items} for key, items in lists if items],
        "evidence": words.evidence(persona.evidence),
    }


def _title(words: Words, key: str) -> str:
    """A usual key in the page's language, any other as the author wrote it."""
    return catalogue(words.sheet.language).get(f"demographics.{key}", key)


def picture(words: Words, image: Image | None) -> dict[str, Any]:
    """A picture as `{src, alt, width, height}`, its content embedded; empty for none."""
    if image is None:
        return {}
    asset = words.project.assets.get(image.file)
    return {
        "src": embedded(asset.data, asset.mime) if asset else "",
        "alt": words.say(image.alt),
        "width": asset.width if asset else 0,
        "height": asset.height if asset else 0,
    }


def embedded(data: bytes, mime: str) -> str:
    """An address that holds the picture itself."""
    return f"data:{mime};base64,{base64.b64encode(data).decode('ascii')}"
