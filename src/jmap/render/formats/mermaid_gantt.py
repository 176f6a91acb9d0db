"""The `mermaid-gantt` format: when improvements are due, as milestones by department.

A map knows when an improvement is due and not when it begins, so there are no bars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.render.flow import named
from jmap.render.format import Format, Output, Rendered
from jmap.render.mermaid import escape, file, findings, heading, left_out, opening
from jmap.render.names import INDEX
from jmap.score.priority import plan
from jmap.text.breaks import is_cjk
from jmap.text.labels import label
from jmap.text.metrics import width
from jmap.text.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from jmap.model import Improvement, Project
    from jmap.render.format import Sheet

SUFFIX = ".gantt.mmd"
_CARRIED = frozenset({"improvements"})
_WIDTH: Final = 65
_SIZE: Final = 11
"""What Mermaid leaves for the names of sections in px, and how high it sets them; it breaks no lines by itself."""
_TAGS: Final = {"testing": "active, milestone", "doing": "active, milestone", "done": "done, milestone"}


def render(sheet: Sheet) -> Rendered:
    """The due dates of the journey's improvements as a Mermaid `gantt` chart."""
    improvements = sheet.project.improvements_of(sheet.journey)
    counts = _summary(improvements)
    missing = left_out(sheet, _CARRIED, sheet.language)
    text = file(lines(sheet), [*_remarks(improvements, sheet.language), *missing], sheet.language)
    told = [*counts, *left_out(sheet, _CARRIED, "en")]
    return Rendered((Output(SUFFIX, text),), findings(f"{sheet.journey.id}{SUFFIX}", text, told))


def together(sheets: Sequence[Sheet]) -> Rendered:
    """The due dates of the improvements of all journeys, each once."""
    project, language = sheets[0].project, sheets[0].language
    found = plan(project, {sheet.journey.id: sheet.scores for sheet in sheets})
    improvements = [planned.entry.improvement for planned in found]
    text = file(of_all(project, improvements, language), _remarks(improvements, language), language)
    return Rendered((Output(SUFFIX, text),), findings(f"{INDEX}{SUFFIX}", text, _summary(improvements)))


def lines(sheet: Sheet) -> Iterator[str]:
    """The diagram of a journey line by line, without remarks on what it cannot carry."""
    name = named(sheet.journey.title, sheet.language, sheet.journey.id)
    title = f"{name} · {label('lane.improvements', sheet.language)}"
    improvements = sheet.project.improvements_of(sheet.journey)
    return _chart(sheet.project, improvements, sheet.language, title, heading(sheet, title))


def of_all(project: Project, improvements: Iterable[Improvement], language: str) -> Iterator[str]:
    """The diagram of improvements of several journeys of a project."""
    own, usual = project.settings.title, label("portfolio.title", language)
    name = usual if own is None else named(own, language, usual)
    title = f"{name} · {label('lane.improvements', language)}"
    return _chart(project, improvements, language, title, [f"  accTitle: {escape(title)}"])


def _chart(
    project: Project, improvements: Iterable[Improvement], language: str, title: str, about: Iterable[str]
) -> Iterator[str]:
    sections = _sections(improvements)
    yield "gantt"
    yield f"  title {escape(title if sections else label('mermaid.none-dated', language, name=title))}"
    yield from about
    yield "  dateFormat YYYY-MM-DD"
    yield "  axisFormat %Y-%m-%d"
    yield "  todayMarker off"
    for owner, owned in sections.items():
        yield f"  section {'<br>'.join(map(escape, _lines(_owner(project, owner, language))))}"
        for each in owned:
            name = named(each.title, language, each.id)
            parts = (name, label(f"status.{each.status}", language), f"{each.due}")
            yield f"    {opening(' · '.join(parts))}: {_TAGS.get(each.status, 'milestone')}, {each.due}, 0d"


def _sections(improvements: Iterable[Improvement]) -> dict[str | None, list[Improvement]]:
    """What has a date by department, whoever is first before the others; what has no owner comes last."""
    dated = sorted(
        (each.due, each.id, each) for each in improvements if each.due and each.status != "dropped"
    )
    order = sorted(dict.fromkeys(each.owner for *_, each in dated), key=lambda owner: owner is None)
    found: dict[str | None, list[Improvement]] = {owner: [] for owner in order}
    for *_, each in dated:
        found[each.owner].append(each)
    return found


def _owner(project: Project, owner: str | None, language: str) -> str:
    department = project.departments.get(owner or "")
    if department is None:
        return owner or label("mermaid.no-owner", language)
    return named(department.name, language, department.id)


def _lines(name: str) -> Sequence[str]:
    """The name in lines, so that it does not reach into the chart; no word is taken apart for it."""
    if width(name, _SIZE) <= _WIDTH:
        return [name]
    found = wrap(name, _WIDTH, _SIZE)
    return found if any(map(is_cjk, name)) or " ".join(found) == " ".join(name.split()) else [name]


def _dropped(improvements: Iterable[Improvement]) -> list[Improvement]:
    return [each for each in improvements if each.status == "dropped"]


def _undated(improvements: Iterable[Improvement]) -> list[Improvement]:
    return [each for each in improvements if each.due is None and each.status != "dropped"]


def _remarks(improvements: Sequence[Improvement], language: str) -> list[str]:
    """Which improvements the diagram does not tell of, for its reader."""
    status = label("status.dropped", language)

    def name(each: Improvement) -> str:
        return named(each.title, language, each.id)

    return [
        *(label("mermaid.no-due", language, name=name(each)) for each in _undated(improvements)),
        *(
            label("mermaid.labelled", language, name=name(each), text=status)
            for each in _dropped(improvements)
        ),
    ]


def _summary(improvements: Sequence[Improvement]) -> list[str]:
    """The same in short, for whoever builds it."""
    counts = {
        "Improvements without a due date": len(_undated(improvements)),
        "Dropped improvements": len(_dropped(improvements)),
    }
    return [f"{name}: {count}" for name, count in counts.items() if count]


FORMAT = Format(
    id="mermaid-gantt",
    title="Mermaid gantt chart",
    summary=(
        "A Mermaid gantt chart (.gantt.mmd) for GitHub, GitLab and docs sites: improvements as milestones on the day "
        "they are due, by department, with their status. Comments at its end list those without a date. Of a whole "
        "project those of all journeys in one."
    ),
    render=render,
    together=together,
)
