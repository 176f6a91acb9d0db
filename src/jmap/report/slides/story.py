"""Which slides a deck has, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jmap.report.names import Words
from jmap.report.page import page
from jmap.report.slides import lists
from jmap.report.slides.course import course
from jmap.report.slides.deck import Deck
from jmap.report.slides.opening import opening
from jmap.report.slides.people import people
from jmap.report.slides.quadrants import quadrants

if TYPE_CHECKING:
    from jmap.render.format import Sheet


def told(sheet: Sheet) -> Deck:
    """The journey as a deck; what has no contents has no slide."""
    content = page(sheet)
    deck = Deck(Words(sheet), content["head"]["title"])
    opening(deck, content)
    people(deck, content["personas"])
    course(deck, content)
    if content["funnel"]:
        lists.losses(deck, content["funnel"])
    lists.pains(deck)
    lists.opportunities(deck)
    if content["matrix"]:
        quadrants(deck, content["matrix"])
    lists.improvements(deck)
    lists.measures(deck, content)
    lists.evidence(deck, content)
    return deck
