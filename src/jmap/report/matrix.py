"""Improvements and opportunities by impact and effort: a matrix of numbered marks, and the list of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jmap.report import priorities
from jmap.score.priority import quadrant

if TYPE_CHECKING:
    from jmap.report.names import Words
    from jmap.report.priorities import Priority

LEVELS = (1, 2, 3, 4, 5)


def matrix(words: Words) -> dict[str, Any]:
    """Rows from much impact to little, effort growing to the right; empty where nothing is estimated.

    Improvements that are done or dropped are not on it: there is nothing to decide any more.
    """
    found = [one for one in priorities.improvements(words) if one.open]
    found += priorities.opportunities(words)
    known = [one for one in found if one.quadrant is not None]
    if not known:
        return {}
    items = [_item(words, number, one) for number, one in enumerate(known, 1)]
    return {
        "rows": [
            {
                "impact": impact,
                "cells": [
                    {
                        "effort": effort,
                        "quadrant": _quadrant(impact, effort),
                        "name": words.word(f"quadrant.{_quadrant(impact, effort)}")
                        if _named(impact, effort)
                        else "",
                        "marks": [
                            item for item in items if (item["impact"], item["effort"]) == (impact, effort)
                        ],
                    }
                    for effort in LEVELS
                ],
            }
            for impact in reversed(LEVELS)
        ],
        "efforts": list(LEVELS),
        "groups": [
            {"kind": kind, "name": words.word(name), "items": group}
            for kind, name in (
                ("improvement", "report.improvements"),
                ("opportunity", "report.opportunities"),
            )
            if (group := [item for item in items if item["kind"] == kind])
        ],
        "unknown": [_item(words, 0, one) for one in found if one.quadrant is None],
    }


def _quadrant(impact: int, effort: int) -> str:
    return str(quadrant(impact, effort))


def _named(impact: int, effort: int) -> bool:
    """Whether a cell is the first of its quadrant, which bears its name."""
    first = next(
        (row, column)
        for row in reversed(LEVELS)
        for column in LEVELS
        if quadrant(row, column) is quadrant(impact, effort)
    )
    return (impact, effort) == first


def _item(words: Words, number: int, one: Priority) -> dict[str, Any]:
    """A mark and its line in the list; an opportunity leads to its place, an improvement to its row."""
    return {
        "number": number,
        "kind": one.kind,
        "text": one.text,
        "href": words.place(one.id.partition(".")[0])
        if one.kind == "opportunity"
        else words.href("i", one.id),
        "places": words.join(one.places),
        "impact": one.impact or 0,
        "effort": one.effort or 0,
        "quadrant": words.word(f"quadrant.{one.quadrant}") if one.quadrant else "",
        "status": words.word(f"status.{one.status}") if one.status else "",
    }
