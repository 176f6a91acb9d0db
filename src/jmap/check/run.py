"""Runs the rules over a project."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from jmap.check.known import all_rules, discovered, is_known, suggestion
from jmap.check.notice import BROKEN_RULE, UNKNOWN_RULE, UNUSED_SUPPRESSION
from jmap.check.selection import Coded, Selection
from jmap.check.suppress import Suppressible, suppressions, without
from jmap.check.survey import Survey
from jmap.collector import without_collecting
from jmap.diagnostics import Finding, Fix, Related
from jmap.spec import Origin

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from jmap.check.notice import Notice
    from jmap.check.rule import Problem, Rule
    from jmap.check.suppress import Suppression
    from jmap.diagnostics import Edit, Pointer, Span
    from jmap.model import Project
    from jmap.spec.edit.draft import Draft

_MOST_UNKNOWN: Final = 100
"""How many unknown rules of a project's settings are told."""


def current_day() -> dt.date:
    """Today, where this machine is: asked by those who check, never by those who write outputs."""
    return dt.datetime.now(dt.UTC).astimezone().date()


def check(
    project: Project,
    journeys: Collection[str] | None = None,
    *,
    today: dt.date | None = None,
    selection: Selection | None = None,
    fixes: bool = False,
) -> tuple[Finding, ...]:
    """What the rules find in a project, in order of place.

    Args:
        project: a project that could be loaded.
        journeys: ids; what is found in other journeys is left out.
        today: the day that rules about freshness compare with; without one they do not run.
        selection: what is wanted beyond, or instead of, what the project's settings say.
        fixes: whether findings shall know how they can be mended.
    """
    chosen = (selection or Selection()).over(Selection.of(project.settings.check))
    return _Run(project, journeys, today, chosen, fixes=fixes).findings()


