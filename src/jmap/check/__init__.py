"""Rules over the model: what is allowed but worth a look."""

from __future__ import annotations

from jmap.check.known import all_rules
from jmap.check.rule import Problem, Rule
from jmap.check.run import about, check, current_day
from jmap.check.selection import Selection
from jmap.check.survey import Survey

__all__ = ["Problem", "Rule", "Selection", "Survey", "about", "all_rules", "check", "current_day"]
