"""What a preview shows: the pages of the last build, and what was found by then."""

from __future__ import annotations

from threading import Condition
from typing import TYPE_CHECKING, Any, NamedTuple

from jmap.build.run import Request, build
from jmap.errors import JmapError
from jmap.spec.files import locate_project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from jmap.build.run import Report
    from jmap.build.trust import Trust
    from jmap.diagnostics import Finding
    from jmap.render.format import Options


class State(NamedTuple):
    """What a page of the preview has to know.

    Attributes:
        number: of the builds so far that changed anything.
        start: the page to begin with; empty as long as there is none.
        problems: errors and warnings, as `{severity, place, text, hint}`.
    """

    number: int = 0
    start: str = ""
    problems: tuple[dict[str, Any], ...] = ()


class Preview:
    """Builds a project into a folder, again and again, and lets others wait for what comes of it."""

    def __init__(self, path: Path, folder: Path, options: Options, trust: Trust | None = None) -> None:
        """Preview the project or file at `path`; its pages go into `folder`."""
        self.path = path
        self.folder = folder
        self.location = locate_project(path)
        self.state = State()
        self._request = Request(folder, ("html",), (), options, trust=trust)
        self._changed = Condition()

    def build(self) -> Report | JmapError:
        """Build what has changed; a project that cannot be built leaves the pages as they are.

        What comes of it is told to all that wait, if it is anything new.
        """
        try:
            report = build(self.path, self._request)
        except JmapError as error:
            problems = (_problem("error", "", str(error)),)
            self._tell(self.state.start, problems, changed=False)
            return error
        start = (
            "index.html" if report.overview else next((file.name for file in report.files), self.state.start)
        )
        told = tuple(_told(finding) for finding in report.findings if finding.severity != "info")
        self._tell(start, told, changed=any(file.change != "unchanged" for file in report.files))
        return report

    def _tell(self, start: str, problems: tuple[dict[str, Any], ...], *, changed: bool) -> None:
        with self._changed:
            if changed or (start, problems) != (self.state.start, self.state.problems):
                self.state = State(self.state.number + 1, start, problems)
                self._changed.notify_all()

    def after(self, number: int, seconds: float) -> State | None:
        """The state once it is another than that of a number; `None` if it still is that after some seconds."""
        with self._changed:
            different: Callable[[], bool] = lambda: self.state.number != number  # noqa: E731 — to be asked again
            return self.state if self._changed.wait_for(different, seconds) else None


def _told(finding: Finding) -> dict[str, Any]:
    place = finding.span
    where = f"{place.path}:{place.line}:{place.column}" if place else ""
    return _problem(finding.severity.value, where, f"[{finding.code}] {finding.message}", finding.hint or "")


def _problem(severity: str, place: str, text: str, hint: str = "") -> dict[str, Any]:
    return {"severity": severity, "place": place, "text": text, "hint": hint}
