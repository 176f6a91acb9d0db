"""What `jmap check --fix` and `--diff` say."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from jmap.build.fix import mend
from jmap.build.write import rewrite
from jmap.cli.diff import unified
from jmap.cli.errors import Exit, fail
from jmap.cli.findings import seen, shown
from jmap.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jmap.build.fix import Mended
    from jmap.diagnostics import Finding
    from jmap.spec import Loaded


def write(mended: Mended, code: Exit) -> tuple[str, Exit]:
    """Write the mended files; give what came of it in a sentence, and the exit code."""
    failed: set[str] = set()
    for name, before in mended.before.items():
        try:
            rewrite(mended.loaded.path(name), before, mended.after[name])
        except OutputError as error:
            failed.add(name)
            code = fail(str(error), code=Exit.USAGE)
    refusals(mended.refused)
    lost = [each for each in mended.done if each.fix and any(edit.path in failed for edit in each.fix.edits)]
    return f"{len(mended.done) - len(lost)} fixed, {len(mended.findings) + len(lost)} left", code


def show(read: Callable[[Mapping[str, bytes]], Loaded], find: Callable[[Loaded], Sequence[Finding]]) -> Exit:
    """Show what `--fix` would do in a project, then what it would not do by itself."""
    safe = mend(read, find)
    every = mend(read, find, unsafe=True, instead=safe.after)
    for name, before in safe.before.items():
        sys.stdout.write(unified(seen(safe.loaded.root / name), before, safe.after[name], sys.stdout))
    for name, after in every.after.items():
        before = safe.after.get(name, every.before.get(name, b""))
        if before == after:
            continue
        sys.stdout.write("Not done by --fix, because the map would change; --unsafe-fixes does it:\n")
        for finding in every.done:
            if finding.fix and any(edit.path == name for edit in finding.fix.edits):
                sys.stdout.write(f"  {finding.code} {finding.name}: {shown(finding.message)}\n")
        sys.stdout.write(unified(seen(every.loaded.root / name), before, after, sys.stdout))
    refusals([*safe.refused, *every.refused])
    number, others = len(safe.done), len(every.done)
    if number or others:
        sys.stderr.write(f"{number} to fix, {others} more to look at\n")
        return Exit.FINDINGS
    sys.stderr.write("nothing to fix\n")
    return Exit.OK


def refusals(refused: Sequence[Finding]) -> None:
    """Say which fixes were not made because they would have changed more than they should."""
    for finding in dict.fromkeys(refused):
        place = f"{shown(finding.span.path)}:{finding.span.line}: " if finding.span else ""
        sys.stderr.write(f"{place}{finding.code} was not fixed: more would have changed than it is about\n")


def offer(findings: Sequence[Finding]) -> str:
    """How many findings could be mended, and how; empty where none can."""
    safe = sum(1 for each in findings if each.fix and each.fix.safe)
    others = sum(1 for each in findings if each.fix and not each.fix.safe)
    if not (safe or others):
        return ""
    ways = [f"{safe} with --fix"] if safe else []
    ways += [f"{others} with --unsafe-fixes"] if others else []
    return f"can be fixed: {', '.join(ways)}; --diff shows how"
