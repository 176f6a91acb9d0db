"""Rules over the model: what is allowed but worth a look."""

from __future__ import annotations

from jmap.check.rule import Problem, Rule
from jmap.check.run import check, current_day, rules
from jmap.check.selection import Selection
from jmap.check.survey import Survey

__all__ = ["Problem", "Rule", "Selection", "Survey", "check", "current_day", "rules"]
