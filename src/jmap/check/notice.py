"""What the check says of itself: a comment that suppresses nothing, a rule that broke."""

from __future__ import annotations

from typing import Final, NamedTuple

from jmap.diagnostics import Severity


class Notice(NamedTuple):
    """One kind of finding that no rule makes.

    Attributes:
        code: stable identifier, e.g. `X901`.
        name: the same in words.
        severity: unless the project sets another.
        summary: what it reports, one sentence.
        why: why that matters.
        fix: what `--fix` does about it.
    """

    code: str
    name: str
    severity: Severity
    summary: str
    why: str
    fix: str | None = None


UNUSED_SUPPRESSION: Final = Notice(
    "X901",
    "unused-suppression",
    Severity.WARNING,
    "A comment `# jmap: ignore[…]` suppresses nothing.",
    "What it was written for is mended, or it stands in the wrong place; it would hide the next finding.",
    fix="Takes the code out of the comment, and the comment away with its last code.",
)
UNKNOWN_RULE: Final = Notice(
    "X902",
    "unknown-rule",
    Severity.WARNING,
    "A setting or comment names a rule or an option that does not exist.",
    "A misspelt code selects, ignores or changes nothing, and nobody notices.",
)
BROKEN_RULE: Final = Notice(
    "X903",
    "broken-rule",
    Severity.WARNING,
    "A rule of an installed package cannot be loaded, or fails.",
    "All other rules have run, but what this one looks for has not been checked.",
)
OUTDATED_BASELINE: Final = Notice(
    "X904",
    "outdated-baseline",
    Severity.INFO,
    "Findings listed in the baseline are no longer made.",
    "What was mended should leave the baseline, or it could come back unnoticed.",
)

NOTICES: Final = (UNUSED_SUPPRESSION, UNKNOWN_RULE, BROKEN_RULE, OUTDATED_BASELINE)
"""All of them, in the order of their codes."""
