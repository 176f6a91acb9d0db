"""What a rule is: a module with one constant `RULE`, holding its documentation and a plain function."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jmap.diagnostics import Pointer, Severity
    from jmap.model import Project


@dataclass(frozen=True, slots=True)
class Problem:
    """One place where a rule is not kept.

    Attributes:
        pointer: from the project's root: `("journeys", id, "stages", 0, …)`.
        message: what is wrong here, one sentence.
        hint: what to do about it.
        at_key: whether the key is to be underlined rather than the value.
    """

    pointer: Pointer
    message: str
    hint: str | None = None
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        code: stable identifier, e.g. `L701`.
        name: the same in words, e.g. `missing-translation`.
        severity: unless the project sets another.
        summary: what it reports, one sentence.
        why: why that matters to those who use the map.
        bad: a single-file spec that the rule reports once.
        good: the same, mended.
        check: finds the problems of a project.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    bad: str
    good: str
    check: Callable[[Project], Iterable[Problem]]

    @property
    def id(self) -> str:
        """The code, by which a rule is found."""
        return self.code
