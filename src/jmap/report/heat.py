"""How moments feel against how much they matter, as a table of counts with the touchpoints in each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.layout.emotion import mood_color
from jmap.report.names import face
from jmap.score.journey import IMPORTANCE
from jmap.score.mood import mood

if TYPE_CHECKING:
    from jmap.model import Touchpoint
    from jmap.report.names import Words

LEVELS = (5, 4, 3, 2, 1)
"""The best mood stands first, and what matters most: on a narrow screen the last columns are out of sight."""
SHOWN = 6
"""Touchpoints of a cell that are shown at once; the others unfold."""


def heat(words: Words) -> dict[str, Any]:
    """Rows from the best mood to the worst, what is not known last; empty when no emotion is known.

    Narrow screens have no room for columns that are `bare`: what there is would be out of sight beside nothing.
    """
    journey, shares = words.sheet.journey, words.sheet.scores.shares
    cells: dict[tuple[int, int], list[Touchpoint]] = {}
    for one in journey.touchpoints:
        value = mood(one, shares, words.project.evidence)
        felt = 0 if value is None else face(value)
        cells.setdefault((felt, one.importance or IMPORTANCE), []).append(one)
    if not any(felt for felt, _ in cells):
        return {}
    unknown = any(not felt for felt, _ in cells)
    without = sum(one.importance is None for one in journey.touchpoints)
    return {
        "columns": list(LEVELS),
        "bare": [level for level in LEVELS if not any(importance == level for _, importance in cells)],
        "rows": [
            {
                "mood": felt,
                "level": mood_color(felt) if felt else "unknown",
                "name": words.word(f"emotion.{felt}") if felt else words.word("value.unknown"),
                "cells": [_cell(words, felt, level, cells.get((felt, level), [])) for level in LEVELS],
            }
            for felt in (*LEVELS, *([0] if unknown else ()))
        ],
        "assumed": words.word("heat.assumed", count=without, importance=IMPORTANCE) if without else "",
    }


def _cell(words: Words, felt: int, importance: int, found: list[Touchpoint]) -> dict[str, Any]:
    links = [{"name": words.say(one.name), "href": words.href("t", one.id)} for one in found]
    return {
        "importance": importance,
        "count": len(found),
        "act": 0 < felt <= 2 and importance >= 4,  # noqa: PLR2004 - what hurts most
        "links": links[:SHOWN],
        "more": links[SHOWN:],
        "rest": words.word("value.more", count=len(links) - SHOWN) if len(links) > SHOWN else "",
    }
