"""Which findings are wanted, and how much each matters: by code, beginning of a code, or name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Protocol

from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from jmap.model.project import CheckSettings

_ENTIRE = 1000
"""Strength of a pattern that names one rule; of the beginning of a code it is the length."""


class Coded(Protocol):
    """A rule or a notice."""

    @property
    def code(self) -> str:
        """Its identifier."""

    @property
    def name(self) -> str:
        """Its name in words."""

    @property
    def severity(self) -> Severity:
        """Its severity, unless the project sets another."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rules are wanted, on the command line or in `jmap.yaml`.

    The pattern that names a rule more closely wins: `select: [P], ignore: [P802]` leaves out one rule of the
    family, `ignore: [P], extend-select: [P802]` all but one. Of two equally close, `ignore` wins.

    Attributes:
        select: what to report; everything when empty.
        extend_select: more of it.
        ignore: what to leave out.
        per_file_ignores: what to leave out in files that match a glob.
        severity: other severities.
    """

    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    severity: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: CheckSettings) -> Selection:
        """What `check:` of `jmap.yaml` says."""
        return cls(
            settings.select,
            settings.extend_select,
            settings.ignore,
            settings.per_file_ignores,
            settings.severity,
        )

    def over(self, base: Selection) -> Selection:
        """This selection, made on the command line, over that of the project.

        A `select` of its own begins anew: what the project selects and ignores no longer counts.
        """
        fresh = bool(self.select)
        return Selection(
            self.select or base.select,
            self.extend_select if fresh else (*base.extend_select, *self.extend_select),
            self.ignore if fresh else (*base.ignore, *self.ignore),
            {**base.per_file_ignores, **self.per_file_ignores},
            {**base.severity, **self.severity},
        )

    def wants(self, rule: Coded) -> bool:
        """Whether a rule is to be reported somewhere."""
        chosen = strength(rule, (*self.select, *self.extend_select))
        if not self.select:
            chosen = max(chosen, 0)
        return chosen >= 0 and chosen > strength(rule, self.ignore)

    def wants_in(self, rule: Coded, path: str) -> bool:
        """Whether a wanted rule is to be reported in the file at `path`."""
        return not any(
            strength(rule, patterns) >= 0 and matches(glob, path)
            for glob, patterns in self.per_file_ignores.items()
        )

    def severity_of(self, rule: Coded) -> Severity:
        """The severity set for a rule by the pattern that names it most closely, else its own."""
        closest = max(self.severity, key=lambda pattern: strength(rule, (pattern,)), default=None)
        if closest is None or strength(rule, (closest,)) < 0:
            return rule.severity
        return Severity(self.severity[closest])

    def patterns(self) -> tuple[str, ...]:
        """Every pattern used."""
        per_file = (pattern for patterns in self.per_file_ignores.values() for pattern in patterns)
        return (*self.select, *self.extend_select, *self.ignore, *per_file, *self.severity)


def strength(rule: Coded, patterns: Iterable[str]) -> int:
    """How closely the best of `patterns` names `rule`; -1 when none does."""
    best = -1
    for pattern in patterns:
        if pattern in (rule.code, rule.name):
            return _ENTIRE
        if pattern and rule.code.startswith(pattern):
            best = max(best, len(pattern))
        elif pattern == "ALL":
            best = max(best, 0)
    return best


def matches(glob: str, path: str) -> bool:
    """Whether `path` matches (for a glob without `/`: its file name); `**/` stands for any folders."""
    return _pattern(glob).fullmatch(path if "/" in glob else path.rpartition("/")[2]) is not None


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", glob)
    special = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(special.get(part, re.escape(part)) for part in parts))
