"""Rules over the model: what is allowed but worth a look."""

from __future__ import annotations

from jmap.check.known import all_rules
from jmap.check.rule import Problem, Rule
from jmap.check.run import by_journey, check, current_day, known_of
from jmap.check.selection import Selection
from jmap.check.survey import Survey

__all__ = [
    "Problem",
    "Rule",
    "Selection",
    "Survey",
    "all_rules",
    "by_journey",
    "check",
    "current_day",
    "known_of",
]
