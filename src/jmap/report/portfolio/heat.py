"""Channels × stages: where in all journeys together it hurts."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from math import fsum
from typing import TYPE_CHECKING, Any

from jmap.report.names import score
from jmap.score.mean import mean_of_scores

if TYPE_CHECKING:
    from jmap.model import Stage, Text
    from jmap.report.portfolio.folio import Folio
    from jmap.score.result import Score

COLUMNS = 12
"""Stages shown: those of most journeys."""
ROWS = 16
"""Channels shown: those of most touchpoints."""


@dataclass
class _Stage:
    """Stages of the same name in all journeys, and where in them they lie (0–1)."""

    name: Text
    positions: list[float] = field(default_factory=list)


def heat(folio: Folio) -> dict[str, Any]:
    """The map as `{columns, rows, more_columns, more_rows}`; nothing unless a touchpoint names a channel."""
    stages: dict[str, _Stage] = {}
    cells: dict[tuple[str, str], list[tuple[float, Score]]] = {}
    sizes: Counter[str] = Counter()
    for journey in folio.journeys:
        for index, stage in enumerate(journey.stages):
            name = _name(stage)
            known = stages.setdefault(name, _Stage(stage.name))
            known.positions.append(index / max(1, len(journey.stages) - 1))
        for place in folio.places[journey.id]:
            for channel in place.channels:
                cells.setdefault((channel, _name(place.stage)), []).append((place.weight, place.own.score))
                sizes[channel] += 1
    used = {stage: len(stages[stage].positions) for _, stage in cells}
    columns = sorted(used, key=lambda id_: -used[id_])[:COLUMNS]
    columns.sort(key=lambda id_: fsum(stages[id_].positions) / len(stages[id_].positions))
    channels = [channel for channel, _ in sizes.most_common(ROWS)]
    if not channels:
        return {}
    return {
        "columns": [
            {"id": id_, "name": folio.say(stages[id_].name) or id_, "count": used[id_]} for id_ in columns
        ],
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


def _name(stage: Stage) -> str:
    return str(stage.name) or stage.id


def _cell(found: list[tuple[float, Score]]) -> dict[str, Any]:
    """The mean score of the touchpoints there, by their weights, and how many they are."""
    return {"count": len(found), **score(mean_of_scores(found).value)}
