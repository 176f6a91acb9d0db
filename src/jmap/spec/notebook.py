"""What the steps of loading share: the project's vocabulary so far, and the findings made on the way."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from jmap.diagnostics import Related
from jmap.spec.codes import BY_CODE, TOO_MANY_PROBLEMS, finding
from jmap.spec.locate import span
from jmap.spec.outline import Outline
from jmap.spec.problems import MAX_FINDINGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from jmap.diagnostics import Finding
    from jmap.spec.library import Library
    from jmap.spec.nodes import Mark, YamlMap

MAX_TAKEN: Final = 50_000
"""How many values a file may take over by `use:`: as many as its aliases may repeat."""


@dataclass(slots=True)
class Notebook:
    """The vocabulary a project's files are read with, filled as loading goes on.

    Attributes:
        languages: declared language tags, the source first.
        languages_doubtful: whether `languages:` has errors itself: then no text is blamed for its language.
        personas: known personas by id, a key of per-persona mappings; `None` for those only named.
        lanes: ids of the project's own lanes: keys a touchpoint may carry beyond the language's.
        libraries: shared personas, stages and touchpoints.
        unread: words of files that could not be read: an id among them may be declared there.
        findings: everything found so far, up to a hundred problems of each file.
        noted: how many findings were reported, by file.
        taken: how many values `use:` has taken over, by file.
        inputs: the files read so far, each with the SHA-256 of what was read; `None` for one that was refused.
    """

    languages: tuple[str, ...] = ("en",)
    languages_doubtful: bool = False
    personas: Mapping[str, YamlMap | None] = field(default_factory=dict)
    lanes: tuple[str, ...] = ()
    libraries: dict[str, Library] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)
    noted: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    inputs: dict[Path, str | None] = field(default_factory=dict)

    def full(self, mark: Mark | None) -> bool:
        """Whether the file of `mark` has so many problems that no further one is kept."""
        return mark is not None and self.noted[mark.source.path] >= MAX_FINDINGS

    def take(self, path: str, findings: list[Finding]) -> None:
        """Take over what was found while reading the file at `path`."""
        self.findings += findings
        self.noted[path] += len(findings)

    def report(
        self,
        code: str,
        message: str,
        mark: Mark | None = None,
        *,
        hint: str | None = None,
        related: Sequence[Related] = (),
    ) -> None:
        """Note a finding at `mark`, or about no place in particular."""
        if code == "S209" and self.languages_doubtful:
            return
        if self.full(mark):
            return
        place = span(mark) if mark else None
        self.findings.append(finding(BY_CODE[code], message, place, hint=hint, related=tuple(related)))
        if place is not None:
            self.noted[place.path] += 1
            if self.full(mark):
                message = f"the file has more problems than these {MAX_FINDINGS}: the others are not listed"
                self.findings.append(finding(TOO_MANY_PROBLEMS, message, place))

    def may_take(self, values: int, mark: Mark, kind: str) -> bool:
        """Whether `use:` at `mark` may take over so many `values`: together no more than a file may hold."""
        path = mark.source.path
        before = self.taken[path]
        self.taken[path] += values
        if self.taken[path] <= MAX_TAKEN:
            return True
        if before <= MAX_TAKEN:
            message = f"`use:` takes over more than {MAX_TAKEN:,} values, up to this {kind}"
            self.report("Y109", message, mark, hint="split it into several files")
        return False

    def used_twice(self, kind: str, name: str, root: YamlMap, first: YamlMap | Outline) -> None:
        """Note that two things of a kind have the same id."""
        mark = id_mark(first.root if isinstance(first, Outline) else first, kind)
        related = [Related("first used here", span(mark))]
        message = f'the {kind} id "{name}" is used twice'
        self.report("S206", message, id_mark(root, kind), hint="give one of them another id", related=related)


def id_mark(root: YamlMap, kind: str) -> Mark:
    """Where an id was written, or the thing it belongs to."""
    return root.marks(kind)[1] if kind in root else root.mark
