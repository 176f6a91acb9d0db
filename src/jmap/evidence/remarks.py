"""What is said of data: about which key of the evidence, and never what a single person entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jmap.diagnostics import Severity
from jmap.model.refusal import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jmap.diagnostics import Pointer
    from jmap.evidence.tally import Entry
    from jmap.spec.codes import Code

_SHOWN = 3
"""Entries a message names."""


class Remark(NamedTuple):
    """Something about one item of evidence; `pointer` leads to what of it."""

    code: Code
    severity: Severity
    message: str
    pointer: Pointer
    hint: str | None = None


class UncountableError(Exception):
    """Raised when data cannot be counted at all."""

    def __init__(self, code: Code, message: str, pointer: Pointer, hint: str | None = None) -> None:
        super().__init__(message)
        self.remark = Remark(code, Severity.ERROR, message, pointer, hint)


def entries(found: Mapping[str, int], all_of_them: Mapping[str, Entry], least: int) -> str:
    """Entries with their rows, the most frequent first; those of fewer people than `least` are not named.

    Who typed something nobody else did may have typed a name.
    """
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    named = [(entry, rows) for entry, rows in ordered if all_of_them[entry].people >= least][:_SHOWN]
    rest = sum(found.values()) - sum(rows for _, rows in named)
    parts = [f"{shown(entry)} ({_rows(rows)})" for entry, rows in named]
    if rest:
        parts.append(f"{'others' if named else 'entries too rare to be shown here'} ({_rows(rest)})")
    return ", ".join(parts)


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"
