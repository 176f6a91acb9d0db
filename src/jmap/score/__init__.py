"""From what a map knows to scores that say how they came about and what they rest on.

The formulas and where they come from are in `docs/scoring.md`.
"""

from __future__ import annotations

from jmap.score.journey import score, score_journey
from jmap.score.result import (
    Basis,
    Component,
    Coverage,
    JourneyScore,
    Own,
    PainLoad,
    PathScore,
    Score,
    StageScore,
    TouchpointScore,
    Unscored,
)

__all__ = [
    "Basis",
    "Component",
    "Coverage",
    "JourneyScore",
    "Own",
    "PainLoad",
    "PathScore",
    "Score",
    "StageScore",
    "TouchpointScore",
    "Unscored",
    "score",
    "score_journey",
]
