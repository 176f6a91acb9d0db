"""The hand-out of the training view: one page per stage, for people who do not map for a living.

What customers do, need and feel stands beside what staff do, in large type, for paper first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from jmap.render.templates import render as fill
from jmap.report import people, touchpoints
from jmap.report.document import tight
from jmap.report.names import Words
from jmap.report.page import head

if TYPE_CHECKING:
    from jmap.render.format import Sheet

_CUSTOMER: Final = ("goal", "does", "needs", "thinks", "feels")
_QUIET: Final = "physical"
"""What is neither done nor felt, but seen; it stands with the customer."""
_TOLD: Final = ("lanes", "channels", "emotions", "pains", "quotes", "image")
"""What a hand-out says of a place."""


def edition(sheet: Sheet, at: str, choice: list[dict[str, str]]) -> dict[str, Any]:
    """The hand-out in one language; `at` begins its ids."""
    words = Words(sheet, at)
    told = head(words)
    stages = [_stage(one) for one in touchpoints.stages(words)]
    context: dict[str, object] = {
        "words": words.texts(),
        "head": told,
        "personas": people.personas(words),
        "stages": [stage | _place(words, number, len(stages)) for number, stage in enumerate(stages, 1)],
        "at": at,
        "languages": choice,
    }
    text = fill("html/training.html", context, project=sheet.options.templates)
    return {
        "at": at,
        "language": sheet.language,
        "title": f"{told['title']} · {words.word('handout.title')}",
        "description": told["description"],
        "html": Markup(tight(text)),  # noqa: S704 -- escaped by its templates
    }


def _place(words: Words, number: int, count: int) -> dict[str, Any]:
    return {"number": number, "place": words.word("handout.stage", number=number, count=count)}


def _stage(stage: dict[str, Any]) -> dict[str, Any]:
    """A stage with the lanes of its touchpoints told apart: the customer's, and the staff's.

    Of its own its heading tells the goal, and a row for the whole stage all others.
    """
    lanes = [lane for lane in stage["lanes"] if lane["id"] != "goal"]
    whole = touchpoints.whole(stage) | {"lanes": lanes}
    return {
        **_sides(stage),
        "whole": [_sides(whole)] if any(whole[part] for part in _TOLD) else [],
        "touchpoints": [_sides(one) for one in stage["touchpoints"]],
    }


def _sides(place: dict[str, Any]) -> dict[str, Any]:
    lanes = place["lanes"]
    customer = [lane for lane in lanes if lane["id"] in (*_CUSTOMER, _QUIET)]
    staff = [lane for lane in lanes if lane["id"] not in (*_CUSTOMER, _QUIET)]
    return {**place, "customer": customer, "staff": staff}
