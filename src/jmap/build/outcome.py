"""What is asked of a build, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from jmap.build.codes import BUG, CODES, NOT_WRITTEN
from jmap.diagnostics import Severity
from jmap.render.format import Options
from jmap.spec.codes import UNKNOWN_FORMAT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from jmap.build.make import OutputFile
    from jmap.build.trust import Trust
    from jmap.diagnostics import Finding
    from jmap.model import Journey, Project
    from jmap.score import JourneyScore


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built.

    Attributes:
        out: the output folder; when `None`, `build` in the project's folder, or a folder of the view's own in it.
        formats: names of formats; the project's `outputs:` when empty.
        languages: tags; all languages of the project when empty.
        options: choices that change the bytes of outputs.
        trust: how far the project is trusted; as the user's configuration says when `None`.
        compare_only: write nothing, find out which files are stale.
        force: make everything again, whatever earlier builds made.
        jobs: how many processes work at once; 1 is this process, `None` as many as are worth it.
    """

    out: Path | None = None
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    options: Options = field(default_factory=Options)
    trust: Trust | None = None
    compare_only: bool = False
    force: bool = False
    jobs: int | None = 1

    @property
    def whole(self) -> bool:
        """Whether everything of the project is asked for, so that what is not made has no reason to stay."""
        return not self.formats and not self.languages


class BuiltMap(NamedTuple):
    """One journey, in all languages and formats."""

    journey: Journey
    scores: JourneyScore
    files: tuple[OutputFile, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a build.

    Attributes:
        project: what was built.
        root: the project's folder.
        out: the output folder.
        maps: in the order of the project's files.
        overview: files about all journeys together.
        left_out: ids of journeys not built because of errors in their files.
        findings: of loading, checking and rendering, in order of place.
        deleted: files of earlier builds that no journey makes any more; with `compare_only`, that would go.
        facts: everything that this report depends on, as `answer.keep` takes it; empty if not all of it is known.
    """

    project: Project
    root: Path
    out: Path
    maps: tuple[BuiltMap, ...]
    overview: tuple[OutputFile, ...]
    left_out: tuple[str, ...]
    findings: tuple[Finding, ...]
    deleted: tuple[str, ...]
    facts: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def __repr__(self) -> str:
        """What it comes to, in a line: in full it would be pages of a notebook."""
        return f"Report(out={str(self.out)!r}, files={len(self.files)}, findings={len(self.findings)})"

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def unwritten(self) -> bool:
        """Whether a file could not be written."""
        return any(finding.code == NOT_WRITTEN.code for finding in self.findings)

    @property
    def broken(self) -> bool:
        """Whether a bug was met."""
        return any(finding.code == BUG.code for finding in self.findings)

    @property
    def lasting(self) -> bool:
        """Whether the same build, done again, would say the same and find nothing to do."""
        passing = {code.code for code in (*CODES, UNKNOWN_FORMAT)}  # a package may come to offer the format
        return bool(self.facts) and not any(finding.code in passing for finding in self.findings)

    @property
    def files(self) -> tuple[OutputFile, ...]:
        """All files, those of the maps first."""
        return (*(file for built in self.maps for file in built.files), *self.overview)

    @property
    def stale(self) -> tuple[str, ...]:
        """Files that are not as they should be."""
        changed = [file.name for file in self.files if file.change != "unchanged"]
        return (*changed, *self.deleted)

    def again(self) -> Report:
        """What the same build, done again, would come to."""
        return replace(
            self,
            maps=tuple(built._replace(files=_unchanged(built.files)) for built in self.maps),
            overview=_unchanged(self.overview),
            deleted=(),
        )


def _unchanged(files: tuple[OutputFile, ...]) -> tuple[OutputFile, ...]:
    return tuple(file._replace(change="unchanged") for file in files)
