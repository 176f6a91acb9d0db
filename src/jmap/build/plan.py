"""Plans a build: what is to be made, and what each part of it depends on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from jmap import cache
from jmap.build.excerpt import Excerpts
from jmap.build.make import Drawn, SheetJob, Task
from jmap.build.portfolio import portfolio
from jmap.check import by_journey
from jmap.render.format import Sheet
from jmap.render.names import stem
from jmap.resources import templates_dir
from jmap.score import score_journey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from jmap.diagnostics import Finding
    from jmap.model import Journey, Project
    from jmap.render.format import Format, Options
    from jmap.score import JourneyScore
    from jmap.spec import Loaded


@dataclass(frozen=True)
class Plan:
    """A build of one project into one folder.

    Attributes:
        loaded: the project, as the view shows it.
        formats: to be written.
        languages: to be written.
        options: choices that change the bytes of outputs.
        checked: findings of rules, as far as outputs may show them.
        state: a digest of all that outputs depend on beside the project: code, options, templates, fonts.
        folder: where outputs go.
        whole: everything of the project is made, so that what is not has no reason to stay in the folder. Never so
            of a file that belongs to no project: others like it may have been built into the same folder.
        dry: write nothing.
    """

    loaded: Loaded
    formats: Sequence[Format]
    languages: Sequence[str]
    options: Options
    checked: Sequence[Finding]
    state: str
    folder: Path
    whole: bool
    dry: bool

    def tasks(self) -> tuple[dict[str, JourneyScore], list[Task]]:
        """The scores of all journeys that are built, a task for each, and one for the portfolio, if there are any."""
        project = self.loaded.project
        scores = {name: score_journey(project, project[name]) for name in self.loaded.selected}
        excerpts, concerning = Excerpts(project), by_journey(self.checked)
        tasks = []
        for name, score in scores.items():
            part, digest = excerpts.of(project[name])
            found = concerning.get(name, ())
            key = cache.digest(self.state.encode(), digest.encode(), repr(found).encode(), *_lines(found))
            jobs = tuple(self._jobs(part, part[name], score, found, key))
            tasks.append(Task(name, self.folder, jobs, self.dry))
        if not tasks:
            return scores, tasks
        overview = _Overview(replace(self, checked=()), scores, self._overview_key(excerpts.whole))
        return scores, [*tasks, Task("the portfolio", self.folder, (overview,), self.dry)]

    def _jobs(
        self,
        project: Project,
        journey: Journey,
        scores: JourneyScore,
        checked: tuple[Finding, ...],
        key: str,
    ) -> Iterator[SheetJob]:
        editions = tuple(sheets(project, journey, scores, self.languages, self.options, checked))
        whole = replace(editions[0], stem=stem(journey.id), editions=editions)
        for index, sheet in enumerate(editions):
            for format_ in self.formats:
                languages = (sheet.language,) if format_.localized else self.languages
                if format_.localized or index == 0:
                    parts = (key, format_.id, *languages)
                    yield SheetJob(
                        format_,
                        sheet if format_.localized else whole,
                        cache.digest(*(part.encode() for part in parts)),
                    )

    def _overview_key(self, project: str) -> str:
        """A digest of what the portfolio depends on; `project` is one of all that stands in the project.

        It shows what no journey refers to: improvements of departments, and everything in the project's order.
        """
        reasons = self.loaded.findings if self.loaded.left_out else ()
        facts = (
            project, self.loaded.selected, self.languages, [each.id for each in self.formats], self.loaded.files,
            self.loaded.left_out, reasons,
        )  # fmt: skip
        return cache.digest(self.state.encode(), repr(facts).encode())


def _lines(findings: Iterable[Finding]) -> Iterator[bytes]:
    """The lines that findings show, each once: one may be the whole file, and hold thousands of findings."""
    spans = (span for one in findings for span in (one.span, *(related.span for related in one.related)))
    for line in dict.fromkeys(span.text for span in spans if span is not None):
        yield line.encode("utf-8", "surrogatepass")


class _Overview(NamedTuple):
    """The pages about all journeys together."""

    plan: Plan
    scores: Mapping[str, JourneyScore]
    key: str
    name: str = "portfolio"
    failing: str = "the portfolio could not be drawn"

    def draw(self) -> Drawn:
        """Put the pages together."""
        plan = self.plan
        findings: list[Finding] = []
        files = portfolio(plan.loaded, self.scores, plan.formats, plan.languages, plan.options, findings)
        scripts = [_element()] if any(each.id == "embed" for each in plan.formats) else []
        return Drawn((*files, *scripts), tuple(findings))

    def end(self) -> None:
        """Nothing is left of it."""


def _element() -> tuple[str, bytes]:
    """The script of `<journey-map>`, one for all maps."""
    name = "journey-map.js"
    return name, (templates_dir() / "embed" / name).read_bytes()


def sheets(
    project: Project,
    journey: Journey,
    scores: JourneyScore,
    languages: Sequence[str],
    options: Options,
    checked: tuple[Finding, ...] | None = None,
) -> Iterator[Sheet]:
    """One sheet per language; the language is part of the file name where the project has several."""
    for language in languages:
        name = stem(journey.id, language if len(project.languages) > 1 else None)
        yield Sheet(project, journey, scores, language, name, options, checked)
