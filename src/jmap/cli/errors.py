"""Exit codes, and the one way a command ends with a message."""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import IntEnum


class Exit(IntEnum):
    """What the exit code of `jmap` says."""

    OK = 0
    FINDINGS = 1
    """Findings of severity error, a failed gate, stale output, any fault in a project's files."""
    USAGE = 2
    """The command line or the environment."""
    BUG = 3
    INTERRUPTED = 130


def fail(message: str, hint: str | None = None, *, code: Exit) -> Exit:
    """Say on stderr what went wrong and what to do; give `code` back."""
    from jmap.cli.findings import shown

    with suppress(OSError):  # nobody can be told; the exit code still says it
        sys.stderr.write(f"error: {shown(message)}\n")
        if hint:
            sys.stderr.write(f"  hint: {shown(hint)}\n")
    return code
