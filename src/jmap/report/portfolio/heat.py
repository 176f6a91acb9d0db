"""Channels × stages: where in all journeys together it hurts."""

from __future__ import annotations

from collections import Counter
from math import fsum
from typing import TYPE_CHECKING, Any

from jmap.report.names import score
from jmap.score.mean import mean_of_scores

if TYPE_CHECKING:
    from jmap.model import Stage
    from jmap.report.portfolio.folio import Folio
    from jmap.score.result import Score

COLUMNS = 12
"""Stages shown: those of most journeys."""
ROWS = 16
"""Channels shown: those of most touchpoints."""


def heat(folio: Folio) -> dict[str, Any]:
    """The map as `{columns, rows, more_columns, more_rows}`; nothing unless a touchpoint names a channel."""
    stages = _stages(folio)
    cells: dict[tuple[str, str], list[tuple[float, Score]]] = {}
    sizes: Counter[str] = Counter()
    for journey in folio.present:
        for place in folio.places[journey.id]:
            for channel in place.channels:
                cells.setdefault((channel, _name(folio, place.stage)), []).append(
                    (place.weight, place.own.score)
                )
                sizes[channel] += 1
    used = {stage: len(stages[stage]) for _, stage in cells}
    columns = sorted(used, key=lambda name: -used[name])[:COLUMNS]
    columns.sort(key=lambda name: _place(stages[name]))
    channels = [channel for channel, _ in sizes.most_common(ROWS)]
    if not channels:
        return {}
    return {
        "columns": [{"name": name, "count": used[name]} for name in columns],
        "rows": [
            {
                "id": channel,
                "name": folio.name(folio.project.channels, channel),
                "count": sizes[channel],
                "cells": [_cell(cells.get((channel, stage), [])) for stage in columns],
            }
            for channel in channels
        ],
        "more_columns": len(used) - len(columns),
        "more_rows": len(sizes) - len(channels),
    }


def _stages(folio: Folio) -> dict[str, list[float | None]]:
    """Stages of the same name, and where in each of their journeys they lie: 0–1, a lone one nowhere."""
    found: dict[str, list[float | None]] = {}
    for journey in folio.present:
        last = len(journey.stages) - 1
        for index, stage in enumerate(journey.stages):
            found.setdefault(_name(folio, stage), []).append(index / last if last else None)
    return found


def _place(positions: list[float | None]) -> float:
    known = [position for position in positions if position is not None]
    return fsum(known) / len(known) if known else 0.5


def _name(folio: Folio, stage: Stage) -> str:
    """As it is read: stages may have the same name in one language and not in another."""
    return folio.say(stage.name) or stage.id


def _cell(found: list[tuple[float, Score]]) -> dict[str, Any]:
    """The mean score of the touchpoints there, by their weights, and how many they are."""
    return {"count": len(found), **score(mean_of_scores(found).value)}
