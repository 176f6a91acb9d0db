"""Runs the rules over a project."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from jmap.check.rule import Rule
from jmap.diagnostics import Finding, Severity
from jmap.discovery import discover
from jmap.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from jmap.model import Project
    from jmap.model.project import CheckSettings

_PACKAGE: Final = "jmap.check.rules"


@cache
def rules() -> tuple[Rule, ...]:
    """All rules of jmap, in order of their codes."""
    found = discover(_PACKAGE, "RULE", Rule)
    if found.problems:
        raise ConfigError(str(found.problems[0]))
    return found.found


def check(project: Project, journeys: Collection[str] | None = None) -> tuple[Finding, ...]:
    """What the rules the project selects find, in order of place.

    Problems of journeys outside `journeys` are left out when it is given.
    """
    settings = project.settings.check
    found = (finding for rule in rules() if _wanted(rule, settings) for finding in _run(rule, project, journeys))
    return tuple(sorted(found, key=lambda finding: finding.sort_key))


def _run(rule: Rule, project: Project, journeys: Collection[str] | None) -> Iterator[Finding]:
    changed = project.settings.check.severity
    severity = Severity(changed.get(rule.code) or changed.get(rule.name) or rule.severity)
    for problem in rule.check(project):
        if journeys is not None and problem.pointer[0] == "journeys" and problem.pointer[1] not in journeys:
            continue
        place = project.span(*problem.pointer, key=problem.at_key)
        yield Finding(rule.code, rule.name, severity, problem.message, place, problem.hint)


def _wanted(rule: Rule, settings: CheckSettings) -> bool:
    selected = not settings.select or _named(rule, (*settings.select, *settings.extend_select))
    return selected and not _named(rule, settings.ignore)


def _named(rule: Rule, patterns: Collection[str]) -> bool:
    """Whether a code, the beginning of a code, or a name among `patterns` means `rule`."""
    return any(pattern == rule.name or (pattern and rule.code.startswith(pattern)) for pattern in patterns)