def by_journey(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    """The findings that concern each journey, by its id; one may concern several."""
    found: dict[str, dict[Finding, None]] = {}
    for finding in findings:
        for pointer in finding.pointers:
            if pointer[0] == "journeys":
                found.setdefault(str(pointer[1]), {})[finding] = None
    return {name: tuple(each) for name, each in found.items()}


def known_of(project: Project, journey: str) -> tuple[Finding, ...]:
    """What those rules find in a journey that do not depend on the day.

    A project is checked once and remembers it, so that its journeys can be drawn one by one.
    """
    memory: dict[str, dict[str, tuple[Finding, ...]]] = vars(project)
    if "found" not in memory:
        memory["found"] = by_journey(check(project))
    return memory["found"].get(journey, ())


class _Run:
    """One run of the rules."""

    def __init__(
        self,
        project: Project,
        journeys: Collection[str] | None,
        today: dt.date | None,
        selection: Selection,
        *,
        fixes: bool,
    ) -> None:
        self.project = project
        self.journeys = journeys
        self.today = today
        self.selection = selection
        self.ran: list[Rule] = []
        self.draft: Draft | None = None
        if fixes and isinstance(project.origin, Origin):
            from jmap.spec.edit.draft import Draft

            self.draft = Draft(project.origin)

    def findings(self) -> tuple[Finding, ...]:
        with without_collecting():
            found = _folded(self._of_rules())
        found = [
            *self._unsuppressed(found),
            *self._broken_plugins(),
            *islice(self._unknown_in_settings(), _MOST_UNKNOWN),
        ]
        return tuple(sorted(dict.fromkeys(found), key=lambda finding: finding.sort_key))

    def _of_rules(self) -> Iterator[Finding]:
        survey = Survey(self.project, self.today)
        for rule in all_rules():
            if not self.selection.wants(rule) or (rule.needs_today and self.today is None):
                continue
            self.ran.append(rule)
            severity = self.selection.severity_of(rule)
            try:
                for problem in map(_told, rule.check(survey)):
                    place = self._place(problem)
                    if self._asked(problem.pointer) and self._wanted_at(rule, place):
                        yield Finding(
                            rule.code,
                            rule.name,
                            severity,
                            problem.message,
                            place,
                            problem.hint,
                            self._related(problem),
                            (problem.pointer,),
                            self._fix(rule, survey, problem),
                        )
            except MemoryError:
                raise
            except Exception as error:  # a rule of somebody else may raise anything
                if os.environ.get("JMAP_DEBUG"):
                    raise
                package = rule.check.__module__.partition(".")[0]
                what = f"rule {rule.code} ({rule.name}) of {package}"
                yield from self._broken(what, f"{type(error).__name__}: {error}")

    def _fix(self, rule: Rule, survey: Survey, problem: Problem) -> Fix | None:
        if self.draft is None or rule.remedy is None:
            return None
        edits = self.draft.edits(rule.remedy.changes(survey, problem))
        return Fix(rule.remedy.does, rule.remedy.safe, edits) if edits else None

    def _place(self, problem: Problem) -> Span | None:
        place = problem.place or self.project.span(*problem.pointer, key=problem.at_key)
        if place is None or problem.excerpt is None:
            return place
        column = place.text.find(problem.excerpt, place.column - 1)
        for _ in range(problem.before.count(problem.excerpt)):
            if column >= 0:
                column = place.text.find(problem.excerpt, column + len(problem.excerpt))
        return place if column < 0 else replace(place, column=column + 1, length=len(problem.excerpt))

    def _related(self, problem: Problem) -> tuple[Related, ...]:
        places = ((message, self.project.span(*pointer)) for message, pointer in problem.related)
        return tuple(Related(message, place) for message, place in places if place is not None)

    def _asked(self, pointer: Pointer) -> bool:
        return self.journeys is None or pointer[0] != "journeys" or pointer[1] in self.journeys

    def _wanted_at(self, rule: Coded, place: Span | None) -> bool:
        return place is None or self.selection.wants_in(rule, place.path)

    def _wants(self, notice: Notice) -> bool:
        """Whether a notice is to be reported. What the project selects cannot hide that the selection is misspelt."""
        selection = self.selection
        if notice is UNKNOWN_RULE and selection.select == self.project.settings.check.select:
            selection = replace(selection, select=())
        return selection.wants(notice)

    def _notice(
        self,
        notice: Notice,
        message: str,
        place: Span | None = None,
        hint: str | None = None,
        edit: Edit | None = None,
    ) -> Iterator[Finding]:
        if self._wants(notice) and self._wanted_at(notice, place):
            fix = Fix(notice.fix, safe=True, edits=(edit,)) if notice.fix and edit and self.draft else None
            severity = self.selection.severity_of(notice)
            yield Finding(notice.code, notice.name, severity, message, place, hint, fix=fix)

    def _broken(self, what: str, why: str) -> Iterator[Finding]:
        message = f"the {what} does not work and was left out: {' '.join(why.split())[:500]}"
        yield from self._notice(BROKEN_RULE, message, None, "tell those who make the package, or remove it")

    def _broken_plugins(self) -> Iterator[Finding]:
        for problem in discovered().problems:
            yield from self._broken(f"plug-in {problem.source}", problem.message)

    def _unknown_in_settings(self) -> Iterator[Finding]:
        if not self._wants(UNKNOWN_RULE):  # asked once, not of each of thousands of names
            return
        settings = self.project.settings.check
        for key, value in (
            ("select", settings.select),
            ("extend-select", settings.extend_select),
            ("ignore", settings.ignore),
        ):
            for index, name in enumerate(value):
                yield from self._unknown(name, ("settings", "check", key, index))
        for name in settings.severity:
            yield from self._unknown(name, ("settings", "check", "severity", name), at_key=True)
        for glob, names in settings.per_file_ignores.items():
            for index, name in enumerate(names):
                yield from self._unknown(name, ("settings", "check", "per-file-ignores", glob, index))
        for name, own in settings.options.items():
            rule = next((rule for rule in all_rules() if name in (rule.code, rule.name)), None)
            if rule is None:
                yield from self._unknown(
                    name, ("settings", "check", "options", name), at_key=True, whole=True
                )
                continue
            for option in own:
                if option not in rule.options:
                    place = self.project.span("settings", "check", "options", name, option, key=True)
                    known = ", ".join(rule.options) or "none"
                    yield from self._notice(
                        UNKNOWN_RULE, f"{name} has no option {option}; it has: {known}", place
                    )

    def _unknown(
        self, name: str, pointer: Pointer, *, at_key: bool = False, whole: bool = False
    ) -> Iterator[Finding]:
        if not is_known(name, whole=whole):
            place = self.project.span(*pointer, key=at_key)
            yield from self._notice(UNKNOWN_RULE, f'no rule is called "{name}"', place, suggestion(name))

    def _unsuppressed(self, found: list[Finding]) -> Iterator[Finding]:
        """The findings that no comment suppresses, and those about comments that suppress nothing."""
        origin = self.project.origin
        by_path: dict[str, list[Finding]] = {}
        for finding in found:
            by_path.setdefault(finding.span.path if finding.span else "", []).append(finding)
        kept = set(found)
        sources = origin.sources() if isinstance(origin, Origin) else {}
        left_out = self._files_left_out()
        for path, source in sources.items():
            here = Suppressible(by_path.get(path, ()))
            for suppression in suppressions(source):
                used = here.suppress(suppression)
                if self.journeys is None and path not in left_out:
                    yield from self._unused(suppression, used)
            kept -= here.suppressed()
        yield from (finding for finding in found if finding in kept)

    def _files_left_out(self) -> set[str]:
        """Files of journeys that have errors: what a comment there is for cannot be known."""
        written = self.project.origin.names("journeys") if self.project.origin else ()
        places = (
            self.project.span("journeys", name) for name in written if name not in self.project.journeys
        )
        return {place.path for place in places if place is not None}

    def _unused(self, suppression: Suppression, used: set[str]) -> Iterator[Finding]:
        codes, place = suppression.codes, suppression.place
        if not codes:
            hint = "write the codes in brackets: # jmap: ignore[C201]"
            yield from self._notice(
                UNKNOWN_RULE, "this comment does not say which rule to ignore", place, hint
            )
        for code in codes:
            if not is_known(code, whole=True):
                yield from self._notice(UNKNOWN_RULE, f'no rule is called "{code}"', place, suggestion(code))
            elif code not in used and any(
                code in (rule.code, rule.name) and self._wanted_at(rule, place) for rule in self.ran
            ):
                message = f"nothing here is found by {code}"
                edit = without(suppression, code)
                yield from self._notice(
                    UNUSED_SUPPRESSION, message, place, "remove it from the comment", edit
                )


def _told(problem: Problem) -> Problem:
    """A problem whose words are texts.

    Raises:
        TypeError: a rule of a package gives something else, such as the name of a stage in all its languages.
    """
    for key, words in (("message", problem.message), ("hint", problem.hint or "")):
        if not isinstance(words, str):
            raise TypeError(f"the {key} is a {type(words).__name__}, expected a str")
    return problem


def _folded(findings: Iterable[Finding]) -> list[Finding]:
    """Every finding once, with all it is about: what journeys share is found in each, and stands in one place."""
    about: dict[Finding, list[Pointer]] = {}
    for finding in findings:
        about.setdefault(finding, []).extend(finding.pointers)
    return [
        finding if len(pointers) == 1 else replace(finding, pointers=tuple(pointers))
        for finding, pointers in about.items()
    ]
