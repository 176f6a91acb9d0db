"""A check of a project as somebody asks for it: its rules, without what the baseline knows, within its gates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jmap.build.formats import unknown_formats
from jmap.build.write import replace_file, write_named
from jmap.check import Selection, check
from jmap.check.baseline import Baseline, read_baseline, written
from jmap.check.notice import OUTDATED_BASELINE
from jmap.diagnostics import Finding
from jmap.errors import ConfigError
from jmap.spec.files import FileRefusedError, read_regular

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from jmap.spec import Loaded

DEFAULT_BASELINE: Final = "jmap-baseline.json"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked to be found.

    Attributes:
        selection: the rules, beyond or instead of what a project's settings say.
        today: the day that rules about freshness compare with.
        baseline: the file of known findings; as the project's settings say when `None`.
    """

    selection: Selection
    today: dt.date
    baseline: Path | None

    def rules(self, loaded: Loaded) -> Sequence[Finding]:
        """What rules find, known or not."""
        journeys = _journeys(loaded)
        return check(loaded.project, journeys, today=self.today, selection=self.selection, fixes=True)

    def find(self, loaded: Loaded) -> Sequence[Finding]:
        """All findings of a project but those its baseline knows, in order of place.

        Raises:
            ConfigError: the baseline cannot be read.
        """
        found = self.rules(loaded)
        known = self._known(loaded)
        if known is not None:
            narrowed = self.selection != Selection() or _journeys(loaded) is not None
            found = _without_known(found, known, loaded, narrowed=narrowed)
        unknown = unknown_formats(loaded.project).values()
        return sorted((*loaded.findings, *unknown, *found), key=lambda finding: finding.sort_key)

    def keep(self, loaded: Loaded, found: Sequence[Finding]) -> Path:
        """Write `found` as the baseline, and say where; a project's own setting names a file inside the project only.

        Raises:
            ConfigError: it lies outside, or only some files were asked for: what is known of the others would be lost.
            OutputError: it cannot be written.
        """
        if _journeys(loaded) is not None:
            raise ConfigError("a baseline is written for a whole project: name its folder")
        setting = loaded.project.settings.check.baseline
        target = self.baseline or loaded.root / (setting or DEFAULT_BASELINE)
        if self.baseline is None and not target.resolve().is_relative_to(loaded.root.resolve()):
            raise ConfigError(f"the baseline {setting} lies outside the project")
        write = replace_file if self.baseline is None else write_named
        write(target, written(found).encode())
        return target

    def _known(self, loaded: Loaded) -> Baseline | None:
        if self.baseline is not None:
            try:
                return Baseline.parse(read_regular(self.baseline), str(self.baseline))
            except FileRefusedError as error:
                raise ConfigError(f"the baseline {self.baseline} cannot be read: {error}") from None
        setting = loaded.project.settings.check.baseline
        return read_baseline(loaded.root, setting) if setting is not None else None


def over_limits(findings: Sequence[Finding], loaded: Loaded) -> list[str]:
    """What `gates: {max_findings: …}` of the project does not allow, a sentence each."""
    sentences = []
    for name, limit in loaded.project.settings.gates.max_findings.items():
        number = sum(finding.severity == name for finding in findings)
        if number > limit:
            found = f"{number} finding{'s' if number != 1 else ''} of severity {name}"
            sentences.append(f"gate: {found}; max_findings allows {limit}")
    return sentences


def _journeys(loaded: Loaded) -> tuple[str, ...] | None:
    """The journeys of the one file asked for; `None` when the whole project is."""
    return None if set(loaded.selected) == set(loaded.project.journeys) else loaded.selected


def _without_known(
    found: Sequence[Finding], known: Baseline, loaded: Loaded, *, narrowed: bool
) -> list[Finding]:
    new, gone = known.new(found)
    chosen = Selection.of(loaded.project.settings.check)
    if gone and not narrowed and not loaded.failed and chosen.wants(OUTDATED_BASELINE):
        message = f"of the findings in the baseline {gone} {'are' if gone != 1 else 'is'} gone"
        severity = chosen.severity_of(OUTDATED_BASELINE)
        hint = "write it anew with --write-baseline"
        new.append(Finding(OUTDATED_BASELINE.code, OUTDATED_BASELINE.name, severity, message, None, hint))
    return new
