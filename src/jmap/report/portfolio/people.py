"""Personas × journeys: who travels where, and how it goes for them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from jmap.report.names import score

if TYPE_CHECKING:
    from jmap.model import Journey
    from jmap.report.portfolio.folio import Folio

COLUMNS = 12
"""Personas shown: those with most journeys."""
ROWS = 30
"""Journeys shown: those with the lowest scores."""


def people(folio: Folio) -> dict[str, Any]:
    """The matrix as `{columns, rows, unscored, total, more, more_columns}`; nothing when nobody travels."""
    counts = Counter(id_ for journey in folio.journeys for id_ in dict.fromkeys(journey.personas))
    declared = {id_: place for place, id_ in enumerate(folio.project.personas)}
    chosen = sorted(counts, key=lambda id_: -counts[id_])[:COLUMNS]
    chosen.sort(key=lambda id_: declared.get(id_, len(declared)))
    travelled = [journey for journey in folio.journeys if not {*chosen}.isdisjoint(journey.personas)]
    if len(travelled) > ROWS:
        travelled = sorted(travelled, key=lambda journey: _rank(folio, journey))
    if not chosen:
        return {}
    rows = [_row(folio, journey, chosen) for journey in travelled[:ROWS]]
    return {
        "columns": [
            {"id": id_, "name": folio.name(folio.project.personas, id_), "count": counts[id_]}
            for id_ in chosen
        ],
        "rows": rows,
        "unscored": any(cell["travels"] and not cell["shown"] for row in rows for cell in row["cells"]),
        "total": len(travelled),
        "more": max(0, len(travelled) - ROWS),
        "more_columns": len(counts) - len(chosen),
    }


def _rank(folio: Folio, journey: Journey) -> tuple[bool, float]:
    value = folio.scores[journey.id].score.value
    return value is None, value or 0.0


def _row(folio: Folio, journey: Journey, chosen: list[str]) -> dict[str, Any]:
    """A journey with a cell for each persona, whose score is empty for those of whom nothing is known."""
    known = folio.scores[journey.id].by_persona
    cells = [
        {"travels": id_ in journey.personas, **score(known[id_].value if id_ in known else None)}
        for id_ in chosen
    ]
    return {**folio.journey(journey), "cells": cells}
