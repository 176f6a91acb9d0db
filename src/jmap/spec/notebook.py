"""What the steps of loading share: the project's vocabulary so far, and the findings made on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jmap.diagnostics import Related
from jmap.spec.codes import BY_CODE, finding
from jmap.spec.locate import span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jmap.diagnostics import Finding
    from jmap.spec.library import Library
    from jmap.spec.nodes import Mark, YamlMap


@dataclass(slots=True)
class Notebook:
    """The vocabulary a project's files are read with, filled as loading goes on.

    Attributes:
        languages: declared language tags, the source first.
        languages_doubtful: whether `languages:` has errors itself: then no text is blamed for its language.
        personas: ids of known personas: keys of per-persona mappings.
        lanes: ids of the project's own lanes: keys a touchpoint may carry beyond the language's.
        libraries: shared personas, stages and touchpoints.
        unread: words of files that could not be read: an id among them may be declared there.
        findings: everything found so far.
    """

    languages: tuple[str, ...] = ("en",)
    languages_doubtful: bool = False
    personas: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    libraries: dict[str, Library] = field(default_factory=dict)
    unread: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

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
        place = span(mark) if mark else None
        self.findings.append(finding(BY_CODE[code], message, place, hint=hint, related=tuple(related)))

    def used_twice(self, kind: str, name: str, root: YamlMap, first: YamlMap) -> None:
        """Note that two things of a kind have the same id."""
        related = [Related("first used here", span(id_mark(first, kind)))]
        message = f'the {kind} id "{name}" is used twice'
        self.report("S206", message, id_mark(root, kind), hint="give one of them another id", related=related)


def id_mark(root: YamlMap, kind: str) -> Mark:
    """Where an id was written, or the thing it belongs to."""
    return root.marks[kind][1] if kind in root.marks else root.mark
