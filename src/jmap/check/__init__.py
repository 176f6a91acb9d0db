"""Rules over the model: what is allowed but worth a look."""

from __future__ import annotations

from jmap.check.rule import Problem, Rule
from jmap.check.run import check, rules

__all__ = ["Problem", "Rule", "check", "rules"]
