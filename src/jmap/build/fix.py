"""The use case of `jmap check --fix`: mends what can be mended, and makes sure that nothing else changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from jmap.spec.alike import differences
from jmap.spec.edit.apply import Batch, apply
from jmap.spec.files import read_inside
from jmap.spec.forms import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from jmap.diagnostics import Finding
    from jmap.spec import Loaded

_MOST_ROUNDS: Final = 20
"""How often a project is mended and checked again: a mended text may hold a second slip."""

_IDS: Final = frozenset(form.identity[0] for form in FORMS.values() if form.identity)


@dataclass(slots=True)
class Mended:
    """A project with fixes made, in memory.

    Attributes:
        loaded: the project as it would be.
        findings: what is left.
        before: what the changed files held, by path.
        after: what they would hold.
        done: the findings mended.
        refused: those whose fix would have changed more than it should.
    """

    loaded: Loaded
    findings: Sequence[Finding]
    before: dict[str, bytes] = field(default_factory=dict)
    after: dict[str, bytes] = field(default_factory=dict)
    done: list[Finding] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)


def mend(
    read: Callable[[Mapping[str, bytes]], Loaded],
    find: Callable[[Loaded], Sequence[Finding]],
    *,
    unsafe: bool = False,
    instead: Mapping[str, bytes] | None = None,
) -> Mended:
    """A project with everything mended that can be; nothing is written.

    Args:
        read: reads the project, with what some files would hold in the place of what they do.
        find: the findings of a project, with their fixes.
        unsafe: whether fixes are made that change what the map says.
        instead: what files hold already, though nobody has written it yet.
    """
    loaded = read(instead or {})
    mended = Mended(loaded, find(loaded), after=dict(instead or {}))
    for _ in range(_MOST_ROUNDS):
        batch = _batch(mended, unsafe=unsafe)
        if not batch:
            break
        if not _try(read, mended, find, batch):
            for finding in batch:
                if not _still(mended, finding):
                    continue
                if not _try(read, mended, find, [finding]):
                    mended.refused.append(finding)
    return mended


def _batch(mended: Mended, *, unsafe: bool) -> list[Finding]:
    """The findings that can be mended at once, because their edits are apart."""
    batch = Batch()
    refused = set(mended.refused)
    return [
        finding
        for finding in mended.findings
        if finding.fix
        and (finding.fix.safe or unsafe)
        and finding not in refused
        and batch.take(finding.fix.edits)
    ]


def _still(mended: Mended, finding: Finding) -> bool:
    """Whether a finding is still made, with the same fix: its place may have moved."""
    return any(each == finding and each.fix == finding.fix for each in mended.findings)


def _try(
    read: Callable[[Mapping[str, bytes]], Loaded],
    mended: Mended,
    find: Callable[[Loaded], Sequence[Finding]],
    batch: list[Finding],
) -> bool:
    """Make the fixes of a batch, unless the project would be another than intended."""
    before, after = dict(mended.before), dict(mended.after)
    edits = sorted((edit for each in batch if each.fix for edit in each.fix.edits), key=attrgetter("path"))
    for name, own in groupby(edits, attrgetter("path")):
        if name not in after:
            before[name] = after[name] = read_inside(mended.loaded.root, mended.loaded.path(name))
        after[name] = apply(after[name], own)
    loaded = read(after)
    if not _as_intended(mended.loaded, loaded, batch):
        return False
    mended.before, mended.after = before, after
    mended.loaded, mended.findings = loaded, find(loaded)
    mended.done += batch
    return True


def _as_intended(old: Loaded, new: Loaded, batch: list[Finding]) -> bool:
    """Whether there is no new error, and the project differs only in what the findings are about."""
    if _errors(new) - _errors(old):
        return False
    pointers = {pointer for finding in batch for pointer in finding.pointers}
    places = {old.project.span(*pointer) for pointer in pointers}
    return all(
        any(each[:end] in pointers for end in range(len(each) + 1))
        # An id that is made from a name stands where the name does, and is something else.
        or (each[-1] not in _IDS and old.project.span(*each) in places)
        for each in differences(old.project, new.project)
    )


def _errors(loaded: Loaded) -> Counter[tuple[str, str]]:
    return Counter((each.code, each.message) for each in loaded.errors)
