"""The `mermaid-gantt` format: when improvements are due, as milestones by department.

A map knows when an improvement is due and not when it begins, so there are no bars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jmap.render.flow import named
from jmap.render.format import Format, Output, Rendered
from jmap.render.mermaid import escape, file, findings, heading, left_out, opening
from jmap.text.breaks import is_cjk
from jmap.text.labels import label
from jmap.text.metrics import width
from jmap.text.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jmap.model import Improvement
    from jmap.render.format import Sheet

SUFFIX = ".gantt.mmd"
_CARRIED = frozenset({"improvements"})
_WIDTH: Final = 65
_SIZE: Final = 11
"""What Mermaid leaves for the names of sections in px, and how high it sets them; it breaks no lines by itself."""
_TAGS: Final = {"testing": "active, milestone", "doing": "active, milestone", "done": "done, milestone"}


def render(sheet: Sheet) -> Rendered:
    """The due dates of the journey's improvements as a Mermaid `gantt` chart."""
    text = file(lines(sheet), _remarks(sheet), sheet.language)
    return Rendered((Output(SUFFIX, text),), findings(sheet, SUFFIX, text, _summary(sheet)))


def lines(sheet: Sheet) -> Iterator[str]:
    """The diagram line by line, without remarks on what it cannot carry."""
    language = sheet.language
    sections = _sections(sheet)
    title = (
        f"{named(sheet.journey.title, language, sheet.journey.id)} · {label('lane.improvements', language)}"
    )
    yield "gantt"
    yield f"  title {escape(title if sections else label('mermaid.none-dated', language, name=title))}"
    yield from heading(sheet, title)
    yield "  dateFormat YYYY-MM-DD"
    yield "  axisFormat %Y-%m-%d"
    yield "  todayMarker off"
    for owner, improvements in sections.items():
        yield f"  section {'<br>'.join(map(escape, _lines(_owner(sheet, owner))))}"
        for each in improvements:
            parts = (_title(sheet, each), label(f"status.{each.status}", language), f"{each.due}")
            yield f"    {opening(' · '.join(parts))}: {_TAGS.get(each.status, 'milestone')}, {each.due}, 0d"


def _sections(sheet: Sheet) -> dict[str | None, list[Improvement]]:
    """What has a date by department, whoever is first before the others; what has no owner comes last."""
    found = sheet.project.improvements_of(sheet.journey)
    dated = sorted((each.due, each.id, each) for each in found if each.due and each.status != "dropped")
    order = sorted(dict.fromkeys(each.owner for *_, each in dated), key=lambda owner: owner is None)
    return {owner: [each for *_, each in dated if each.owner == owner] for owner in order}


def _owner(sheet: Sheet, owner: str | None) -> str:
    department = sheet.project.departments.get(owner or "")
    if department is None:
        return owner or label("mermaid.no-owner", sheet.language)
    return named(department.name, sheet.language, department.id)


def _lines(name: str) -> Sequence[str]:
    """The name in lines, so that it does not reach into the chart; no word is taken apart for it."""
    if width(name, _SIZE) <= _WIDTH:
        return [name]
    found = wrap(name, _WIDTH, _SIZE)
    return found if any(map(is_cjk, name)) or " ".join(found) == " ".join(name.split()) else [name]


def _title(sheet: Sheet, improvement: Improvement) -> str:
    return named(improvement.title, sheet.language, improvement.id)


def _dropped(sheet: Sheet) -> list[Improvement]:
    return [each for each in sheet.project.improvements_of(sheet.journey) if each.status == "dropped"]


def _undated(sheet: Sheet) -> list[Improvement]:
    found = sheet.project.improvements_of(sheet.journey)
    return [each for each in found if each.due is None and each.status != "dropped"]


def _remarks(sheet: Sheet) -> list[str]:
    """What the diagram does not tell, for its reader."""
    language = sheet.language
    status = label("status.dropped", language)
    return [
        *(label("mermaid.no-due", language, name=_title(sheet, each)) for each in _undated(sheet)),
        *(
            label("mermaid.labelled", language, name=_title(sheet, each), text=status)
            for each in _dropped(sheet)
        ),
        *left_out(sheet, _CARRIED, language),
    ]


def _summary(sheet: Sheet) -> list[str]:
    """The same in short, for whoever builds it."""
    counts = {
        "Improvements without a due date": len(_undated(sheet)),
        "Dropped improvements": len(_dropped(sheet)),
    }
    return [
        *(f"{name}: {count}" for name, count in counts.items() if count),
        *left_out(sheet, _CARRIED, "en"),
    ]


FORMAT = Format(
    id="mermaid-gantt",
    title="Mermaid gantt chart",
    summary=(
        "A Mermaid gantt chart (.gantt.mmd) for GitHub, GitLab and docs sites: improvements as milestones on the day "
        "they are due, by department, with their status. Comments at its end list those without a date."
    ),
    render=render,
)
