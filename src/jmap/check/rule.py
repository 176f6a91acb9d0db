"""What a rule is: a module with one constant `RULE`, holding its documentation and a plain function."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from jmap.diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jmap.check.survey import Survey
    from jmap.diagnostics import Pointer, Span
    from jmap.spec.edit.changes import Change

EXAMPLE_DAY: Final = dt.date(2026, 12, 1)
"""The day on which the examples of rules are checked."""

FAMILIES: Final[Mapping[str, str]] = {
    "T": "Structure",
    "C": "Completeness",
    "A": "From insight to action",
    "E": "Evidence",
    "R": "Freshness",
    "K": "Consistency",
    "L": "Language",
    "P": "Privacy",
    "X": "The check itself",
}
"""What the first letter of a rule's code says, in the order of the numbers."""


def family_of(code: str) -> str:
    """The letter of the family of a code; none of those that packages make up, such as `ACME1`."""
    return code[:1] if code[:1] in FAMILIES and code[1:].isdigit() else ""


class Problem(NamedTuple):
    """One place where a rule is not kept.

    Attributes:
        pointer: from the project's root: `("journeys", id, "stages", 0, …)`.
        message: what is wrong here, one sentence.
        hint: what to do about it.
        at_key: whether the key is to be underlined rather than the value.
        excerpt: the part of the value to underline, where it stands on the value's first line.
        related: other places that belong to it, each with a few words.
        place: where it is, where that is no value that a pointer leads to.
        before: what the value says before the excerpt: the same may stand there, too.
    """

    pointer: Pointer
    message: str
    hint: str | None = None
    at_key: bool = False
    excerpt: str | None = None
    related: tuple[tuple[str, Pointer], ...] = ()
    place: Span | None = None
    before: str = ""


class Remedy(NamedTuple):
    """How what a rule finds can be mended without asking anybody.

    Attributes:
        does: what is done, one sentence.
        safe: whether the map says the same afterwards: then `--fix` does it, else it is only shown.
        changes: what to change about one problem; nothing where it cannot be mended.
    """

    does: str
    safe: bool
    changes: Callable[[Survey, Problem], Iterable[Change]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: stable identifier, e.g. `L701`; the letter names the family.
        name: the same in words, e.g. `missing-translation`.
        severity: unless the project sets another.
        summary: what it reports, one sentence.
        why: why that matters to those who use the map.
        bad: a spec in one file that the rule reports once, and no other rule at all.
        at: line and column of that finding.
        good: the same, mended: no rule reports anything.
        not_for: when it would be wrong to report, one sentence.
        quiet: a spec of that kind, which the rule does not report.
        check: finds the problems of a project.
        options: numbers with their defaults; a project changes them under `check: {options: {NAME: …}}`.
        needs_today: whether it compares dates with today; without a day it does not run.
        remedy: how what it finds can be mended; `None` where only people can.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    bad: str
    at: tuple[int, int]
    good: str
    not_for: str
    quiet: str
    check: Callable[[Survey], Iterable[Problem]]
    options: Mapping[str, float] = field(default_factory=dict)
    needs_today: bool = False
    remedy: Remedy | None = None

    def __post_init__(self) -> None:
        """Have `severity="warning"` mean what it says; refuse other words, and names that nobody could select."""
        object.__setattr__(self, "severity", Severity(self.severity))
        if not (self.code.isascii() and self.code.isalnum() and self.code.isupper()):
            raise ValueError(f'the code "{self.code}" is not made of capitals and digits, like ZA1')
        if not (self.name.isascii() and self.name.replace("-", "").isalnum() and self.name.islower()):
            raise ValueError(f'the name "{self.name}" is not made of small letters, digits and -')

    @property
    def id(self) -> str:
        """The code, by which a rule is found."""
        return self.code
